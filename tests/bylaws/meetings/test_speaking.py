"""Who speaks next, who is still to be heard, and who leads."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.meetings.leading import LEADING, leads
from bylaws.meetings.rounds import Seat, may_be_heard, order, waiting
from bylaws.meetings.speaking import Because, Sort, Wish, stack


def at(minute: int) -> dt.datetime:
    """A minute of the meeting."""
    return dt.datetime(2026, 3, 2, 10, minute, tzinfo=dt.UTC)


def wish(who: str, minute: int, sort: Sort = "speech") -> Wish:
    """Somebody asks to speak."""
    return Wish(who, sort, at(minute))


@pytest.mark.parametrize(
    ("wishes", "spoken", "replied", "expected"),
    [
        ([], "", "", []),
        ([wish("ada", 1), wish("bo", 2)], "", "", [("ada", "first-time"), ("bo", "first-time")]),
        ([wish("ada", 1), wish("bo", 2)], "ada", "", [("bo", "first-time"), ("ada", "waited")]),
        ([wish("bo", 2), wish("ada", 1)], "ada bo", "", [("ada", "waited"), ("bo", "waited")]),
        ([wish("bo", 1), wish("ada", 1)], "", "", [("ada", "first-time"), ("bo", "first-time")]),
        (
            [wish("ada", 1), wish("bo", 2, "reply"), wish("cy", 3, "point-of-order")],
            "bo cy",
            "",
            [("cy", "point-of-order"), ("bo", "reply"), ("ada", "first-time")],
        ),
        (
            [wish("ada", 1), wish("bo", 2, "reply")],
            "bo",
            "bo",
            [("ada", "first-time"), ("bo", "waited")],
        ),
        ([wish("bo", 2, "reply"), wish("ada", 3)], "ada", "bo", [("bo", "first-time"), ("ada", "waited")]),
    ],
)
def test_the_stack_calls_first_time_speakers_first_then_whoever_waits_longest(
    wishes: list[Wish], spoken: str, replied: str, expected: list[tuple[str, Because]]
) -> None:
    found = stack(wishes, spoken=set(spoken.split()), replied=set(replied.split()))

    assert [(place.wish.who, place.because) for place in found] == expected


def test_everyone_is_heard_once_before_anyone_twice_and_late_comers_are_heard_last() -> None:
    seats = [
        Seat("eve", at(9)),
        Seat("bo", at(0)),
        Seat("ada", at(0), heard_at=at(1)),
        Seat("cy", at(0), passed_at=at(2)),
        Seat("dee", at(0), here=False),
    ]

    assert [seat.who for seat in order(seats)] == ["ada", "bo", "cy", "dee", "eve"]
    assert [seat.who for seat in waiting(seats)] == ["bo", "eve"]
    assert [may_be_heard(who, seats) for who in ("ada", "bo", "cy", "gil")] == [False, True, True, True]


def test_once_nobody_waits_anyone_may_be_heard_again() -> None:
    seats = [Seat("ada", at(0), heard_at=at(1)), Seat("bo", at(0), passed_at=at(2))]

    assert waiting(seats) == ()
    assert may_be_heard("ada", seats)


@pytest.mark.parametrize(
    ("who", "facilitators", "here", "expected"),
    [
        ("ada", "ada", "", "facilitates"),
        ("bo", "ada", "ada bo", "no"),
        ("bo", "ada", "bo", "facilitator-away"),
        ("bo", "", "bo", "nobody-facilitates"),
        ("bo", "ada", "cy", "not-here"),
    ],
)
def test_whoever_facilitates_leads_and_anyone_there_while_nobody_does(
    who: str, facilitators: str, here: str, expected: str
) -> None:
    found = leads(who, facilitators=set(facilitators.split()), here=set(here.split()))

    assert (found, found in LEADING) == (expected, expected not in {"no", "not-here"})
