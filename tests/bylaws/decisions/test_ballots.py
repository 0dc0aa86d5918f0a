"""What may stand on a ballot, and what is told of one that cannot be."""

from __future__ import annotations

import pytest

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.ballots import Marks, read_ballot
from bylaws.kernel.faults import InputFault

VANS = ("red", "blue", "green")
CHOICE, APPROVAL, RANKED = (Decision(method=one) for one in ("choice", "approval", "ranked"))
SCORE, DOTS = Decision(method="score", highest=5), Decision(method="dots", points=5)
ONE, TWO, NONE = (("red", 1),), (("blue", 1), ("red", 1)), ()

READ: list[tuple[str, Decision, Marks, object]] = [
    ("one of several", CHOICE, ONE, (("red",), ())),
    ("two of one", CHOICE, TWO, "ballot.one"),
    ("nothing", CHOICE, NONE, "ballot.empty"),
    ("two approved", APPROVAL, TWO, (("blue", "red"), ())),
    ("one twice", APPROVAL, (("red", 1), ("red", 1)), "ballot.twice"),
    ("nothing approved", APPROVAL, NONE, "ballot.empty"),
    ("in the order given", RANKED, TWO, (("blue", "red"), ())),
    ("none of the options", RANKED, (("mauve", 1),), "ballot.option"),
    ("points of nothing left out", SCORE, (("red", 5), ("blue", 0)), ((), (("red", 5),))),
    ("beyond the highest", SCORE, (("red", 6),), "ballot.score"),
    ("below nothing", SCORE, (("red", -1),), "ballot.score"),
    ("all of nothing", SCORE, (("red", 0),), "ballot.empty"),
    ("more than five together is fine", SCORE, (("red", 5), ("blue", 5)), ((), (("red", 5), ("blue", 5)))),
    ("all shared out", DOTS, (("red", 3), ("blue", 2)), ((), (("red", 3), ("blue", 2)))),
    ("too many shared out", DOTS, (("red", 3), ("blue", 3)), "ballot.points"),
    ("too many on one", DOTS, (("red", 6),), "ballot.score"),
]


@pytest.mark.parametrize(
    ("says", "marks", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ]
)
def test_a_ballot_is_read_or_refused_with_a_cure(says: Decision, marks: Marks, expected: object) -> None:
    assert read_or_refused(says, marks) == expected


def read_or_refused(says: Decision, marks: Marks) -> object:
    try:
        return read_ballot(says, VANS, marks, article="Article 3")
    except InputFault as fault:
        return fault.code if fault.article and fault.next_step else ""
