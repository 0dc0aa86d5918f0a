"""A close is taken back, opening balances are posted and taken back, because a proposal was adopted, once."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import Fault, RecordMoved
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.opening.past import Past
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.proposals.passing import DECIDING, agreed, later, raised
from toadlane.books.correcting_effect import CorrectingAClose
from toadlane.books.models import CloseReversal, Opening, OpeningReversal
from toadlane.books.opening import effects
from toadlane.books.verbs.correcting import because_of
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions import deeds
from toadlane.decisions.models import Authority, Deed
from toadlane.proposals.asking import ask


@pytest.fixture
def year(year_under: YearUnder) -> Year:
    return year_under(HARBOUR + DECIDING)


def seen(by: Participant, at: Moment) -> Place:
    return Place(by.coop, by, at, sight_on(by, at.day))


def test_a_close_is_taken_back_as_decided_once(year: Year) -> None:
    year.state()
    closed = year.close()
    at = later(year.noon, days=4)
    proposal = raised("correct-close", "2024", year.dee, year.noon)
    deed = Deed.objects.get(matter="correct-close")
    lines, table = CorrectingAClose().lines(deed), CorrectingAClose().table(deed, seen(year.ada, at))
    adopted = agreed(proposal, [year.ada, year.dee], year.noon, ends=at)
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="right")

    [row] = CloseReversal.objects.all()
    assert (row.close, row.authority, row.because) == (closed, adopted, because_of(adopted))
    assert row.because == "Put the close of 2024 right"
    assert [label for label, _words in lines] == [
        "Fiscal year",
        "Surplus before tax, as it was closed",
        "Closed on",
        "Afterwards",
    ]
    assert table is not None
    assert [row[0] for row in table.rows] == ["Ada", "Dee"]
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="again")
    with pytest.raises(Fault) as none:
        ask(acts="correct-close", subject="2024", given={}, by=year.dee, at=at, key="k")
    assert none.value.code == "correction.no-close"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("\n  The tax \x07 was wrong.\nAnd more.", "The tax was wrong."),
        ("x" * 300, "x" * 200),
        ("\n\t\n", ""),
    ],
)
def test_the_journal_has_the_first_line_of_what_was_decided(text: str, because: str) -> None:
    assert because_of(Authority(text=text)) == because


def test_opening_balances_are_posted_and_taken_back_as_decided_once(year: Year) -> None:
    Past(year).bring()
    at, after = later(year.noon, days=4), later(year.noon, days=8)
    posting = raised("opening-balances", "2024", year.dee, year.noon)
    deed = Deed.objects.get(matter="opening-balances")
    table = effects.PostingTheOpening().table(deed, seen(year.ada, at))
    adopted = agreed(posting, [year.ada, year.dee], year.noon, ends=at)
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="post")
    back = raised("undo-opening-balances", "2024", year.dee, at)
    decided = agreed(back, [year.ada, year.dee], at, ends=after)
    for _ in range(2):
        deeds.carry_out(authority=decided, by=year.ada, at=after, key="back")

    [row], [taken] = Opening.objects.all(), OpeningReversal.objects.all()
    assert (row.authority, taken.opening, taken.authority) == (adopted, row, decided)
    assert effects.PostingTheOpening().lines(deed) == (
        ("First year closed here", "2024"),
        ("As of the evening of", "December 31, 2023"),
        ("The co-op owns", "$5,470.50"),
        ("It owes", "$790.00"),
        ("Members' capital", "$1,880.50"),
        ("Held in common", "$2,800.00"),
    )
    assert table is not None
    assert [one[:2] for one in table.rows] == [("Ada", "$1,000.00"), ("Dee", "$400.00")]


def test_balances_that_changed_since_are_not_posted(year: Year) -> None:
    past = Past(year)
    past.bring()
    at = later(year.noon, days=4)
    adopted = agreed(
        raised("opening-balances", "2024", year.dee, year.noon), [year.ada, year.dee], year.noon, ends=at
    )
    past.bring("What,Who,Year,Due on,Amount\nPaid in,Ada,,,5\nBank and cash,,,,5\n")

    moved = deeds.moved(Deed.objects.get(), at)
    with pytest.raises(Fault):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="post")
    with pytest.raises(Fault) as other:
        ask(acts="opening-balances", subject="2023", given={}, by=year.dee, at=at, key="k")

    assert isinstance(moved, RecordMoved)
    assert (Opening.objects.count(), other.value.code) == (0, "opening.nothing")
