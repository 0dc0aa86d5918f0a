"""CSV: text with a mark between the cells; which mark and which letters, the bytes tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext_noop

from bylaws.facts.readers.layout import BOMS
from bylaws.kernel.faults import InputFault
from toadlane.sheets import limits
from toadlane.sheets.cells import Cell, Kind, Note, Row, Sheet, Upload, letters

MARKS = ";,\t|"
SAMPLE = 50
ANNOUNCED = "sep="


def read(name: str, data: bytes) -> Upload:
    """The one sheet of a text file; faults `sheet.empty`, `.encoding`, `.damaged`, `.too-many`."""
    text, notes = decoded(data)
    if not text.strip():
        raise InputFault(
            gettext_noop("The file is empty."),
            code="sheet.empty",
            next_step=gettext_noop("Save the table again and upload that file."),
        )
    mark, skipped = _mark(text)
    rows = tuple(_rows(text, mark, skipped))
    return Upload(name, (Sheet("", rows),), notes)


def decoded(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text, and a word about it where the bytes left a doubt; fault `sheet.encoding`."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding), ()
    for encoding, zeros in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[:400:2])):
        if zeros and zeros.count(0) > len(zeros) // 2:
            return _strictly(data, encoding), ()
    try:
        return _clean(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        note = Note(gettext_noop("The file is not UTF-8; it was read as Windows-1252. Look at the names."))
        return _strictly(data, "cp1252"), (note,)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _clean(data.decode(encoding))
    except UnicodeDecodeError:
        raise _not_text() from None


def _clean(text: str) -> str:
    if "\0" in text:
        raise _not_text()
    return text


def _not_text() -> InputFault:
    return InputFault(
        gettext_noop("The file holds bytes that are no text."),
        code="sheet.encoding",
        next_step=gettext_noop("Save the table as CSV in UTF-8, or as XLSX, and upload that file."),
    )


def _mark(text: str) -> tuple[str, int]:
    """What stands between cells, and how many lines before the table say so (`sep=;`)."""
    first = text[:20].splitlines()[0].strip() if text[:20].splitlines() else ""
    if first.casefold().startswith(ANNOUNCED) and len(first) == len(ANNOUNCED) + 1:
        return first[-1], 1
    return max(MARKS, key=lambda mark: _fit(text, mark)), 0


def _fit(text: str, mark: str) -> tuple[int, int, int]:
    """How many of the first records are of the most usual width, that width, and how many marks there are."""
    widths: dict[int, int] = {}
    try:
        for record in islice(_records(text, mark, strict=False), SAMPLE):
            if any(cell.strip() for cell in record):
                widths[len(record)] = widths.get(len(record), 0) + 1
    except InputFault:
        return (0, 0, 0)
    width = max(widths, key=lambda one: (widths[one], one), default=1)
    return (widths[width] if width > 1 else 0, width, text.count(mark))


def _records(text: str, mark: str, *, strict: bool = True) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=strict)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise InputFault(
                gettext_noop("Row {row} cannot be read: a quotation mark may never be closed."),
                code="sheet.damaged",
                next_step=gettext_noop("Save the table again from the spreadsheet, as CSV or XLSX."),
                where=f"A{number}",
                row=number,
            ) from None


def _rows(text: str, mark: str, skipped: int) -> Iterator[Row]:
    cells = 0
    for number, record in enumerate(_records(text, mark), 1):
        if number <= skipped:
            continue
        if number > limits.LINES:
            raise limits.too_many(f"A{number}")
        found = dict(_cells(number, record))
        cells += len(found)
        if found and (number > limits.ROWS or max(found) >= limits.COLUMNS or cells > limits.CELLS):
            raise limits.too_many(letters(min(max(found), limits.COLUMNS)) + str(number))
        if found:
            yield Row(number, found)


def _cells(number: int, record: Iterable[str]) -> Iterator[tuple[int, Cell]]:
    for column, text in enumerate(record):
        said = text.strip().removeprefix("\ufeff")
        if said:
            place = letters(column) + str(number)
            yield column, Cell(said[: limits.LETTERS_IN_A_CELL], place, _kind(said))


def _kind(said: str) -> Kind:
    """Formulas and what they failed with come as text; both are named for what they are."""
    if said.startswith("#") and said.rstrip("!?").upper() in ERRORS:
        return Kind.ERROR
    return Kind.TEXT


ERRORS = frozenset({"#REF", "#N/A", "#VALUE", "#DIV/0", "#NAME", "#NUM", "#NULL", "#SPILL", "#CALC"})
