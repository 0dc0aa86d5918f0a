"""Who belongs to a body without a seat of their own is among those it opens something to."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Spell, person
from bylaws.kernel.periods import Period
from bylaws.membership.seated import seated
from bylaws.membership.sight import audience_of, may_see
from tests.bylaws.membership.test_sight import DAY, FRONT

RULES = """## Article 5 — Circles
```toml rule
kind = "body"
name = "general"
form = "circle"
open_to = ["member"]
filled = "open"
mandate = []
```
```toml rule
kind = "body"
name = "product"
form = "circle"
open_to = ["candidate", "member"]
filled = "open"
mandate = []
part_of = "general"
links = ["leader", "delegate"]
```
```toml rule
kind = "body"
name = "inner"
form = "circle"
open_to = ["member"]
filled = "open"
mandate = []
part_of = "product"
links = ["leader"]
```
```toml rule
kind = "body"
name = "all-hands"
form = "assembly"
open_to = ["candidate", "member"]
filled = "open"
mandate = []
```
```toml rule
kind = "role"
name = "circle-leader"
does = ["leads"]
open_to = ["member"]
filled = "volunteer"
held_for = "body"
```
## Article 9 — Openness
```toml rule
kind = "transparency"
otherwise = "all-hands"
[[classes]]
name = "tickets"
audience = ["general"]
[[classes]]
name = "directory"
audience = ["product"]
```
"""
CHARTER = read_charter(FRONT + RULES)
TEXT = CHARTER.on(DAY)


@pytest.mark.parametrize(
    ("audience", "also"),
    [
        (
            ["general"],
            {"circle-leader~product"},
        ),  # nobody is sent as a delegate: the charter has no such role
        (["generals"], {"circle-leader~product"}),
        (["product"], {"circle-leader~inner"}),  # whoever leads the inner circle sits here, and not above it
        (["inner", "members"], set()),
        (["all-hands"], {"candidates", "members"}),
        (["self", "bookkeeper"], set()),
    ],
)
def test_a_body_is_open_to_those_who_belong_to_it_without_a_seat(audience: list[str], also: set[str]) -> None:
    assert seated(TEXT, audience) == {*audience, *also}


def test_whoever_leads_a_circle_sees_what_the_circle_above_sees_and_not_by_leading_another() -> None:
    bo = person("bo", "Bo", [Spell("former", Period(dt.date(2020, 1, 1), dt.date(2024, 1, 1)))])

    def sees(*roles: str) -> str:
        held = frozenset(roles)
        return may_see(bo, "tickets", about=None, charter=CHARTER, on=DAY, roles=held).reason.code

    held_for = ("general", "circle-leader~product", "circle-leader~inner", "circle-leader", "product")
    assert {role: sees(role) for role in held_for} == {
        "general": "sight.open",
        "circle-leader~product": "sight.open",
        "circle-leader~inner": "sight.closed",
        "circle-leader": "sight.closed",
        "product": "sight.closed",
    }


def test_the_reason_names_the_body_and_not_each_seat() -> None:
    found = may_see(None, "tickets", about=None, charter=CHARTER, on=DAY)

    assert (found.value, found.reason.values["audience"]) == (False, "general")


def test_who_holds_what_goes_with_the_list_of_people_unless_it_is_named() -> None:
    named = RULES + '[[classes]]\nname = "roles"\naudience = ["world"]\n'
    text = read_charter(FRONT + named.replace("```\n[[", "[[") + "```\n").on(DAY)

    assert audience_of("roles", TEXT) == audience_of("directory", TEXT) == {"product", "circle-leader~inner"}
    assert audience_of("roles", text) == {"world"}
    assert audience_of("hours", TEXT) == {"all-hands", "candidates", "members"}
