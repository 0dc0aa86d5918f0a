"""Kinds of work: what each counts for on a day, and the days and weeks that were too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours, Purpose
from bylaws.facts.cells import Entry
from bylaws.facts.file import unknown_work
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value

ONE_DAY = dt.timedelta(days=1)
ONE_WEEK = dt.timedelta(days=7)


def counts_for(work: str, *, charter: Charter, on: dt.date) -> Explained[frozenset[Purpose]]:
    """What an hour of a kind of work counts for, by the text of the day worked; it may be nothing (S2-134).

    Faults: `hours.unknown-work`, and `CharterSilent` without a rule for hours.
    """
    rule = charter.on(on).rule("hours", Hours)
    kind = next((found for found in rule.says.kinds if found.name == work), None)
    if kind is None:
        raise unknown_work(work, rule)
    purposes = ", ".join(kind.counts_for)
    reason = Reason("hours.count-for", {"work": work, "purposes": purposes, "on": on}, rule.article)
    return Explained(frozenset(kind.counts_for), reason)


@dataclass(frozen=True, slots=True)
class TooLong:
    """A day, or a week from Monday to Sunday, of more hours than the charter names. It stops nothing."""

    person: str
    period: Period
    seconds: int
    at_most: int
    article: str

    @property
    def reason(self) -> Reason:
        """The same as a reason: `hours.day-too-long` or `hours.week-too-long`."""
        code = "hours.day-too-long" if self.period.days() == 1 else "hours.week-too-long"
        values: dict[str, Value] = {
            "person": self.person,
            "day": self.period.from_day,
            "seconds": self.seconds,
            "limit": self.at_most,
        }
        return Reason(code, values, self.article)


def too_long(entries: Iterable[Entry], *, charter: Charter) -> tuple[TooLong, ...]:
    """The days and weeks in which someone logged more than the charter names, by person and first day.

    Entries are (person, kind of work, day, seconds); every kind counts, paid or not (S2-151, S2-152).
    A day exactly at the limit is not too long. A day goes by its own text, a week by that of its Monday,
    or of the charter's first day where that is later.
    """
    days: dict[tuple[str, dt.date], int] = {}
    weeks: dict[tuple[str, dt.date], int] = {}
    for person, _, day, seconds in entries:
        monday = day - dt.timedelta(days=day.weekday())
        days[person, day] = days.get((person, day), 0) + seconds
        weeks[person, monday] = weeks.get((person, monday), 0) + seconds
    starts = charter.base_front.starts()
    found: list[TooLong] = []
    for length, sums in ((ONE_DAY, days), (ONE_WEEK, weeks)):
        for (person, first), seconds in sums.items():
            rule = charter.on(max(first, starts)).rule("hours", Hours)
            at_most = rule.says.day_at_most if length == ONE_DAY else rule.says.week_at_most
            if at_most is not None and seconds > at_most:
                found.append(TooLong(person, Period(first, first + length), seconds, at_most, rule.article))
    return tuple(sorted(found, key=lambda one: (one.person, one.period.from_day, one.period.days())))
