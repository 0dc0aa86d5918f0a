"""A co-op of the demo that shares out a fund: half a year ago, counted and paid in part, and once more now.

Whoever comes as one of the first three has not voted yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from toadlane.books.spending.verbs import pay_for
from toadlane.books.verbs import How
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound
from toadlane.coops import clock
from toadlane.site.demo.plan import RIVERSIDE

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

Asked = Sequence[tuple[str, str, str, str]]
"""By whom, what, its cost, what for."""
FIRST: Final[Asked] = (
    ("tam", "A microscope for boards", "420.00", "Ours shows two of everything."),
    ("uma", "A week of learning Rust together", "390.00", "The book, tea, and nobody on call."),
    ("vic", "Benches for the open evenings", "260.00", ""),
    ("wen", "A sign one sees from the bridge", "310.00", "Painted by the neighbours."),
)
MARKED: Final = {"tam": "1 3", "uma": "2 3", "vic": "1 3", "wen": "3 4"}
SECOND: Final[Asked] = (
    ("vic", "A second soldering place", "240.00", "Two could mend at once."),
    ("uma", "A server of our own for tests", "310.00", "Bought used, with a guarantee."),
    ("wen", "The sign once more, smaller", "180.00", "It did not fit last time."),
    ("tam", "Opening the shop on Saturdays in spring", "150.00", "Rolls and coffee for whoever comes."),
)
MARKED_SO_FAR: Final = {"wen": "3 4"}
SAYS: Final = "What would you try in our shop, before there is another one?"


def share_out(loading: Loading) -> None:
    """One round that is over, of which one project is paid, and one in which people vote now."""
    if loading.plan is not RIVERSIDE:
        return
    today = clock.now(loading.coop).day
    first = _gathered(loading, today - dt.timedelta(days=190), FIRST)
    _vote(loading, first, MARKED, today - dt.timedelta(days=172))
    over = today - dt.timedelta(days=165)
    done = verbs.bring_up_to(budget_round=first, at=loading.at(over))
    for grant in list(done.grants.values())[:1]:
        how = How(over, "bank", "from the round", again=False)
        pay_for(
            authority=grant.authority, how=how, by=loading.bookkeeper, at=loading.at(over), key=loading.key()
        )
    second = _gathered(loading, today - dt.timedelta(days=17), SECOND)
    _vote(loading, second, MARKED_SO_FAR, today - dt.timedelta(days=1))


def _gathered(loading: Loading, day: dt.date, asked: Asked) -> BudgetRound:
    """A round opened on a day, with what people put in over the days after."""
    row = verbs.open_round(says=SAYS, by=loading.bookkeeper, at=loading.at(day), key=loading.key())
    for nth, (who, title, cost, description) in enumerate(asked, 1):
        verbs.put_in(
            budget_round=row,
            title=title,
            cost=cost,
            description=description,
            by=loading.people[who],
            at=loading.at(day + dt.timedelta(days=nth)),
            key=loading.key(),
        )
    return row


def _vote(loading: Loading, row: BudgetRound, ballots: Mapping[str, str], day: dt.date) -> None:
    """Each marks what they are for, by its number."""
    for key, line in ballots.items():
        marks = [(int(nth), 1) for nth in line.split()]
        who, at = loading.people[key], loading.at(day)
        verbs.vote(budget_round=row, marks=marks, by=who, at=at, key=loading.key())
