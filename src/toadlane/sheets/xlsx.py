"""A table as a workbook. Whoever starts the application need not wait for what this loads."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bylaws.kernel.money import Money
from toadlane.sheets.writing import Value, harmless

WIDTHS = 10, 60
TITLE_AT_MOST = 31
TITLE_WITHOUT = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


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
        case None | int() | dt.date():
            cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell
