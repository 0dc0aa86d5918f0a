"""Entries of one person that overlap in time, for the bookkeeper to accept or correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from bylaws.facts.readers.rows import HoursRow

DAY_SECONDS = 86_400


class Overlap(NamedTuple):
    """Two entries of one person, the earlier first, and how many seconds they share."""

    person: str
    first: HoursRow
    second: HoursRow
    seconds: int


def overlaps(
    rows: Iterable[HoursRow], *, person: Callable[[HoursRow], str] = attrgetter("who")
) -> Iterator[Overlap]:
    """Overlaps of rows in any order; sorts them by person and time, so all rows are held.

    Each row is told once at most, with the earlier entry that goes on longest, so a heap of equal
    entries gives one pair for each, not one for each two. Rows without a time of day overlap nothing.
    """
    timed = [(person(row), _begin(row), row.line, row) for row in rows if row.start is not None]
    timed.sort(key=lambda one: one[:3])
    return _running((who, row) for who, _, _, row in timed)


def overlaps_in_order(
    rows: Iterable[HoursRow], *, person: Callable[[HoursRow], str] = attrgetter("who")
) -> Iterator[Overlap]:
    """The same of rows already sorted by person, day and start, holding one row at a time."""
    return _running((person(row), row) for row in rows if row.start is not None)


def _running(rows: Iterable[tuple[str, HoursRow]]) -> Iterator[Overlap]:
    who, longest, until = "", None, 0
    for person, row in rows:
        begin = _begin(row)
        if person != who:
            who, longest, until = person, None, 0
        if longest is not None and begin < until:
            yield Overlap(person, longest, row, min(until, begin + row.seconds) - begin)
        if begin + row.seconds > until:
            longest, until = row, begin + row.seconds


def _begin(row: HoursRow) -> int:
    return row.day.toordinal() * DAY_SECONDS + (row.start or 0)
