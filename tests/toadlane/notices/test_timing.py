"""Letters come when their reader chose, never in quiet hours, and each day once, also when clocks change."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toadlane.notices.timing import Hours, When, after_quiet, due

NEW_YORK = ZoneInfo("America/New_York")
NIGHT = {"quiet_from": dt.time(22), "quiet_until": dt.time(7)}


def on(day: str, clock: str, zone: ZoneInfo = NEW_YORK) -> dt.datetime:
    """An instant, from a wall clock."""
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).astimezone(dt.UTC)


def hours(**more: object) -> Hours:
    return Hours(NEW_YORK, **more)  # type: ignore[arg-type]


MONDAY = on("2025-03-03", "12:00")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When.AT_ONCE, MONDAY),
        (When.DAILY, on("2025-03-04", "08:00")),
        (When.WEEKLY, on("2025-03-10", "08:00")),
        (When.NEVER, None),
    ],
)
def test_a_letter_comes_when_its_reader_chose(when: When, expected: dt.datetime | None) -> None:
    assert due(when, told_at=MONDAY, hours=hours()) == expected


def test_a_daily_letter_of_the_same_day_is_still_to_come_in_the_morning() -> None:
    assert due(When.DAILY, told_at=on("2025-03-03", "07:59"), hours=hours()) == on("2025-03-03", "08:00")


def test_what_is_told_at_the_very_hour_comes_with_the_next_letter() -> None:
    assert due(When.DAILY, told_at=on("2025-03-03", "08:00"), hours=hours()) == on("2025-03-04", "08:00")


@pytest.mark.parametrize(
    ("told", "comes"),
    [
        (on("2025-03-03", "21:59"), on("2025-03-03", "21:59")),
        (on("2025-03-03", "22:00"), on("2025-03-04", "07:00")),
        (on("2025-03-04", "00:30"), on("2025-03-04", "07:00")),
        (on("2025-03-04", "06:59"), on("2025-03-04", "07:00")),
        (on("2025-03-04", "07:00"), on("2025-03-04", "07:00")),
    ],
)
def test_quiet_hours_pass_midnight_and_end_on_the_minute(told: dt.datetime, comes: dt.datetime) -> None:
    assert due(When.AT_ONCE, told_at=told, hours=hours(**NIGHT)) == comes


def test_quiet_hours_may_lie_in_one_day() -> None:
    siesta = hours(quiet_from=dt.time(13), quiet_until=dt.time(16))

    assert due(When.AT_ONCE, told_at=on("2025-03-03", "14:00"), hours=siesta) == on("2025-03-03", "16:00")
    assert due(When.AT_ONCE, told_at=on("2025-03-03", "16:00"), hours=siesta) == on("2025-03-03", "16:00")


def test_hours_that_begin_and_end_together_are_none() -> None:
    never = hours(quiet_from=dt.time(9), quiet_until=dt.time(9))

    assert due(When.AT_ONCE, told_at=on("2025-03-03", "09:00"), hours=never) == on("2025-03-03", "09:00")


def test_a_daily_letter_set_into_quiet_hours_comes_at_their_end() -> None:
    early = hours(**NIGHT, letters_at=dt.time(5))

    assert due(When.DAILY, told_at=MONDAY, hours=early) == on("2025-03-04", "07:00")


@pytest.mark.parametrize(
    ("needed_by", "comes"),
    [
        (on("2025-03-05", "00:00"), on("2025-03-04", "20:00")),
        (on("2025-03-04", "18:00"), on("2025-03-04", "07:00")),
        (on("2025-03-04", "06:00"), on("2025-03-04", "02:00")),
    ],
    ids=["in its own time", "before its hour, after the quiet", "in the quiet, as there is no other way"],
)
def test_what_is_needed_sooner_comes_sooner(needed_by: dt.datetime, comes: dt.datetime) -> None:
    evening = hours(**NIGHT, letters_at=dt.time(20))
    told = on("2025-03-04", "02:00")

    assert due(When.DAILY, told_at=told, hours=evening, needed_by=needed_by) == comes


def test_across_the_days_on_which_clocks_change_there_is_one_letter_a_day_at_the_same_hour() -> None:
    spring = [on("2025-03-08", "08:00"), on("2025-03-09", "08:00"), on("2025-03-10", "08:00")]
    autumn = [on("2025-11-01", "08:00"), on("2025-11-02", "08:00"), on("2025-11-03", "08:00")]

    for days, gaps in ((spring, [23, 24]), (autumn, [25, 24])):
        comes = [due(When.DAILY, told_at=day - dt.timedelta(hours=1), hours=hours()) for day in days]
        assert comes == days
        assert [(later - day).total_seconds() / 3600 for day, later in itertools.pairwise(days)] == gaps


def test_an_hour_that_is_left_out_comes_an_hour_later_that_day() -> None:
    early = hours(letters_at=dt.time(2, 30))

    assert due(When.DAILY, told_at=on("2025-03-08", "12:00"), hours=early) == on("2025-03-09", "03:30")


def test_an_hour_that_comes_twice_brings_one_letter() -> None:
    early = hours(letters_at=dt.time(1, 30))
    first = due(When.DAILY, told_at=on("2025-11-01", "12:00"), hours=early)
    assert first == dt.datetime(2025, 11, 2, 5, 30, tzinfo=dt.UTC)

    assert due(When.DAILY, told_at=first, hours=early) == on("2025-11-03", "01:30")


def test_quiet_hours_end_after_they_began_when_their_end_comes_twice() -> None:
    short = hours(quiet_from=dt.time(1), quiet_until=dt.time(1, 30))
    second_one_ten = dt.datetime(2025, 11, 2, 6, 10, tzinfo=dt.UTC)

    assert after_quiet(second_one_ten, short) == dt.datetime(2025, 11, 2, 6, 30, tzinfo=dt.UTC)


CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
PLACES = ("America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
ANYBODYS = st.builds(
    Hours,
    st.sampled_from(PLACES).map(ZoneInfo),
    CLOCKS,
    CLOCKS,
    CLOCKS,
    st.integers(min_value=0, max_value=6),
)
INSTANTS = st.integers(0, 731 * 24 * 60).map(lambda n: on("2024-01-01", "00:00") + dt.timedelta(minutes=n))


@given(told=INSTANTS, when=st.sampled_from([When.AT_ONCE, When.DAILY, When.WEEKLY]), theirs=ANYBODYS)
def test_no_letter_comes_before_it_was_told_nor_in_quiet_hours_nor_after_nine_days(
    told: dt.datetime, when: When, theirs: Hours
) -> None:
    comes = due(when, told_at=told, hours=theirs)

    assert comes is not None
    assert (comes >= told, after_quiet(comes, theirs), comes - told < dt.timedelta(days=9)) == (
        True,
        comes,
        True,
    )
