"""Prose of a charter as blocks: Markdown without raw HTML or pictures; nothing in it is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bylaws.charter.printing.nesting import bounded
from bylaws.charter.printing.tree import (
    NEW_LINE,
    Block,
    Divider,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Runs,
    Table,
    neutral,
)

KEPT = 4096
HIGHEST_HEADING = 3
_MARKS: dict[str, Mark] = {"strong": "strong", "em": "em", "s": "struck"}
_LEADS_AWAY = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_MARKDOWN = bounded(MarkdownIt("commonmark", {"html": False}))
_MARKDOWN.enable(["table", "strikethrough"]).disable("image")


@lru_cache(maxsize=KEPT)
def blocks(prose: str) -> tuple[Block, ...]:
    """The blocks of a piece of prose. Links that lead to no site nor address of mail are words alone."""
    return tuple(_blocks(_Reader(_MARKDOWN.parse(prose))))


class _Reader:
    """The tokens of a text, taken one after the other."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, self.at = tokens, 0

    def take(self) -> Token | None:
        """The next token, None at the end or where the open block closes."""
        if self.at == len(self.tokens):
            return None
        self.at += 1
        token = self.tokens[self.at - 1]
        return None if token.nesting < 0 else token

    def inline(self) -> Runs:
        """The words of the block that was just opened, up to and with its end."""
        runs: Runs = ()
        while (token := self.take()) is not None:
            runs += tuple(_runs(token.children or []))
        return runs


def _blocks(reader: _Reader) -> Iterator[Block]:
    while (token := reader.take()) is not None:
        yield _block(token, reader)


def _block(token: Token, reader: _Reader) -> Block:
    read: Block
    match token.type:
        case "heading_open":
            read = Heading(max(HIGHEST_HEADING, int(token.tag[1])), reader.inline())
        case "bullet_list_open" | "ordered_list_open":
            start = int(token.attrs.get("start", 1)) if token.tag == "ol" else None
            read = Listing(tuple(_items(reader)), start)
        case "blockquote_open":
            read = Quote(tuple(_blocks(reader)))
        case "fence" | "code_block":
            lines = token.content.rstrip("\n").split("\n")
            read = Preformatted("\n".join(map(neutral, lines)))
        case "table_open":
            read = Table(tuple(_rows(reader)))
        case "hr":
            read = Divider()
        case _:
            read = Paragraph(reader.inline())
    return read


def _items(reader: _Reader) -> Iterator[tuple[Block, ...]]:
    while reader.take() is not None:
        yield tuple(_blocks(reader))


def _rows(reader: _Reader) -> Iterator[tuple[Runs, ...]]:
    """The rows of head and body alike."""
    while reader.take() is not None:
        while reader.take() is not None:
            yield tuple(_cells(reader))


def _cells(reader: _Reader) -> Iterator[Runs]:
    while reader.take() is not None:
        yield reader.inline()


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """Words with their manner, one run for each stretch of the same."""
    for (marks, to), gathered in groupby(_words(tokens), key=lambda one: one[1:]):
        text = "".join(words for words, _, _ in gathered)
        if text:
            yield Run(text, marks, to)


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, frozenset[Mark], str | None]]:
    open_marks: list[Mark] = []
    to: str | None = None
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        match token.type:
            case "link_open":
                to = _address(str(token.attrs["href"]))
            case "link_close":
                to = None
            case "softbreak":
                yield " ", frozenset(open_marks), to
            case "hardbreak":
                yield NEW_LINE, frozenset(open_marks), to
            case "code_inline":
                yield neutral(token.content), frozenset([*open_marks, "code"]), to
            case _ if name in _MARKS:
                open_marks = [*open_marks, _MARKS[name]] if token.nesting > 0 else open_marks[:-1]
            case _:
                yield neutral(token.content), frozenset(open_marks), to


def _address(written: str) -> str | None:
    return neutral(written) if _LEADS_AWAY.match(written) else None
