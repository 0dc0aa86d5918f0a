"""One record of an export, read with every check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

from bylaws.facts.readers.columns import Cells
from bylaws.facts.readers.generic import has_person
from bylaws.facts.readers.layout import Layout
from bylaws.facts.readers.rows import CellFault, HoursRow, RowFault, WorkLabels, shown
from bylaws.facts.readers.seen import Seen
from bylaws.facts.readers.single_cells import (
    DAY_SECONDS,
    FORMULA,
    YEAR_FIRST,
    DateOrderOpen,
    read_billable,
    read_clock,
    read_day,
    read_length,
    read_tags,
    read_text,
)
from bylaws.kernel.faults import InputFault

REMEMBERED_MAX = 65_536
TOLERANCE_SECONDS = 60
LONGER_AT_MOST_SECONDS = 3600
TOTALS = frozenset({"total", "totals", "gesamt", "summe", "totale", "totales", "totaal", "всего"})

Marks = tuple[str, ...]
Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(dict[Key, Value], Generic[Key, Value]):
    """What cells of the same text were read as; emptied when it grows too large."""

    def __init__(self, read: Callable[[Key], Value]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: Key) -> Value:
        if len(self) >= REMEMBERED_MAX:
            self.clear()
        value = self[text] = self.read(text)
        return value


class CarefulReader:
    """Reads the records of one file; remembers what it has read, to know copies."""

    def __init__(
        self, layout: Layout, *, file_zone: dt.tzinfo | None, coop_zone: dt.tzinfo | None, whose: str | None
    ) -> None:
        if layout.form == "csv" and whose is None and not has_person(layout.roles):
            raise InputFault(
                "The file does not say whose hours it holds.",
                code="hours-file.no-person",
                next_step="Export with the columns for people, or say whose hours these are.",
            )
        self.layout = layout
        self.zones = (file_zone, coop_zone) if file_zone and coop_zone and file_zone != coop_zone else None
        self.file_zone = file_zone
        self.whose = whose
        self.told = False
        """Whether the file held any line that was not empty."""
        self.seen = Seen()
        self.again: dict[bytes, int] = {}
        self.people: Remembered[str, tuple[str, Marks]] = Remembered(_person)
        self.works: Remembered[str, tuple[WorkLabels, str, Marks]] = Remembered(_work)
        self.days: Remembered[str, tuple[dt.date, str]] = Remembered(self._day)
        self.clocks: Remembered[tuple[str, str], tuple[dt.date | None, int]] = Remembered(self._clock)
        self.lengths: Remembered[tuple[str, str], int] = Remembered(self._length)

    def entry(self, cells: Cells, line: int) -> HoursRow | RowFault:
        """The entry of one record, or what is wrong with it."""
        try:
            return self._entry(cells, line)
        except CellFault as fault:
            who = self.whose or cells.name or f"{cells.first_name} {cells.last_name}".strip() or cells.email
            column = self._column(fault.role)
            return RowFault(line, fault.code, column, fault.found, shown(who), shown(cells.date))
        except DateOrderOpen as open_date:
            raise _say_order(str(open_date), line) from None
        except UnitOpen as open_number:
            raise _say_unit(str(open_number), line) from None

    def _entry(self, cells: Cells, line: int) -> HoursRow:
        who, who_marks = self._who(cells)
        labels = (cells.client, cells.project, cells.task, cells.tags, cells.billable)
        work, key, work_marks = self.works["\x1f".join(labels)]
        read_text(cells.note, "note")
        day, start, seconds, differs = self._time(cells)
        marks = (*who_marks, *work_marks)
        if cells.note[:1] in FORMULA:
            marks = (*marks, "formula:note")
        if differs:
            marks = (*marks, "length-differs")
        own = (who, day.isoformat(), _hms(start), _hms(seconds), key)
        mark = fingerprint(own if start is not None else (*own, " ".join(cells.note.split())))
        return HoursRow(line, who, work, day, start, seconds, cells.note, mark, self._copy(mark), marks)

    def _who(self, cells: Cells) -> tuple[str, Marks]:
        if self.whose is not None:
            return self.whose, ()
        who, marks = self.people[cells.email]
        if not who:
            who, marks = self.people[cells.name or f"{cells.first_name} {cells.last_name}"]
        if not who:
            raise CellFault("hours-row.no-person", "name", "")
        return who, marks

    def _time(self, cells: Cells) -> tuple[dt.date, int | None, int, bool]:
        """The day and time of the start in the co-op's zone, how long it lasts, and whether that is odd."""
        day, _ = self.days[cells.date]
        start = self.clocks["start", cells.start][1] if cells.start.strip() else None
        last, end = self.clocks["end", cells.end] if cells.end.strip() else (None, None)
        length = self._said_length(cells)
        if end is None and "end" in self.layout.roles and start is not None:
            raise CellFault("hours-row.running", "end", "")
        between = None
        if start is not None and end is not None:
            last = self.days[cells.end_date][0] if cells.end_date.strip() else last
            pause = self.lengths["pause", cells.pause] if cells.pause.strip() else 0
            between = self._between((day, start), (last, end), pause, length)
        seconds, differs = _settled(length, between)
        if start is not None and self.zones:
            day, start = self._in_coop_zone(day, start)
        return day, start, seconds, differs

    def _said_length(self, cells: Cells) -> int | None:
        role = "duration" if cells.duration.strip() else "duration_decimal"
        said: str = getattr(cells, role)
        return self.lengths[role, said] if said.strip() else None

    def _between(
        self, begin: tuple[dt.date, int], end: tuple[dt.date | None, int], pause: int, length: int | None
    ) -> int:
        """Seconds between start and end less the pause; past midnight if a date or the length says so."""
        day, start = begin
        last, stop = end
        span = self._elapsed(day, start, last or day, stop) - pause
        if span < 0 and last is None and length and abs(span + DAY_SECONDS - length) <= TOLERANCE_SECONDS:
            span += DAY_SECONDS
        if span < 0:
            raise CellFault("hours-row.end-before-start", "end", f"{_hms(start)} – {_hms(stop)}")
        return span

    def _elapsed(self, day: dt.date, start: int, last: dt.date, stop: int) -> int:
        if self.file_zone is None:
            return (last - day).days * DAY_SECONDS + stop - start
        begun, ended = (self._moment(at, clock) for at, clock in ((day, start), (last, stop)))
        passed = ended.astimezone(dt.UTC) - begun.astimezone(dt.UTC)
        return passed.days * DAY_SECONDS + passed.seconds

    def _moment(self, day: dt.date, clock: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), self.file_zone) + dt.timedelta(seconds=clock)

    def _in_coop_zone(self, day: dt.date, start: int) -> tuple[dt.date, int]:
        """The co-op's own day and time; of an hour that the clocks repeat, the first."""
        wall = self._moment(day, start)
        there = wall.astimezone(dt.UTC)
        if there.astimezone(self.file_zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
            raise CellFault("hours-row.clock-skipped", "start", _hms(start))
        here = there.astimezone(self.zones[1] if self.zones else None)
        return here.date(), here.hour * 3600 + here.minute * 60 + here.second

    def _day(self, text: str) -> tuple[dt.date, str]:
        day = read_day(text, self.layout.date_order)
        return day, day.isoformat()

    def _clock(self, said: tuple[str, str]) -> tuple[dt.date | None, int]:
        """A time of day; some exports write the date before it."""
        role, text = said
        before, _, after = text.strip().partition(" ")
        if after and YEAR_FIRST.fullmatch(before):
            return self.days[before][0], read_clock(after, role)
        return None, read_clock(text, role)

    def _length(self, said: tuple[str, str]) -> int:
        role, text = said
        numbers = "hours" if role == "duration_decimal" else self.layout.numbers
        if numbers is None and text.strip("0 ").isdecimal():
            raise UnitOpen(text)
        return read_length(text, numbers or "hours", role)

    def _column(self, role: str) -> str:
        index = self.layout.roles.get(role)
        return role if index is None else shown(self.layout.header[index].strip())

    def _copy(self, mark: bytes) -> int:
        if self.seen.first(mark):
            return 1
        self.again[mark] = self.again.get(mark, 1) + 1
        return self.again[mark]


class UnitOpen(Exception):
    """A bare number where nobody has said whether it counts hours or seconds."""


def fingerprint(own: tuple[str, ...]) -> bytes:
    """Sixteen bytes over what makes an entry itself: who, day, start, length, client, project and task.

    Where the tracker keeps no times of day, the note too. Tags, billing and amounts are left out: they are
    often set later, and the entry is still the same.
    """
    return blake2b("\x1f".join(own).encode(), digest_size=16).digest()


def _settled(length: int | None, between: int | None) -> tuple[int, bool]:
    """How long an entry lasts, and whether its length and its times are over a minute apart.

    The length the tracker states wins: it leaves out pauses and carries the tracker's own rounding.
    Only over an hour more than lies between start and end is no rounding, and refused.
    """
    seconds = between if length is None else length
    if seconds is None:
        raise CellFault("hours-row.no-length", "duration", "")
    if seconds == 0:
        apart = between is not None and between > TOLERANCE_SECONDS
        raise CellFault("hours-row.zero-despite-times" if apart else "hours-row.zero", "duration", "")
    if seconds > DAY_SECONDS:
        raise CellFault("hours-row.over-24-hours", "duration", _hms(seconds))
    if between is None:
        return seconds, False
    if seconds - between > LONGER_AT_MOST_SECONDS:
        raise CellFault("hours-row.longer-than-its-times", "duration", f"{_hms(seconds)} > {_hms(between)}")
    return seconds, abs(seconds - between) > TOLERANCE_SECONDS


def _person(text: str) -> tuple[str, Marks]:
    who = " ".join(read_text(text, "name").split())
    return (who.lower() if "@" in who else who), (("formula:name",) if who[:1] in FORMULA else ())


def _work(said: str) -> tuple[WorkLabels, str, Marks]:
    """The labels of a client, project, task, tags and billable joined by unit separators."""
    cells = said.split("\x1f")
    if len(cells) != len(WorkLabels._fields):
        raise CellFault("hours-row.not-text", "project", shown(said))
    roles = ("client", "project", "task", "tags")
    client, project, task, tags = (read_text(cell, role) for cell, role in zip(cells, roles, strict=False))
    named = zip(roles, (client, project, task, tags), strict=True)
    marks = tuple(f"formula:{role}" for role, text in named if text[:1] in FORMULA)
    labels = WorkLabels(client, project, task, read_tags(tags), read_billable(cells[-1]))
    return labels, f"{client}\x1f{project}\x1f{task}", marks


def _hms(seconds: int | None) -> str:
    """Seconds as HH:MM:SS; nothing for none."""
    if seconds is None:
        return ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _say_order(text: str, line: int) -> InputFault:
    return InputFault(
        "“{found}” can be read with the day first or with the month first.",
        code="hours-file.date-order",
        next_step="Say which order the file has, or export again with the date format YYYY-MM-DD.",
        where=f"line {line}",
        found=shown(text),
    )


def _say_unit(text: str, line: int) -> InputFault:
    return InputFault(
        "“{found}” can be a number of hours or of seconds.",
        code="hours-file.number-unit",
        next_step="Say which the file counts, or export durations as HH:MM.",
        where=f"line {line}",
        found=shown(text),
    )
