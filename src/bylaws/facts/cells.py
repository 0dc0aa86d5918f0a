"""Cells: the hours of a year, added up as far as the rules can tell them apart.

A cell is one person, one kind of work, one stretch; the rules never look at single entries.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bylaws.charter.charter import Charter
from bylaws.facts.people import Person, Stretch
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period, add_months

Entry = tuple[str, str, dt.date, int]


class Cell(NamedTuple):
    """Whole seconds one person worked at one kind of work in one stretch."""

    person: str
    work: str
    stage: str
    period: Period
    seconds: int


def cells(
    entries: Iterable[Entry], *, people: Mapping[str, Person], stretched: Mapping[str, Sequence[Stretch]]
) -> tuple[Cell, ...]:
    """Add entries (person, kind of work, day, seconds) up into cells, sorted.

    `stretched` holds each person's stretches of the year; entries outside them are left out.
    Faults: `hours.unknown-person`, `hours.negative`, `hours.not-there`.
    """
    starts = {key: [s.period.from_day for s in runs] for key, runs in stretched.items()}
    sums: dict[tuple[str, str, int], int] = {}
    for who, work, day, seconds in entries:
        runs = stretched.get(who)
        if runs is None:
            raise unknown_person(who)
        nth = bisect_right(starts[who], day) - 1
        if nth < 0 or day not in runs[nth].period:
            continue
        if seconds < 0:
            raise InputFault(
                "{name} has an entry of less than no time on {day}.",
                code="hours.negative",
                next_step="Correct the entry.",
                name=people[who].name,
                day=day.isoformat(),
            )
        if runs[nth].stage is None:
            raise not_there(people[who], day)
        key = (who, work, nth)
        sums[key] = sums.get(key, 0) + seconds
    return tuple(
        Cell(who, work, str(stretched[who][nth].stage), stretched[who][nth].period, seconds)
        for (who, work, nth), seconds in sorted(sums.items())
        if seconds
    )


def unknown_person(who: str) -> InputFault:
    """The fault for hours of somebody the facts do not know."""
    return InputFault(
        "Hours name “{who}”, whom the facts do not know.",
        code="hours.unknown-person",
        next_step="Add the person with their stages, or map the name to one who is there.",
        who=who[:80],
    )


def not_there(who: Person, day: dt.date) -> InputFault:
    """The fault for hours on a day on which the person was not yet, or no longer, there."""
    return InputFault(
        "{name} logged hours on {day}, when {name} was not yet, or no longer, there.",
        code="hours.not-there",
        next_step="Correct the day, or the stages of {name}.",
        name=who.name,
        day=day.isoformat(),
    )


def cuts(charter: Charter, period: Period) -> tuple[dt.date, ...]:
    """The days inside a period on which the rules for hours or pay may change.

    Kinds of work follow the text of the day worked; a pay rate that of the pay period's first day,
    so an amendment cuts twice: on its own day and on the first day of the next month. Where the period
    begins within a month, a change earlier in that month still cuts at its end.
    """
    days: set[dt.date] = set()
    for day in charter.changes_within(Period(period.from_day.replace(day=1), period.until)):
        days |= {day, add_months(day.replace(day=1), 1)}
    return tuple(sorted(day for day in days if day in period))
