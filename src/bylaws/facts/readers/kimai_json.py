"""Kimai's JSON: what its API answers, and what its importer reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from bylaws.facts.readers.careful import CarefulReader
from bylaws.facts.readers.columns import Cells
from bylaws.facts.readers.reading import no_entries
from bylaws.facts.readers.rows import HoursRow, RowFault, shown
from bylaws.kernel.faults import InputFault

OBJECT_CHARS_MAX = 1_048_576
AT_LEAST_CHARS = 65_536
BLANK = " \t\r\n"


def read_json(
    pieces: Iterable[str], careful: CarefulReader, coop_zone: dt.tzinfo | None
) -> Iterator[HoursRow | RowFault]:
    """Read the entries of a JSON array, holding one at a time. Faults `hours-file.json`, `.no-entries`.

    The API writes instants, which become the co-op's own day and time if its zone is given.
    """
    instants = CarefulReader(careful.layout, file_zone=coop_zone, coop_zone=None, whose=careful.whose)
    instants.seen, instants.again = careful.seen, careful.again
    empty = True
    for line, one in _elements(pieces):
        empty = False
        said = {key.casefold(): value for key, value in one.items()} if isinstance(one, dict) else {}
        if "date" in said:
            yield careful.entry(_from_importer(said), line)
        elif "begin" in said and said.get("end") is None:
            yield RowFault(line, "hours-row.running", "end", "")
        elif "begin" in said:
            yield instants.entry(_from_api(said, coop_zone), line)
        else:
            yield RowFault(line, "hours-row.not-an-entry", "", shown(_text(one) or type(one).__name__))
    if empty:
        raise no_entries()


def _from_api(said: dict[str, Any], coop_zone: dt.tzinfo | None) -> Cells:
    user, project, activity = said.get("user"), said.get("project"), said.get("activity")
    customer = project.get("customer") if isinstance(project, dict) else None
    begin, end = (_wall(_text(said.get(key)), coop_zone) for key in ("begin", "end"))
    return Cells(
        email=_inner(user, "email"),
        name=_inner(user, "alias", "username", "name"),
        client=_inner(customer, "name"),
        project=_inner(project, "name"),
        task=_inner(activity, "name"),
        tags=_text(said.get("tags")),
        billable=_text(said.get("billable")),
        note=_text(said.get("description")),
        date=begin[0],
        start=begin[1],
        end_date=end[0],
        end=end[1],
        duration=_text(said.get("duration")),
    )


def _from_importer(said: dict[str, Any]) -> Cells:
    length = _text(said.get("duration"))
    fraction = "." in length or "," in length
    return Cells(
        email=_text(said.get("email")),
        name=_text(said.get("name")) or _text(said.get("user")) or _text(said.get("username")),
        client=_text(said.get("customer")),
        project=_text(said.get("project")),
        task=_text(said.get("activity")),
        tags=_text(said.get("tags")),
        billable=_text(said.get("billable")),
        note=_text(said.get("description")),
        date=_text(said.get("date")),
        start=_text(said.get("from")) or _text(said.get("begin")),
        end=_text(said.get("to")) or _text(said.get("end")),
        duration="" if fraction else length,
        duration_decimal=length if fraction else "",
        pause=_text(said.get("break")),
    )


def _inner(thing: Any, *keys: str) -> str:
    """The first name a nested thing has; a bare id stands for itself."""
    if not isinstance(thing, dict):
        return _text(thing)
    return next((text for key in keys if (text := _text(thing.get(key)))), "")


def _text(value: Any) -> str:
    """A value as the text of a cell: lists of words with commas, nothing for nested things."""
    if isinstance(value, list):
        return ", ".join(one for one in value if isinstance(one, str))
    return str(value) if isinstance(value, str | bool) else ""


def _wall(text: str, zone: dt.tzinfo | None) -> tuple[str, str]:
    """Date and time of day of an instant, in the zone if one is given, else as written."""
    try:
        at = dt.datetime.fromisoformat(text)
        here = at.astimezone(zone) if zone and at.tzinfo else at
    except (ValueError, OverflowError):
        return text, text
    return here.date().isoformat(), here.time().replace(microsecond=0).isoformat()


def _elements(pieces: Iterable[str]) -> Iterator[tuple[int, Any]]:
    """Each element of the array with the line it begins on."""
    text = _Text(iter(pieces))
    text.take("[")
    if text.peek() == "]":
        text.take("]")
    else:
        yield text.value()
        while text.peek() == ",":
            text.take(",")
            yield text.value()
        text.take("]")
    if text.peek():
        raise _broken(text.line)


class _Text:
    """The text of a JSON file from where it has been read to."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.pieces = pieces
        self.buffer = ""
        self.at = 0
        self.line = 1
        self.decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end of the file."""
        while True:
            self._to(_blank(self.buffer, self.at))
            if self.at < len(self.buffer) or not self._more():
                return self.buffer[self.at : self.at + 1]

    def take(self, mark: str) -> None:
        if self.peek() != mark:
            raise _broken(self.line)
        self.at += 1

    def value(self) -> tuple[int, Any]:
        self.peek()
        line = self.line
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
            except (ValueError, RecursionError):
                if len(self.buffer) - self.at > OBJECT_CHARS_MAX or not self._more():
                    raise _broken(line) from None
            else:
                self._to(end)
                return line, value

    def _to(self, end: int) -> None:
        self.line += self.buffer.count("\n", self.at, end)
        self.at = end

    def _more(self) -> bool:
        more = _more(self.pieces)
        self.buffer, self.at = self.buffer[self.at :] + more, 0
        return bool(more)


def _blank(text: str, at: int) -> int:
    """Where the blanks that begin here end."""
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at


def _more(source: Iterator[str]) -> str:
    """The next pieces, at least 64 thousand characters unless the file ends."""
    taken: list[str] = []
    size = 0
    for piece in source:
        taken.append(piece)
        size += len(piece)
        if size >= AT_LEAST_CHARS:
            break
    return "".join(taken)


def _broken(line: int) -> InputFault:
    return InputFault(
        "From line {line} on, this is not a list of entries in JSON.",
        code="hours-file.json",
        next_step="Export from the tracker again; a list in square brackets is needed.",
        where=f"line {line}",
        line=line,
    )
