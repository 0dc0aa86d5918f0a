"""XLSX: numbers and days as they are stored, and what a page of it would hide."""

from __future__ import annotations

import datetime as dt
import io
import lzma
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException, SheetTitleException

from bylaws.kernel.faults import InputFault
from toadlane.sheets import limits
from toadlane.sheets.cells import Cell, Kind, Note, Row, Sheet, Upload
from toadlane.sheets.outlines import Outline, outlines

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    InvalidFileException,
    CellCoordinatesException,
    SheetTitleException,
    SyntaxError,  # what XML that does not hold together raises
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,
    ArithmeticError,
)
"""What a file that is no sound workbook raises somewhere in the packages that read it."""
SIGNIFICANT = 15
"""A spreadsheet keeps binary numbers and shows 15 digits: so many any decimal survives exactly."""


def read(name: str, data: bytes) -> Upload:
    """Every sheet of a workbook; faults `sheet.too-large`, `.damaged`, `.too-many`, `.empty`."""
    with _sound():
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _refuse_bombs(parts)
            drawn = outlines(parts)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        notes = _notes(book)
        sheets = tuple(_sheet(book[title], outline) for title, outline in drawn.items())
        book.close()
    return Upload(name, sheets, notes)


@contextmanager
def _sound() -> Iterator[None]:
    """What a damaged file raises in the packages below is one fault to whoever uploads it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they tell of styles and print settings, which nobody asks for
            yield
    except DAMAGED:
        raise InputFault(
            gettext_noop("This workbook cannot be read: it is damaged, or not quite an XLSX file."),
            code="sheet.damaged",
            next_step=gettext_noop("Open it in a spreadsheet, save it anew as XLSX or CSV, and upload that."),
        ) from None


def _refuse_bombs(parts: zipfile.ZipFile) -> None:
    """A zip file says how much it unpacks to, and no more than that is ever unpacked.

    An element of four letters takes a hundred bytes once it is read, so elements are counted first.
    """
    sizes = [part.file_size for part in parts.infolist()]
    if len(sizes) > limits.PARTS or sum(sizes) > limits.UNPACKED or max(sizes) > limits.PART_UNPACKED:
        raise limits.too_large()
    tags = 0
    for part in parts.infolist():
        with parts.open(part) as packed:
            for piece in iter(lambda: packed.read(limits.TAGS_AT_ONCE), b""):
                tags += piece.count(b"<")
                if tags > limits.TAGS:
                    raise limits.too_large()


def _notes(book: Any) -> tuple[Note, ...]:
    notes = []
    if book.epoch == CALENDAR_MAC_1904:
        notes.append(Note(gettext_noop("The workbook counts days from 1904; its dates were read so.")))
    hidden = [title for title in book.sheetnames if book[title].sheet_state != "visible"]
    if hidden:
        names = ", ".join(f"“{title}”" for title in hidden[:10])
        notes.append(Note(gettext_noop("Hidden sheets were left alone: {names}."), {"names": names}))
    return tuple(notes)


def _sheet(page: Any, outline: Outline) -> Sheet:
    empty = Sheet(page.title, (), hidden=page.sheet_state != "visible")
    if not outline.cells:
        return empty
    page.reset_dimensions()  # what a file says of its own size is not always so
    rows = []
    across = page.iter_rows(max_row=outline.last_row, max_col=outline.last_column + 1)
    for number, line in enumerate(across, 1):
        found = dict(_cells(empty, number, line, outline))
        if found:
            rows.append(Row(number, found))
    notes = tuple(outline.notes({(row.number, column) for row in rows for column, _ in row}))
    return Sheet(page.title, tuple(rows), empty.hidden, notes)


def _cells(sheet: Sheet, number: int, line: Any, outline: Outline) -> Iterator[tuple[int, Cell]]:
    for column, raw in enumerate(line):
        formula = (number, column) in outline.formulas
        if raw.value is None and not formula:
            continue
        text, kind, day = _said(raw.value, raw.data_type)
        if text or kind is Kind.UNKNOWN:
            merged = (number, column) in outline.merged
            yield column, Cell(text, sheet.place(number, column), kind, day, formula=formula, merged=merged)


def _said(value: Any, stored_as: str) -> tuple[str, Kind, dt.date | None]:
    """A value as text, exactly, and what kind it is."""
    if stored_as == "e":
        return str(value), Kind.ERROR, None
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(day, dt.date):
        return day.isoformat(), Kind.DAY, day
    match value:
        case None:
            return "", Kind.UNKNOWN, None
        case bool():
            return str(value).upper(), Kind.TRUTH, None
        case int() | float():
            return exact(value), Kind.NUMBER, None
    return str(value).strip()[: limits.LETTERS_IN_A_CELL], Kind.TEXT, None


def exact(value: float) -> str:
    """The decimal somebody typed, from the binary number a spreadsheet stored for it.

    Of up to 15 significant digits nothing is lost on the way there and back; what stands behind them
    (0.1 + 0.2 is stored as 0.30000000000000004) no spreadsheet shows either.
    """
    return str(value) if isinstance(value, int) else f"{Decimal(f'{value:.{SIGNIFICANT}g}'):f}"
