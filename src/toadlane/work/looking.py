"""Looking at a file before its hours are brought in: what it holds, what is wrong, what is in already."""

from __future__ import annotations

import datetime as dt
from array import array
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
from toadlane.work.bulk import Kept
from toadlane.work.gate import Gate
from toadlane.work.models import DAY_SECONDS, UNDER_WAY, HoursImport, TimeEntry
from toadlane.work.spool import Read, Spool, Timed

BATCH = 500
SHOWN = 200
LABELS_SHOWN = 500
SECONDS_BITS = 17
SECONDS_MASK = (1 << SECONDS_BITS) - 1
ONE_DAY = dt.timedelta(days=1)
NOBODY = WorkLabels("", "", "", (), None)

Sums = dict[Any, list[int]]
There = dict[tuple[bytes, int], Kept]


class Look:
    """One look at a file; `told` says what was found, as plain JSON."""

    def __init__(self, source: HoursImport, gate: Gate, spool: Spool) -> None:
        self.source, self.gate, self.spool = source, gate, spool
        self.coop: Coop = source.coop
        self.outcome = Outcome()
        self.rows = 0
        self.people: dict[str, list[int]] = defaultdict(nothing)
        self.work: dict[int, tuple[WorkLabels, list[int]]] = {}
        self.new: Sums = defaultdict(nothing)
        self.copies: Sums = defaultdict(nothing)
        self.copy_lines: list[int] = []
        self.stopped: Sums = defaultdict(nothing)
        self.stops: list[list[Any]] = []
        self.already = nothing()
        self.differing: list[list[Any]] = []
        self.first, self.last = dt.date.max, dt.date.min
        self.times: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        """When each person's new entries are: eight bytes for each."""

    def through(self, *, known: bool) -> Iterator[int]:
        """Look through the whole file, saying now and then how many rows that were so far.

        `known` is whether the co-op has imported hours that may be in the file again.
        """
        rows = assign(self.labelled(), reading.mapping_of(self.source), self.outcome)
        before = -1
        while before < self.rows:
            before, batch = self.rows, islice(rows, BATCH)
            # Rows that need not wait for each other go through one at a time: their memory stays near.
            self.spool.take(self.judged(*self.beside_kept(batch) if known else (batch, {})))
            yield self.rows

    def beside_kept(self, rows: Iterable[Assigned]) -> tuple[list[Assigned], There]:
        """Some rows, and which of them are in already."""
        batch = list(rows)
        return batch, bulk.already(self.coop.pk, [self.gate.mark(row) for _, _, row in batch])

    def labelled(self) -> Iterator[HoursRow | RowFault]:
        """The rows as they are read, their labels counted whether they are mapped or not."""
        people, works = self.people, self.work
        for row in reading.rows_of(self.source):
            if isinstance(row, HoursRow):
                _, who, work, _, _, seconds, _, _, _, _ = row
                heap = people[who]
                heap[0] += 1
                heap[1] += seconds
                # The reader gives equal labels as one object; kept here, its id is nobody else's.
                heap = (works.get(id(work)) or works.setdefault(id(work), (work, nothing())))[1]
                heap[0] += 1
                heap[1] += seconds
            yield row

    def judged(self, batch: Iterable[Assigned], there: There) -> Iterator[Read]:
        """Rows that have found their person and kind of work, each counted as what it is."""
        mark_of, stops, new, times = self.gate.mark, self.gate.stops, self.new, self.times
        taken, before, reached, ordinal = 0, None, None, 0
        for person, kind, row in batch:
            taken += 1
            line, _, _, day, start, seconds, note, _, nth, _ = row
            if day is not before:
                before, ordinal = day, day.toordinal()
            mark, why = mark_of(row), stops(person, kind, day)
            kept = there.get((mark, nth)) if there else None
            fresh = not (kept or why or nth > 1)
            if fresh:
                heap = new[person, kind]
                heap[0] += 1
                heap[1] += seconds
                if day is not reached:
                    reached = self.reach(day)
                if start is not None:
                    times[person].append(packed(ordinal * DAY_SECONDS + start, seconds))
            elif kept:
                self.met(kept, person, row)
            else:
                self.set_aside(why, person, kind, row)
            yield line, person, kind, ordinal, start, seconds, note, mark, nth, fresh
        self.rows += taken

    def reach(self, day: dt.date) -> dt.date:
        """The days of what is new go as far as this one."""
        self.first, self.last = min(self.first, day), max(self.last, day)
        return day

    def met(self, kept: Kept, person: str, row: HoursRow) -> None:
        """A row that is in already; one that says something else now is worth a word."""
        count(self.already, row.seconds)
        now = (row.day.isoformat(), row.seconds)
        if kept != now and len(self.differing) < SHOWN:
            self.differing.append([row.line, person, *now, *kept])

    def set_aside(self, why: str, person: str, kind: str, row: HoursRow) -> None:
        """A row that may not come in, or is exactly like an earlier one."""
        if not why:
            self.reach(row.day)
            count(self.copies[person, kind], row.seconds)
            if len(self.copy_lines) < SHOWN:
                self.copy_lines.append(row.line)
            return
        count(self.stopped[why], row.seconds)
        if len(self.stops) < SHOWN:
            self.stops.append([why, row.line, person, kind, row.day.isoformat()])

    @property
    def days(self) -> Period | None:
        """From the first day of what is new to the last; None when nothing is."""
        return Period(self.first, self.last + ONE_DAY) if self.first <= self.last else None

    def told(self) -> dict[str, Any]:
        """Everything found."""
        outcome = self.outcome
        overlapping, shown = 0, list[list[Any]]()
        for overlapping, both in enumerate(self.overlapping(), 1):
            if overlapping <= SHOWN:
                shown.append(both)
        return {
            "rows": self.rows,
            "new": lines_of(self.new),
            "copies": lines_of(self.copies),
            "copy_lines": self.copy_lines,
            "already": self.already,
            "differing": self.differing,
            "stops": self.stops,
            "stopped": dict(self.stopped),
            "faults": [list(fault) for fault in outcome.faults[:SHOWN]],
            "harmful": outcome.harmful,
            "harmless": sum(outcome.faults_by_code.values()) - outcome.harmful,
            "overlaps": shown,
            "overlaps_count": overlapping,
            **self.labels_told(),
        }

    def labels_told(self) -> dict[str, Any]:
        """The labels of people and of work with their sums, and which of them are mapped to nothing."""
        outcome = self.outcome
        work: dict[WorkLabels, list[int]] = defaultdict(nothing)
        for labels, sums in self.work.values():
            work[labels] = [before + more for before, more in zip(work[labels], sums, strict=True)]
        by_weight = sorted(work.items(), key=lambda one: (-one[1][1], str(one[0])))
        left_out = [*outcome.left_out_people.values(), *outcome.left_out_work.values()]
        return {
            "people": [[who, *sums] for who, sums in sorted(self.people.items())],
            "work": [[*labels, *sums] for labels, sums in by_weight[:LABELS_SHOWN]],
            "work_count": len(work),
            "unknown_people": sorted(outcome.unknown_people),
            "unknown_work": len(outcome.unknown_work),
            "left_out": sum(heap.entries for heap in left_out),
        }

    def overlapping(self) -> Iterator[list[Any]]:
        """Entries of the file that share time with another one, of the file or in already."""
        self.spool.take_there(self.told_there())
        crowded = [person for person, times in self.times.items() if not apart(times)]
        for both in overlaps_in_order(row_of(one) for one in self.spool.timed(crowded)):
            if both.first.line or both.second.line:
                yield [both.person, *side(both.first), *side(both.second), both.seconds]

    def told_there(self) -> Iterator[tuple[str, int, int]]:
        """The same as `there_already`, each also noted among its person's times."""
        for person, begin, seconds in self.there_already():
            self.times[person].append(packed(begin, seconds))
            yield person, begin, seconds

    def there_already(self) -> Iterable[tuple[str, int, int]]:
        """The timed entries of the same people that are in already, from the day before the first on."""
        if self.days is None:
            return ()
        people = Participant.objects.filter(coop=self.coop, key__in=[*self.times]).values("pk")
        rows = TimeEntry.objects.filter(
            coop=self.coop,
            participant__in=people,
            work__in={kind for day in self.gate.days.values() for kind in day.kinds},
            day__gte=self.first - ONE_DAY,
            day__lte=self.last + ONE_DAY,
            started__isnull=False,
        ).exclude(source__state__in=UNDER_WAY)
        told = rows.values_list("participant__key", "day", "started", "seconds").iterator(BATCH)
        return (
            (who, day.toordinal() * DAY_SECONDS + (start or 0), length) for who, day, start, length in told
        )


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


def packed(begin: int, seconds: int) -> int:
    """When and how long in one number of 54 bits that sorts by its beginning."""
    return begin << SECONDS_BITS | seconds


def apart(times: Iterable[int]) -> bool:
    """Whether none of these overlaps the one before; most people's entries never do."""
    until = 0
    for number in sorted(times):
        begin = number >> SECONDS_BITS
        if begin < until:
            return False
        until = begin + (number & SECONDS_MASK)
    return True


def row_of(one: Timed) -> HoursRow:
    """The same as the rows that overlaps are found among."""
    person, begin, seconds, line = one
    ordinal, start = divmod(begin, DAY_SECONDS)
    return HoursRow(line, person, NOBODY, dt.date.fromordinal(ordinal), start, seconds, "", b"", 1, ())


def side(row: HoursRow) -> tuple[int, str, int, int]:
    """One of two overlapping entries: its line, 0 for one that is in already; when; how long."""
    return row.line, row.day.isoformat(), row.start or 0, row.seconds
