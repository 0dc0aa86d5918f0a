"""Who may see what."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.sight import audience_of, audiences_of, may_see

FRONT = """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""
OPENNESS = """## Article 9 — Openness
```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "charter"
audience = ["world"]
[[classes]]
name = "member-money"
audience = ["bookkeeper", "self"]
```
"""
CHARTER = read_charter(FRONT + OPENNESS)
DAY = dt.date(2025, 6, 1)


def ada() -> Person:
    return person("ada", "Ada", [Spell("member", Period(dt.date(2020, 1, 1), dt.date(2025, 9, 1)))])


def bo() -> Person:
    return person("bo", "Bo", [Spell("candidate", Period(dt.date(2025, 1, 1), None))])


def test_a_class_is_open_to_those_the_charter_names() -> None:
    assert audience_of("member-money", CHARTER.on(DAY)) == frozenset({"bookkeeper", "self"})


def test_a_class_the_charter_does_not_name_is_open_to_everyone_it_calls_otherwise() -> None:
    assert audience_of("hours", CHARTER.on(DAY)) == frozenset({"members"})


def test_a_class_named_twice_is_ambiguous() -> None:
    twice = OPENNESS.replace('"charter"', '"member-money"')

    with pytest.raises(CharterAmbiguous) as refused:
        audience_of("member-money", read_charter(FRONT + twice).on(DAY))

    assert str(refused.value) == "charter.md:11: The class “member-money” is opened twice."


def test_a_charter_without_a_rule_on_openness_is_silent() -> None:
    with pytest.raises(CharterSilent):
        audience_of("hours", read_charter(FRONT).on(DAY))


def test_people_belong_to_the_audiences_of_their_stage_and_their_roles() -> None:
    roles = frozenset({"bookkeeper"})

    assert audiences_of(ada(), roles=roles, on=DAY) == frozenset({"world", "members", "bookkeeper"})


def test_a_stranger_and_someone_who_has_left_are_the_world() -> None:
    left = dt.date(2025, 9, 1)

    assert audiences_of(None, roles=frozenset(), on=DAY) == frozenset({"world"})
    assert audiences_of(ada(), roles=frozenset(), on=left) == frozenset({"world"})


def test_the_bookkeeper_sees_a_members_money_and_the_answer_says_why() -> None:
    answer = may_see(
        bo(), "member-money", about="ada", charter=CHARTER, on=DAY, roles=frozenset({"bookkeeper"})
    )

    values: dict[str, Value] = {
        "class": "member-money",
        "person": "bo",
        "audience": "bookkeeper, self",
        "on": DAY,
    }
    assert answer == Explained(value=True, reason=Reason("sight.open", values, "Article 9 — Openness"))


@pytest.mark.parametrize(
    ("who", "about", "on", "says"),
    [
        (ada(), "ada", DAY, "sight.own"),
        (ada(), "ada", dt.date(2025, 9, 1), "sight.own"),
        (ada(), "bo", DAY, "sight.closed"),
        (None, None, DAY, "sight.closed"),
    ],
    ids=["one's own", "one's own after leaving", "somebody else's", "a stranger, of nobody's"],
)
def test_everyone_sees_what_is_about_themselves(
    who: Person | None, about: str | None, on: dt.date, says: str
) -> None:
    answer = may_see(who, "member-money", about=about, charter=CHARTER, on=on)

    assert (answer.value, answer.reason.code) == (says == "sight.own", says)
