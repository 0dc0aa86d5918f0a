"""What a printed charter consists of. Every writer takes this tree; it holds no character that steers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Mark = Literal["strong", "em", "struck", "code"]
NEW_LINE = "\n"
LETTER_COUNTRIES = ("US", "CA", "MX")
"""Countries that print on paper of letter size; all others on A4."""
# Joiners and marks of direction stay, as Arabic and Persian need them; what turns a line around, no file
# can hold, or a program would act on, goes.
_STEERING = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " "),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF), None),
    **dict.fromkeys(range(0xD800, 0xE000), None),
    **dict.fromkeys((0xFFF9, 0xFFFA, 0xFFFB), None),
}


def neutral(text: str) -> str:
    """A text without what would turn a line around, and without what cannot stand in a file."""
    return text.translate(_STEERING)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one manner; `to` is where it leads: an address, or “#” and an anchor."""

    text: str
    marks: frozenset[Mark] = frozenset()
    to: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is what it is cited by, such as “9.2”, and `anchor` where that leads."""

    runs: Runs
    number: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article; `level` is 3 or more."""

    level: int
    runs: Runs
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, each of blocks; `start` is the number of the first, None where they have none."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines that stand as they are written."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is its head."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across."""


Block = Paragraph | Heading | Listing | Quote | Preformatted | Table | Divider


@dataclass(frozen=True, slots=True)
class RuleTold:
    """One rule in plain words, and which day's text of it holds."""

    sentences: tuple[str, ...]
    governed: str


@dataclass(frozen=True, slots=True)
class ArticlePrinted:
    """One article in force: its words, its rules, and how it came to stand so."""

    number: int
    citation: str
    blocks: tuple[Block, ...]
    rules: tuple[RuleTold, ...]
    history: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where citations of it lead."""
        return anchor_of(self.number)


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that no longer stands, and how it went."""

    citation: str
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term, the sentence that defines it, and the article that says so."""

    term: str
    sentence: str
    article: str
    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adopted text: its name, what there is to say of it, and its SHA-256."""

    name: str
    lines: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole charter of one day, as it is printed in one language."""

    language: str
    prose_language: str
    name: str
    jurisdiction: str
    day: dt.date
    dates: tuple[str, ...]
    notes: tuple[str, ...]
    preamble: tuple[Block, ...]
    articles: tuple[ArticlePrinted, ...]
    terms: tuple[Term, ...]
    front: tuple[str, ...]
    gone: tuple[Gone, ...]
    adopted: tuple[Adopted, ...]
    fingerprint: str
    words: Mapping[str, str]
    checkpoint: str = ""
    """What the record of whoever prints it vouches for, in a line."""

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        own = f"{self.name} · {self.day.isoformat()} · {self.fingerprint[:16]}"
        return f"{own} · {self.checkpoint}" if self.checkpoint else own

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The parts after the articles that have something to say: their anchors and headings."""
        there = {"terms": self.terms, "front": self.front, "gone": self.gone, "texts": self.adopted}
        return tuple((anchor, self.words[anchor]) for anchor, held in there.items() if held)


def anchor_of(number: int, section: int | None = None) -> str:
    """The anchor of an article, or of one of its sections."""
    return f"article-{number}" if section is None else f"article-{number}-{section}"


def by_link(runs: Iterable[Run]) -> Iterator[tuple[str | None, Runs]]:
    """Runs gathered by where they lead, so that one link stays one."""
    for to, gathered in groupby(runs, key=lambda run: run.to):
        yield to, tuple(gathered)


def plain_words(runs: Iterable[Run]) -> str:
    """The words of runs alone."""
    return "".join(run.text for run in runs)
