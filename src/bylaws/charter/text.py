"""A charter text as it is written: front matter, numbered articles, and the fences that hold rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bylaws.charter.plain import read_plain
from bylaws.kernel.faults import Fault, InputFault

RULE_FENCE = "toml rule"
_LEVEL_TWO = re.compile(r" {0,3}##(?!#)")
_HEADING = re.compile(r" {0,3}##\s+[^\W\d_]+\s+(?P<number>[1-9][0-9]{0,4})\b.*")
_CLOSING_HASHES = re.compile(r"(?<=\s)#+$")
_FENCE = re.compile(r"[ \t]*(?P<ticks>`{3,}|~{3,})(?P<says>[^`]*)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?|\'[^\']*\'?')
_MANY_DIGITS = re.compile(r"[0-9x][0-9A-Fa-f_]{15}")  # no number with fewer is beyond 64 bits
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
SIZE_LIMIT = 8_000_000
DOTS_LIMIT = 16
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A decimal number written without quotes; kept as its digits, so nothing is rounded."""

    digits: str

    def __str__(self) -> str:
        return self.digits


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
    front_toml: str = field(default="", repr=False)


def read_text(source: str, *, where: str, faults: list[Fault]) -> Text:
    """Take a text apart. What is wrong is added to `faults`, each with its file and line."""
    if len(source) > SIZE_LIMIT:
        faults.append(
            InputFault(
                "The text is longer than {limit} characters.",
                code="charter.too-long",
                next_step="Check that this is the charter.",
                where=f"{where}:1",
                limit=SIZE_LIMIT,
            )
        )
        return Text(where, {}, 1, "", (), "")
    try:
        source.encode()
    except UnicodeEncodeError as broken:
        faults.append(
            InputFault(
                "The line holds something that is no character of any writing.",
                code="charter.not-text",
                next_step="Save the text as UTF-8.",
                where=f"{where}:{source.count(chr(10), 0, broken.start) + 1}",
            )
        )
        return Text(where, {}, 1, "", (), "")
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, first = _front_matter(lines, where, faults)
    preamble, *articles = _pieces(lines, first, where, faults)
    faults += [_outside(where, fence) for fence in preamble.fences]
    front_toml = "\n".join(lines[1 : max(first - 1, 1)])
    return Text(where, front, 1, preamble.prose, _each_once(articles, faults), source, front_toml)


def _each_once(articles: list[Article], faults: list[Fault]) -> tuple[Article, ...]:
    """Articles by number; of two with one number the later is kept and pointed out."""
    found: dict[int, Article] = {}
    for article in articles:
        if article.number in found:
            faults.append(
                InputFault(
                    "Article {number} stands twice; first on line {first}.",
                    code="charter.article-twice",
                    next_step="Give one of them another number.",
                    where=f"{article.where}:{article.line}",
                    article=article.citation,
                    number=article.number,
                    first=found[article.number].line,
                )
            )
        found[article.number] = article
    return tuple(found.values())


def read_toml(toml: str, *, where: str, line: int, article: str | None) -> dict[str, Any]:
    """Read TOML that starts on the line after `line`; fault `charter.toml` with file and line."""
    if (plain := read_plain(toml)) is not None:
        return plain
    if (deep := _deep_line(toml)) is not None:
        raise _not_toml("one key has too many dots", where, line + deep, article)
    try:
        read = tomllib.loads(toml, parse_float=BareNumber)
    except RecursionError:
        raise _not_toml("the brackets are nested too deeply", where, line + 1, article) from None
    except ValueError as error:
        at = _AT_LINE.search(str(error))
        says = _AT_LINE.sub("", str(error)).strip().rstrip(".")[:200]
        raise _not_toml(says, where, line + (int(at[1]) if at else 1), article) from None
    if _MANY_DIGITS.search(toml) and not _all_within(read):
        raise _not_toml("a whole number has more than 18 digits", where, line + 1, article)
    return read


def _deep_line(toml: str) -> int | None:
    """The first line with a key of too many dots, counted from 1; a text with few dots has none."""
    if toml.count(".") <= DOTS_LIMIT:
        return None
    return next((n for n, line in enumerate(toml.split("\n"), 1) if _dots(line) > DOTS_LIMIT), None)


def _dots(line: str) -> int:
    """How many dots stand outside quotes and comments: reading a key takes the square of them."""
    return _QUOTED.sub("", line).partition("#")[0].count(".") if line.count(".") > DOTS_LIMIT else 0


def _all_within(read: dict[str, Any]) -> bool:
    """Whether every whole number fits 64 bits, as TOML promises."""
    waiting: list[Any] = [read]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            waiting.extend(one.values() if isinstance(one, dict) else one)
        elif isinstance(one, int) and abs(one) > LARGEST:
            return False
    return True


def _not_toml(error: str, where: str, line: int, article: str | None) -> Fault:
    return InputFault(
        "This is not well-formed TOML: {error}.",
        code="charter.toml",
        next_step="Check quotes, brackets and equals signs; strings are as “P9M”, dates as 2025-01-01.",
        where=f"{where}:{line}",
        article=article,
        error=error,
    )


def _front_matter(lines: list[str], where: str, faults: list[Fault]) -> tuple[dict[str, Any], int]:
    if lines[0].strip() != "---":
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


class _Heading(NamedTuple):
    number: int
    citation: str
    line: int


def _pieces(lines: list[str], first: int, where: str, faults: list[Fault]) -> Iterator[Article]:
    """The preamble as an article numbered 0, then each article."""
    heading = _Heading(0, "", first + 1)
    prose: list[str] = []
    fences: list[Fence] = []
    done = first
    for index in _marked(lines, first):
        if index < done:
            continue  # inside a fence that was read already
        line = lines[index]
        fence = _FENCE.fullmatch(line)
        if not fence and not _LEVEL_TWO.match(line):
            continue
        prose += lines[done:index]
        if not fence:
            yield _article(heading, prose, fences, where)
            heading, prose, fences, done = _heading(line, index + 1, where, faults), [], [], index + 1
            continue
        end, closed = _closing(lines, index, fence["ticks"])
        if not closed:
            faults.append(_never_closed(where, index + 1, heading.citation))
        elif fence["says"].split() == RULE_FENCE.split():
            fences.append(Fence("\n".join(lines[index + 1 : end]), index + 1))
        else:
            prose += lines[index : end + 1]
        done = end + closed
    yield _article(heading, prose + lines[done:], fences, where)


def _marked(lines: list[str], first: int) -> list[int]:
    """The lines that may open an article or a fence; all others are prose, or inside."""
    return [
        at
        for at, line in enumerate(lines)
        if at >= first and ("##" in line or "```" in line or "~~~" in line)
    ]


def _article(heading: _Heading, prose: list[str], fences: list[Fence], where: str) -> Article:
    text = "\n".join(prose).strip()
    return Article(heading.number, heading.citation, text, tuple(fences), where, heading.line)


def _closing(lines: list[str], opened: int, ticks: str) -> tuple[int, bool]:
    """The line that closes a fence; an article that begins inside means that it was never closed."""
    for index in range(opened + 1, len(lines)):
        line = lines[index]
        if ticks in line and line.strip().startswith(ticks) and not line.strip().strip(ticks[0]):
            return index, True
        if "##" in line and _HEADING.fullmatch(line):
            return index, False
    return len(lines), False


def _heading(line: str, number: int, where: str, faults: list[Fault]) -> _Heading:
    says = line.strip()
    if says.endswith("#"):
        says = _CLOSING_HASHES.sub("", says)
    says = says.removeprefix("##").strip()
    found = _HEADING.fullmatch(line)
    if found:
        return _Heading(int(found["number"]), says, number)
    faults.append(
        InputFault(
            "The heading “{heading}” has no article number.",
            code="charter.heading",
            next_step="Begin it with its number, as in “## Article 7 — Patronage”; numbers are 1 to 99999.",
            where=f"{where}:{number}",
            heading=says[:80],
        )
    )
    return _Heading(-number, says, number)


def _never_closed(where: str, line: int, article: str) -> Fault:
    return InputFault(
        "The fence that opens on line {line} is never closed.",
        code="charter.fence-open",
        next_step="Close it with a line of three back-ticks.",
        where=f"{where}:{line}",
        article=article or None,
        line=line,
    )


def _outside(where: str, fence: Fence) -> Fault:
    return InputFault(
        "A rule stands before the first article, so nothing could cite it.",
        code="charter.rule-outside",
        next_step="Move it under an article, below the prose that says the same.",
        where=f"{where}:{fence.line}",
    )
