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
from bylaws.facts.readers.proofs import date_order, number_unit
from bylaws.kernel.faults import InputFault

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t"
HEADER_WITHIN = 5
SAMPLE_RECORDS = 2000


class Layout(NamedTuple):
    """How one file is written. `layout._replace(date_order="dmy")` settles what the bytes leave open."""

    tracker: str
    """toggl, harvest, clockify, kimai or generic."""
    form: str
    """csv or json."""
    encoding: str
    delimiter: str
    header_at: int
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
    `.column-missing`, `.summary`, `.columns`, `.mixed-dates`.
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
    match, header, delimiter, header_at = max(
        tries,
        key=lambda one: (not one[0].missing, len(one[0].roles), len(one[1])),
        default=(Match("", {}, ()), (first[:80],), "", 0),
    )
    if match.missing or not match.roles:
        raise _unknown(match, header)
    records = islice(_records(lines, delimiter), header_at + 1, SAMPLE_RECORDS)
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
        header_at,
        header,
        match.roles,
        date_order(cells.date for cells in samples),
        "hours" if match.tracker not in {"kimai", "generic"} else number_unit(samples),
    )


def settle(lines: Iterable[str], layout: Layout) -> Layout:
    """Look through all lines of a file for what its head has left open; what nothing proves stays open.

    The first pages of a long export may all be of one day, so its later dates are worth a look before
    anybody is asked. Fault `hours-file.mixed-dates`.
    """
    if (layout.date_order and layout.numbers) or layout.form == "json":
        return layout
    dates: set[str] = set()
    numbers = layout.numbers
    for record in islice(_records(lines, layout.delimiter), layout.header_at + 1, None):
        if len(record) == len(layout.header):
            cells = Cells(**{role: record[index] for role, index in layout.roles.items()})
            dates.add(cells.date)
            numbers = numbers or number_unit([cells])
    return layout._replace(date_order=layout.date_order or date_order(dates), numbers=numbers)


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
    found = difflib.get_close_matches(folded(wanted), by_fold, n=1)
    return by_fold[found[0]] if found else ""
