"""Opening balances in a table: a line for each amount, or a row for each member and a column a kind."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy, gettext_noop

from bylaws.facts.readers.columns import folded
from bylaws.kernel.faults import InputFault
from toadlane.books.opening.checks import LINES_AT_MOST
from toadlane.books.opening.kinds import ALSO, OF_DAYS, OF_MEMBERS, OF_YEARS, Kind, Line
from toadlane.sheets import amounts, values
from toadlane.sheets.cells import Cell, Note, Sheet
from toadlane.sheets.cells import Kind as Holds
from toadlane.sheets.tables import Column, Table, table
from toadlane.sheets.tables import Line as Read

WHAT = Column("what", gettext_lazy("What"), ("Kind", "Account", "Type"), needed=True)
AMOUNT = Column("amount", gettext_lazy("Amount"), ("Balance", "Value"), needed=True)
WHO = Column("who", gettext_lazy("Who"), ("Member", "Name", "Person", "Fund", "Member name"))
YEAR = Column("year", gettext_lazy("Year"), ("Fiscal year", "Notice year"))
DUE = Column("due", gettext_lazy("Due on"), ("Due on", "Due date", "Date"))
LONG = (WHAT, WHO, YEAR, DUE, AMOUNT)
WIDE = (Column("who", gettext_lazy("Who"), WHO.also, needed=True),)
OF_A_YEAR = re.compile(r"(?:(?P<before>(?:19|20)\d\d) )?(?P<words>.*?)(?: (?P<after>(?:19|20)\d\d))?")
OF_A_DAY = re.compile(r"(?P<words>.*?) (?P<day>\d{4} \d\d \d\d)")
FAULTS_AT_MOST = 200


@dataclass
class Found:
    """What a table said: its lines, the cells that could not be read, and what deserves a word."""

    lines: list[Line] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What somebody has said about a file where its cells leave it open."""

    numbers: amounts.Numbers | None = None
    order: values.DayOrder | None = None


@dataclass
class Reading:
    """One table on its way to lines."""

    sheet: Sheet
    people: Mapping[str, str]
    """Names by key."""
    currency: str
    told: Told
    found: Found = field(default_factory=Found)

    def read(self) -> Found:
        """The lines, in whichever of the two forms; faults `sheet.header`, `opening.too-many`."""
        as_lines = _headed(self.sheet)
        read = (
            table(self.sheet, LONG)
            if as_lines
            else table(self.sheet, WIDE, also=lambda said: bool(_title(said)))
        )
        if not as_lines and not any(_title(cell.text) for cell in read.others.values()):
            table(self.sheet, LONG)  # says which columns are missing
        self.found.notes += read.notes
        (self._long if as_lines else self._wide)(read)
        if len(self.found.lines) > LINES_AT_MOST:
            raise InputFault(
                gettext_noop("The table has more than {most} amounts."),
                code="opening.too-many",
                next_step=gettext_noop("Bring a table of balances, not of movements."),
                most=LINES_AT_MOST,
            )
        return self.found

    def _long(self, read: Table) -> None:
        lines = list(read.lines())
        numbers = self._numbers(line.get("amount") for line in lines)
        for line in lines:
            try:
                self._keep(self._line(line, numbers))
            except InputFault as fault:
                self._fault(fault, line.place)

    def _line(self, line: Read, numbers: amounts.Numbers | None) -> Line | None:
        cell = line.get("amount")
        if cell is None:
            return None  # a template's line that nobody filled in
        what = line.get("what")
        if what is None:
            raise _missing(WHAT, line.place)
        kind = kind_of(what)
        minor = values.amount(cell, self.currency, numbers=numbers).minor
        who, year, due = line.get("who"), line.get("year"), line.get("due")
        return Line(
            kind,
            minor,
            person=self._person(_needed(who, WHO, line)) if kind in OF_MEMBERS else "",
            year=values.whole(_needed(year, YEAR, line)) if kind in OF_YEARS else None,
            due_on=values.day(_needed(due, DUE, line), order=self.told.order) if kind in OF_DAYS else None,
            name=values.text(_needed(who, WHO, line)).lower() if kind is Kind.FUND else "",
            place=cell.place,
        )

    def _wide(self, read: Table) -> None:
        """A row for each member; what a column is for stands in its title."""
        columns = {column: said for column, cell in read.others.items() if (said := _title(cell.text))}
        unread = [cell for column, cell in read.others.items() if column not in columns]
        if unread:
            names = ", ".join(f"“{cell.text[:40]}”" for cell in unread[:8])
            self.found.notes.append(Note(gettext_noop("Columns left alone: {names}."), {"names": names}))
        rows = list(read.lines())
        numbers = self._numbers(
            cell for row in rows for column, cell in row.others.items() if column in columns
        )
        seen: dict[str, str] = {}
        for row in rows:
            who = row.get("who")
            if who is None or folded(who.text) in TOTALS:
                continue
            try:
                person = self._person(who)
                _refuse_second(seen, person, who)
            except InputFault as fault:
                self._fault(fault, who.place)
                continue
            self._row(
                person, [(columns[at], cell) for at, cell in row.others.items() if at in columns], numbers
            )

    def _row(self, person: str, cells: Sequence[tuple[Title, Cell]], numbers: amounts.Numbers | None) -> None:
        for (kind, year, day), cell in cells:
            try:
                minor = values.amount(cell, self.currency, numbers=numbers).minor
                self._keep(Line(kind, minor, person, year=year, due_on=day, place=cell.place))
            except InputFault as fault:
                self._fault(fault, cell.place)

    def _keep(self, line: Line | None) -> None:
        """Nothing is held where nothing stands or nought."""
        if line is not None and line.minor:
            self.found.lines.append(line)

    def _fault(self, fault: InputFault, place: str) -> None:
        fault.where = fault.where or place
        if len(self.found.faults) < FAULTS_AT_MOST:
            self.found.faults.append(fault)

    def _numbers(self, cells: Iterable[Cell | None]) -> amounts.Numbers | None:
        """What was said, or what the typed amounts of the column prove."""
        texts = [cell.text for cell in cells if cell is not None and cell.kind is Holds.TEXT]
        return self.told.numbers or amounts.proven(texts, self.currency)

    def _person(self, cell: Cell) -> str:
        said = values.text(cell)
        found = self._by_name.get(folded(said), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise InputFault(
                gettext_noop("Several people are called “{given}”."),
                code="opening.person-unclear",
                next_step=gettext_noop("Write the key instead: {keys}."),
                where=cell.place,
                given=said[:60],
                keys=", ".join(found[:5]),
            )
        close = difflib.get_close_matches(folded(said), self._by_name, n=1)
        says = (
            gettext_noop("Nobody here is called “{given}”; is it {close}?")
            if close
            else gettext_noop("Nobody here is called “{given}”.")
        )
        raise InputFault(
            says,
            code="opening.person",
            next_step=gettext_noop("Add the person first, or correct the name."),
            where=cell.place,
            given=said[:60],
            close=self.people[self._by_name[close[0]][0]] if close else "",
        )

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Keys by what people may be called in a table; a key is nobody's name but its owner's."""
        found: dict[str, list[str]] = {}
        for key, name in self.people.items():
            if folded(name) not in self.people:
                found.setdefault(folded(name), []).append(key)
        return {**found, **{key: [key] for key in self.people}}


TOTALS = frozenset({"total", "totals", "sum", "all", "gesamt", "summe", "suma", "somme", "total general"})
Title = tuple[Kind, int | None, dt.date | None]


def _headed(sheet: Sheet) -> bool:
    """Whether the table has a line for each amount: it then has a column that says what each is."""
    try:
        table(sheet, LONG)
    except InputFault as fault:
        if fault.code == "sheet.column-twice":
            raise
        return False
    return True


def kind_of(cell: Cell) -> Kind:
    """What a cell says an amount is; fault `opening.kind`."""
    said = _plain(values.text(cell))
    kinds = _kinds(get_language() or "en")
    if said in kinds:
        return kinds[said]
    close = difflib.get_close_matches(said, kinds, n=1)
    says = (
        gettext_noop("“{given}” is not a kind of balance; is it “{close}”?")
        if close
        else gettext_noop("“{given}” is not a kind of balance.")
    )
    raise InputFault(
        says,
        code="opening.kind",
        next_step=gettext_noop("Write one of the kinds the template names."),
        where=cell.place,
        given=cell.text[:40],
        close=close[0] if close else "",
    )


def _title(said: str) -> Title | None:
    """What a column of amounts is for: “Paid in”, “Qualified notice 2022”, “Instalment 2025-06-30”."""
    plain, kinds = _plain(said), _kinds(get_language() or "en")
    if found := OF_A_DAY.fullmatch(plain):
        kind = kinds.get(found["words"])
        if kind in OF_DAYS:
            try:
                return kind, None, dt.date.fromisoformat(found["day"].replace(" ", "-"))
            except ValueError:
                return None
    found = OF_A_YEAR.fullmatch(plain)
    kind = kinds.get(found["words"]) if found else None
    year = (found["before"] or found["after"]) if found else None
    if kind in OF_YEARS:
        return (kind, int(year), None) if year else None
    return (kind, None, None) if kind in {Kind.PAID_IN, Kind.LOSSES, Kind.BUY_IN_DUE} and not year else None


def _plain(said: str) -> str:
    return " ".join(folded(said.replace("-", " ").replace("_", " ")).strip(" :.*").split())


@lru_cache(maxsize=16)
def _kinds(_language: str) -> dict[str, Kind]:
    """Every name of a kind, in English and in the language now in use."""
    return {_plain(name): kind for kind in Kind for name in (kind.value, str(kind.label), *ALSO[kind])}


def _needed(cell: Cell | None, column: Column, line: Read) -> Cell:
    if cell is None:
        raise _missing(column, line.place)
    return cell


def _missing(column: Column, place: str) -> InputFault:
    return InputFault(
        gettext_noop("“{column}” is empty, and an amount of this kind needs it."),
        code="opening.missing",
        next_step=gettext_noop("Fill it in as the template does."),
        where=place,
        column=str(column.title),
    )


def _refuse_second(seen: dict[str, str], person: str, cell: Cell) -> None:
    if person in seen:
        raise InputFault(
            gettext_noop("This person stands in two rows: here and in {place}."),
            code="opening.twice",
            next_step=gettext_noop("Leave one row for each person."),
            where=cell.place,
            place=seen[person],
        )
    seen[person] = cell.place


def fault_plain(fault: InputFault) -> dict[str, Any]:
    """A fault as the draft keeps it: template and values, to be told in each reader's language."""
    said = {name: str(value) for name, value in fault.values.items()}
    return {
        "where": fault.where or "",
        "says": fault.template,
        "next": fault.next_step_template,
        "values": said,
        "code": fault.code,
    }
