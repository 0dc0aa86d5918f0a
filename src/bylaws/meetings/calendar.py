"""On which days a meeting comes back, and at which instants it begins and ends where it is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice, takewhile
from typing import Final

from bylaws.charter.kinds.meeting import Meeting
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Span, add_months

WEEK: Final = 7
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT: Final = dt.time()


@dataclass(frozen=True, slots=True)
class Cadence:
    """How a meeting comes back, counted from its first day (S2-132, S2-137, S2-142, S2-143).

    `every` is the charter's span. With `weekdays` (0 is Monday) it is held on each of them in every
    week, or in every so many weeks. `by_weekday` holds a monthly one on “the second Tuesday” instead of
    “the 12th”; a fifth one that a month lacks is its last.
    """

    every: Span
    from_day: dt.date
    weekdays: frozenset[int] = frozenset()
    by_weekday: bool = False


def days(cadence: Cadence) -> Iterator[dt.date]:
    """Every day of a meeting, first to last, without an end but that of the calendar.

    Each is counted from the first day itself, so nothing drifts: a month after 31 January is 28 February,
    two months are 31 March. Fault `cadence.never` for a span of nothing or days of the week there are not.
    """
    every = cadence.every
    if every.months < 0 or every.days < 0 or not (every.months or every.days):
        raise never()
    if cadence.weekdays and not every.months and every.days % WEEK == 0:
        return _on_weekdays(cadence)
    if cadence.by_weekday and every.months and not every.days:
        return _same_weekday(cadence)
    return (every.after(cadence.from_day, nth) for nth in count())


def comes_back(says: Meeting, *, today: dt.date) -> Cadence:
    """How a meeting of the charter comes back from its next day that people are invited to in time.

    Without a day of the week it begins on a Monday; every so many months is on the same weekday of the month.
    """
    earliest = today + dt.timedelta(days=1)
    if says.notice is not None:
        earliest = max(earliest, says.notice.after(today) + dt.timedelta(days=1))
    weekday = WEEKDAYS.index(says.on) if says.on else 0
    from_day = earliest + dt.timedelta(days=(weekday - earliest.weekday()) % WEEK)
    return Cadence(says.every, from_day, by_weekday=bool(says.every.months and not says.every.days))


def never() -> InputFault:
    """The fault for a cadence that leads nowhere."""
    return InputFault(
        "A meeting that comes back comes back after some time.",
        code="cadence.never",
        next_step="Say how often: “P7D” is every week, “P42D” every six weeks, “P1M” every month.",
    )


def until(cadence: Cadence, last: dt.date, *, at_least: int = 0, at_most: int = 400) -> tuple[dt.date, ...]:
    """The days up to `last`, which counts; at least so many, however late, and at most so many."""
    coming = enumerate(islice(days(cadence), at_most))
    return tuple(day for _, day in takewhile(lambda one: one[0] < at_least or one[1] <= last, coming))


def _on_weekdays(cadence: Cadence) -> Iterator[dt.date]:
    if not cadence.weekdays <= frozenset(range(WEEK)):
        raise never()
    monday = cadence.from_day - dt.timedelta(days=cadence.from_day.weekday())
    while True:
        for weekday in sorted(cadence.weekdays):
            day = monday + dt.timedelta(days=weekday)
            if day >= cadence.from_day:
                yield day
        monday += dt.timedelta(days=cadence.every.days)


def _same_weekday(cadence: Cadence) -> Iterator[dt.date]:
    first = cadence.from_day
    order, month = (first.day - 1) // WEEK, first.replace(day=1)
    while True:
        ahead = (first.weekday() - month.weekday()) % WEEK
        options = [month + dt.timedelta(days=ahead + WEEK * week) for week in range(order + 1)]
        yield next(day for day in reversed(options) if day.month == month.month)
        month = add_months(month, cadence.every.months)


def hours(
    day: dt.date, *, starts: dt.time | None, lasts: int, over: int, zone: dt.tzinfo
) -> tuple[dt.datetime, dt.datetime]:
    """From when to when a meeting of a day is, as instants in UTC.

    `starts` is what the clock on the wall shows, so it stays ten o'clock when clocks are changed; an hour
    that is skipped that night is the one after it, one that comes twice is the first. `lasts` are minutes
    that pass. Without `starts`, or `over` several days, it ends at the midnight after its last day, unless
    it has an hour to begin and one day: then it ends `lasts` minutes later.
    """
    begins = dt.datetime.combine(day, starts or MIDNIGHT, tzinfo=zone).astimezone(dt.UTC)
    if starts is not None and over <= 1:
        return begins, begins + dt.timedelta(minutes=lasts)
    last = dt.datetime.combine(day + dt.timedelta(days=max(over, 1)), MIDNIGHT, tzinfo=zone)
    return begins, last.astimezone(dt.UTC)


def latest_notice(day: dt.date, notice: Span) -> dt.date:
    """The last day on which people may be invited to a meeting of a day, so that they know in time."""
    back = add_months(day, -notice.months)
    return back - dt.timedelta(days=notice.days)
