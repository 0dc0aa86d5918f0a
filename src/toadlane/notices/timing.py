"""When a letter may come: at once, or at somebody's own hour; never in their quiet hours, unless it must.

Pure: instants and wall clocks in, an instant out. Days on which clocks change are told by the time zone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

A_DAY = dt.timedelta(days=1)
DAYS_A_WEEK = 7


class When(StrEnum):
    """How soon somebody wants to be written to."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's wall clock: quiet from `quiet_from` up to `quiet_until`, their letters at `letters_at`.

    Quiet hours may pass midnight; equal ends mean none. `weekday` counts from Monday, which is 0.
    """

    zone: ZoneInfo
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None
    letters_at: dt.time = dt.time(8)
    weekday: int = 0


def due(
    when: When, *, told_at: dt.datetime, hours: Hours, needed_by: dt.datetime | None = None
) -> dt.datetime | None:
    """The instant a letter may leave; None for never.

    What is needed by an instant comes before it: earlier than its reader chose, and in quiet hours as the
    last resort.
    """
    if when == When.NEVER:
        return None
    wished = after_quiet(chosen(when, told_at, hours), hours)
    soonest = after_quiet(told_at, hours)
    if needed_by is None or wished < needed_by:
        return wished
    return soonest if soonest < needed_by else told_at


def chosen(when: When, told_at: dt.datetime, hours: Hours) -> dt.datetime:
    """The next instant of somebody's choice, quiet or not."""
    if when == When.AT_ONCE:
        return told_at
    today = told_at.astimezone(hours.zone).date()
    every_day = when == When.DAILY
    for ahead in range(DAYS_A_WEEK + 1):
        day = today + ahead * A_DAY
        instant = on_the_wall(day, hours.letters_at, hours.zone)
        if instant > told_at and (every_day or day.weekday() == hours.weekday):
            return instant
    return told_at + DAYS_A_WEEK * A_DAY  # the one weekly hour of a week was the hour that clocks left out


def after_quiet(instant: dt.datetime, hours: Hours) -> dt.datetime:
    """The same, or the end of the quiet hours it falls into."""
    start, end = hours.quiet_from, hours.quiet_until
    if start is None or end is None or start == end:
        return instant
    local = instant.astimezone(hours.zone)
    clock = local.time()
    over_midnight = start > end
    quiet = (clock >= start or clock < end) if over_midnight else start <= clock < end
    if not quiet:
        return instant
    day = local.date() + (A_DAY if over_midnight and clock >= start else 0 * A_DAY)
    return on_the_wall(day, end, hours.zone, after=instant)


def on_the_wall(
    day: dt.date, clock: dt.time, zone: ZoneInfo, *, after: dt.datetime | None = None
) -> dt.datetime:
    """The instant at which a wall clock shows a time, in UTC.

    An hour that is shown twice counts the first time, unless that lies before `after`; one that is left
    out counts as long after midnight as it would have been.
    """
    first = dt.datetime.combine(day, clock, tzinfo=zone)
    instant = first.astimezone(dt.UTC)
    if after is not None and instant <= after:
        return first.replace(fold=1).astimezone(dt.UTC)
    return instant
