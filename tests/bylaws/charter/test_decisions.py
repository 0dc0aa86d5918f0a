"""What fits together within a rule that decides, and within one that says which rule decides what."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import try_charter
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.subjects import Subjects, Way
from bylaws.charter.thresholds import Threshold
from bylaws.charter.words import plain
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from tests.bylaws.charter.samples_of_decisions import decision
from tests.bylaws.charter.texts import article, day, front, read

MAJORITY = ('threshold = "2/3"', 'of = "votes-cast"')


def wrong(rule: str) -> list[tuple[str, str]]:
    """What is wrong with a rule, as sentence and cure."""
    _, found = try_charter(front() + article(4, "Deciding", rule))
    return [(fault.says, fault.next_step) for fault in found]


def refused(method: str, *lines: str) -> list[tuple[str, str]]:
    return wrong(decision("ours", method, *lines))


def subjects(*lines: str) -> list[tuple[str, str]]:
    return wrong("\n".join(['kind = "subjects"', *lines]))


# How many it takes


@pytest.mark.parametrize(
    ("text", "of", "needed"),
    [
        ("2/3", 6, 4),
        ("2/3", 7, 5),
        ("2/3", 3, 2),
        ("75%", 8, 6),
        ("3/4", 12, 9),
        ("more than 1/2", 6, 4),
        ("more than 1/2", 7, 4),
        ("1/2", 6, 3),
        ("1/1", 5, 5),
        ("0%", 5, 0),
    ],
)
def test_it_takes_whole_people_and_never_a_rounded_percentage(text: str, of: int, needed: int) -> None:
    threshold = Threshold.parse(text)

    assert threshold.needed(of) == needed
    assert (threshold.met(needed, of), threshold.met(needed - 1, of)) == (True, False)


@given(of=st.integers(0, 500), share=st.fractions(0, 1), above=st.booleans())
def test_what_is_needed_is_the_least_that_is_enough(of: int, share: Fraction, above: bool) -> None:  # noqa: FBT001
    threshold = Threshold(share, above)

    enough = [n for n in range(of + 2) if (n > share * of if above else n >= share * of)]

    assert threshold.needed(of) == enough[0]


@pytest.mark.parametrize(
    ("text", "reachable"),
    [("100%", True), ("more than 99%", True), ("more than 1/1", False), ("3/2", False)],
)
def test_all_together_reach_a_whole_and_no_more(text: str, reachable: bool) -> None:  # noqa: FBT001
    assert Threshold.parse(text).reachable is reachable


def test_a_threshold_is_written_as_it_is_read() -> None:
    assert [str(Threshold.parse(text)) for text in ("2/3", "more than 1/2", "75%")] == [
        "2/3",
        "more than 50%",
        "75%",
    ]


@pytest.mark.parametrize(
    ("given", "cure"),
    [("0.75", "Write “75%”."), ('"most"', "Write a percentage such as “75%” or a fraction such as “2/3”.")],
)
def test_a_threshold_that_is_none_is_refused_with_a_cure(given: str, cure: str) -> None:
    assert [now for _, now in refused("majority", f"threshold = {given}", 'of = "eligible"')] == [cure]


# Keys that fit the method


@pytest.mark.parametrize(
    ("method", "lines", "says", "cure"),
    [
        ("majority", (), "The method “majority” also states `threshold`.", "State `threshold`."),
        ("consensus", (), "The method “consensus” also states `blocks`.", "State `blocks`."),
        (
            "lazy-consent",
            ('blocks = "any"',),
            "The method “lazy-consent” also states `open_for`.",
            "State `open_for`.",
        ),
        ("delegated", (), "The method “delegated” also states `delegate`.", "State `delegate`."),
        ("score", (), "The method “score” also states `highest`.", "State `highest`."),
        ("dots", (), "The method “dots” also states `points`.", "State `points`."),
        (
            "majority",
            (*MAJORITY, 'blocks = "any"'),
            "`blocks` means nothing with the method “majority”.",
            "Leave it out; it goes with “consensus”, “consent”, “lazy-consent”.",
        ),
        (
            "consensus",
            ('blocks = "any"', 'secrecy = "secret"'),
            "`secrecy` means nothing with the method “consensus”.",
            "Leave it out; it goes with “majority”, “ranked”, “choice”, “approval”, “score”, “dots”.",
        ),
        (
            "informal-consensus",
            ('threshold = "3/4"',),
            "`threshold` and `of` go together.",
            "State both: a share, and what it is a share of.",
        ),
        (
            "majority",
            (*MAJORITY, 'second_call = { after = "P7D" }'),
            "A second call is for when too few took a position, and there is no `quorum`.",
            "State `quorum`, or leave `second_call` out.",
        ),
        (
            "majority",
            (*MAJORITY, 'eligible = ["member"]', 'body = "board"'),
            "`eligible` and `body` both say who decides.",
            "State one of them.",
        ),
        (
            "majority",
            (*MAJORITY, 'fallback = { after_attempts = 1, lapses_after = "P6M", to = "x" }'),
            "After one attempt that failed the fallback decides, so no attempt can lapse.",
            "Leave `lapses_after` out, or state more attempts.",
        ),
        (
            "majority",
            (*MAJORITY, "ends_early = true"),
            "`ends_early` needs an end that it can come before.",
            "State `open_for`, or leave `ends_early` out.",
        ),
        (
            "ranked",
            ('ties = "casting-vote"',),
            "A casting vote is somebody's: ties = “casting-vote” and `delegate` go together here.",
            "State both, or neither.",
        ),
        (
            "ranked",
            ('delegate = "chair"',),
            "A casting vote is somebody's: ties = “casting-vote” and `delegate` go together here.",
            "State both, or neither.",
        ),
        (
            "ranked",
            ('also_counted = ["meek", "meek"]',),
            "`also_counted` names a method twice.",
            "Name each method once.",
        ),
        (
            "majority",
            (*MAJORITY, 'ties = "lot"'),
            "There is no tie to settle unless it takes more than half.",
            "Leave `ties` out, or write threshold = “more than 1/2”.",
        ),
        (
            "consensus",
            ('blocks = "none"', 'disagreement = "stops"', 'may_block = ["member"]'),
            "Nobody may block, so there is nothing to say about blocks.",
            "Leave the other keys about blocks out, or write blocks = “with-reason”.",
        ),
        (
            "consent",
            ('blocks = "none"',),
            "With blocks = “none” nothing could stop a matter.",
            "Write disagreement = “stops”, or blocks = “with-reason”.",
        ),
        (
            "lazy-consent",
            ('blocks = "none"', 'open_for = "P3D"'),
            "With blocks = “none” nothing could stop a matter.",
            "Write blocks = “any” or “with-reason”.",
        ),
        (
            "consensus",
            ('blocks = "any"', 'fallback = { after_attempts = 2, cooling_off = "P7D", to = "x" }'),
            "`cooling_off` says how long, `cooling_off_after` after which attempts: they go together.",
            "State both, or neither.",
        ),
    ],
)
def test_keys_that_do_not_fit_together_are_refused_with_a_cure(
    method: str, lines: tuple[str, ...], says: str, cure: str
) -> None:
    assert refused(method, *lines) == [(says, cure)]


@pytest.mark.parametrize(
    ("method", "lines"),
    [
        ("majority", MAJORITY),
        ("majority", ('threshold = "more than 1/2"', 'of = "present"', 'ties = "lot"')),
        ("consensus", ('blocks = "any"',)),
        ("consensus", ('blocks = "none"', 'disagreement = "stops"')),
        ("informal-consensus", ()),
        ("informal-consensus", ('threshold = "90%"', 'of = "present"')),
        ("consent", ('blocks = "with-reason"',)),
        ("lazy-consent", ('blocks = "any"', 'open_for = "P3D"', "blocks_at_most = 1")),
        ("advice", ()),
        ("delegated", ('delegate = "managing-partner"',)),
        ("ranked", ("winners = 3", 'ties = "lot"')),
        ("approval", ('threshold = "1/2"', 'of = "present"', 'ties = "run-off"')),
        ("score", ("highest = 5",)),
        ("choice", ('threshold = "1/2"', 'of = "present"')),
        ("dots", ("points = 10", 'secrecy = "on-request"')),
    ],
)
def test_every_method_can_be_stated_with_little(method: str, lines: tuple[str, ...]) -> None:
    assert refused(method, *lines) == []


def test_a_threshold_that_was_read_before_is_taken_as_it_is() -> None:
    half = Threshold(Fraction(1, 2), above=True)

    assert Decision(method="majority", threshold=half, of="present").threshold == half


# Who decides what


def test_a_matter_leads_to_one_rule_or_to_one_by_amount() -> None:
    lines = 'hire = "people"\nspend = [{ up_to = "500.00", by = "individual" }, { by = "everyday" }]'
    (rule,) = (
        read(front() + article(4, "Who", f'kind = "subjects"\n{lines}'))
        .on(day("2025-06-01"))
        .of_kind("subjects")
    )

    assert isinstance(rule.says, Subjects)
    assert rule.says.matters == {
        "hire": (Way(by="people"),),
        "spend": (Way(up_to=Money(50000, "USD"), by="individual"), Way(by="everyday")),
    }


@pytest.mark.parametrize(
    ("line", "says", "cure"),
    [
        (
            "hire = 3",
            "The key “hire” does not hold what it should: it holds a list, in brackets.",
            "See it in the charter reference.",
        ),
        (
            'hire = "Us"',
            (
                "The key “hire[1].by” does not hold what it should: "
                "it is one word of lower-case letters, digits and hyphens."
            ),
            "See it in the charter reference.",
        ),
        (
            'spend = [{ up_too = "500.00", by = "us" }]',
            "The key “up_too” is unknown here.",
            "Did you mean “up_to”?",
        ),
        (
            'spend = [{ up_to = 500, by = "us" }]',
            "spend[1].up_to: 500 is a bare number where money belongs.",
            "Write “500.00”, with the quotes.",
        ),
        (
            'name = "us"',
            "“name” cannot be a matter.",
            "Write one word, as in “amend-charter”; this kind of rule has no name.",
        ),
        (
            'Hire = "us"',
            "“Hire” cannot be a matter.",
            "Write one word, as in “amend-charter”; this kind of rule has no name.",
        ),
    ],
)
def test_what_is_no_matter_is_refused_with_a_cure(line: str, says: str, cure: str) -> None:
    assert subjects(line) == [(says, cure)]


# In plain words


def test_everyday_matters_are_told_as_one_says_them() -> None:
    everyday = decision("everyday", "majority", *MAJORITY, 'quorum = "1/2"', 'open_for = "P3D"')
    ((rule,),) = (
        one.rules for one in read(front() + article(4, "D", everyday)).on(day("2025-06-01")).standing
    )

    assert [plain(rule, language)[0] for language in ("en", "es", "fr")] == [
        (
            "Matters under the rule “everyday” pass when at least two thirds of the votes cast say yes,"
            " provided at least half of those who may take a position do."
        ),
        (
            "Los asuntos bajo la regla «everyday» se aprueban cuando al menos dos tercios de los votos"
            " emitidos dicen que sí, siempre que al menos la mitad de las personas que pueden pronunciarse"
            " lo hagan."
        ),
        (
            "Les questions relevant de la règle «\u00a0everyday\u00a0» sont adoptées quand au moins les deux"
            " tiers des suffrages exprimés sont favorables, si au moins la moitié des personnes qui peuvent"
            " se prononcer le font."
        ),
    ]
    assert "The software does not act on this rule yet; it keeps it and tells it." not in plain(rule)


def test_a_threshold_cannot_be_read_from_what_is_no_text() -> None:
    with pytest.raises(InputFault, match="None"):
        Threshold.parse(None)
