"""Counts to the last voice: how a no and silence are told, when a tie can still come, whom a lot names."""

from __future__ import annotations

import pytest

from bylaws.charter.kinds.decision import Base, Decision
from bylaws.charter.thresholds import Threshold
from bylaws.decisions.missing import missing
from bylaws.decisions.proposal import Drawn
from bylaws.decisions.tally import Counts
from bylaws.decisions.verdicts import Verdict, drawn, quorum_reason, settled, verdict
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.telling import CITED, at

CONSENSUS = Decision(method="consensus", blocks="any")
STOPS = Decision(method="consensus", blocks="any", disagreement="stops")
LAZY = Decision.model_validate({"method": "lazy-consent", "blocks": "any", "open_for": "P3D"})
NO_BLOCK = Reason("decided.blocks.none", {}, CITED)
TOLD: list[tuple[str, Decision, Counts, str, tuple[Reason, ...]]] = [
    (
        "a no that stops it",
        STOPS,
        Counts(3, agree=2, disagree=1),
        "not-adopted",
        (
            NO_BLOCK,
            Reason("decided.disagree.stops", {"no": 1}, CITED),
            Reason("decided.yes", {"yes": 2}, CITED),
        ),
    ),
    (
        "a no that is borne",
        CONSENSUS,
        Counts(3, agree=2, disagree=1),
        "passed",
        (
            NO_BLOCK,
            Reason("decided.disagree.tolerated", {"no": 1}, CITED),
            Reason("decided.yes", {"yes": 2}, CITED),
        ),
    ),
    (
        "nobody is for it",
        CONSENSUS,
        Counts(2, abstain=2),
        "not-adopted",
        (NO_BLOCK, Reason("decided.no-yes", {"yes": 0}, CITED)),
    ),
    ("nobody has to be for it", LAZY, Counts(2, abstain=2), "passed", (NO_BLOCK,)),
    (
        "silence is for it",
        LAZY,
        Counts(3, abstain=1),
        "passed",
        (NO_BLOCK, Reason("decided.silence", {"silent": 2}, CITED), Reason("decided.yes", {"yes": 2}, CITED)),
    ),
]


@pytest.mark.parametrize(
    ("says", "counts", "outcome", "told"), [one[1:] for one in TOLD], ids=[one[0] for one in TOLD]
)
def test_what_the_counts_come_to_is_told_with_each_reason(
    says: Decision, counts: Counts, outcome: str, told: tuple[Reason, ...]
) -> None:
    found = verdict(says, counts, CITED)

    assert (found.outcome, found.reasons[1:]) == (outcome, told)


def by_lot(of: Base, **more: Threshold) -> Decision:
    said = {"method": "majority", "threshold": "more than 1/2", "of": of, "open_for": "P3D", "ties": "lot"}
    return Decision.model_validate(said).model_copy(update=more)


HALF = Threshold.parse("1/2")
NO_TIE_ANY_MORE: list[tuple[str, Decision, Counts, int]] = [
    ("with who abstains one more yes would not be more than half", by_lot("present"),
     Counts(4, disagree=1, abstain=2), 0),
    ("who is on leave and speaks counts as well", by_lot("eligible"),
     Counts(3, disagree=1, abstain=2), 1),
    ("too few of all would agree", by_lot("votes-cast", approval_quorum=HALF),
     Counts(6, disagree=1, abstain=4), 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("says", "counts", "extra"), [one[1:] for one in NO_TIE_ANY_MORE], ids=[one[0] for one in NO_TIE_ANY_MORE]
)
def test_where_no_tie_can_come_any_more_it_is_settled(says: Decision, counts: Counts, extra: int) -> None:
    assert verdict(says, counts, CITED).outcome == "not-adopted"
    assert settled(says, counts, CITED, extra=extra)


def test_while_it_is_open_silence_that_consents_is_not_asked_for_more() -> None:
    says = Decision.model_validate(
        {"method": "consent", "blocks": "any", "silence": "consent", "open_for": "P3D"}
    )

    assert [missing(says, Counts(2, abstain=n)).yes for n in (1, 2)] == [0, 1]


def test_without_a_word_it_is_the_first_call_with_its_own_quorum() -> None:
    says = by_lot("votes-cast", quorum=Threshold.parse("3/4"))
    two_of_four = Counts(4, agree=2)

    assert quorum_reason(says, two_of_four, CITED)[0] is False
    assert verdict(says, two_of_four, CITED).outcome == "inquorate"
    assert not settled(says, two_of_four, CITED, extra=0)


def test_a_lot_that_names_more_than_those_level_gives_the_place_to_one_of_them() -> None:
    level = Verdict("tied", (), ("red",), ("blue", "green"), 1)

    found = drawn(level, Drawn(at(7), ("white", "red", "green", "blue")), CITED)

    assert (found.outcome, found.chosen) == ("passed", ("red", "green"))
