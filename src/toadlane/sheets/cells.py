"""What a file holds, cell by cell, each with the place where its owner finds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import InputFault, fill

LETTERS = 26


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    ERROR = "error"
    UNKNOWN = "unknown"
    """A formula whose result was never stored."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it."""

    text: str
    """What it says; a number as an exact decimal, a day as ISO 8601."""
    place: str
    """Where it is: “B7”, or “Members!B7” in a workbook."""
    kind: Kind = Kind.TEXT
    day: dt.date | None = None
    formula: bool = False
    """Whether the value is what a formula last came to."""
    merged: bool = False
    """Whether it stands for several cells at once."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a word that stops nothing; `template` is English, as in a fault."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The sentence in the language now in use."""
        return fill(gettext(self.template), dict(self.values))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, and its cells by column, counted from 0."""

    number: int
    cells: Mapping[int, Cell]

    def __iter__(self) -> Iterator[tuple[int, Cell]]:
        return iter(self.cells.items())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the rows that hold something, in order, and what deserves a word."""

    name: str
    """The empty string for a file that has no sheets, such as CSV."""
    rows: tuple[Row, ...]
    hidden: bool = False
    notes: tuple[Note, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Where a cell is, as its owner finds it."""
        return f"{self.name}!{letters(column)}{row}" if self.name else f"{letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was read."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()

    @property
    def shown(self) -> tuple[Sheet, ...]:
        """The sheets that hold something and are not hidden: those to choose from."""
        return tuple(sheet for sheet in self.sheets if sheet.rows and not sheet.hidden)

    def sheet(self, name: str = "") -> Sheet:
        """The sheet of that name, or the only one there is to choose; a hidden one only by its name.

        Faults: `sheet.empty`, `sheet.choose`, `sheet.not-there`.
        """
        if name:
            for sheet in self.sheets:
                if sheet.name == name:
                    return sheet
            raise InputFault(
                gettext_noop("The file has no sheet “{name}”; it has {names}."),
                code="sheet.not-there",
                next_step=gettext_noop("Choose one of its sheets."),
                name=name[:60],
                names=_quoted([sheet.name for sheet in self.sheets]),
            )
        if not self.shown:
            raise _empty(self)
        if len(self.shown) > 1:
            raise InputFault(
                gettext_noop("The file has several sheets: {names}."),
                code="sheet.choose",
                next_step=gettext_noop("Say which of them is meant."),
                names=_quoted([sheet.name for sheet in self.shown]),
            )
        return self.shown[0]


def _empty(upload: Upload) -> InputFault:
    hidden = [sheet.name for sheet in upload.sheets if sheet.rows]
    if hidden:
        return InputFault(
            gettext_noop("Every sheet of the file that holds something is hidden: {names}."),
            code="sheet.hidden",
            next_step=gettext_noop("Show the sheet that is meant, save the file and upload it again."),
            names=_quoted(hidden),
        )
    return InputFault(
        gettext_noop("The file is empty."),
        code="sheet.empty",
        next_step=gettext_noop("Save the table again and upload that file."),
    )


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:20])


def letters(column: int) -> str:
    """The letters a spreadsheet gives a column, counted from 0: A, B, … Z, AA."""
    found = ""
    rest = column + 1
    while rest:
        rest, last = divmod(rest - 1, LETTERS)
        found = chr(ord("A") + last) + found
    return found
