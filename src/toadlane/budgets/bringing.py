"""Many projects at once, as lines out of a file: looked at first, put right, then put in together.

A `.pb` file, a CSV or a workbook becomes lines of one form, which people read and change before anything
happens. Of a `.pb` the projects are taken; ballots are cast here, by those who may.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bylaws.decisions.budgets.pb import Listed, read_projects
from bylaws.facts.people import Person
from bylaws.kernel.faults import Fault, InputFault, Refused
from bylaws.kernel.money import Money, decimals
from toadlane.budgets import refusals
from toadlane.budgets.standing import GONE, Standing
from toadlane.budgets.verbs.asking import Said, refuse_full, refuse_unfit
from toadlane.coops.moment import Moment
from toadlane.sheets import amounts, text_files, values
from toadlane.sheets.cells import Cell, Note, Upload
from toadlane.sheets.reading import read as read_table
from toadlane.sheets.tables import Column, table
from toadlane.sheets.tables import Line as Row
from toadlane.sheets.writing import unmarked
from toadlane.ui.faults import told

COLUMNS: Final = (
    Column("title", _("What is it?"), ("name", "project"), needed=True),
    Column("cost", _("What does it cost?"), ("amount",), needed=True),
    Column("description", _("What for, and how"), ("what for",)),
    Column("owner", _("Who looks after it?"), ("looked after by",)),
)
BYTES: Final = 2**20
"""Three hundred projects, each with all it can say, twice over in most scripts."""
ENDING: Final = ".pb"
BEGINNINGS: Final = (b"META", b"PROJECTS")


@dataclass(frozen=True, slots=True)
class Line:
    """One project as it would be put in, or what is wrong with it; `who` looks after it, by name."""

    number: int
    title: str
    who: str
    cost: Money | None = None
    said: Said | None = None
    fault: Fault | None = None

    @property
    def trouble(self) -> str:
        """What is wrong with it, and what to do."""
        if self.fault is None:
            return ""
        found = told(self.fault)
        return f"{found.says} {found.next_step}"


def lines_of(name: str, data: bytes, currency: str) -> tuple[str, tuple[Note, ...]]:
    """What a file says of projects, as lines to look at, and what deserves a word.

    Faults: `pb.*`, `sheet.*` and `cell.*` with the place in the file, `rounds.other-currency`.
    """
    if len(data) > BYTES:
        raise refusals.too_large(BYTES)
    if name.lower().endswith(ENDING) or _begins(data):
        return _of_pb(read_projects(data, where=name), currency)
    return _of_table(read_table(name, data))


def _begins(data: bytes) -> bool:
    """Whether it is a `.pb` by what it says, whatever it is called."""
    first = data.removeprefix(BOM_UTF8).lstrip().split(b"\n", 1)[0]
    return first.strip(b" \r;").upper() in BEGINNINGS


def _of_pb(found: Listed, currency: str) -> tuple[str, tuple[Note, ...]]:
    if found.currency not in ("", currency):
        raise refusals.other_currency(found.currency, currency)
    unit = Fraction(10 ** decimals(currency), 10**found.decimals)
    costs = [one.cost * unit for one in found.projects]
    if any(cost.denominator > 1 for cost in costs):
        raise refusals.too_fine(currency)
    named = zip(found.projects, costs, strict=True)
    rows = [(one.name or one.key, Money(int(cost), currency).decimal()) for one, cost in named]
    note = Note(
        gettext_noop("Of the file its projects are taken; its ballots ({n}) are not."), {"n": found.votes}
    )
    return _written(rows), (note,) if found.votes else ()


def _of_table(upload: Upload) -> tuple[str, tuple[Note, ...]]:
    """The known columns of a table; a cell that stands for nothing is refused with its place in the file."""
    found = table(upload.sheet(), COLUMNS)
    rows = [tuple(_cell(row.get(column.key)) for column in COLUMNS) for row in found.lines()]
    return _written(rows), (*upload.notes, *found.notes)


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    values.text(cell)
    return unmarked(cell.text)


def _written(rows: Iterable[Sequence[str]]) -> str:
    """Lines under their headings, between tabs, as a spreadsheet pastes them."""
    out = io.StringIO()
    write = csv.writer(out, delimiter="\t", lineterminator="\n")
    write.writerow([column.title for column in COLUMNS])
    write.writerows(rows)
    return out.getvalue()


def look(text: str, standing: Standing, people: Mapping[str, Person], me: str, at: Moment) -> list[Line]:
    """Every line, held against the round; faults `sheet.*` where they are no table, `rounds.full`."""
    found = table(text_files.read("", text.encode("utf-8", "replace")).sheet(), COLUMNS)
    rows = list(found.lines())
    if not rows:
        raise refusals.no_lines()
    refuse_full(standing, len(rows))
    currency = standing.row.coop.currency
    numbers = amounts.proven((cell.text for row in rows if (cell := row.get("cost"))), currency)
    here = {key: one for key, one in people.items() if one.stage_on(at.day) not in GONE}
    return [_line(row, standing, here, me, numbers) for row in rows]


def _line(
    row: Row, standing: Standing, here: Mapping[str, Person], me: str, numbers: amounts.Numbers | None
) -> Line:
    cell = {
        column.key: unmarked(found.text).strip() if (found := row.get(column.key)) else ""
        for column in COLUMNS
    }
    title, asked, cost = " ".join(cell["title"].split()), row.get("cost"), None
    try:
        if asked is None:
            raise refusals.no_cost()
        cost = values.amount(asked, standing.row.coop.currency, numbers=numbers)
        owner = _owner(cell["owner"], here, me)
        said = Said(title, cell["description"], cost, owner)
        refuse_unfit(standing, said)
    except (InputFault, Refused) as fault:
        fault.where = fault.where or row.place
        return Line(row.number, title, cell["owner"], cost, fault=fault)
    return Line(row.number, title, here[owner].name, cost, said)


def _owner(said: str, here: Mapping[str, Person], me: str) -> str:
    """The key of whoever is meant: nobody named is oneself, a name that two have is refused."""
    if not said:
        return me
    if said in here:
        return said
    called = [key for key, one in here.items() if one.name.casefold() == said.casefold()]
    if len(called) != 1:
        raise refusals.two_of_a_name(said) if called else refusals.nobody(said)
    return called[0]
