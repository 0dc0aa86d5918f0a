"""How much a round shares out: what the rule says, with what the round before left over."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.charter.kinds.budget_round import BudgetRound as Says
from bylaws.kernel.money import Money
from toadlane.books import journal
from toadlane.books.models import Spending
from toadlane.books.spending.effect import FUND
from toadlane.budgets.models import BudgetRound, Grant, RoundStep
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment


@dataclass(frozen=True, slots=True)
class There:
    """What a fund holds, what of it is promised to funded projects, and what a round would share out."""

    holds: Money
    promised: Money
    carried: Money
    budget: Money

    @property
    def free(self) -> Money:
        """What nobody was promised."""
        return self.holds - self.promised


def there(coop: Coop, says: Says, at: Moment) -> There:
    """What there is to share out on a day."""
    account, currency = f"{FUND}{says.fund}", coop.currency
    holds = journal.held(journal.balances(coop, person="", through=at.day), account)
    promised = _promised(coop, says.fund)
    carried = _left_over(coop, says) if says.left_over == "next-round" else 0
    if says.amount is not None:
        fixed = says.amount.minor
    else:
        share = says.share or 0
        fixed = max(0, int((holds - promised - carried) * share))
    return There(*(Money(one, currency) for one in (holds, promised, carried, fixed + carried)))


def _promised(coop: Coop, fund: str) -> int:
    """What funded projects were given and have not been paid; what came back is promised anew."""
    grants = Grant.objects.filter(coop=coop, project__round__fund=fund)
    paid = set(
        Spending.objects.filter(coop=coop, entry__reversed_by=None).values_list("authority", flat=True)
    )
    rows = grants.values_list("authority", "cost_minor")
    return sum(cost for authority, cost in rows if authority not in paid)


def _left_over(coop: Coop, says: Says) -> int:
    """What the last round of the fund that was counted did not give away."""
    rows = BudgetRound.objects.filter(coop=coop, fund=says.fund, steps__kind=RoundStep.Kind.OVER)
    last = rows.order_by("-opened_on", "-pk").first()
    if last is None:
        return 0
    given = Grant.objects.filter(project__round=last).values_list("cost_minor", flat=True)
    return int(last.budget_minor) - sum(given)
