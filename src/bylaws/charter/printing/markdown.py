"""A printed charter as Markdown that any reader of Markdown shows alike; nothing in it is HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bylaws.charter.printing.tree import (
    NEW_LINE,
    Block,
    Document,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Runs,
    Table,
    by_link,
)

HIGHEST = 6
_SPECIAL = re.compile(r"[\\`*_\[\]<>~&|]")
_AT_THE_START = re.compile(r"^(?:(?=[#+=-])|(\d{1,9})(?=[.)]))")
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")
_TICKS = re.compile(r"`+")
_AROUND: dict[Mark, str] = {"strong": "**", "em": "*", "struck": "~~"}


def markdown(document: Document) -> str:
    """The whole file, as text; links within it go by its headings."""
    return "\n\n".join(_Writer(document).pieces()) + "\n"


def plain(text: str) -> str:
    """Words of a line so that Markdown shows them as they are."""
    return _AT_THE_START.sub(r"\1" "\\\\", _SPECIAL.sub(r"\\\g<0>", text))


def slug(heading: str) -> str:
    """What links name a heading by."""
    return _NOT_IN_A_SLUG.sub("", heading.lower()).replace(" ", "-")


class _Writer:
    def __init__(self, of: Document) -> None:
        self.of = of
        headings = {article.anchor: article.citation for article in of.articles} | dict(of.parts)
        self.slugs = {anchor: slug(heading) for anchor, heading in headings.items()}

    def pieces(self) -> Iterator[str]:
        """Every block of the file."""
        of = self.of
        yield f"# {plain(of.name)} — {of.words['title']}"
        yield from map(plain, (*of.dates, *of.notes))
        yield f"{of.words['fingerprint']}: `{of.fingerprint}`"
        yield f"## {of.words['contents']}"
        yield self.listed(
            [
                *(self.link(article.anchor, article.citation) for article in of.articles),
                *(self.link(anchor, heading) for anchor, heading in of.parts),
            ]
        )
        yield from self.blocks(of.preamble)
        for article in of.articles:
            yield f"## {plain(article.citation)}"
            yield from self.blocks(article.blocks)
            for rule in article.rules:
                told = self.listed(map(plain, rule.sentences))
                yield _quoted(f"{of.words['rule']}:\n\n{told}\n\n*{plain(rule.governed)}*")
            yield from (f"*{plain(line)}*" for line in article.history)
        yield from self.after()

    def after(self) -> Iterator[str]:
        """What follows the articles."""
        of = self.of
        parts = {
            "terms": (
                f"**{plain(term.term)}** — {plain(term.sentence)} "
                f"({self.link(f'article-{term.number}', term.article)})"
                for term in of.terms
            ),
            "front": (self.listed(map(plain, of.front)) for _ in of.front[:1]),
            "gone": (line for one in of.gone for line in self.history(one.citation, one.history)),
            "texts": (
                line for text in of.adopted for line in self.history(text.name, text.lines, text.sha256)
            ),
        }
        for anchor, heading in of.parts:
            yield f"## {heading}"
            yield from parts[anchor]
        yield plain(of.words["fingerprint.what"])

    def history(self, heading: str, lines: Iterable[str], sha256: str = "") -> Iterator[str]:
        """What there is to say of a text, or of an article that went."""
        yield f"### {plain(heading)}"
        yield from map(plain, lines)
        if sha256:
            yield f"SHA-256: `{sha256}`"

    def link(self, anchor: str, words: str) -> str:
        """Words that lead to a heading of this file."""
        return f"[{plain(words)}](#{self.slugs[anchor]})"

    def listed(self, items: Iterable[str]) -> str:
        """Items of a list, one a line."""
        return "\n".join(f"- {item}" for item in items)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Blocks of prose; two lists in a row are kept apart by their sign."""
        before: Block | None = None
        sign = "-"
        for block in blocks:
            together = isinstance(before, Listing) and isinstance(block, Listing)
            sign = "*" if together and sign == "-" else "-"
            yield self.block(block, sign)
            before = block

    def block(self, block: Block, sign: str) -> str:
        """One block of prose."""
        written: str
        match block:
            case Paragraph():
                number = f"{block.number} " if block.number else ""
                written = number + self.inline(block.runs, first=not number)
            case Heading():
                written = (
                    f"{'#' * min(HIGHEST, block.level)} {self.inline(block.runs).replace(NEW_LINE, ' ')}"
                )
            case Listing():
                written = "\n".join(self.items(block, sign))
            case Quote():
                written = _quoted("\n\n".join(self.blocks(block.blocks)))
            case Preformatted():
                ticks = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(block.text)), default=0))
                written = f"{ticks}\n{block.text}\n{ticks}"
            case Table():
                written = "\n".join(self.rows(block))
            case _:
                written = "***"
        return written

    def items(self, listing: Listing, sign: str) -> Iterator[str]:
        """Items with their sign or number; what belongs to one stands in from it."""
        for nth, item in enumerate(listing.items):
            if listing.start is None:
                mark = f"{sign} "
            else:
                mark = f"{listing.start + nth}{'.' if sign == '-' else ')'} "
            written = "\n\n".join(self.blocks(item)).split("\n")
            yield "\n".join(
                line and (mark if n == 0 else " " * len(mark)) + line for n, line in enumerate(written)
            )

    def rows(self, table: Table) -> Iterator[str]:
        """A table, line by line."""
        for nth, row in enumerate(table.rows):
            cells = (self.inline(cell).replace(f"\\{NEW_LINE}", " ") for cell in row)
            yield f"| {' | '.join(cells)} |"
            if nth == 0:
                yield f"|{' --- |' * len(row)}"

    def inline(self, runs: Runs, *, first: bool = True) -> str:
        """Words with their manners and links."""
        written = ""
        for to, gathered in by_link(runs):
            words = _marked(gathered, first=first and not written)
            if to and written.endswith("!"):  # before a link it would make a picture of it
                written = f"{written[:-1]}\\!"
            written += f"[{words}]({self.address(to)})" if to else words
        return written

    def address(self, to: str) -> str:
        """Where a link leads: outside as written, inside to a heading."""
        if not to.startswith("#"):
            return f"<{to.replace('<', '%3C').replace('>', '%3E')}>"
        anchor = to.removeprefix("#")
        whole = "-".join(anchor.split("-")[:2])
        return f"#{self.slugs['terms' if anchor.startswith('term-') else whole]}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _marked(runs: Runs, *, first: bool, marks: tuple[Mark, ...] = ("strong", "em", "struck")) -> str:
    """Runs written with the signs of their manners, each sign once around all that share it."""
    if not marks:
        return "".join(_code(run) if "code" in run.marks else _lines(run, first=first) for run in runs)
    mark, *further = marks
    written, rest = "", list(runs)
    while rest:
        has = mark in rest[0].marks
        gathered = tuple(_while(rest, mark, has=has))
        rest = rest[len(gathered) :]
        inner = _marked(gathered, first=first and not written and not has, marks=tuple(further))
        written += f"{_AROUND[mark]}{inner}{_AROUND[mark]}" if has else inner
    return written


def _while(runs: Iterable[Run], mark: Mark, *, has: bool) -> Iterator[Run]:
    for run in runs:
        if (mark in run.marks) != has:
            return
        yield run


def _lines(run: Run, *, first: bool) -> str:
    """Words of a run; a line that is broken on purpose is so by its sign."""
    start, *further = run.text.split(NEW_LINE)
    head = plain(start) if first else _SPECIAL.sub(r"\\\g<0>", start)
    return f"\\{NEW_LINE}".join([head, *(plain(line.lstrip()) for line in further)])


def _code(run: Run) -> str:
    ticks = "`" * (1 + max((len(found) for found in _TICKS.findall(run.text)), default=0))
    gap = " " if run.text.startswith("`") or run.text.endswith("`") else ""
    return f"{ticks}{gap}{run.text}{gap}{ticks}"
