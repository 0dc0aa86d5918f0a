"""What counts come to, one table for each rule; and when nothing can change it any more."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from bylaws.charter.kinds.decision import Base, Decision
from bylaws.charter.thresholds import Threshold
from bylaws.decisions.allowed import choices
from bylaws.decisions.missing import Missing, missing
from bylaws.decisions.options import standing
from bylaws.decisions.proposal import Decided, Elector, Part, Position
from bylaws.decisions.tally import Counts
from bylaws.decisions.verdicts import YES_OR_NO, Verdict, cast, settled, verdict
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.telling import CITED, MONDAY, at, charter

HALF = 'method = "majority"\nthreshold = "more than 1/2"\nof = "{of}"\nopen_for = "P3D"\nties = "lot"'
INFORMAL = 'method = "informal-consensus"\nopen_for = "P3D"'


def rule(text: str) -> Decision:
    says = charter(text).on(MONDAY).of_kind("decision")[0].says
    assert isinstance(says, Decision)
    return says


INFORMALLY: list[tuple[str, Counts, int, str, Reason]] = [
    ("a yes", Counts(3, agree=2), 0, "passed", Reason("decided.yes", {"yes": 2, "no": 0}, CITED)),
    (
        "nobody says yes",
        Counts(3, abstain=1),
        0,
        "not-adopted",
        Reason("decided.no-yes", {"yes": 0, "no": 0}, CITED),
    ),
    (
        "somebody says no",
        Counts(3, agree=2, disagree=1),
        0,
        "not-adopted",
        Reason("decided.disagree.stops", {"yes": 2, "no": 1}, CITED),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "untold", "outcome", "why"),
    [one[1:] for one in INFORMALLY],
    ids=[one[0] for one in INFORMALLY],
)
def test_informal_consensus_says_why(counts: Counts, untold: int, outcome: str, why: Reason) -> None:
    found = verdict(rule(INFORMAL), counts, CITED, untold=untold)

    assert (found.outcome, found.reasons[1:]) == (outcome, (why,))


def test_silence_in_informal_consensus_is_yes_but_of_whoever_was_not_told() -> None:
    says = rule(f'{INFORMAL}\nsilence = "consent"')

    found = [verdict(says, Counts(4, abstain=1), CITED, untold=untold) for untold in (0, 2, 3)]

    assert [(one.outcome, one.reasons[1].values["yes"]) for one in found] == [
        ("passed", 3),
        ("passed", 1),
        ("not-adopted", 0),
    ]


def every_end(says: Decision, counts: Counts, extra: int, second: bool) -> set[str]:  # noqa: FBT001
    """Every outcome there can still be, by writing out all that those without a position can do."""
    ends = set[str]()
    for asked, more in product(range(counts.silent + 1), range(extra + 1)):
        for yes, no in product(range(asked + more + 1), repeat=2):
            if yes + no <= asked + more:
                end = replace(
                    counts,
                    base=counts.base + more,
                    agree=counts.agree + yes,
                    disagree=counts.disagree + no,
                    abstain=counts.abstain + asked + more - yes - no,
                )
                ends.add(verdict(says, end, CITED, second=second).outcome)
    return ends


OF: tuple[Base, ...] = ("votes-cast", "present", "eligible")
EARLY = [
    *((f"a tie of {of}", HALF.format(of=of)) for of in OF),
    ("no tie", HALF.format(of="votes-cast").replace('\nties = "lot"', "")),
    ("two thirds", HALF.format(of="eligible").replace("more than 1/2", "2/3").replace('\nties = "lot"', "")),
    (
        "a quorum, and a lower one",
        HALF.format(of="votes-cast") + '\nquorum = "3/4"\nsecond_call = { after = "P1D", quorum = "1/4" }',
    ),
]


@pytest.mark.parametrize("text", [one[1] for one in EARLY], ids=[one[0] for one in EARLY])
def test_it_is_settled_just_when_every_end_written_out_is_the_same(text: str) -> None:
    says = rule(text)
    wrong = []
    for base, agree, disagree, abstain, extra in product(range(1, 6), range(5), range(4), range(2), range(2)):
        counts = Counts(base, agree=agree, disagree=disagree, abstain=abstain)
        if counts.silent < 0:
            continue
        for second in (False, True):
            now = verdict(says, counts, CITED, second=second).outcome
            ends = every_end(says, counts, extra, second)
            sure = ends == {now} and now not in ("inquorate", "tied")
            if settled(says, counts, CITED, extra=extra, second=second) != sure:
                wrong.append((counts, extra, second, now, ends))
    assert wrong == []


def test_a_casting_vote_says_yes_or_no_or_fills_one_place() -> None:
    level = Verdict("tied", (Reason("decided.tie", {"yes": 2}, CITED),), tied=YES_OR_NO, seats=1)
    options = Verdict("tied", (), ("red",), ("blue", "green", "white"), 2)

    said = [cast(level, Decided(at(6), "ada", yes=yes), CITED) for yes in (True, False)]
    first = cast(options, Decided(at(6), "ada", option="green"), CITED)
    both = cast(first, Decided(at(7), "ada", option="blue"), CITED)

    assert [(one.outcome, one.reasons[-1]) for one in said] == [
        ("passed", Reason("decided.casting-vote", {"for": "yes"}, CITED)),
        ("not-adopted", Reason("decided.casting-vote", {"for": "no"}, CITED)),
    ]
    assert (first.outcome, first.chosen, first.tied, first.seats) == (
        "tied",
        ("red", "green"),
        ("blue", "white"),
        1,
    )
    assert (both.outcome, both.chosen) == ("passed", ("red", "green", "blue"))
    assert cast(options, Decided(at(6), "ada", option="black"), CITED) == options


MORE: list[tuple[Base, int, int | None]] = [("votes-cast", 2, 3), ("present", 3, 4), ("eligible", 0, 4)]


@pytest.mark.parametrize(("of", "no", "yes"), MORE)
def test_how_many_more_have_to_say_yes_grows_with_what_it_is_a_share_of(of: Base, no: int, yes: int) -> None:
    says = replace_threshold(rule(HALF.format(of=of)), Threshold(Fraction(1, 2), above=True))

    assert missing(says, Counts(7, disagree=no)) == Missing(yes=yes)


def replace_threshold(says: Decision, threshold: Threshold) -> Decision:
    return says.model_copy(update={"threshold": threshold})


MANY = ("agree", "reservation", "abstain", "stand-aside", "disagree")
PARTS: list[tuple[Part, str, str, tuple[str, ...]]] = [
    ("decides", "", "consensus", MANY),
    ("decides", "blocks", "consensus", (*MANY, "block")),
    ("if-they-speak", "", "majority", ("agree", "reservation", "abstain", "disagree")),
    ("heard", "blocks", "majority", ()),
    ("none", "advises", "advice", ("agree", "reservation", "abstain", "disagree")),
]  # fmt: skip


@pytest.mark.parametrize(("part", "may", "method", "expected"), PARTS)
def test_which_positions_are_open_to_whom(
    part: Part, may: str, method: str, expected: tuple[str, ...]
) -> None:
    says = rule(HALF.format(of="votes-cast")).model_copy(update={"method": method})
    elector = Elector(
        "ada", "Ada", "member", part, Reason("x"), may_block=may == "blocks", advises=may == "advises"
    )

    assert choices(says, elector) == expected


def test_how_options_stand_by_ranking_are_the_first_places() -> None:
    says = rule('method = "ranked"\nopen_for = "P3D"')
    ballots = [Position("ada", at(3), ballot=("b", "a")), Position("bo", at(3), ballot=("x", "b"))]

    assert standing(says, ("a", "b"), ballots) == {"a": 0, "b": 2}
