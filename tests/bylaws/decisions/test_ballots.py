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
    ("none for the one chosen", CHOICE, (("red", 0),), "ballot.no-points"),
    ("two for the one chosen", CHOICE, (("red", 2),), "ballot.no-points"),
    ("five for one approved", APPROVAL, (("red", 1), ("blue", 5)), "ballot.no-points"),
    ("below nothing for one approved", APPROVAL, (("red", -1),), "ballot.no-points"),
    ("seven for the second place", RANKED, (("red", 1), ("blue", 7)), "ballot.no-points"),
    ("points for two of one", CHOICE, (("red", 2), ("blue", 1)), "ballot.no-points"),
]


UNMARKED = "Leave them out: mark an option, or leave it."
SAID = {
    "ballot.option": "This is none of the options. Choose among those there are.",
    "ballot.twice": "One option stands on it twice. Name each once.",
    "ballot.empty": "Nothing is marked. Mark an option, or abstain.",
    "ballot.one": "Several are marked, and one is asked for. Mark one.",
    "ballot.no-points": "Points are given, and there are none to give here. {cure}",
    "ballot.score": "Points go from 0 to 5. Give so many at most.",
    "ballot.points": "There are 5 points to share out, and these are more. Take some away.",
}


@pytest.mark.parametrize(
    ("says", "marks", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ]
)
def test_a_ballot_is_read_or_refused_with_a_cure(says: Decision, marks: Marks, expected: object) -> None:
    cure = "Leave them out: the order says it all." if says is RANKED else UNMARKED
    said = SAID[expected].format(cure=cure) if isinstance(expected, str) else ""
    told = (expected, said, "Article 3") if said else expected

    assert read_or_refused(says, marks) == told


def read_or_refused(says: Decision, marks: Marks) -> object:
    try:
        return read_ballot(says, VANS, marks, article="Article 3")
    except InputFault as fault:
        return fault.code, f"{fault.says} {fault.next_step}", fault.article
