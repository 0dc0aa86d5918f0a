"""The plain part of TOML, read in one go: what nearly every rule and front matter is written in.

Bare keys, `[table]` and `[[table]]` of one word, text in double quotes without escapes, short whole numbers,
true and false, days, and lists and inline tables of these. Whatever else a text holds, be it right or wrong,
is left to `tomllib`, so what a text means and what is refused is for `tomllib` alone to say: a test holds
the two equal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

_SPACE = r"[ \t]*"
_KEY = r"[A-Za-z0-9_-]+"
_TEXT = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
_TEXTS = rf'\[{_SPACE}"{_TEXT}"{_SPACE}(?:,{_SPACE}"{_TEXT}"{_SPACE})*\]'
_BREAK = r"(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?(?:\n|\Z)"
_END = _SPACE + _BREAK
_LINE = re.compile(
    rf'{_SPACE}(?:({_KEY}){_SPACE}={_SPACE}(?:"({_TEXT})"{_END})?|\[\[({_KEY})\]\]{_END}|\[({_KEY})\]{_END}|{_BREAK})'
)
_LINE_END = re.compile(_END)
_VALUE = re.compile(
    rf'(?:"({_TEXT})"|({_TEXTS})|([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|(0|[1-9][0-9]{{0,14}})'
    rf"|(true|false)|(\[)|(\{{)){_SPACE}"
)
_EACH_TEXT = re.compile(f'"({_TEXT})"')
_NAMED = re.compile(rf"{_SPACE}({_KEY}){_SPACE}={_SPACE}")
_BLANKS = re.compile(_SPACE)
_BETWEEN = re.compile(r"[ \t\n]*")
_COMMA = re.compile(r"[ \t\n]*,")
_CLOSED = re.compile(rf"[ \t\n]*\]{_SPACE}")
_DEEPEST = 8


class _NotPlain(Exception):
    """The text holds more than plain TOML."""


def read_plain(toml: str) -> dict[str, Any] | None:
    """The tables and values of a text; None where it is not plain, or not TOML at all."""
    try:
        return _tables(toml)
    except _NotPlain:
        return None


def _tables(toml: str) -> dict[str, Any]:
    read: dict[str, Any] = {}
    table, listed, at = read, set[str](), 0
    while at < len(toml):
        line = _LINE.match(toml, at)
        if line is None:
            raise _NotPlain
        at = line.end()
        key, value, many, single = line.groups()
        if key is not None:
            if value is None:
                value, at = _value(toml, at, 0)
                at = _end_of_line(toml, at)
            if key in table:
                raise _NotPlain
            table[key] = value
        elif many is not None or single is not None:
            table = _opened(read, listed, many, single)
    return read


def _opened(read: dict[str, Any], listed: set[str], many: str | None, single: str) -> dict[str, Any]:
    """The table that a heading opens; `listed` are the names that stand in double brackets."""
    if (many or single) in read and many not in listed:
        raise _NotPlain
    table: dict[str, Any] = {}
    if many is None:
        read[single] = table
    else:
        listed.add(many)
        read.setdefault(many, []).append(table)
    return table


def _value(toml: str, at: int, depth: int) -> tuple[Any, int]:
    """One value, and the place after it and the blanks that follow."""
    found = _VALUE.match(toml, at)
    if found is None or depth > _DEEPEST:
        raise _NotPlain
    form, at = found.lastindex or 0, found.end()
    if form == _LIST:
        return _items(toml, at, depth + 1)
    if form == _TABLE:
        return _entries(toml, at, depth + 1)
    return _READ[form](found[form]), at


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise _NotPlain from None


_READ: tuple[Callable[[str], Any], ...] = (str, str, _EACH_TEXT.findall, _day, int, "true".__eq__)
_LIST, _TABLE = 6, 7


def _end_of_line(toml: str, at: int) -> int:
    end = _LINE_END.match(toml, at)
    if end is None:
        raise _NotPlain
    return end.end()


def _items(toml: str, at: int, depth: int) -> tuple[list[Any], int]:
    """The items of a list whose bracket is open; a comma may follow the last."""
    items: list[Any] = []
    while True:
        if close := _CLOSED.match(toml, at):
            return items, close.end()
        item, at = _value(toml, _past(_BETWEEN, toml, at), depth)
        items.append(item)
        if comma := _COMMA.match(toml, at):
            at = comma.end()
        elif not _CLOSED.match(toml, at):
            raise _NotPlain


def _entries(toml: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    """The entries of an inline table whose brace is open; it stays on one line, no comma after the last."""
    entries: dict[str, Any] = {}
    while True:
        named = _NAMED.match(toml, at)
        if named is None or named[1] in entries:
            raise _NotPlain
        entries[named[1]], at = _value(toml, named.end(), depth)
        if toml.startswith("}", at):
            return entries, _past(_BLANKS, toml, at + 1)
        if not toml.startswith(",", at):
            raise _NotPlain
        at += 1


def _past(blanks: re.Pattern[str], toml: str, at: int) -> int:
    found = blanks.match(toml, at)
    return found.end() if found else at
