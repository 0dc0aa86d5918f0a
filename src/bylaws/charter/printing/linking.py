"""Citations and defined terms in the prose of a printed charter, led to where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bylaws.charter.defined import same, uses
from bylaws.charter.printing.tree import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    Term,
    anchor_of,
    plain_words,
)
from bylaws.charter.references import Cited, Whereto, cited, own_sections, section_of

NO_TERMS = re.compile(r"(?!)")


@dataclass(frozen=True)
class Links:
    """What can be led to on one day: articles by number with their sections, and terms.

    `is_now` writes the bracket after a citation of an article that has another number by then.
    """

    words: frozenset[str]
    articles: Mapping[int, Whereto]
    sections: Mapping[int, frozenset[int]]
    terms: tuple[Term, ...]
    is_now: Callable[[int], str]

    def within(self, number: int, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks of an article, linked; a term at its first use alone, and not where it is defined."""
        linking = _Linking(self, number, {same(one.term) for one in self.terms if one.number == number})
        return tuple(map(linking.block, blocks))


def anchored(number: int, prose: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of an article with places to lead to: its own sections, or else its numbered paragraphs."""
    return tuple(_own_sections(number, blocks) if own_sections(prose) else _numbered(number, blocks))


def sections(number: int, blocks: Iterable[Block]) -> frozenset[int]:
    """The numbers of the sections that anchored blocks can be led to by."""
    start = f"{anchor_of(number)}-"
    anchors = (block.anchor for block in blocks if isinstance(block, Paragraph | Heading) and block.anchor)
    return frozenset(int(anchor.removeprefix(start)) for anchor in anchors)


def _numbered(number: int, blocks: Iterable[Block]) -> Iterator[Block]:
    nth = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            nth += 1
            yield replace(block, number=f"{number}.{nth}", anchor=anchor_of(number, nth))
        else:
            yield block


def _own_sections(number: int, blocks: Iterable[Block]) -> Iterator[Block]:
    """Of two sections with one number the first is led to."""
    met: set[int] = set()
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            section = section_of(plain_words(block.runs), heading=isinstance(block, Heading))
            if section and section not in met:
                met.add(section)
                yield replace(block, anchor=anchor_of(number, section))
                continue
        yield block


class _Linking:
    """Linking one article from its beginning to its end; it knows which terms were met already."""

    def __init__(self, links: Links, number: int, met: set[str]) -> None:
        self.links, self.number, self.met = links, number, met
        self.places = {same(one.term): f"#{one.anchor}" for one in links.terms}
        self.pattern = uses(frozenset(one.term for one in links.terms)) or NO_TERMS

    def block(self, block: Block) -> Block:
        """The same block with its links."""
        match block:
            case Paragraph() | Heading():
                return replace(block, runs=self.runs(block.runs))
            case Listing():
                items = tuple(tuple(self.block(inner) for inner in item) for item in block.items)
                return replace(block, items=items)
            case Quote():
                return replace(block, blocks=tuple(self.block(inner) for inner in block.blocks))
            case Table():
                return Table(tuple(tuple(self.runs(cell) for cell in row) for row in block.rows))
        return block

    def runs(self, runs: Runs) -> Runs:
        """The same words; what leads somewhere already, and code, stays as it is."""
        return tuple(
            piece for run in runs for piece in ([run] if run.to or "code" in run.marks else self.pieces(run))
        )

    def pieces(self, run: Run) -> Iterator[Run]:
        """One run taken apart at its citations, and what is between them at its terms."""
        at = 0
        for one in cited(run.text, self.links.words):
            yield from self.terms(replace(run, text=run.text[at : one.start]))
            yield from self.citation(one, replace(run, text=run.text[one.start : one.end]))
            at = one.end
        yield from self.terms(replace(run, text=run.text[at:]))

    def citation(self, one: Cited, run: Run) -> Iterator[Run]:
        """A citation with where it leads; one that leads nowhere stays words."""
        number = self.number if one.number is None else one.number
        where = self.links.articles.get(number)
        if where is None:
            yield run
            return
        section = one.section if one.section in self.links.sections.get(where.number, ()) else None
        if one.number is None and section is None:
            yield run
            return
        yield replace(run, to=f"#{anchor_of(where.number, section)}")
        if where.renumbered:
            yield replace(run, text=f" [{self.links.is_now(where.number)}]")

    def terms(self, run: Run) -> Iterator[Run]:
        """Words, with each defined term led to its definition where it is first used."""
        at = 0
        for match in self.pattern.finditer(run.text):
            term = self.known(match.group())
            if term in self.met:
                continue
            self.met.add(term)
            if match.start() > at:
                yield replace(run, text=run.text[at : match.start()])
            yield replace(run, text=match.group(), to=self.places[term])
            at = match.end()
        if run.text[at:]:
            yield replace(run, text=run.text[at:])

    def known(self, used: str) -> str:
        """The term that is meant by a word as it is used: one of several is the term too."""
        spelt = same(" ".join(used.split()))
        return next(
            spelt.removesuffix(ending)
            for ending in ("", "s", "es")
            if spelt.removesuffix(ending) in self.places
        )
