"""Budget rounds in the words people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.budgets.models import BudgetRound
from toadlane.ui import figures

PHASES: Final[Mapping[str, tuple[str | Promise, str]]] = {
    "gathering": (_("projects are gathered"), "plain"),
    "voting": (_("the vote is open"), "plain"),
    "tied": (_("projects are level"), "caution"),
    "counted": (_("counted; it is to be confirmed"), "caution"),
    "over": (_("over"), "good"),
    "nothing-funded": (_("nothing is funded"), "caution"),
    "not-confirmed": (_("not confirmed"), "caution"),
    "no-projects": (_("no projects"), "caution"),
    "called-off": (_("called off"), "caution"),
}


def title(row: BudgetRound) -> str:
    """“Budget round: education, 1 March 2026”."""
    return gettext("Budget round: {fund}, {day}").format(fund=row.fund, day=figures.day(row.opened_on))


def confirm_title(row: BudgetRound) -> str:
    """What the proposal that confirms it is called."""
    return gettext("Confirm the budget round: {fund}").format(fund=row.fund)


def confirm_text(funded: Sequence[tuple[str, int]], left: Money) -> str:
    """What it says: each funded project with its cost, and what is left."""
    lines = [f"- {name}: {figures.money(Money(cost, left.currency))}" for name, cost in funded]
    said = gettext("The ballots of the budget round are counted. With a yes these projects get their money:")
    rest = gettext("{left} is left.").format(left=figures.money(left))
    return "\n".join([said, "", *lines, "", rest])
