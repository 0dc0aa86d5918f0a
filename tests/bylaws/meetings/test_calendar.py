"""On which days a meeting comes back, at which hours, and what stays when its series is made anew."""

# ruff: noqa: FBT001, FBT003, PLR0917 — rows of a table

from __future__ import annotations

import datetime as dt
import zoneinfo
from itertools import islice

import pytest
from dateutil.rrule import MONTHLY, TU, WEEKLY, YEARLY, rrule  # type: ignore[import-untyped]

from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Span
from bylaws.meetings.calendar import Cadence, days, hours, latest_notice, until
from bylaws.meetings.series import Clock, Occurrence, There, clashing, made

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
MONDAY = dt.date(2026, 3, 2)


def first(cadence: Cadence, count: int) -> list[dt.date]:
    return list(islice(days(cadence), count))


@pytest.mark.parametrize(
    ("every", "from_day", "weekdays", "by_weekday", "same_as"),
    [
        ("P7D", MONDAY, (), False, rrule(WEEKLY, dtstart=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), count=60)),
        (
            "P7D",
            dt.date(2026, 3, 4),
            (0, 3),
            False,
            rrule(WEEKLY, dtstart=dt.datetime(2026, 3, 4, tzinfo=dt.UTC), byweekday=(0, 3), count=60),
        ),
        (
            "P14D",
            dt.date(2026, 3, 4),
            (0, 4),
            False,
            rrule(
                WEEKLY, interval=2, dtstart=dt.datetime(2026, 3, 4, tzinfo=dt.UTC), byweekday=(0, 4), count=60
            ),
        ),
        (
            "P42D",
            MONDAY,
            (),
            False,
            rrule(WEEKLY, interval=6, dtstart=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), count=60),
        ),
        (
            "P1M",
            dt.date(2026, 1, 12),
            (),
            False,
            rrule(MONTHLY, dtstart=dt.datetime(2026, 1, 12, tzinfo=dt.UTC), count=60),
        ),
        (
            "P1M",
            dt.date(2026, 1, 13),
            (),
            True,
            rrule(MONTHLY, dtstart=dt.datetime(2026, 1, 13, tzinfo=dt.UTC), byweekday=TU(2), count=60),
        ),
        (
            "P1M",
            dt.date(2026, 3, 31),
            (),
            True,
            rrule(MONTHLY, dtstart=dt.datetime(2026, 3, 31, tzinfo=dt.UTC), byweekday=TU(-1), count=60),
        ),
        (
            "P3M",
            MONDAY,
            (),
            False,
            rrule(MONTHLY, interval=3, dtstart=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), count=60),
        ),
        (
            "P2Y",
            MONDAY,
            (),
            False,
            rrule(YEARLY, interval=2, dtstart=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), count=60),
        ),
    ],
    ids=[
        *("weekly", "twice-weekly", "twice-every-other-week", "six-weekly", "monthly", "second-tuesday"),
        *("last-tuesday", "quarterly", "every-two-years"),
    ],
)
def test_every_cadence_of_the_sources_gives_the_days_another_library_gives(
    every: str, from_day: dt.date, weekdays: tuple[int, ...], by_weekday: bool, same_as: rrule
) -> None:
    cadence = Cadence(Span.parse(every), from_day, frozenset(weekdays), by_weekday)
    assert first(cadence, 60) == [one.date() for one in same_as]


def test_a_day_that_a_month_lacks_is_its_last_and_nothing_drifts() -> None:
    cadence = Cadence(Span(months=1), dt.date(2026, 1, 31))
    assert first(cadence, 4) == [
        dt.date(2026, 1, 31),
        dt.date(2026, 2, 28),
        dt.date(2026, 3, 31),
        dt.date(2026, 4, 30),
    ]


@pytest.mark.parametrize("cadence", [Cadence(Span(), MONDAY), Cadence(Span(days=7), MONDAY, frozenset({7}))])
def test_a_meeting_that_never_comes_back_is_refused(cadence: Cadence) -> None:
    with pytest.raises(InputFault, match="comes back after some time"):
        first(cadence, 1)


def test_days_are_found_until_a_day_but_at_least_and_at_most_so_many() -> None:
    weekly = Cadence(Span(days=7), MONDAY)
    assert until(weekly, MONDAY + dt.timedelta(days=14))[-1] == dt.date(2026, 3, 16)
    assert until(weekly, MONDAY, at_least=3)[-1] == dt.date(2026, 3, 16)
    assert len(until(weekly, dt.date(2099, 1, 1), at_most=5)) == 5


@pytest.mark.parametrize(
    ("day", "starts", "lasts", "over", "begins", "ends"),
    [
        # clocks go forward on 8 March 2026 and back on 1 November: ten o'clock stays ten o'clock
        (dt.date(2026, 3, 2), "10:00", 90, 1, "2026-03-02T15:00", "2026-03-02T16:30"),
        (dt.date(2026, 3, 9), "10:00", 90, 1, "2026-03-09T14:00", "2026-03-09T15:30"),
        (dt.date(2026, 11, 2), "10:00", 60, 1, "2026-11-02T15:00", "2026-11-02T16:00"),
        # half past two does not exist that night, and half past one comes twice in autumn
        (dt.date(2026, 3, 8), "02:30", 60, 1, "2026-03-08T07:30", "2026-03-08T08:30"),
        (dt.date(2026, 11, 1), "01:30", 60, 1, "2026-11-01T05:30", "2026-11-01T06:30"),
        # a whole day of 23 hours, and a week away
        (dt.date(2026, 3, 8), "", 0, 1, "2026-03-08T05:00", "2026-03-09T04:00"),
        (dt.date(2026, 3, 2), "", 0, 7, "2026-03-02T05:00", "2026-03-09T04:00"),
        (dt.date(2026, 3, 2), "09:00", 0, 3, "2026-03-02T14:00", "2026-03-05T05:00"),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(
    day: dt.date, starts: str, lasts: int, over: int, begins: str, ends: str
) -> None:
    clock = dt.time.fromisoformat(starts) if starts else None
    found = hours(day, starts=clock, lasts=lasts, over=over, zone=NEW_YORK)
    assert found == tuple(dt.datetime.fromisoformat(f"{one}+00:00") for one in (begins, ends))


def test_an_invitation_is_in_time_a_whole_span_before() -> None:
    assert latest_notice(dt.date(2026, 5, 31), Span(months=3)) == dt.date(2026, 2, 28)
    assert latest_notice(dt.date(2026, 3, 10), Span(days=7)) == dt.date(2026, 3, 3)


TEN = Clock(dt.time(10), 60, 1, NEW_YORK)


def occurrence(nth: int, day: dt.date, clock: Clock = TEN) -> Occurrence:
    return Occurrence(nth, day, *hours(day, starts=clock.starts, lasts=clock.lasts, over=1, zone=clock.zone))


def there(one: Occurrence, *, stays: bool = False) -> There:
    return There(one.nth, one.day, one.starts_at, one.ends_at, stays)


def test_a_series_made_again_with_nothing_changed_brings_and_moves_nothing() -> None:
    weekly = Cadence(Span(days=7), MONDAY)
    new = made(weekly, TEN, from_nth=1, there=(), last=dt.date(2026, 3, 22), at_least=2, at_most=90)
    assert [one.day.day for one in new.come] == [2, 9, 16]
    again = made(
        weekly,
        TEN,
        from_nth=1,
        there=[there(one) for one in new.come],
        last=dt.date(2026, 3, 22),
        at_least=2,
        at_most=90,
    )
    assert (again.come, again.move) == ((), ())


def test_a_series_moved_keeps_the_one_that_was_moved_by_itself() -> None:
    """Monday becomes Tuesday across daylight saving; the second was put on a Friday by hand."""
    mondays = [occurrence(nth, MONDAY + dt.timedelta(days=7 * (nth - 1))) for nth in (1, 2, 3)]
    friday = There(2, mondays[1].day, dt.datetime(2026, 3, 13, 9, tzinfo=dt.UTC), mondays[1].ends_at, True)
    tuesdays = Cadence(Span(days=7), MONDAY + dt.timedelta(days=1))
    found = made(
        tuesdays,
        TEN,
        from_nth=1,
        there=[there(mondays[0]), friday, there(mondays[2])],
        last=dt.date(2026, 3, 10),
        at_least=1,
        at_most=90,
    )
    assert found.come == ()
    assert [(one.nth, one.starts_at.isoformat()) for one in found.move] == [
        (1, "2026-03-03T15:00:00+00:00"),
        (3, "2026-03-17T14:00:00+00:00"),
    ]
    assert clashing(found.move, dt.datetime(2026, 3, 10, tzinfo=dt.UTC)) == found.move[:1]


def test_a_series_changed_from_here_on_leaves_the_earlier_ones() -> None:
    mondays = [there(occurrence(nth, MONDAY + dt.timedelta(days=7 * (nth - 1)))) for nth in (1, 2, 3)]
    monthly = Cadence(Span(months=1), dt.date(2026, 3, 16))
    found = made(monthly, TEN, from_nth=3, there=mondays, last=dt.date(2026, 4, 30), at_least=1, at_most=90)
    assert found.move == ()
    assert [(one.nth, one.day) for one in found.come] == [(4, dt.date(2026, 4, 16))]
