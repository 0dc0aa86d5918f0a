"""Timers: near the end they warn, in the buffer they say so, over time they go on."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.meetings.agenda import buffer_of
from bylaws.meetings.timers import Colour, Timer

BEGAN = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)


def minutes(number: int, seconds: int = 0) -> dt.timedelta:
    """So long."""
    return dt.timedelta(minutes=number, seconds=seconds)


@pytest.mark.parametrize(
    ("after", "colour"),
    [
        (minutes(0), "calm"),
        (minutes(11, 59), "calm"),
        (minutes(12), "near"),  # the last fifth
        (minutes(14, 59), "near"),
        (minutes(15), "buffer"),
        (minutes(17, 59), "buffer"),
        (minutes(18), "over"),
        (minutes(90), "over"),
    ],
)
def test_an_item_of_fifteen_minutes_with_three_of_buffer(after: dt.timedelta, colour: Colour) -> None:
    timer = Timer(minutes(15), since=BEGAN, buffer=minutes(3))

    assert timer.colour(BEGAN + after) == colour
    assert timer.left(BEGAN + after) == minutes(15) - after


def test_a_long_item_warns_five_minutes_before_its_end() -> None:
    timer = Timer(minutes(60), since=BEGAN)

    seen = [timer.colour(BEGAN + minutes(*after)) for after in ((54, 59), (55,), (60,))]

    assert seen == ["calm", "near", "over"]


def test_a_timer_that_stops_and_goes_on_counts_what_it_ran() -> None:
    timer = Timer(minutes(10), since=BEGAN)

    stopped = timer.stopped(BEGAN + minutes(4))
    again = stopped.started(BEGAN + minutes(30))

    assert stopped == stopped.stopped(BEGAN + minutes(9)) == Timer(minutes(10), minutes(4))
    assert again == again.started(BEGAN + minutes(31))
    assert again.elapsed(BEGAN + minutes(33)) == minutes(7)


def test_without_a_plan_it_only_counts_and_nothing_is_counted_before_it_began() -> None:
    timer = Timer(None, since=BEGAN)

    assert (timer.left(BEGAN), timer.colour(BEGAN + minutes(600))) == (None, "calm")
    assert timer.elapsed(BEGAN - minutes(1)) == minutes(0)


@pytest.mark.parametrize("lasts", [50, 100, 150, 200])
def test_what_an_agenda_keeps_free_is_what_its_items_may_take_beyond_their_time(lasts: int) -> None:
    each = (lasts - buffer_of(lasts)) // 3

    timers = [Timer.of_an_item(each, spent=minutes(0), since=BEGAN) for _item in range(3)]

    assert sum((timer.buffer for timer in timers), minutes(0)) <= minutes(buffer_of(lasts))
    assert timers[0].colour(BEGAN + minutes(each, 1)) == "buffer"
    assert timers[0].colour(BEGAN + minutes(each) + timers[0].buffer) == "over"
