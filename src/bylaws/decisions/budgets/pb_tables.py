"""The three parts of a `.pb` file as tables: rows by their headings, with the lines on which they stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from bylaws.kernel.faults import InputFault

COLUMNS = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("vote",)}
"""Each part with the headings it cannot do without."""
NOTHING = "None"
"""What other programs write, and need, in place of no points at all."""
NOTHINGS = (NOTHING, NOTHING.lower())
Row = tuple[int, dict[str, str]]


def fault_at(where: str, line: int, code: str, says: str, cure: str, **values: str | int) -> InputFault:
    """A fault at a line; 0 for the whole file."""
    place = ":".join(part for part in (where, str(line) if line else "") if part)
    told = InputFault(says, code=code, next_step=cure, where=place or None)
    told.values = dict(values)
    return told


def no_part(where: str, line: int) -> InputFault:
    """The fault of a file that is none of these."""
    return fault_at(
        where,
        line,
        "pb.parts",
        "Its three parts META, PROJECTS and VOTES are not there, each once, as tables.",
        "Check that it is the right file, and whole.",
    )


def parts(text: str, where: str, needed: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of each part, those needed among them; faults `pb.parts`, `pb.columns`, `pb.cells`."""
    found: dict[str, list[Row]] = {}
    part, headings = "", list[str]()
    for line, row in _rows(text, where):
        name = row[0].strip().upper()
        if name in COLUMNS and not any(cell.strip() for cell in row[1:]):
            if name in found:
                raise no_part(where, line)
            part, headings, found[name] = name, [], []
        elif not part:
            raise no_part(where, line)
        elif not headings:
            headings = _headings(where, line, part, row)
        else:
            found[part].append((line, _by_headings(where, line, part, headings, row)))
    if not found.keys() >= {*needed}:
        raise no_part(where, 0)
    return found


def said_once(rows: list[Row], where: str) -> dict[str, str]:
    """What META says, by its keys; fault `pb.meta-twice` where it says two things of one."""
    found: dict[str, str] = {}
    for line, row in rows:
        key, value = row.get("key", "").lower(), row.get("value", "")
        if key and found.get(key, value) != value:
            raise fault_at(
                where,
                line,
                "pb.meta-twice",
                "META says {key} twice, and not the same.",
                "Take the wrong line out.",
                key=key[:40],
            )
        found[key] = value
    return found


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, with the line each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error:
        raise no_part(where, reader.line_num) from None


def _headings(where: str, line: int, part: str, row: list[str]) -> list[str]:
    """The headings of a part, those it needs among them, each once."""
    found = [cell.strip().lower() for cell in row]
    for column in COLUMNS[part]:
        if column not in found:
            raise fault_at(
                where,
                line,
                "pb.columns",
                "{part} has no column {column}.",
                "Write its headings in the line below its name.",
                part=part,
                column=column,
            )
    twice = next((one for one in found if one and found.count(one) > 1), None)
    if twice is not None:
        raise fault_at(
            where,
            line,
            "pb.columns",
            "{part} has two columns {column}.",
            "Take one of them out: nobody could tell which holds.",
            part=part,
            column=twice[:40],
        )
    return found


def _by_headings(where: str, line: int, part: str, headings: list[str], row: list[str]) -> dict[str, str]:
    """A row by the headings; what META says beyond them is a remark, elsewhere nobody knows what it is of."""
    told = [_cell(cell) for cell in row]
    if part != "META" and any(told[len(headings) :]):
        raise fault_at(
            where,
            line,
            "pb.cells",
            "More stands here than {part} has columns.",
            "Put what holds a semicolon in quotes, and part keys and points by commas.",
            part=part,
        )
    return dict(zip(headings, told, strict=False))


def _cell(told: str) -> str:
    """What stands in a cell, without the spaces around it; nothing where it says that there is nothing."""
    told = told.strip()
    return "" if told in NOTHINGS else told
