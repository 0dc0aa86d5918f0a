"""Tables for people to fill in or to take along, as CSV and XLSX; nothing in them is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bylaws.kernel.money import Money

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
Value = str | int | Money | dt.date | None
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
        from toadlane.sheets.xlsx import as_xlsx  # noqa: PLC0415 — what writes workbooks is slow to load

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
