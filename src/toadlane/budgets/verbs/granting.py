"""What a funded project is given: a decision by which its money may be spent, as the books ask for one."""

from __future__ import annotations

from django.utils.translation import gettext, override

from bylaws.kernel.money import Money
from toadlane.books.spending.effect import FUND, stated
from toadlane.books.spending.rows import LONGEST, SPEND
from toadlane.budgets.models import Grant
from toadlane.budgets.standing import Asked, Standing
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds


def grant(standing: Standing, asked: Asked, cost_minor: int, at: Moment) -> Grant:
    """Whoever looks after it may have it paid; whether the fund holds it is asked when it is."""
    row = standing.row
    amount = Money(cost_minor, row.coop.currency)
    given = {
        "account": f"{FUND}{row.fund}",
        "amount": amount.decimal(),
        "due_on": "",
        "payee": asked.text.owner.name[: LONGEST["payee"]],
        "purpose": asked.text.title[: LONGEST["purpose"]],
    }
    with override(row.coop.language):
        look = stated(row.coop, given)
        text = gettext("A budget round funded it: {project}.").format(project=asked.text.title)
    authority = deeds.take_funded(
        matter=SPEND,
        look=look,
        article=standing.rule.article,
        text=f"{text}\n\n{look.text}",
        project=asked.row.pk,
        by=row.opened_by,
        at=at,
    )
    return Grant.objects.create(coop=row.coop, project=asked.row, cost_minor=cost_minor, authority=authority)
