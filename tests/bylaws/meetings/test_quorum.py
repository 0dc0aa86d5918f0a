"""Whether enough are there, of those with a vote on the day."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Spell, person
from bylaws.kernel.periods import Period
from bylaws.meetings.quorum import Quorum, quorums, voters
from tests.bylaws.charter.texts import MEMBERSHIP, article, whole

DECISIONS = """
kind = "decision"
name = "{name}"
method = "majority"
threshold = "1/2"
of = "votes-cast"
open_for = "P3D"
{more}
"""
VOTING = MEMBERSHIP.replace('name = "member"', 'name = "member"\nrights = ["vote"]')
DAY = dt.date(2026, 3, 2)
LATER = Period(dt.date(2026, 4, 1), dt.date(2030, 1, 1))
ALWAYS = Period(dt.date(2025, 1, 1), dt.date(2030, 1, 1))
PEOPLE = tuple(
    person(key, key.title(), [Spell(stage, of)])
    for key, stage, of in (
        ("ada", "member", ALWAYS),
        ("bo", "candidate", ALWAYS),
        ("cy", "member", ALWAYS),
        ("dee", "member", LATER),
    )
)


def rule(name: str, more: str = "") -> str:
    return DECISIONS.format(name=name, more=more)


CHARTER = read_charter(
    whole(membership=VOTING)
    + article(60, "Large", rule("large", 'quorum = "2/3"'))
    + article(61, "Wide", rule("wide", 'quorum = "1/3"\neligible = ["candidate", "member"]'))
    + article(62, "Small", rule("small"))
)


@pytest.mark.parametrize(
    ("present", "large", "wide"),
    [
        ((), ("quorum.short", ()), ("quorum.short", ())),
        (("ada", "bo", "chi"), ("quorum.short", ("ada",)), ("quorum.met", ("ada", "bo"))),
        (("ada", "cy", "dee"), ("quorum.met", ("ada", "cy")), ("quorum.met", ("ada", "cy"))),
    ],
)
def test_whether_enough_are_there_by_each_rule_that_asks_for_a_quorum(
    present: tuple[str, ...], large: tuple[str, tuple[str, ...]], wide: tuple[str, tuple[str, ...]]
) -> None:
    found = quorums(CHARTER, PEOPLE, present, on=DAY)

    assert [(one.value, one.reason.code, one.value.met) for one in found] == [
        (Quorum("large", 2, 2, large[1]), large[0], large[0] == "quorum.met"),
        (Quorum("wide", 1, 3, wide[1]), wide[0], wide[0] == "quorum.met"),
    ]


def test_the_register_of_the_day_says_who_has_a_vote() -> None:
    assert voters(CHARTER, PEOPLE, on=DAY) == ("ada", "cy")
    assert voters(CHARTER, PEOPLE, on=dt.date(2026, 4, 1)) == ("ada", "cy", "dee")
