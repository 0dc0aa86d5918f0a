"""What a cell means: text, an amount, a day, a number. Whatever could mean two things is asked about."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from django.utils.translation import gettext_noop

from bylaws.facts.readers.rows import CellFault
from bylaws.facts.readers.single_cells import DateOrderOpen, read_day
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from toadlane.sheets import amounts
from toadlane.sheets.cells import Cell, Kind
from toadlane.sheets.writing import unmarked

DayOrder = Literal["ymd", "dmy", "mdy"]
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
WHOLE = re.compile(r"-?\d{1,15}")


def text(cell: Cell) -> str:
    """The words of a cell on one line; faults `cell.merged`, `.error`, `.formula`, `.not-text`."""
    _refuse_unusable(cell)
    said = " ".join(unmarked(cell.text).split())
    if _CONTROL.search(said):
        raise InputFault(
            gettext_noop("The cell holds characters that are not text."),
            code="cell.not-text",
            next_step=gettext_noop("Type it anew."),
            where=cell.place,
        )
    return said


def amount(cell: Cell, currency: str, *, numbers: amounts.Numbers | None = None) -> Money:
    """An amount of money; faults those of `amounts.written` with the cell's place, and of `text`.

    A stored number is exact; a typed one is read as `numbers` says.
    """
    _refuse_unusable(cell)
    if cell.kind in {Kind.DAY, Kind.TRUTH}:
        raise InputFault(
            gettext_noop("“{given}” is a day or a yes or no, and no amount."),
            code="cell.not-an-amount",
            next_step=gettext_noop("Give the cell the form of a number, and look at what it then says."),
            where=cell.place,
            given=cell.text,
        )
    try:
        if cell.kind is Kind.NUMBER:
            return amounts.exact(cell.text, currency)
        return amounts.written(unmarked(cell.text), currency, numbers=numbers)
    except InputFault as fault:
        fault.where = cell.place
        raise


def day(cell: Cell, *, order: DayOrder | None = None) -> dt.date:
    """A day: a stored date, ISO 8601, or day and month in the order told.

    Faults: `cell.day`, `cell.day-order` when day and month could be either, and those of `text`.
    """
    _refuse_unusable(cell)
    if cell.day is not None:
        return cell.day
    try:
        return read_day(cell.text if cell.kind is Kind.TEXT else "", order)
    except DateOrderOpen:
        raise InputFault(
            gettext_noop("“{given}” can be two days: which number is the month?"),
            code="cell.day-order",
            next_step=gettext_noop("Write the day as in 2024-12-31."),
            where=cell.place,
            given=cell.text[:40],
        ) from None
    except CellFault:
        raise _no_day(cell) from None


def whole(cell: Cell) -> int:
    """A whole number, such as a year; fault `cell.whole`, and those of `text`."""
    _refuse_unusable(cell)
    if not WHOLE.fullmatch(cell.text):
        raise InputFault(
            gettext_noop("“{given}” is not a whole number."),
            code="cell.whole",
            next_step=gettext_noop("Write digits alone, as in 2024."),
            where=cell.place,
            given=cell.text[:40],
        )
    return int(cell.text)


def _no_day(cell: Cell) -> InputFault:
    return InputFault(
        gettext_noop("“{given}” is not a day."),
        code="cell.day",
        next_step=gettext_noop("Write the day as in 2024-12-31."),
        where=cell.place,
        given=cell.text[:40],
    )


def _refuse_unusable(cell: Cell) -> None:
    """What stands for several cells, what failed, and what was never reckoned is not guessed at."""
    if cell.merged:
        raise InputFault(
            gettext_noop("This cell is merged with others, so it is not clear which rows it is for."),
            code="cell.merged",
            next_step=gettext_noop("Unmerge it and fill in each cell."),
            where=cell.place,
        )
    if cell.kind is Kind.ERROR:
        raise InputFault(
            gettext_noop("The cell holds an error: {given}."),
            code="cell.error",
            next_step=gettext_noop("Mend the formula in the spreadsheet, or type the value."),
            where=cell.place,
            given=cell.text[:20],
        )
    if cell.kind is Kind.UNKNOWN or (cell.kind is Kind.TEXT and cell.text.startswith("=")):
        raise InputFault(
            gettext_noop("The cell holds a formula without its result."),
            code="cell.formula",
            next_step=gettext_noop("Open the file in a spreadsheet and save it, or type the value."),
            where=cell.place,
        )
