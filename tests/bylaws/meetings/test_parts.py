"""Who takes which part: least often, longest ago, absent passed over, only whom the charter's role lets."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from bylaws.charter.charter import read_charter
from bylaws.meetings.parts import Taken, Turn, Way, open_to, role_of, turns, why
from bylaws.words.tell import tell

ALL = ("ada", "bo", "cy")
TWO = ("facilitator", "scribe")
BY_TURN = (
    "It is given to whoever had it in the smallest share of the meetings they were invited to, "
    "then to whoever had it longest ago, then to whoever had fewest parts."
)


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


@pytest.mark.parametrize(
    ("turn", "way", "said"),
    [
        (
            Turn("scribe", "ada", 2, 5, day(9)),
            "turn",
            [
                BY_TURN,
                f"Had it before: 2 of 5 meetings they were invited to, last on {day(9)}.",
            ],
        ),
        (
            Turn("scribe", "bo", 0, 3),
            "took",
            ["They took it themselves.", "Has not had it yet; meetings they were invited to: 3."],
        ),
        (
            Turn("scribe", "cy"),
            "swapped",
            ["Somebody who is invited handed it to them.", "Has not been invited to an earlier one."],
        ),
        (Turn("scribe", None), "turn", ["Nobody who comes may take it."]),
    ],
)
def test_a_part_says_why_it_is_somebodys(turn: Turn, way: Way, said: list[str]) -> None:
    told = tell(why(turn, None, way=way))

    assert [told.sentence, *(one.sentence for one in told.parts)] == said


def test_where_the_charter_opens_a_part_to_some_its_article_is_cited() -> None:
    source = Path("charters/models/tech-underground/charter.md").read_text(encoding="utf-8")
    rule = role_of(read_charter(source).on_or_first(day(0)), "minute-taker")

    reason = why(Turn("minute-taker", "ada", 1, 1, day(0)), rule)

    assert [article.split(" — ")[0] for article in reason.articles()] == ["Article 6"]
    assert tell(reason).parts[-1].sentence == "The charter opens it to: candidates and members."
