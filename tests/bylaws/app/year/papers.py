"""Running the command on files, as somebody at a terminal would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bylaws.app.main import main
from tests.bylaws.charter.texts import amendment, article, front
from tests.bylaws.surplus.years import HOURS, PAY, STAGES, Rule, members, toml

SHARED = members(cash="20%", retained="qualified-notice", offset_open_buy_in=True)
FACTS: dict[str, Any] = {
    "facts": "toad-lane-facts/1",
    "currency": "USD",
    "people": [
        {
            "key": "ada",
            "name": "Ada Reef",
            "stages": [{"stage": "member", "from": "2018-01-01"}],
            "opening": {"on": "2025-01-01", "paid_in": "3000.00", "notices": "0.00"},
        },
        {"key": "bo", "name": "Bo Tide", "stages": [{"stage": "member", "from": "2025-01-01"}]},
    ],
    "hours": [
        {"person": "ada", "work": "client-work", "day": "2025-03-03", "seconds": 7200},
        {"person": "bo", "work": "client-work", "day": "2025-03-03", "seconds": 3600},
    ],
    "years": [{"year": 2025, "surplus": "120.00", "tax": "20.00", "closed_on": "2026-03-16"}],
}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Papers:
    """A folder with a charter and facts, and a terminal."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def charter(self, *steps: Rule, losses: Rule | None = None, **rules: Rule | None) -> Path:
        return self.write("charter.md", charter_text(*steps, losses=losses, **rules))

    def amend(self, number: int, title: str, rule: str, *, adopted: str, from_: str) -> Path:
        text = amendment(article(number, title, rule), adopted=adopted, from_=from_, replaces=f"[{number}]")
        return self.write("amendments/change.md", text)

    def facts(self, **changes: Any) -> Path:
        return self.write("facts.json", json.dumps({**FACTS, **changes}))

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def close(self, *more: str, year: int = 2025) -> Ended:
        """Close a year of the charter and the facts in the folder."""
        charter, facts = self.folder / "charter.md", self.folder / "facts.json"
        return self.run("close-year", charter, facts, "--year", str(year), *more)

    def run(self, *words: str | Path) -> Ended:
        self.capture.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(str(ended.code))
        out, err = self.capture.readouterr()
        return Ended(code, out, err)


def charter_text(*steps: Rule, losses: Rule | None = None, **rules: Rule | None) -> str:
    """A charter that shares what is left after tax, unless other steps are said."""
    surplus: dict[str, Any] = {"steps": [{"to": "tax"}, *(steps or (SHARED,))]}
    said: dict[str, Rule | None] = {
        "membership": STAGES,
        "hours": HOURS,
        "pay": PAY,
        "buy-in": {"amount": "3000.00"},
        "surplus": surplus | ({"losses": losses} if losses else {}),
        "tax": {"mode": "us-subchapter-t"},
        **{kind.replace("_", "-"): rule for kind, rule in rules.items()},
    }
    numbers = {"membership": 3, "hours": 6, "pay": 7, "buy-in": 8, "surplus": 9, "capital": 10, "tax": 11}
    texts = [
        article(numbers[kind], kind.capitalize(), f'kind = "{kind}"\n{toml(rule)}')
        for kind, rule in said.items()
        if rule is not None
    ]
    return front(adopted="2014-12-01", **{"from": "2015-01-01"}) + "\n".join(texts)
