"""What a sheet of a workbook is besides its values: formulas, merged cells, hidden rows and columns."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse, parse
from django.utils.translation import gettext_noop
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from toadlane.sheets import limits
from toadlane.sheets.cells import Note, letters

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
WORKSHEET = ("/worksheet",)
SHOWN = 8
Spot = tuple[int, int]
"""A row, counted from 1, and a column, counted from 0."""


@dataclass
class Outline:
    """One sheet without its values."""

    title: str
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    row: int = 0
    column: int = -1
    formulas: set[Spot] = field(default_factory=set)
    merged: set[Spot] = field(default_factory=set)
    """The first cell of each range that was made one; the others hold nothing."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def notes(self, filled: AbstractSet[Spot]) -> Iterator[Note]:
        """What deserves a word about the cells that hold something."""
        rows = sorted({row for row, _ in filled} & self.hidden_rows)
        if rows:
            named = _few([str(row) for row in rows])
            yield Note(gettext_noop("Hidden rows were read like the others: {rows}."), {"rows": named})
        columns = sorted(column for column in {column for _, column in filled} if self._is_hidden(column))
        if columns:
            named = _few([letters(column) for column in columns])
            yield Note(
                gettext_noop("Hidden columns were read like the others: {columns}."), {"columns": named}
            )
        if self.formulas:
            named = _few([f"{letters(column)}{row}" for row, column in sorted(self.formulas)])
            says = gettext_noop("Of formulas, what they last came to was read: {places}.")
            yield Note(says, {"places": named})

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column + 1 <= last for first, last in self.hidden_columns)

    def begin(self, element: Element) -> None:
        """A row begins; one that does not say its number follows the last."""
        if _bare(element.tag) == "row":
            self.row = int(element.get("r") or self.row + 1)
            self.column = -1

    def end(self, element: Element) -> None:
        """Note down an element that is whole."""
        hidden = element.get("hidden") in {"1", "true"}
        match _bare(element.tag):
            case "c":
                self._cell(element)
            case "row":
                if hidden and self.row <= limits.ROWS:
                    self.hidden_rows.add(self.row)
                element.clear()
            case "col" if hidden and len(self.hidden_columns) < limits.COLUMNS:
                self.hidden_columns.append((int(element.get("min", "0")), int(element.get("max", "0"))))
            case "mergeCell":
                row, column = _spot(element.get("ref", "").partition(":")[0])
                if row <= limits.ROWS and column < limits.COLUMNS:
                    self.merged.add((row, column))

    def _cell(self, element: Element) -> None:
        written = element.get("r")
        self.row, self.column = _spot(written) if written else (self.row, self.column + 1)
        inside = {_bare(child.tag) for child in element}
        if not inside & {"v", "f", "is"}:
            return
        self.cells += 1
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.row > limits.ROWS or self.column >= limits.COLUMNS or self.cells > limits.CELLS:
            raise limits.too_many(f"{self.title}!{letters(self.column)}{self.row}"[:80])
        if "f" in inside:
            self.formulas.add((self.row, self.column))


def outlines(parts: zipfile.ZipFile) -> dict[str, Outline]:
    """The outline of every sheet, in the order of the workbook."""
    found: dict[str, Outline] = {}
    for title, path in _sheets(parts):
        outline = Outline(title)
        with parts.open(path) as source:
            for event, element in iterparse(source, events=("start", "end")):
                (outline.begin if event == "start" else outline.end)(element)
        found[title] = outline
    return found


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The title of each worksheet and the part that holds it; sheets of charts alone have no cells."""
    workbook = _workbook(parts)
    related = _related(parts, workbook)
    with parts.open(workbook) as source:
        root = parse(source).getroot()
    for element in root.iter():
        if _bare(element.tag) == "sheet":
            path = related.get(element.get(RELATION) or element.get(STRICT_RELATION) or "")
            if path is not None:
                yield element.get("name", ""), path


def _workbook(parts: zipfile.ZipFile) -> str:
    """Where the workbook itself is: almost always in xl/workbook.xml."""
    for relation in _relations(parts, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "xl/workbook.xml"


def _related(parts: zipfile.ZipFile, workbook: str) -> dict[str, str]:
    folder, name = posixpath.split(workbook)
    found = {}
    for relation in _relations(parts, f"{folder}/_rels/{name}.rels"):
        if relation.get("Type", "").endswith(WORKSHEET):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id", "")] = posixpath.normpath(path)
    return found


def _relations(parts: zipfile.ZipFile, path: str) -> list[Any]:
    with parts.open(path) as source:
        return list(parse(source).getroot())


def _spot(written: str) -> Spot:
    column, row = coordinate_from_string(written)
    return row, column_index_from_string(column) - 1


def _bare(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _few(names: list[str]) -> str:
    return ", ".join([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])])
