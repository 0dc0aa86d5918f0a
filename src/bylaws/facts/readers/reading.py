"""Read the hours of an export, one entry at a time."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from bylaws.facts.readers.careful import TOTALS, CarefulReader
from bylaws.facts.readers.columns import ROLES, Cells, folded
from bylaws.facts.readers.decoding import field_too_long
from bylaws.facts.readers.layout import Layout
from bylaws.facts.readers.rows import CellFault, HoursRow, RowFault
from bylaws.facts.readers.single_cells import FORMULA, DateOrderOpen
from bylaws.kernel.faults import InputFault

AT_ONCE = (
    "client",
    "project",
    "task",
    "tags",
    "billable",
    "note",
    "date",
    "start",
    "end_date",
    "end",
    "duration",
)
TIMED = ("date", "start", "end_date", "end", "duration")
MINUTES = {f"{hour:02}:{minute:02}": hour * 3600 + minute * 60 for hour in range(24) for minute in range(60)}
SECONDS = {f":{second:02}": second for second in range(60)}
UNDATED = frozenset({"hours-row.date", "hours-row.no-person"})
NO_MARKS: tuple[str, ...] = ()


def read(
    lines: Iterable[str],
    layout: Layout,
    *,
    file_zone: dt.tzinfo | None = None,
    coop_zone: dt.tzinfo | None = None,
    whose: str | None = None,
) -> Iterator[HoursRow | RowFault]:
    """Read entries from the lines of an export (from `decoded`), in its order, faults in their place.

    With both zones given and unlike, day and start are moved from the file's to the co-op's zone;
    entries without a time of day keep their day. `whose` names the person of a file that names none.
    Memory: one record, what a few thousand different cells were read as, about 20 bytes for each entry,
    by which copies are known, and 150 more for each entry that has copies. Faults that end the reading:
    `hours-file.no-person`, `.other-file`, `.no-entries`, `.quotes`, `.field-too-long`, `.date-order`,
    `.number-unit`, `.json`.
    """
    careful = CarefulReader(layout, file_zone=file_zone, coop_zone=coop_zone, whose=whose)
    if layout.form == "json":
        from bylaws.facts.readers.kimai_json import read_json  # noqa: PLC0415 - only JSON pays for loading it

        return read_json(lines, careful, coop_zone)
    return _rows(lines, layout, careful)


def _rows(lines: Iterable[str], layout: Layout, careful: CarefulReader) -> Iterator[HoursRow | RowFault]:
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    way = _plain if _can_be_plain(layout, careful) else _all_careful
    try:
        _past_header(reader, layout)
        yield from way(reader, layout, careful)
    except csv.Error as broken:
        if "field limit" in str(broken):
            raise field_too_long(reader.line_num) from None
        raise _quotes(reader.line_num) from None
    if not careful.told:
        raise no_entries()


def _past_header(reader: Any, layout: Layout) -> None:
    header: list[str] = []
    for _ in range(layout.header_at + 1):
        header = next(reader, [])
    if [folded(name) for name in header] != [folded(name) for name in layout.header]:
        raise InputFault(
            "The first lines are not those the columns were taken from.",
            code="hours-file.other-file",
            next_step="Choose the file again.",
        )


def _plain(reader: Any, layout: Layout, careful: CarefulReader) -> Iterator[HoursRow | RowFault]:
    """Entries in the form nearly all have are read here at once; every other record goes the careful way."""
    width = len(layout.header)
    person = "email" if "email" in layout.roles else "name"
    pick = itemgetter(*(layout.roles.get(role, width) for role in (person, *AT_ONCE)))
    people, works, days, first = careful.people, careful.works, careful.days, careful.seen.first
    minutes, seconds, formula, new = MINUTES, SECONDS, FORMULA, tuple.__new__
    after: int = reader.line_num
    for record in reader:
        line, after = after + 1, reader.line_num
        if len(record) == width:
            record.append("")
            name, client, project, task, tags, billable, note, on, start, end_on, end, lasted = pick(record)
            try:
                begin = minutes[start[:5]] + seconds[start[5:]]
                length = minutes[lasted[:5]] + seconds[lasted[5:]]
                plain = length and on == end_on and begin + length == minutes[end[:5]] + seconds[end[5:]]
                who, odd_name = people[name]
                work, key, odd_work = works[f"{client}\x1f{project}\x1f{task}\x1f{tags}\x1f{billable}"]
                day, iso = days[on]
            except (KeyError, CellFault, DateOrderOpen):
                pass
            else:
                if plain and who and not (odd_name or odd_work or note[:1] in formula or "\0" in note):
                    own = f"{who}\x1f{iso}\x1f{start}\x1f{lasted}\x1f{key}"
                    mark = blake2b(own.encode(), digest_size=16).digest()
                    if first(mark):
                        careful.told = True
                        yield new(HoursRow, (line, who, work, day, begin, length, note, mark, 1, NO_MARKS))
                        continue
            record.pop()
        entry = _carefully(record, line, layout, careful)
        if entry is not None:
            yield entry


def _can_be_plain(layout: Layout, careful: CarefulReader) -> bool:
    roles = layout.roles
    return (
        all(role in roles for role in TIMED)
        and ("email" in roles or "name" in roles)
        and not ("pause" in roles or careful.whose or careful.zones)
    )


def _all_careful(reader: Any, layout: Layout, careful: CarefulReader) -> Iterator[HoursRow | RowFault]:
    after: int = reader.line_num
    for record in reader:
        line, after = after + 1, reader.line_num
        entry = _carefully(record, line, layout, careful)
        if entry is not None:
            yield entry


def _carefully(
    record: list[str], line: int, layout: Layout, careful: CarefulReader
) -> HoursRow | RowFault | None:
    """Read one record with every check; None for an empty line."""
    width = len(layout.header)
    filled = next((cell for cell in record if cell.strip()), None)
    if filled is None:
        return None
    careful.told = True
    if len(record) > width and not any(cell.strip() for cell in record[width:]):
        record = record[:width]
    if len(record) != width:
        code = "hours-row.short" if len(record) < width else "hours-row.long"
        entry: HoursRow | RowFault = RowFault(line, code, "", f"{len(record)} / {width}")
    else:
        roles = layout.roles
        entry = careful.entry(Cells(*[record[roles[r]] if r in roles else "" for r in ROLES]), line)
    if isinstance(entry, HoursRow):
        return entry
    if filled.strip().rstrip(":").casefold() in TOTALS and entry.code in UNDATED:
        return RowFault(line, "hours-row.totals", "", entry.found)
    if [folded(name) for name in record] == [folded(name) for name in layout.header]:
        return RowFault(line, "hours-row.header-again", "", "")
    return entry


def _quotes(line: int) -> InputFault:
    return InputFault(
        "The quotation marks around line {line} do not pair up, so nothing after it can be trusted.",
        code="hours-file.quotes",
        next_step="Look at that line and the one before in a text editor, or export from the tracker again.",
        where=f"line {line}",
        line=line,
    )


def no_entries() -> InputFault:
    """The fault for a file that has a header, and nothing below it."""
    return InputFault(
        "The file names its columns and holds no entries.",
        code="hours-file.no-entries",
        next_step="Check the dates and filters of the export, and export again.",
    )
