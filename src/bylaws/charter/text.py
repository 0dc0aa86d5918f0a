"""A charter text as it is written: front matter, numbered articles, and the fences that hold rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bylaws.kernel.faults import Fault, InputFault

RULE_FENCE = "toml rule"
_HEADING = re.compile(r"##\s+(?P<citation>(?P<word>[^\W\d_]+)\s+(?P<number>\d{1,5})\b[^\n]*?)\s*#*\s*")
_FENCE = re.compile(r"(?P<ticks>`{3,}|~{3,})\s*(?P<says>[^`]*)")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
SIZE_LIMIT = 8_000_000


class BareNumber(str):
    """A decimal number written without quotes; kept as its digits, so nothing is rounded."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fence:
    """One rule as written; `line` is the line of its opening fence in the file."""

    toml: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its heading is how it is cited."""

    number: int
    citation: str
    prose: str
    fences: tuple[Fence, ...]
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text: a base charter or an amendment."""

    where: str
    front: dict[str, Any]
    front_line: int
    preamble: str
    articles: tuple[Article, ...]
    source: str = field(repr=False)


def read_text(source: str, *, where: str, faults: list[Fault]) -> Text:
    """Take a text apart. What is wrong is added to `faults`, each with its file and line."""
    if len(source) > SIZE_LIMIT:
        raise InputFault(
            "The text is longer than {limit} characters.",
            code="charter.too-long",
            next_step="Check that this is the charter.",
            where=where,
            limit=SIZE_LIMIT,
        )
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, first = _front_matter(lines, where, faults)
    pieces = list(_pieces(lines, first, where, faults))
    articles: dict[int, Article] = {}
    for article in pieces[1:]:
        if article.number in articles:
            faults.append(
                InputFault(
                    "Article {number} stands twice; first on line {first}.",
                    code="charter.article-twice",
                    next_step="Give one of them another number.",
                    where=f"{where}:{article.line}",
                    article=article.citation,
                    number=article.number,
                    first=articles[article.number].line,
                )
            )
        articles[article.number] = article
    return Text(where, front, 1, pieces[0].prose, tuple(articles.values()), source)


def read_toml(toml: str, *, where: str, line: int, article: str | None) -> dict[str, Any]:
    """Read TOML that starts on the line after `line`; fault `charter.toml` with file and line."""
    try:
        return tomllib.loads(toml, parse_float=BareNumber)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = _AT_LINE.search(str(error))
        raise InputFault(
            "This is not well-formed TOML: {error}.",
            code="charter.toml",
            next_step="Check quotes, brackets and equals signs; strings are as “P9M”, dates as 2025-01-01.",
            where=f"{where}:{line + (int(at[1]) if at else 1)}",
            article=article,
            error=_AT_LINE.sub("", str(error)).strip().rstrip(".")[:200],
        ) from None


def _front_matter(lines: list[str], where: str, faults: list[Fault]) -> tuple[dict[str, Any], int]:
    if not lines or lines[0].strip() != "---":
        faults.append(
            InputFault(
                "The text does not begin with front matter.",
                code="charter.no-front-matter",
                next_step="Begin with a line “---”, then name, currency and so on, then “---” again.",
                where=f"{where}:1",
            )
        )
        return {}, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            try:
                front = read_toml("\n".join(lines[1:number]), where=where, line=1, article=None)
            except Fault as fault:
                faults.append(fault)
                front = {}
            return front, number + 1
    faults.append(
        InputFault(
            "The front matter is never closed.",
            code="charter.front-matter-open",
            next_step="Close it with a line “---”.",
            where=f"{where}:1",
        )
    )
    return {}, len(lines)


def _pieces(lines: list[str], first: int, where: str, faults: list[Fault]) -> Iterator[Article]:
    """The preamble as an article numbered 0, then each article."""
    heading: tuple[int, str, int] = (0, "", first + 1)
    prose: list[str] = []
    fences: list[Fence] = []
    index = first
    while index < len(lines):
        line = lines[index]
        fence = _FENCE.match(line)
        if fence:
            end = _closing(lines, index, fence["ticks"])
            if end is None:
                faults.append(_never_closed(where, index + 1, heading[1]))
                break
            if fence["says"].split() == RULE_FENCE.split():
                fences.append(Fence("\n".join(lines[index + 1 : end]), index + 1))
            else:
                prose += lines[index : end + 1]
            index = end + 1
            continue
        if line.startswith("## "):
            yield _article(heading, prose, fences, where)
            heading, prose, fences = _heading(line, index + 1, where, faults), [], []
        else:
            prose.append(line)
        index += 1
    yield _article(heading, prose, fences, where)


def _article(heading: tuple[int, str, int], prose: list[str], fences: list[Fence], where: str) -> Article:
    return Article(heading[0], heading[1], "\n".join(prose).strip(), tuple(fences), where, heading[2])


def _closing(lines: list[str], opened: int, ticks: str) -> int | None:
    """The line that closes a fence; a heading inside means that it was never closed."""
    for index in range(opened + 1, len(lines)):
        if lines[index].strip().startswith(ticks) and not lines[index].strip().strip(ticks[0]):
            return index
        if lines[index].startswith("## "):
            return None
    return None


def _heading(line: str, number: int, where: str, faults: list[Fault]) -> tuple[int, str, int]:
    found = _HEADING.fullmatch(line)
    if found:
        return int(found["number"]), found["citation"], number
    faults.append(
        InputFault(
            "The heading “{heading}” has no article number.",
            code="charter.heading",
            next_step="Begin it with its number, as in “## Article 7 — Patronage”.",
            where=f"{where}:{number}",
            heading=line.removeprefix("## ").strip()[:80],
        )
    )
    return -number, line.removeprefix("## ").strip(), number


def _never_closed(where: str, line: int, article: str) -> Fault:
    return InputFault(
        "The fence that opens on line {line} is never closed.",
        code="charter.fence-open",
        next_step="Close it with a line of three back-ticks.",
        where=f"{where}:{line}",
        article=article or None,
        line=line,
    )
