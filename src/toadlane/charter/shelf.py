"""The shelf of model charters a co-op can begin from: text, what it is modelled on, and its blanks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString

from bylaws.charter.blanks import Blanks, read_blanks
from bylaws.charter.charter import read_charter
from toadlane.charter.prose import as_html
from toadlane.coops.access import absent

SHELF: Final = Path(__file__).resolve().parents[3] / "charters" / "models"
STARTER: Final = "starter"


@dataclass(frozen=True, slots=True)
class Model:
    """One model charter; `key` is the name of its folder."""

    key: str
    title: str
    words: str
    about: SafeString
    source: str
    blanks: Blanks
    currency: str
    jurisdiction: str
    language: str

    def reckoned_in(self, currency: str) -> Model:
        """The model for a co-op that reckons in this currency, where all its amounts can be answered."""
        if not self.blanks.any_currency or currency == self.currency:
            return self
        return replace(self, currency=currency, blanks=self.blanks.reckoned_in(currency))

    @property
    def starter(self) -> bool:
        """Whether it is the one a new co-op should begin from, if it does not know better."""
        return self.key == STARTER


@lru_cache(maxsize=1)  # they change with the software alone
def models() -> tuple[Model, ...]:
    """Every model: first the one for a new co-op, then the others by name."""
    found = (_model(folder) for folder in sorted(SHELF.iterdir()) if (folder / "blanks.toml").exists())
    return tuple(sorted(found, key=lambda one: not one.starter))


def model(key: str) -> Model:
    """One of them, or nothing at that address."""
    found = next((one for one in models() if one.key == key), None)
    if found is None:
        raise absent()
    return found


def _model(folder: Path) -> Model:
    source, readme, blanks = (
        (folder / name).read_text(encoding="utf-8") for name in ("charter.md", "README.md", "blanks.toml")
    )
    heading, _, about = readme.partition("\n\n")
    words, _, _ = about.partition("\n\n")
    front = read_charter(source).base_front
    return Model(
        folder.name,
        title=heading.removeprefix("# "),
        words=" ".join(words.replace("**", "").split()),
        about=as_html(about),
        source=source,
        blanks=read_blanks(blanks),
        currency=front.currency,
        jurisdiction=front.jurisdiction,
        language=front.languages[0],
    )
