"""Exports for the tests: a year of fictional work, written as the trackers write it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from bylaws.facts.readers import HoursRow, Layout, RowFault, WorkLabels, decoded, read, sniff

FIXTURES = Path(__file__).parents[3] / "fixtures" / "hours"
TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags,Amount (USD)"
)
HARVEST = "Date,Client,Project,Task,Notes,Hours,First name,Last name"
KIMAI = "Date,From,To,Duration,User,Email,Customer,Project,Activity,Description"
BYTES_AT_MOST = 20_000_000


def rows_of(
    content: bytes,
    *,
    columns: Mapping[str, str] | None = None,
    file_zone: dt.tzinfo | None = None,
    coop_zone: dt.tzinfo | None = None,
    whose: str | None = None,
    **settled: str,
) -> list[HoursRow | RowFault]:
    """Everything a whole file gives, with what its bytes leave open settled by hand."""
    layout = sniff(content, columns=columns)._replace(**settled)  # type: ignore[arg-type]
    lines = decoded([content], layout, bytes_at_most=BYTES_AT_MOST)
    return list(read(lines, layout, file_zone=file_zone, coop_zone=coop_zone, whose=whose))


def toggl(**cells: str) -> str:
    """One line of a Toggl export: Ada's hour on the website, but for the cells that are named."""
    usual = {
        "user": "Ada Reef",
        "email": "ada@harbour.example",
        "client": "Rosa Bakery",
        "project": "Website",
        "task": "",
        "note": "Front page",
        "billable": "Yes",
        "date": "2025-02-03",
        "start": "09:00:00",
        "end_date": "2025-02-03",
        "end": "10:00:00",
        "duration": "01:00:00",
        "tags": "",
        "amount": "",
    }
    return line((usual | cells).values())


def line(cells: Iterable[str], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerow(cells)
    return text.getvalue()


def toggl_file(*lines: str) -> bytes:
    return (TOGGL + "\r\n" + "".join(lines)).encode()


def entries(rows: list[HoursRow | RowFault]) -> list[HoursRow]:
    """The entries of a file in which nothing is wrong."""
    assert [row for row in rows if isinstance(row, RowFault)] == []
    return [row for row in rows if isinstance(row, HoursRow)]


def only(rows: list[HoursRow | RowFault]) -> HoursRow:
    """The one entry of a file that has one and nothing else."""
    (row,) = rows
    assert isinstance(row, HoursRow)
    return row


def fault_of(rows: list[HoursRow | RowFault]) -> RowFault:
    """The one fault of a file that has one line and nothing else."""
    (row,) = rows
    assert isinstance(row, RowFault)
    return row


def told(row: HoursRow | RowFault) -> tuple[object, ...]:
    """What an entry says, without where it stood and how it is known again."""
    assert isinstance(row, HoursRow)
    return (row.who, row.work, row.day, row.start, row.seconds, row.note)


WEBSITE = WorkLabels("Rosa Bakery", "Website", "Design", ("remote",), billable=True)
MEETING = WorkLabels("", "Meetings", "Weekly call", (), billable=False)
NIGHT = WorkLabels("Harbour Library", "Night duty", "Support", ("duty", "urgent"), billable=True)
OPEN_DAY = WorkLabels("Tenants’ Union", "Öffentlichkeit", "Design", (), billable=True)
FEBRUARY = [
    ("ada@harbour.example", WEBSITE, dt.date(2025, 2, 3), 32_400, 9_000, "Front page, second draft"),
    ("bo@harbour.example", MEETING, dt.date(2025, 2, 3), 51_300, 2_700, "Round, then minutes"),
    ("ada@harbour.example", NIGHT, dt.date(2025, 2, 13), 84_600, 4_500, "Disk full\nat the library"),
    ("chi@shoal.example", OPEN_DAY, dt.date(2025, 2, 28), 28_800, 29_700, "Café – façade"),
]
"""The entries that every fixture holds, in its own columns, formats and language."""
NAMES = {
    "ada@harbour.example": "Ada Reef",
    "bo@harbour.example": "Bo Tide",
    "chi@shoal.example": "Chi Shoal",
}
OWN_COLUMNS = {
    "email": "Wer",
    "date": "Tag",
    "start": "Beginn der Arbeit",
    "duration": "Stunden",
    "note": "Wofür",
    "project": "Auftrag",
    "client": "Kundin",
    "task": "Art",
    "billable": "Bezahlt",
}


def layout_of(name: str) -> Layout:
    return sniff((FIXTURES / name).read_bytes())
