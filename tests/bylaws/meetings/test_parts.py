"""Who takes which part: least often, longest ago, absent passed over, only whom the charter's role lets."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from bylaws.charter.charter import read_charter
from bylaws.meetings.parts import Taken, Turn, open_to, turns

ALL = ("ada", "bo", "cy")
TWO = ("facilitator", "scribe")


def day(of: int) -> dt.date:
    return dt.date(2026, 1, 1) + dt.timedelta(days=of)


def pair(said: str) -> tuple[str, str]:
    part, _sign, who = said.partition(":")
    return part, who


def able(*people: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(TWO, people)


@pytest.mark.parametrize(
    ("taken", "chances", "absent", "settled", "expected"),
    [
        ("", {}, "", {}, ["ada", "bo"]),
        ("facilitator:ada", {}, "", {}, ["bo", "cy"]),
        ("facilitator:ada facilitator:bo", {}, "", {}, ["cy", "ada"]),
        # all once: whoever had it longest ago
        ("facilitator:bo facilitator:cy facilitator:ada", {}, "", {}, ["bo", "ada"]),
        # absent passed over, and everybody absent leaves the part empty
        ("facilitator:ada", {}, "bo", {}, ["cy", "ada"]),
        ("", {}, "ada bo cy", {}, [None, None]),
        # somebody took the minutes already: nobody has two parts
        ("", {}, "", {"scribe": "ada"}, ["bo", "ada"]),
        # one alone has both
        ("", {}, "ada bo", {}, ["cy", "cy"]),
        # a share, not a count: cy had it once in one meeting, the others twice in ten
        (
            "facilitator:ada facilitator:bo facilitator:ada facilitator:bo facilitator:cy",
            {"ada": 10, "bo": 10, "cy": 1},
            "",
            {},
            ["ada", "cy"],
        ),
    ],
)
def test_a_part_goes_to_whoever_had_it_least_and_longest_ago(
    taken: str, chances: dict[str, int], absent: str, settled: dict[str, str], expected: list[str | None]
) -> None:
    past = [Taken(*pair(one), day(nth)) for nth, one in enumerate(taken.split())]
    found = turns(TWO, able(*ALL), past, chances, absent=absent.split(), settled=settled)
    assert [one.who for one in found] == expected


def test_a_turn_says_how_often_and_how_long_ago() -> None:
    past = [Taken("scribe", "ada", day(1)), Taken("scribe", "ada", day(9))]
    found = turns(("scribe",), {"scribe": ("ada",)}, past, {"ada": 5})
    assert found == (Turn("scribe", "ada", 2, 5, day(9)),)


def test_over_forty_meetings_everybody_has_each_part_as_often_or_once_more() -> None:
    past: list[Taken] = []
    for nth in range(40):
        found = turns(TWO, able("ada", "bo", "cy", "di"), past, dict.fromkeys(("ada", "bo", "cy", "di"), nth))
        past += [Taken(one.part, one.who, day(nth)) for one in found if one.who]
    for part in TWO:
        counted = Counter(one.who for one in past if one.part == part)
        assert max(counted.values()) - min(counted.values()) <= 1


def test_a_newcomer_has_one_turn_soon_and_not_all_of_them() -> None:
    """Ada and Bo have met for a year; Cy comes: in six meetings Cy has at most half of the turns."""
    past = [Taken("scribe", ("ada", "bo")[nth % 2], day(nth)) for nth in range(50)]
    had: list[str | None] = []
    for nth in range(6):
        chances = {"ada": 50 + nth, "bo": 50 + nth, "cy": nth}
        (turn,) = turns(("scribe",), {"scribe": ALL}, past, chances)
        had.append(turn.who)
        past.append(Taken("scribe", turn.who or "", day(50 + nth)))
    assert had[0] == "cy"
    assert had.count("cy") <= 3


def test_the_charters_role_says_who_may_take_a_part() -> None:
    text = read_charter(
        Path("charters/models/tech-underground/charter.md").read_text(encoding="utf-8")
    ).on_or_first(day(0))
    assert open_to(text, "minute-taker") == frozenset({"candidate", "member"})
    assert open_to(text, "vibes") is None
    assert open_to(None, "scribe") is None
