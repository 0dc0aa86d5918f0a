"""Where in a fence a key stands, so that a fault can point at its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]")
_KEY = re.compile(r"(?:^|[\s{,])([A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')\s*=")

Path = Sequence[int | str]


class Places:
    """The lines of one TOML text, counted from 1, by table and by key; read once, asked often."""

    def __init__(self, toml: str) -> None:
        lines = toml.split("\n")
        self.last = len(lines)
        self.headers: list[int] = []
        self.tables: dict[str, list[int]] = {}
        self.keys: dict[str, list[int]] = {}
        for number, line in enumerate(lines, start=1):
            header = _HEADER.match(line)
            if header:
                self.headers.append(number)
                self.tables.setdefault(header[1], []).append(number)
            for key in _KEY.findall(line):
                self.keys.setdefault(key.strip("\"'"), []).append(number)

    def line_of(self, path: Path, *, missing: bool = False) -> int:
        """The line of the key a path leads to; of the nearest thing above it that is there.

        Of a `missing` key the last part is not looked for. 0 stands for the opening fence.
        """
        first = self._table_of(path)
        until = self._next(self.headers, first + 1) or self.last + 1
        named = [part for part in path if isinstance(part, str)]
        for key in reversed(named[:-1] if missing else named):
            line = self._next(self.keys.get(key, []), first)
            if line is not None and line < until:
                return line
        return first

    def _table_of(self, path: Path) -> int:
        """The line of the innermost table on the way, such as the third [[steps]]; 0 if there is none."""
        first, dotted = 0, ""
        for at, part in enumerate(path):
            if isinstance(part, str):
                dotted = f"{dotted}.{part}" if dotted else part
                lines = self.tables.get(dotted, [])
                following = path[at + 1] if at + 1 < len(path) else 0
                nth = following if isinstance(following, int) else 0
                first = lines[nth] if nth < len(lines) else first
        return first

    @staticmethod
    def _next(lines: list[int], at_least: int) -> int | None:
        nth = bisect_left(lines, at_least)
        return lines[nth] if nth < len(lines) else None


def spoken(path: Path) -> str:
    """A path as people read it, counted from 1: `steps[2].cash`."""
    said = ""
    for part in path:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if said else part
    return said
