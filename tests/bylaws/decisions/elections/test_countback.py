"""A seat that fell vacant is filled by the papers that had elected whoever held it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.countback import countback
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Election
from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.elections import recount
from tests.bylaws.decisions.elections.telling import random_election, told, won

BOARD = told("5 ABC", "4 ABD", "4 BAC", "3 CD", "2 DC", seats=2)
"""18 papers, seven elect: A by nine at first, B by what A passes on."""
SEATS: list[tuple[str, Election, str, tuple[str, ...], str]] = [
    ("the next on most of the papers", BOARD, "A", (), "C"),
    ("of those papers at what stayed of them, with those of their own", BOARD, "B", (), "C"),
    ("without whoever does not stand for it", BOARD, "A", ("C",), "D"),
    ("nobody where nobody is named any more", BOARD, "A", ("C", "D"), ""),
    ("nobody by papers that name none but them", told("3 A", "2 B", seats=1), "A", (), ""),
    (
        "whoever was elected without a quota by the papers they have",
        told("9 A", "2 BC", "1 C", seats=2),
        "B",
        (),
        "C",
    ),
    (
        "whoever withdrew from the election comes in no countback",
        told("3 ACB", "1 B", withdrawn="C"),
        "A",
        (),
        "B",
    ),
    ("whoever is level waits for a lot", told("2 AB", "2 AC", "1 B", "1 C"), "A", (), "(BC)"),
]


@pytest.mark.parametrize(
    ("given", "whose", "without", "after"), [one[1:] for one in SEATS], ids=[one[0] for one in SEATS]
)
def test_the_seat_goes_to(given: Election, whose: str, without: tuple[str, ...], after: str) -> None:
    assert won(countback(given, whose, without=without)) == after


def rows(counted: Counted) -> list[tuple[str, tuple[object, ...], object]]:
    """What was done in each stage, and the votes at its end, last those nobody has."""
    return [(one.what, one.votes, one.non_transferable) for one in counted.rounds]


def test_every_stage_is_told_with_what_stayed_of_the_papers() -> None:
    now = countback(BOARD, "A")

    stays = 9 * (1 - Fraction(22222, 100_000))
    assert rows(now) == [("first", (0, 0, 5 * stays / 9, 4 * stays / 9), 0)]
    assert now.reasons == (Reason("elected.countback", {"name": "A", "papers": 9, "votes": "7.00002"}),)
    assert now.rounds[0].reasons == (
        Reason("elected.majority", {"name": "C", "votes": "3.8889", "of": "7.00002"}),
    )
    told_ = now.as_json()
    assert {
        key: told_[key] for key in ("method", "vacated", "elected", "withdrawn", "valid", "blank", "seats")
    } == {
        "method": "countback",
        "vacated": "A",
        "elected": ["C"],
        "withdrawn": ["A", "B"],
        "valid": 9,
        "blank": 0,
        "seats": 1,
    }
    assert "vacated" not in count(BOARD, "scottish").as_json()


def test_papers_that_name_nobody_else_are_with_nobody_from_the_first_stage() -> None:
    now = countback(told("3 A", "2 AB", "1 B"), "A")

    assert rows(now) == [("first", (0, 2), 3)]
    assert (now.election.valid, now.election.blank) == (2, 3)


def test_a_lot_settles_the_election_and_the_countback() -> None:
    level = told("2 AB", "2 BA", "1 C")

    assert won(countback(level, "A")) == "(AB)"
    assert won(countback(level, "A", lot=("A", "B"))) == "B"
    again = told("2 AB", "2 AC", "1 B", "1 C")
    assert won(countback(again, "A", lot=("C", "B"))) == "C"
    assert won(countback(again, "A", seats=2, lot=("C", "B"))) == "B"


def test_a_lot_of_its_own_settles_the_countback_and_leaves_the_election_as_it_was() -> None:
    vacant = told("2 AB", "2 AC", "1 B", "1 C")

    assert won(countback(vacant, "A", lot=("B", "C"), again=("C", "B", "A"))) == "C"
    assert won(countback(vacant, "A", lot=("B", "C"), again=())) == "(BC)"
    with pytest.raises(Fault) as unknown:
        countback(vacant, "A", again=("E",))
    assert unknown.value.code == "election.lot"


@pytest.mark.parametrize(
    ("whose", "without", "code", "says"),
    [
        ("C", (), "election.vacant", "“C” was not elected by these papers."),
        ("Z", (), "election.vacant", "“Z” was not elected by these papers."),
        ("A", ("Z",), "election.withdrawn", "“Z” is none of the candidates."),
    ],
)
def test_what_cannot_be_is_refused(whose: str, without: tuple[str, ...], code: str, says: str) -> None:
    with pytest.raises(Fault) as fault:
        countback(BOARD, whose, without=without)

    assert (fault.value.code, fault.value.says) == (code, says)


def test_at_least_one_seat_was_filled() -> None:
    with pytest.raises(Fault) as fault:
        countback(BOARD, "A", seats=0)

    assert fault.value.code == "election.seats"


def test_a_countback_of_each_paper_for_itself_comes_to_the_same() -> None:
    tried = 0
    for seed in range(300):
        given = random_election(seed)
        counted = count(given, "scottish")
        for whose in () if counted.tie else counted.winners:
            now = countback(given, whose)
            assert recount.countback(given, given.seats, whose) == (None if now.tie else now.winners)
            tried += 1
    assert tried > 300
