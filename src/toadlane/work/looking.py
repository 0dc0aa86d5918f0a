"""Looking at a file before its hours are brought in: what it holds, what is wrong, what is in already."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from bylaws.facts.readers import (
    Assigned,
    HoursRow,
    Outcome,
    RowFault,
    WorkLabels,
    assign,
    overlaps_in_order,
)
from bylaws.kernel.periods import Period
from toadlane.coops.models import Coop, Participant
from toadlane.work import bulk, reading
from toadlane.work.gate import Gate
from toadlane.work.models import DAY_SECONDS, UNDER_WAY, HoursImport, TimeEntry

BATCH = 5000
SHOWN = 200
LABELS_SHOWN = 500
BEGIN_BITS, LINE_BITS = 17, 40
SECONDS_MASK = (1 << BEGIN_BITS) - 1
ONE_DAY = dt.timedelta(days=1)
NOBODY = WorkLabels("", "", "", (), None)

Sums = dict[Any, list[int]]


class Look:
    """One look at a file; `told` says what was found, as plain JSON."""

    def __init__(self, source: HoursImport, gate: Gate) -> None:
        self.source, self.gate = source, gate
        self.coop: Coop = source.coop
        self.outcome = Outcome()
        self.rows = 0
        self.people: Sums = defaultdict(nothing)
        self.work: Sums = defaultdict(nothing)
        self.new: Sums = defaultdict(nothing)
        self.copies: Sums = defaultdict(nothing)
        self.copy_lines: list[int] = []
        self.stopped: Sums = defaultdict(nothing)
        self.stops: list[list[Any]] = []
        self.already = nothing()
        self.differing: list[list[Any]] = []
        self.first, self.last = dt.date.max, dt.date.min
        self.times: dict[str, list[int]] = defaultdict(list)

    def through(self, *, known: bool) -> Iterator[int]:
        """Look through the whole file, saying now and then how many rows that were so far.

        `known` is whether the co-op has imported hours that may be in the file again.
        """
        rows = assign(self.labelled(), reading.mapping_of(self.source), self.outcome)
        while batch := list(islice(rows, BATCH)):
            self.rows += len(batch)
            fresh = self.without_known(batch) if known else batch
            for person, kind, row in fresh:
                self.take(person, kind, row)
            yield self.rows

    def labelled(self) -> Iterator[HoursRow | RowFault]:
        """The rows as they are read, their labels counted whether they are mapped or not."""
        people, work = self.people, self.work
        for row in reading.rows_of(self.source):
            if isinstance(row, HoursRow):
                count(people[row.who], row.seconds)
                count(work[row.work], row.seconds)
            yield row

    def without_known(self, batch: list[Assigned]) -> Iterator[Assigned]:
        """Those that are not in already. A row that is, and says something else now, is worth a word."""
        marks = [self.gate.days[row.day].mark + row.fingerprint for _, _, row in batch]
        there = bulk.already(self.coop.pk, marks)
        for mark, one in zip(marks, batch, strict=True):
            person, _, row = one
            kept = there.get((mark, row.copy))
            if kept is None:
                yield one
                continue
            count(self.already, row.seconds)
            now = (row.day.isoformat(), row.seconds)
            if kept != now and len(self.differing) < SHOWN:
                self.differing.append([row.line, person, *now, *kept])

    def take(self, person: str, kind: str, row: HoursRow) -> None:
        """A row that has found its person and kind of work, and is not in yet."""
        line, _, _, day, start, seconds, _, _, copy, _ = row
        why = self.gate.stops(person, kind, day)
        if why:
            count(self.stopped[why], seconds)
            if len(self.stops) < SHOWN:
                self.stops.append([why, line, person, kind, day.isoformat()])
            return
        self.first = min(self.first, day)
        self.last = max(self.last, day)
        if copy > 1:
            count(self.copies[person, kind], seconds)
            self.copy_lines.append(line)
            return
        count(self.new[person, kind], seconds)
        if start is not None:
            self.times[person].append(packed(day, start, seconds, line))

    @property
    def days(self) -> Period | None:
        """From the first day of what is new to the last; None when nothing is."""
        return Period(self.first, self.last + ONE_DAY) if self.first <= self.last else None

    def told(self) -> dict[str, Any]:
        """Everything found."""
        outcome = self.outcome
        overlapping = list(self.overlapping())
        return {
            "rows": self.rows,
            "new": lines_of(self.new),
            "copies": lines_of(self.copies),
            "copy_lines": self.copy_lines[:SHOWN],
            "already": self.already,
            "differing": self.differing,
            "stops": self.stops,
            "stopped": dict(self.stopped),
            "faults": [list(fault) for fault in outcome.faults[:SHOWN]],
            "harmful": outcome.harmful,
            "harmless": sum(outcome.faults_by_code.values()) - outcome.harmful,
            "overlaps": overlapping[:SHOWN],
            "overlaps_count": len(overlapping),
            **self.labels_told(),
        }

    def labels_told(self) -> dict[str, Any]:
        """The labels of people and of work with their sums, and which of them are mapped to nothing."""
        outcome = self.outcome
        by_weight = sorted(self.work.items(), key=lambda one: (-one[1][1], str(one[0])))
        left_out = [*outcome.left_out_people.values(), *outcome.left_out_work.values()]
        return {
            "people": [[who, *sums] for who, sums in sorted(self.people.items())],
            "work": [[*labels, *sums] for labels, sums in by_weight[:LABELS_SHOWN]],
            "work_count": len(self.work),
            "unknown_people": sorted(outcome.unknown_people),
            "unknown_work": len(outcome.unknown_work),
            "left_out": sum(heap.entries for heap in left_out),
        }

    def overlapping(self) -> Iterator[list[Any]]:
        """Entries of the file that share time with another one, of the file or in already."""
        for person, day, start, seconds in self.there_already():
            self.times[person].append(packed(day, start, seconds, 0))
        for person in sorted(self.times):
            times = sorted(self.times[person])
            if apart(times):
                continue
            for both in overlaps_in_order(unpacked(person, one) for one in times):
                if both.first.line or both.second.line:
                    yield [person, *side(both.first), *side(both.second), both.seconds]

    def there_already(self) -> Iterable[tuple[str, dt.date, int, int]]:
        """The timed entries of the same people that are in already, from the day before the first on."""
        if self.days is None:
            return ()
        people = Participant.objects.filter(coop=self.coop, key__in=list(self.times)).values("pk")
        rows = TimeEntry.objects.filter(
            coop=self.coop,
            participant__in=people,
            work__in={kind for day in self.gate.days.values() for kind in day.kinds},
            day__gte=self.first - ONE_DAY,
            day__lte=self.last + ONE_DAY,
            started__isnull=False,
        ).exclude(source__state__in=UNDER_WAY)
        told = rows.values_list("participant__key", "day", "started", "seconds").iterator(BATCH)
        return ((person, day, started or 0, seconds) for person, day, started, seconds in told)


def nothing() -> list[int]:
    """No entries, no seconds."""
    return [0, 0]


def count(sums: list[int], seconds: int) -> None:
    """One entry more."""
    sums[0] += 1
    sums[1] += seconds


def lines_of(sums: Sums) -> list[list[Any]]:
    """Person, kind, entries, seconds."""
    return [[person, kind, *both] for (person, kind), both in sorted(sums.items())]


def packed(day: dt.date, start: int, seconds: int, line: int) -> int:
    """When and how long in one number that sorts by its beginning: a million of them fit in 40 MB."""
    begin = day.toordinal() * DAY_SECONDS + start
    return ((begin << BEGIN_BITS) | seconds) << LINE_BITS | line


def apart(times: list[int]) -> bool:
    """Whether none of these overlaps the one before; most people's entries never do."""
    until = 0
    for number in times:
        begin = number >> BEGIN_BITS + LINE_BITS
        if begin < until:
            return False
        until = begin + (number >> LINE_BITS & SECONDS_MASK)
    return True


def unpacked(person: str, number: int) -> HoursRow:
    """The same as the rows that overlaps are found among."""
    line = number & ((1 << LINE_BITS) - 1)
    begin, seconds = divmod(number >> LINE_BITS, 1 << BEGIN_BITS)
    ordinal, start = divmod(begin, DAY_SECONDS)
    return HoursRow(line, person, NOBODY, dt.date.fromordinal(ordinal), start, seconds, "", b"", 1, ())


def side(row: HoursRow) -> tuple[int, str, int, int]:
    """One of two overlapping entries: its line, 0 for one that is in already; when; how long."""
    return row.line, row.day.isoformat(), row.start or 0, row.seconds
