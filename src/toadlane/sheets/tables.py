"""A sheet as a table: the row that names the columns, and the rows below it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_noop

from bylaws.facts.readers.columns import folded
from bylaws.kernel.faults import InputFault
from toadlane.sheets.cells import Cell, Kind, Note, Row, Sheet

HEADER_WITHIN = 30
"""Rows at the top among which the header is looked for: titles and notes may stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the name the program uses, the title people read, and what else it may be called."""

    key: str
    title: str | Promise
    also: tuple[str, ...] = ()
    needed: bool = False

    def names(self) -> tuple[str, ...]:
        """Everything it may be called, as it is compared."""
        return tuple(_plain(name) for name in (self.key, str(self.title), *self.also))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, by the columns it was asked for."""

    number: int
    place: str
    """Where its first cell is."""
    by_key: Mapping[str, Cell]
    others: Mapping[int, Cell]
    """Cells under titles that were not asked for, by column."""

    def get(self, key: str) -> Cell | None:
        """The cell of a column; None when it is empty."""
        return self.by_key.get(key)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header was found."""

    sheet: Sheet
    header: Row
    where: Mapping[str, int]
    """Which column holds what."""
    others: Mapping[int, Cell]
    """Titles that were not asked for, by column."""
    notes: tuple[Note, ...]

    def lines(self) -> Iterator[Line]:
        """The rows below the header that hold something, in order."""
        keys = {column: key for key, column in self.where.items()}
        for row in self.sheet.rows:
            if row.number > self.header.number:
                known = {keys[column]: cell for column, cell in row if column in keys}
                rest = {column: cell for column, cell in row if column not in keys}
                place = self.sheet.place(row.number, min(row.cells))
                yield Line(row.number, place, known, rest)

    def place(self, row: int, key: str) -> str:
        """Where the cell of a row and a column is, also an empty one."""
        return self.sheet.place(row, self.where[key])


Recognised = Callable[[str], bool]


def table(sheet: Sheet, columns: Sequence[Column], *, also: Recognised = lambda _title: False) -> Table:
    """Find the row that names the columns; `also` says which other titles count as known ones.

    Faults: `sheet.header` when no row names what is needed, `sheet.column-twice`.
    """
    best: tuple[int, Row, dict[str, int]] | None = None
    for row in sheet.rows[:HEADER_WITHIN]:
        where = _found(sheet, row, columns)
        known = len(where) + sum(also(cell.text) for _, cell in row if cell.kind is Kind.TEXT)
        if known and (best is None or known > best[0]):
            best = known, row, where
    missing = [column for column in columns if column.needed and (best is None or column.key not in best[2])]
    if best is None or missing:
        raise _no_header(sheet, best[1] if best else None, missing or list(columns))
    _, header, where = best
    named = set(where.values())
    others = {column: cell for column, cell in header if column not in named}
    return Table(sheet, header, where, others, (*sheet.notes, *_untitled(sheet, header)))


def _found(sheet: Sheet, row: Row, columns: Sequence[Column]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in columns:
        names = column.names()
        at = [index for index, cell in row if _plain(cell.text) in names]
        if len(at) > 1:
            raise InputFault(
                gettext_noop("Two columns are named “{title}”: {one} and {other}."),
                code="sheet.column-twice",
                next_step=gettext_noop("Rename the one that is not meant."),
                where=sheet.place(row.number, at[1]),
                title=row.cells[at[1]].text[:60],
                one=sheet.place(row.number, at[0]),
                other=sheet.place(row.number, at[1]),
            )
        if at:
            found[column.key] = at[0]
    return found


def _plain(title: str) -> str:
    """A title as it is compared: small letters, single spaces, no marks around it."""
    return folded(title.replace("_", " ").replace("-", " ")).strip(" *:.")


def _no_header(sheet: Sheet, row: Row | None, missing: Sequence[Column]) -> InputFault:
    """The closest row says what may have been meant."""
    wanted = str(missing[0].title)
    titles = [cell.text.strip() for _, cell in row or (sheet.rows[0] if sheet.rows else ())]
    close = difflib.get_close_matches(wanted, titles, n=1)
    says = (
        gettext_noop("No row names a column “{wanted}”; is it “{close}”?")
        if close
        else gettext_noop("No row at the top names a column “{wanted}”; there are: {titles}.")
    )
    return InputFault(
        says,
        code="sheet.header",
        next_step=gettext_noop("Name the columns as the template does, and upload the file again."),
        wanted=wanted,
        close=close[0][:60] if close else "",
        titles=", ".join(f"“{title[:40]}”" for title in titles[:12]),
    )


def _untitled(sheet: Sheet, header: Row) -> Iterator[Note]:
    """Columns that hold something and have no title are left alone, and that deserves a word."""
    below = {column for row in sheet.rows if row.number > header.number for column, _ in row}
    bare = sorted(below - set(header.cells))
    if bare:
        places = ", ".join(sheet.place(header.number, column) for column in bare[:8])
        yield Note(gettext_noop("Columns without a title were left alone: {places}."), {"places": places})
