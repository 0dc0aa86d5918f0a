"""What reading an export gives: rows of hours, and faults in single rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from bylaws.kernel.faults import fill

FOUND_CHARS_MAX = 80

LOOK = "Look at this line in a text editor; a line break or a missing quotation mark may have cut it."
DATES = "Dates look like 2025-03-31, 3/31/2025 or 31.3.2025; if day and month are swapped, say so."
CLOCKS = "Times of day look like 09:30, 09:30:00 or 9:30 AM."
LENGTHS = "Lengths look like 7:30, 07:30:00, 7.5 or 7,5."
IN_TRACKER = "Correct the entry in the tracker and export again."
NEXT_DAY = "Write 00:00 and the date of the next day."
WORDING = {
    "hours-row.short": ("This line has fewer cells than the header: {found}.", LOOK),
    "hours-row.long": (
        "This line has more cells than the header: {found}.",
        "A decimal comma between commas cuts a number in two: export with points, or with semicolons.",
    ),
    "hours-row.no-person": (
        "This line does not say whose hours these are.",
        "Export with the columns for people, or say whose hours the file holds.",
    ),
    "hours-row.date": ("“{found}” in “{column}” is not a date.", DATES),
    "hours-row.clock": ("“{found}” in “{column}” is not a time of day.", CLOCKS),
    "hours-row.clock-24": ("“{found}” in “{column}” is not a time of day: a day ends at 00:00.", NEXT_DAY),
    "hours-row.clock-skipped": (
        "On this day the clocks went forward, and {found} never was.",
        "Check the time zone of the file, or correct the entry in the tracker.",
    ),
    "hours-row.length": ("“{found}” in “{column}” is not a length of time.", LENGTHS),
    "hours-row.formula": (
        "“{found}” in “{column}” begins like a spreadsheet formula, where a number belongs.",
        "Replace it by its value and export again; formulas are never worked out here.",
    ),
    "hours-row.negative": ("“{found}” in “{column}” is less than no time.", IN_TRACKER),
    "hours-row.zero": ("An entry of no time at all.", "Nothing to do: it adds nothing."),
    "hours-row.zero-despite-times": (
        "The length is none at all, though the entry ends later than it begins.",
        IN_TRACKER,
    ),
    "hours-row.over-24-hours": ("{found} is more than one entry can last: a day.", IN_TRACKER),
    "hours-row.running": (
        "This entry has begun and not ended: its timer is still running.",
        "Stop the timer in the tracker and export again.",
    ),
    "hours-row.no-length": ("This line has neither a length nor an end.", IN_TRACKER),
    "hours-row.end-before-start": ("This entry ends before it begins: {found}.", IN_TRACKER),
    "hours-row.longer-than-its-times": (
        "The length is over an hour more than lies between start and end: {found}.",
        IN_TRACKER,
    ),
    "hours-row.billable": (
        "“{found}” in “{column}” is neither yes nor no.",
        "Write Yes or No, or leave it empty.",
    ),
    "hours-row.not-text": (
        "“{found}” in “{column}” holds characters that are no text.",
        "Correct the entry in the tracker; the cell may be damaged.",
    ),
    "hours-row.not-an-entry": ("“{found}” is not an entry.", "Export from the tracker again."),
    "hours-row.totals": (
        "This line is the tracker's own total, not an entry.",
        "Nothing to do: it was left out.",
    ),
    "hours-row.header-again": ("This line repeats the header.", "Nothing to do: it was left out."),
}
HARMLESS = frozenset({"hours-row.totals", "hours-row.header-again", "hours-row.zero"})


class WorkLabels(NamedTuple):
    """What the tracker says an entry was for; a mapping selects on these."""

    client: str
    project: str
    task: str
    tags: tuple[str, ...]
    billable: bool | None


class HoursRow(NamedTuple):
    """One entry of an export."""

    line: int
    """The line of the file on which the entry begins, counted from 1."""
    who: str
    """The e-mail address in lower case if the file has one, else the name."""
    work: WorkLabels
    day: dt.date
    """The day on which the entry starts, in the co-op's zone."""
    start: int | None
    """Seconds since that day's midnight; None where the tracker keeps no times."""
    seconds: int
    note: str
    fingerprint: bytes
    """Sixteen bytes, the same when the same entry is exported again, in whatever formats."""
    copy: int
    """1 for the first entry of this fingerprint in the file, 2 for one exactly like it, and so on."""
    marks: tuple[str, ...]
    """What a bookkeeper may want to look at: `formula:<column>`, `length-differs`."""


class RowFault(NamedTuple):
    """One line that could not be read, with what stood there."""

    line: int
    code: str
    column: str
    found: str
    who: str = ""
    """As the file calls them; empty where the line says nobody, or could not be taken apart."""
    day: str = ""
    """As it stands in the file, and perhaps no day at all."""

    @property
    def template(self) -> str:
        """The sentence before its values are filled in, for a catalogue of translations."""
        return WORDING[self.code][0]

    @property
    def says(self) -> str:
        """What is wrong, in plain English."""
        return fill(self.template, {"column": self.column, "found": self.found})

    @property
    def next_step(self) -> str:
        """What the bookkeeper can do now."""
        return WORDING[self.code][1]

    @property
    def harmless(self) -> bool:
        """True for lines that hold no hours, such as a tracker's totals: nothing is lost without them."""
        return self.code in HARMLESS


class CellFault(Exception):
    """A cell that cannot be read; whoever knows the line makes a `RowFault` of it."""

    def __init__(self, code: str, role: str, found: str) -> None:
        super().__init__(code)
        self.code = code
        self.role = role
        self.found = found


def shown(text: str) -> str:
    """At most eighty characters of a cell, with unprintable ones as dots: fit for a message."""
    kept = text if len(text) <= FOUND_CHARS_MAX else text[: FOUND_CHARS_MAX - 1] + "…"
    return kept if kept.isprintable() else "".join(c if c.isprintable() else "·" for c in kept)
