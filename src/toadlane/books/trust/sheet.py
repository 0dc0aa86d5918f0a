"""The table of a trust run: taken from a sheet, kept as plain values, and read as somebody's figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.facts.readers.columns import folded
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.surplus.compare.theirs import COLUMNS, Theirs
from toadlane.books.trust.rows import TrustRun
from toadlane.sheets import values
from toadlane.sheets.amounts import Numbers
from toadlane.sheets.cells import Cell, Kind, Row, Sheet, letters
from toadlane.sheets.tables import Column, table
from toadlane.ui.faults import told

MEMBER: Final = "member"
LEFT_OUT: Final = "-"
ROWS_AT_MOST, COLUMNS_AT_MOST = 2_000, 60
ASKED: Final = (
    Column(
        MEMBER,
        gettext_lazy("Member"),
        (
            "Name",
            "Person",
            "Worker",
            "Worker-owner",
            "Owner",
            "Who",
            "Key",
            "Nombre",
            "Socio",
            "Nom",
            "Membre",
        ),
    ),
    Column(
        "share",
        gettext_lazy("Share"),
        (
            *("Patronage", "Patronage refund", "Patronage dividend", "Allocation", "Total allocation"),
            *("Dividend", "Distribution", "Retorno", "Parte", "Ristourne", "Part"),
        ),
    ),
    Column("cash", gettext_lazy("In money"), ("Cash", "In cash", "Paid in cash", "Dinero", "Argent")),
    Column(
        "retained",
        gettext_lazy("Retained"),
        ("Retained part", "Non cash", "Noncash", "Written notice", "Retenido", "Gardé"),
    ),
    Column(
        "to_buy_in",
        gettext_lazy("To the buy-in"),
        ("To buy in", "Buy in", "Buy in offset", "Applied to buy in", "Aportación", "Apport"),
    ),
)
TOTAL = re.compile(
    r"(grand |sub ?)?(totals?|sums?|summe|suma|totales|totaux|total general|all|all members)\b.*"
)


def kept(sheet: Sheet) -> dict[str, Any]:
    """A sheet as it is kept; faults `trust.empty`, `trust.too-many` and `sheet.column-twice`."""
    header = _header(sheet)
    below = [row for row in sheet.rows if row.number > header.number]
    if not below:
        raise InputFault(
            gettext_noop("Below the titles the table has no row."),
            code="trust.empty",
            next_step=gettext_noop("Upload the table that holds the members' results."),
        )
    if len(below) > ROWS_AT_MOST or len(header.cells) > COLUMNS_AT_MOST:
        raise InputFault(
            gettext_noop("The table has more than {rows} rows or {columns} columns."),
            code="trust.too-many",
            next_step=gettext_noop("Upload the one table that holds the members' results."),
            rows=ROWS_AT_MOST,
            columns=COLUMNS_AT_MOST,
        )
    titled = sorted(header.cells)
    return {
        "sheet": sheet.name,
        "titles": {str(at): " ".join(header.cells[at].text.split())[:80] for at in titled},
        "rows": [
            [row.number, {str(at): _plain(row.cells[at]) for at in titled if at in row.cells}]
            for row in below
        ],
    }


def _header(sheet: Sheet) -> Row:
    """The row that names columns we know; else the first with two words in it."""
    try:
        return table(sheet, ASKED).header
    except InputFault as fault:
        if fault.code != "sheet.header":
            raise
    for row in sheet.rows:
        if sum(any(map(str.isalpha, cell.text)) for _, cell in row) > 1:
            return row
    raise InputFault(
        gettext_noop("No row of the table gives its columns titles."),
        code="trust.no-titles",
        next_step=gettext_noop("Write a title above each column and upload it again."),
    )


def _plain(cell: Cell) -> list[Any]:
    return [cell.text[:200], cell.kind.value, cell.merged]


def guessed(plain: Mapping[str, Any]) -> dict[str, int]:
    """Which column most likely holds what, by its title; the first of two that fit."""
    found: dict[str, int] = {}
    for column in ASKED:
        names = column.names()
        for at, title in plain["titles"].items():
            if folded(title.replace("_", " ").replace("-", " ")).strip(" *:.") in names:
                found.setdefault(column.key, int(at))
    return found


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: what it is called in the sheet, and whom it is about; `state` says why it is about nobody."""

    number: int
    place: str
    label: str
    person: str
    state: str


@dataclass
class Understood:
    """What a table says, as far as it can be understood."""

    rows: list[SheetRow] = field(default_factory=list)
    amounts: dict[str, dict[str, Money]] = field(default_factory=dict)
    totals: dict[str, Money] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @property
    def open(self) -> list[SheetRow]:
        """Rows somebody has to say something about."""
        return [row for row in self.rows if row.state in {"unknown", "twice", "nameless"}]

    def theirs(self, run: TrustRun, currency: str) -> Theirs:
        """Their figures for the rules to compare."""
        steps = {int(number): Money(minor, currency) for number, minor in run.steps.items()}
        return Theirs(currency, self.amounts, self.totals, steps)


def understood(run: TrustRun, names: Mapping[str, str], currency: str) -> Understood:
    """A run's table, with people by `names` (key to name) or as somebody said; nothing is left out unsaid."""
    found, known = Understood(), by_label(names)
    for number, cells in run.table["rows"]:
        row = _row(run, number, cells, known)
        if row.person and row.person in found.amounts:
            row = replace(row, state="twice")
        found.rows.append(row)
        if row.state == "person":
            found.amounts[row.person] = _amounts(run, number, cells, currency, found.unread)
        elif row.state == "total" and not found.totals:
            found.totals = _amounts(run, number, cells, currency, found.unread)
    return found


def by_label(names: Mapping[str, str]) -> dict[str, str]:
    """Keys by whatever people may be called: key, name, “Last, First”, and a first name that is alone."""
    found: dict[str, str] = {}
    first: dict[str, list[str]] = {}
    for key, name in names.items():
        words = name.split()
        first.setdefault(folded(words[0]) if words else "", []).append(key)
        for label in (name, f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else name):
            found[folded(label)] = "" if found.get(folded(label), key) != key else key
    alone = {label: keys[0] for label, keys in first.items() if len(keys) == 1 and label not in found}
    return {
        **alone,
        **{label: key for label, key in found.items() if key},
        **{folded(key): key for key in names},
    }


def _row(run: TrustRun, number: int, cells: Mapping[str, Any], known: Mapping[str, str]) -> SheetRow:
    """Whom a row is about: as somebody said, else by what it is called."""
    at = run.columns.get(MEMBER, 0)
    label = " ".join(str(cells.get(str(at), [""])[0]).lstrip("'").split())[:80]
    said = run.people.get(str(number), "")
    person = "" if said == LEFT_OUT else said or known.get(folded(label), "")
    if said == LEFT_OUT:
        state = "left-out"
    elif person:
        state = "person"
    elif TOTAL.fullmatch(folded(label).strip(" :.")):
        state = "total"
    elif not label:
        state = "nameless" if any(str(run.columns.get(column)) in cells for column in COLUMNS) else "empty"
    else:
        state = "unknown"
    return SheetRow(number, _place(run, at, number), label, person, state)


def _place(run: TrustRun, at: int, number: int) -> str:
    sheet = run.table["sheet"]
    return f"{sheet}!{letters(at)}{number}" if sheet else f"{letters(at)}{number}"


def _amounts(
    run: TrustRun, number: int, cells: Mapping[str, Any], currency: str, unread: list[str]
) -> dict[str, Money]:
    """A row's amounts; what cannot be read is said with its place, and not compared."""
    numbers = cast("Numbers | None", run.numbers or None)
    found: dict[str, Money] = {}
    for column in COLUMNS:
        at = run.columns.get(column)
        if at is None or str(at) not in cells:
            continue
        text, kind, merged = cells[str(at)]
        cell = Cell(text, _place(run, at, number), Kind(kind), merged=merged)
        try:
            found[column] = values.amount(cell, currency, numbers=numbers)
        except InputFault as fault:
            unread.append(_("%(place)s: %(problem)s") % {"place": cell.place, "problem": told(fault).says})
    return found
