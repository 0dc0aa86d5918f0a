"""Made-up hours, written as a time tracker exports them, the same at every load."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator

from bylaws.kernel.periods import Period
from toadlane.site.demo.plan import DemoCoop, DemoPerson

HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags"
)
LONGEST = 9 * 3600
MINUTE = 60


def export(coop: DemoCoop, period: Period) -> bytes:
    """A year's detailed report of everyone, as a Toggl CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER.split(","))
    for person in coop.people:
        chance = random.Random(f"{coop.slug}/{person.key}/{period.from_day}")  # noqa: S311 - made-up hours
        for kind, start, seconds in _entries(person, period, chance):
            end = start + dt.timedelta(seconds=seconds)
            writer.writerow(
                [
                    person.name,
                    mail(coop, person),
                    "",
                    kind,
                    "",
                    "",
                    "No",
                    *_stamp(start),
                    *_stamp(end),
                    _length(seconds),
                    "",
                ]
            )
    return out.getvalue().encode()


def mail(coop: DemoCoop, person: DemoPerson) -> str:
    """An address that can never be anyone's."""
    return f"{person.key}@{coop.slug}.example"


def _entries(
    person: DemoPerson, period: Period, chance: random.Random
) -> Iterator[tuple[str, dt.datetime, int]]:
    """Each week some mornings and afternoons of each kind of work; a few weeks off a year."""
    day = period.from_day
    while period.until is None or day < period.until:
        monday = day + dt.timedelta(days=-day.weekday() % 7)
        if chance.random() > WEEKS_OFF:
            yield from _week(person, monday, period, chance)
        day = monday + dt.timedelta(days=7)


WEEKS_OFF = 0.08


def _week(
    person: DemoPerson, monday: dt.date, period: Period, chance: random.Random
) -> Iterator[tuple[str, dt.datetime, int]]:
    clock = [8 * 3600] * 5
    for kind, hours in person.weekly:
        left = hours * 3600 + chance.randrange(-3600, 3600, 5 * MINUTE)
        while left > 0:
            nth = min(range(5), key=lambda n: clock[n])
            seconds = min(left, LONGEST - (clock[nth] - 8 * 3600), 6 * 3600)
            seconds -= seconds % MINUTE
            if seconds <= 0:
                break
            day = monday + dt.timedelta(days=nth)
            if _there(person, day) and day in period:
                yield kind, dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=clock[nth]), seconds
            clock[nth] += seconds
            left -= seconds


def _there(person: DemoPerson, day: dt.date) -> bool:
    first = person.candidate_from or person.member_from
    return first <= day and (person.left_on is None or day < person.left_on)


def _stamp(at: dt.datetime) -> tuple[str, str]:
    return at.date().isoformat(), at.time().isoformat()


def _length(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
