"""Ends of days in a co-op's time zone: what is open to the end of a day ends when that day does."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from bylaws.kernel.periods import Span

INSTANT = dt.timedelta(microseconds=1)
ONE_DAY = dt.timedelta(days=1)
AT_ONCE = Span()


def day_of(at: dt.datetime, zone: str) -> dt.date:
    """The calendar day an aware instant lies in."""
    return at.astimezone(_zone(zone)).date()


def day_ending(at: dt.datetime, zone: str) -> dt.date:
    """The day from which a span after an instant is counted: midnight belongs to the day it ends."""
    return (at.astimezone(dt.UTC) - INSTANT).astimezone(_zone(zone)).date()


def end_of(day: dt.date, zone: str) -> dt.datetime:
    """The first instant after a day, in UTC: 23 or 25 hours after it began where clocks are changed on it."""
    begins = dt.datetime.combine(day + ONE_DAY, dt.time(), _zone(zone))
    return begins.astimezone(dt.UTC)


def end_after(at: dt.datetime, span: Span | None, zone: str) -> dt.datetime:
    """The end of the day that comes a span after an instant; the instant itself where there is no span."""
    return at if span is None or span == AT_ONCE else closing(at, span, zone)


def closing(at: dt.datetime, open_for: Span, zone: str) -> dt.datetime:
    """When what opens at an instant closes: as the last of so many days ends."""
    return end_of(open_for.after(day_ending(at, zone)), zone)


def _zone(name: str) -> dt.tzinfo:
    return zoneinfo.ZoneInfo(name)
