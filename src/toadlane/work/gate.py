"""Which hours may be brought in: of people who were there, for work the charter names, on open days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.facts.people import Person
from bylaws.facts.readers import HoursRow
from bylaws.kernel.faults import NotThere
from bylaws.kernel.periods import Period

NOT_THERE = "hours.not-there"
UNKNOWN_WORK = "hours.unknown-work"
AHEAD = "hours.ahead"
BEFORE = "hours.before-the-charter"
SEALED = "hours.sealed"


class Day(NamedTuple):
    """What holds on one day for everyone: how it is written, and the kinds of work; or why it is shut."""

    text: str
    mark: bytes
    kinds: frozenset[str]
    shut: str


class Gate:
    """Asked once for every row of a file, so it remembers every day it has met."""

    def __init__(
        self, *, charter: Charter, people: Mapping[str, Person], sealed: Iterable[Period], today: dt.date
    ) -> None:
        self.charter = charter
        self.sealed = tuple(sealed)
        self.today = today
        self.days = _Days(self._day)
        self.marks = Marks()
        self.spells = {
            key: [(s.period.from_day, s.period.until or dt.date.max) for s in who.spells]
            for key, who in people.items()
        }

    def stops(self, person: str, kind: str, day: dt.date) -> str:
        """Why hours cannot be brought in; empty when they can."""
        known = self.days[day]
        if known.shut:
            return known.shut
        if kind not in known.kinds:
            return UNKNOWN_WORK
        for first, until in self.spells.get(person, ()):
            if first <= day < until:
                return ""
        return NOT_THERE

    def mark(self, row: HoursRow) -> bytes:
        """The fingerprint of a row as it is kept."""
        return self.marks[row.who] + self.days[row.day].mark + row.fingerprint

    def _day(self, day: dt.date) -> Day:
        shut = ""
        if day > self.today:
            shut = AHEAD
        elif day < self.charter.base_front.starts():
            shut = BEFORE
        elif any(day in period for period in self.sealed):
            shut = SEALED
        return Day(day.isoformat(), day.toordinal().to_bytes(3), kinds_on(self.charter, day), shut)


class Marks(dict[str, bytes]):
    """The first bytes of a fingerprint as it is kept: its person's, then its day's.

    They say nothing that the fingerprint does not. But rows are written person by person, and so land
    beside each other in the index of fingerprints as they do in that of sums.
    """

    def __missing__(self, who: str) -> bytes:
        found = self[who] = blake2b(who.encode(), digest_size=3).digest()
        return found


class _Days(dict[dt.date, Day]):
    """A day as it was read the first time."""

    def __init__(self, read: object) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, day: dt.date) -> Day:
        found: Day = self.read(day)  # type: ignore[operator]
        self[day] = found
        return found


def kinds_on(charter: Charter, day: dt.date) -> frozenset[str]:
    """The kinds of work the charter names on a day; none before it takes effect."""
    try:
        rule = charter.on(day).rule("hours", Hours)
    except NotThere:
        return frozenset()
    return frozenset(kind.name for kind in rule.says.kinds)
