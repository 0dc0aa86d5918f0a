"""The closed set of kinds of rule, each one typed model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.accountability import Accountability
from bylaws.charter.kinds.billing import Billing
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.check_in import CheckIn
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.dues import Dues
from bylaws.charter.kinds.duty import Duty
from bylaws.charter.kinds.evaluation import Evaluation
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.leads import Leads
from bylaws.charter.kinds.meeting import Meeting
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.kinds.role import Role
from bylaws.charter.kinds.shares import Shares
from bylaws.charter.kinds.subjects import Subjects
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.kinds.transparency import Transparency


@dataclass(frozen=True)
class Kind:
    """A kind of rule: the model of its first version, whether its rules carry names, and what became of it.

    A kind whose meaning had to change has `later` models: the first is read from `kind = "surplus/2"`.
    `kind = "surplus"` is `surplus/1` for ever, so that an old text is read by the rules of its time.
    """

    name: str
    model: type[RuleModel]
    named: bool = False
    split: bool = False
    """Whether it may be stated in several articles, which add up."""
    executed: bool = True
    """Whether the software acts on such rules by now, instead of keeping and telling them alone."""
    later: tuple[type[RuleModel], ...] = ()

    @cached_property
    def versions(self) -> dict[str, type[RuleModel]]:
        """The model of each version, by the number that stands after the name."""
        return {str(number): model for number, model in enumerate((self.model, *self.later), start=1)}


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("principles", Principles),
        Kind("decision", Decision, named=True),
        Kind("subjects", Subjects, split=True),
        Kind("body", Body, named=True),
        Kind("role", Role, named=True),
        Kind("meeting", Meeting, named=True),
        Kind("membership", Membership),
        Kind("hours", Hours),
        Kind("pay", Pay, named=True),
        Kind("billing", Billing, executed=False),
        Kind("buy-in", BuyIn),
        Kind("exit", Exit),
        Kind("surplus", Surplus),
        Kind("capital", Capital),
        Kind("shares", Shares, executed=False),
        Kind("dues", Dues),
        Kind("tax", Tax),
        Kind("duty", Duty, executed=False),
        Kind("leads", Leads, executed=False),
        Kind("accountability", Accountability, executed=False),
        Kind("evaluation", Evaluation),
        Kind("check-in", CheckIn, executed=False),
        Kind("transparency", Transparency),
        Kind("budget-round", BudgetRound),
    )
}
