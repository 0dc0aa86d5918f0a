"""Tables for people to fill in or to take along, as CSV and XLSX; nothing in them is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bylaws.kernel.money import Money

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
Value = str | int | Money | dt.date | None
WIDTHS = 10, 60
TITLE_AT_MOST = 31
TITLE_WITHOUT = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Written:
    """A file to hand out."""

    name: str
    media: str
    data: bytes


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whatever a member wrote."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def unmarked(text: str) -> str:
    """The same text without the mark that `harmless` put before it."""
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA) else text


def write(form: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Written:
    """A table as a file: `form` is "csv" or "xlsx", `name` has no ending."""
    if form == "xlsx":
        return Written(f"{name}.xlsx", XLSX, as_xlsx(name, header, rows))
    return Written(f"{name}.csv", CSV, as_csv(header, rows))


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """RFC 4180 in UTF-8 with its mark, which spreadsheets need to read names right."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(title) for title in header])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case Money():
            return value.decimal()
        case dt.date():
            return value.isoformat()
    return str(value)


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet: the header in bold and always in sight, days as days, amounts as numbers."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title.translate(TITLE_WITHOUT)[:TITLE_AT_MOST])
    page.freeze_panes = "A2"
    least, most = WIDTHS
    for column, words in enumerate(header, 1):
        page.column_dimensions[get_column_letter(column)].width = min(max(len(words) + 4, least), most)
    page.append([_cell(page, words, bold=True) for words in header])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Value, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(page)
    match value:
        case Money():
            cell.value, cell.data_type = value.decimal(), "n"
            cell.number_format = "#,##0.00" if "." in value.decimal() else "#,##0"
        case str():
            cell.value, cell.data_type = harmless(value), "s"
        case _:
            cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell
