"""What is in the house: the committed files, and what Python says in them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Page:
    """One text file: its path inside the house and what it says."""

    path: str
    text: str

    @property
    def suffix(self) -> str:
        return Path(self.path).suffix

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def at(self, line: int, what: str) -> str:
        return f"{self.path}:{line} {what}"

    def nodes(self, *words: str) -> Iterator[ast.AST]:
        """What Python reads in it; nothing, at once, where none of the words stands that it is read for."""
        if any(word in self.text for word in words):
            yield from ast.walk(ast.parse(self.text))


@cache
def pages() -> tuple[Page, ...]:
    """Every text file that is committed or could be, so a fault is seen before the commit."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(_readable(sorted(set(listed.split("\0")) - {""})))


def _readable(names: list[str]) -> Iterator[Page]:
    for name in names:
        place = HOUSE / name
        content = place.read_bytes() if place.is_file() else b"\0"
        if b"\0" not in content:
            yield Page(name, content.decode("utf-8", errors="replace"))


def python(*folders: str) -> list[Page]:
    return [page for page in pages() if page.suffix == ".py" and page.path.startswith(folders)]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
