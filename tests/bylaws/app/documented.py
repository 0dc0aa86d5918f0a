"""The commands a page shows, with what it says they answer.

`PYTHONPATH=src python -m tests.bylaws.app.documented` writes what docs/facts.md shows anew.
"""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from bylaws.app.main import main
from bylaws.facts.form import FactsFile

HOUSE = Path(__file__).parents[3]
PAGE = HOUSE / "docs" / "facts.md"
LEFT_OUT = "…"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TABLES = re.compile(r"^\*\*The file\*\*.*?(?=^Facts of other years)", re.DOTALL | re.MULTILINE)


class Shown(NamedTuple):
    """One command of a page, and the lines below it."""

    command: str
    answer: list[str]

    def fits(self, answered: str) -> bool:
        """Whether a real answer is the one shown, line by line; “…” stands for any lines."""
        wanted = [".*" if line == LEFT_OUT else re.escape(line) for line in self.answer]
        return re.fullmatch("\n".join(wanted), answered, re.DOTALL) is not None


def shown(page: str) -> Iterator[Shown]:
    """Every command of a page's console blocks, in order."""
    for block in BLOCK.findall(page):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *answer = piece.rstrip("\n").split("\n")
            yield Shown(command, answer)


def answered(command: str) -> str:
    """What a command answers in the house's own folder, on both streams."""
    program, *words = shlex.split(command)
    if Path(program).name != "bylaws":
        raise ValueError(command)
    said = io.StringIO()
    with chdir(HOUSE), redirect_stdout(said), redirect_stderr(said):
        main(words)
    return said.getvalue().rstrip("\n")


def tables_of_keys() -> str:
    """The keys of a facts file as the page lists them, from the models' own schema."""
    schema = FactsFile.model_json_schema()
    tables = [("The file", schema), *((_where(name, schema), one) for name, one in schema["$defs"].items())]
    return "\n".join(line for title, one in tables for line in _table(title, one)) + "\n"


def _where(name: str, schema: dict[str, Any]) -> str:
    """In which key the tables of one form stand."""
    forms = [schema, *schema["$defs"].values()]
    pairs = [pair for form in forms for pair in form["properties"].items() if f"$defs/{name}" in str(pair)]
    ((key, says),) = pairs
    several = any(one.get("type") == "array" for one in (says, *says.get("anyOf", ())))
    return f"Each of `{key}`" if several else f"`{key}`"


def _table(title: str, form: dict[str, Any]) -> Iterator[str]:
    yield f"**{title}** — {form['description']}"
    yield from ("", "| key | says | when it is absent |", "|---|---|---|")
    for key, says in form["properties"].items():
        absent = "**required**" if key in form["required"] else says["absent"]
        yield f"| `{key}` | {says['description']}{_choices(says)} | {absent} |"
    yield ""


def _choices(says: dict[str, Any]) -> str:
    words: list[str] = next((one["enum"] for one in (says, *says.get("anyOf", ())) if "enum" in one), [])
    words = words or ([says["const"]] if "const" in says else [])
    return f" ({', '.join(f'`{word}`' for word in words)})" if words else ""


def written_anew(page: str) -> str:
    """A page with its tables and answers as they are now; an answer with lines left out stays."""
    page = TABLES.sub(lambda _: tables_of_keys(), page)
    return BLOCK.sub(lambda block: f"```console\n{_block(block[0])}```", page)


def _block(block: str) -> str:
    pieces = [
        (one.command, "\n".join(one.answer) if LEFT_OUT in one.answer else answered(one.command))
        for one in shown(block)
    ]
    return "\n".join(f"$ {command}\n{answer}\n" for command, answer in pieces)


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text("utf-8")), "utf-8")
