"""A desk with the papers of the two example co-ops on it, and the command to ask about them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bylaws.app.main import main
from tests.bylaws.app.documented import HOUSE

EXAMPLES = HOUSE / "docs" / "examples"
FIXTURES = HOUSE / "tests" / "fixtures" / "hours"


class Answer(NamedTuple):
    """What a command said, and the code it left with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """One folder with a charter, facts and an export; papers can be changed before asking."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], example: str) -> None:
        shutil.copytree(EXAMPLES / example, folder)
        self.folder, self.capsys = folder, capsys
        self.charter, self.facts = folder / "charter.md", folder / "facts.json"
        self.export = folder / "toggl-2025.csv"

    def ask(self, *words: str | Path) -> Answer:
        self.capsys.readouterr()
        code = main([str(word) for word in words])
        return Answer(code, *self.capsys.readouterr())

    def close(self, *words: str, year: int = 2025) -> Answer:
        return self.ask("close-year", self.charter, self.facts, "--year", str(year), *words)

    def amend_text(self, old: str, new: str) -> None:
        """Change a place of the charter; one that is not there is a mistake of the test."""
        text = self.charter.read_text("utf-8")
        if old not in text:
            raise LookupError(old)
        self.charter.write_text(text.replace(old, new), "utf-8")

    def stated(self) -> Any:
        return json.loads(self.facts.read_text("utf-8"))

    def state(self, facts: Any) -> None:
        self.facts.write_text(json.dumps(facts), "utf-8")

    def hand_in(self, export: str | bytes, **says: object) -> None:
        """Replace the export, and what the facts say about it."""
        self.export.write_bytes(export.encode() if isinstance(export, str) else export)
        facts = self.stated()
        facts["exports"][0].update(says)
        self.state(facts)


def refused(answer: Answer) -> tuple[int, str, str]:
    """The exit code, and code and sentence of the only fault told as JSON."""
    (fault,) = answer.json["faults"]
    return answer.code, fault["code"], fault["says"]
