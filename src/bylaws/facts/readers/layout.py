"""How an export is written: found out from its first bytes, never guessed where the bytes do not tell."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from bylaws.facts.readers.columns import SUMMARIES, TRACKERS, Cells, Match, english, fit, folded
from bylaws.facts.readers.generic import chosen
from bylaws.facts.readers.rows import CellFault
from bylaws.facts.readers.single_cells import date_parts, evidence, read_clock
from bylaws.kernel.faults import InputFault

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t"
HEADER_WITHIN = 5
SAMPLE_RECORDS = 2000
SPAN_TOLERANCE = 60
DAY_HOURS = 24


class Layout(NamedTuple):
    """How one file is written. `layout._replace(date_order="dmy")` settles what the bytes leave open."""

    tracker: str
    """toggl, harvest, clockify, kimai or generic."""
    form: str
    """csv or json."""
    encoding: str
    delimiter: str
    skip: int
    """Records before the header: a title, or the `sep=;` of a spreadsheet."""
    header: tuple[str, ...]
    roles: dict[str, int]
    """Which column holds what, by the field names of `Cells`."""
    date_order: str | None
    """ymd, mdy or dmy; None when day and month cannot be told apart and somebody must say."""
    numbers: str | None
    """What a bare number in the duration column counts: hours, seconds; None when somebody must say."""


def sniff(head: bytes, *, columns: Mapping[str, str] | None = None) -> Layout:
    """Find out how an export is written from its first bytes; 64 KiB or more tell best.

    `columns` names the columns of a file of no known tracker: {"email": "Mail", "date": "Day", ...},
    keys being the fields of `Cells`. Faults: `hours-file.empty`, `.encoding`, `.nul`, `.header`,
    `.column-missing`, `.summary`, `.columns`, `.mixed-dates`, `.json`.
    """
    encoding = _encoding(head)
    text = _decoded(head, encoding)
    if not text.strip():
        raise InputFault(
            "The file is empty.", code="hours-file.empty", next_step="Export from the tracker again."
        )
    if columns is None and text.lstrip()[0] in "[{":
        return Layout("kimai", "json", encoding, "", 0, (), {}, "ymd", "seconds")
    return _csv_layout(text, encoding, columns)


def _encoding(head: bytes) -> str:
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if head[1:400:2].count(0) > len(head[1:400:2]) // 2:
        return "utf-16-le"
    if head[0:400:2].count(0) > len(head[0:400:2]) // 2:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decoded(head: bytes, encoding: str) -> str:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        raise not_readable(1, encoding) from None
    if "\0" in text:
        raise holds_nul(text.count("\n", 0, text.index("\0")) + 1)
    return text


def not_readable(line: int, encoding: str) -> InputFault:
    """The fault for bytes that are no text in the encoding found."""
    return InputFault(
        "Line {line} holds characters that are no text in {encoding}.",
        code="hours-file.encoding",
        next_step="Export as UTF-8, or say which encoding the file has, such as Windows-1252.",
        where=f"line {line}",
        line=line,
        encoding=encoding,
    )


def holds_nul(line: int) -> InputFault:
    """The fault for zero bytes, which no text file has."""
    return InputFault(
        "Line {line} holds zero bytes: the file is damaged, or no text file.",
        code="hours-file.nul",
        next_step="Export from the tracker again, as CSV.",
        where=f"line {line}",
        line=line,
    )


def _csv_layout(text: str, encoding: str, columns: Mapping[str, str] | None) -> Layout:
    lines = io.StringIO(text, newline="").readlines()
    first = lines[0].strip().casefold()
    announced = first[4:5] if first.startswith("sep=") else ""
    tries = [
        (_best(tuple(record), columns), tuple(record), delimiter, index)
        for delimiter in announced or DELIMITERS
        for index, record in enumerate(islice(_records(lines, delimiter), HEADER_WITHIN))
    ]
    match, header, delimiter, skip = max(
        tries,
        key=lambda one: (not one[0].missing, len(one[0].roles)),
        default=(Match("", {}, ()), (first[:80],), "", 0),
    )
    if match.missing or not match.roles:
        raise _unknown(match, header)
    records = islice(_records(lines, delimiter), skip + 1, SAMPLE_RECORDS)
    samples = [
        Cells(**{role: record[index] for role, index in match.roles.items()})
        for record in records
        if len(record) == len(header)
    ]
    return Layout(
        match.tracker,
        "csv",
        encoding,
        delimiter,
        skip,
        header,
        match.roles,
        date_order(cells.date for cells in samples),
        "hours" if match.tracker not in {"kimai", "generic"} else _unit(samples),
    )


def _best(header: tuple[str, ...], columns: Mapping[str, str] | None) -> Match:
    if columns is not None:
        return chosen(header, columns)
    return max(
        (fit(tracker, header) for tracker in TRACKERS),
        key=lambda found: (not found.missing, len(found.roles)),
    )


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The records as far as they can be read; what is broken is told when the file is read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except (csv.Error, StopIteration):
            return


def _unknown(match: Match, header: tuple[str, ...]) -> InputFault:
    names = ", ".join(header)[:200]
    if any(folded(name) in SUMMARIES for name in header):
        return InputFault(
            "This is a summary; hours are counted by entry. Its columns are: {columns}.",
            code="hours-file.summary",
            next_step="Export the detailed report.",
            columns=names,
        )
    if not match.roles:
        return InputFault(
            "No line at the top names columns we know; it says: {columns}.",
            code="hours-file.header",
            next_step="Export the detailed report as CSV, or name the columns yourself.",
            columns=names,
        )
    own = match.tracker == "generic"
    wanted = [need if own else english(match.tracker, need) for need in match.missing]
    close = _closest(wanted[0], header)
    return InputFault(
        "These columns come closest to an export from {tracker}, but “{missing}” is not among them: "
        + ("is it “{close}”?" if close else "they are {columns}."),
        code="hours-file.column-missing",
        next_step="Export the detailed report with all its columns, or name the columns yourself.",
        tracker=match.tracker,
        missing="”, “".join(wanted),
        close=close,
        columns=names,
    )


def _closest(wanted: str, header: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only a fault pays for loading it

    by_fold = {folded(name): name.strip()[:80] for name in header}
    found = difflib.get_close_matches(folded(wanted), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def date_order(texts: Iterable[str]) -> str | None:
    """The order of day and month that these dates prove; None when none of them does.

    Dates with the year first prove nothing about others; if there are no others, the order is "ymd".
    Fault `hours-file.mixed-dates` when some prove one order and some the other.
    """
    proofs: dict[str, str] = {}
    undecided = False
    for text in texts:
        parts = date_parts(text)
        if parts is None or parts[3] == "ymd":
            continue
        first, second, _, known = parts
        order = known or evidence(first, second)
        if order:
            proofs.setdefault(order, text.strip())
        undecided = undecided or first != second
    if len(proofs) > 1:
        raise InputFault(
            "Some dates have the day first and some the month, such as {one} and {other}.",
            code="hours-file.mixed-dates",
            next_step="Export again with the date format YYYY-MM-DD.",
            one=proofs["dmy"],
            other=proofs["mdy"],
        )
    return next(iter(proofs), None if undecided else "ymd")


def _unit(samples: list[Cells]) -> str | None:
    """What bare numbers in the duration column count: a fraction, the size or the times of day tell."""
    for cells in samples:
        said = cells.duration.strip()
        if not said or ":" in said:
            continue
        if not said.isdecimal():
            return "hours"
        span = _span(cells)
        if int(said[:9]) > DAY_HOURS or abs(span - int(said)) <= SPAN_TOLERANCE:
            return "seconds"
        if abs(span - int(said) * 3600) <= SPAN_TOLERANCE:
            return "hours"
    return None


def _span(cells: Cells) -> int:
    try:
        return read_clock(cells.end, "end") - read_clock(cells.start, "start")
    except CellFault:
        return -SPAN_TOLERANCE - 1
