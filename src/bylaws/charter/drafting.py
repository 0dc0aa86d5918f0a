"""An amendment that is still written: its articles each a piece of its own, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bylaws.charter.amendments import FRONT, Amendment, Standing, read_amendment
from bylaws.charter.charter import Charter
from bylaws.charter.checks.finding import Finding
from bylaws.charter.kinds.front import Front
from bylaws.charter.lint import check
from bylaws.charter.rules import read_rules
from bylaws.charter.succession import succession_faults
from bylaws.charter.text import Article, read_text
from bylaws.charter.writing import write_front
from bylaws.kernel.faults import Fault, InputFault

Does = Literal["replaces", "adds", "repeals"]
EMPTY_FRONT = "---\n---\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a draft, whole, heading and all; number 0 is the front matter, as TOML."""

    number: int
    does: Does
    text: str = ""

    @property
    def called(self) -> str:
        """How faults name the piece as a file: `article-9`, `front`."""
        return f"article-{self.number}" if self.number else FRONT


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What the front matter of a draft says besides its articles."""

    from_day: dt.date
    supersedes: Sequence[str] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """An amendment as one text; `starts` are the pieces with the line that stands before each, in order."""

    source: str
    starts: tuple[tuple[Piece, int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft beside the charter it amends; `amended` is None where it cannot be read as a whole yet.

    Findings name the piece they are in, `article-9:4`, and its own line; those of nowhere in particular
    name the draft. `before` says how many of the charter's own findings are there without the draft too.
    """

    amended: Charter | None
    findings: tuple[Finding, ...]
    before: int = 0

    @property
    def adoptable(self) -> bool:
        """Whether it can be run as it stands."""
        return self.amended is not None and not any(finding.serious for finding in self.findings)


def write_amendment(
    pieces: Iterable[Piece], says: Says, *, adopted: dt.date | None = None, by: str = ""
) -> Written:
    """A draft as one text. Without `adopted` and `by` it is what members decide on, to the letter."""
    ordered = sorted(pieces, key=lambda piece: piece.number)
    lines = ["---"]
    lines += [f"adopted = {adopted.isoformat()}"] if adopted else []
    lines += [f"from = {says.from_day.isoformat()}"]
    lines += [f"by = {_quoted(by)}"] if by else []
    for does in ("replaces", "adds", "repeals"):
        numbers = [piece.number or FRONT for piece in ordered if piece.does == does]
        lines += [f"{does} = {json.dumps(numbers)}"] if numbers else []
    lines += [f"supersedes = [{', '.join(map(_quoted, says.supersedes))}]"] if says.supersedes else []
    lines += [f"order = {says.order}"] if says.order else []
    starts: list[tuple[Piece, int]] = []
    for piece in ordered:
        if piece.number:
            continue
        lines += ["", "[front]"]
        starts.append((piece, len(lines)))
        lines += piece.text.strip("\n").split("\n")
    lines.append("---")
    for piece in ordered:
        if piece.number and piece.does != "repeals":
            lines.append("")
            starts.append((piece, len(lines)))
            lines += piece.text.strip("\n").split("\n")
    return Written("\n".join([*lines, ""]), tuple(starts))


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def article_text(charter: Charter, standing: Standing) -> str:
    """An article as it was adopted, to the letter: what a piece that replaces it begins from."""
    article = standing.article
    texts = {charter.base.where: charter.base, **{one.name: one.text for one in charter.amendments}}
    text = texts[article.where]
    lines = text.source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    later = min((one.line for one in text.articles if one.line > article.line), default=len(lines) + 1)
    return "\n".join(lines[article.line - 1 : later - 1]).strip("\n") + "\n"


def front_text(front: Front) -> str:
    """The front matter as a piece begins from it; the day the base text was adopted stays the base's own."""
    return write_front(front).removeprefix("---\n").removesuffix("---\n")


def read_piece(piece: Piece, currency: str, faults: list[Fault]) -> Standing | None:
    """One article of a draft by itself; what is wrong is added to `faults`, by its own lines."""
    found: list[Fault] = []
    text = read_text(EMPTY_FRONT + piece.text, where=piece.called, faults=found)
    standing = None
    if [article.number for article in text.articles] == [piece.number] and not text.preamble:
        standing = Standing(text.articles[0], read_rules(text.articles[0], currency, found))
    elif not found:
        found.append(_not_one(piece, text.articles))
    faults += [_moved(fault, piece.called, EMPTY_FRONT.count("\n")) for fault in found]
    return None if found else standing


def _not_one(piece: Piece, articles: Sequence[Article]) -> Fault:
    others = [article for article in articles if article.number != piece.number]
    line = others[0].line if others else EMPTY_FRONT.count("\n") + 1
    return InputFault(
        "This is to be article {number} alone, from its heading on.",
        code="drafting.one-article",
        next_step="Begin with its heading, “## Article {number} — …”; any other article stands apart.",
        where=f"{piece.called}:{line}",
        number=piece.number,
    )


def judge(charter: Charter, name: str, pieces: Sequence[Piece], says: Says, *, adopted: dt.date) -> Judged:
    """What is wrong or odd with a draft, as if it were adopted on a day beside what is adopted already.

    A piece that cannot be read keeps the rest from being put together, and is told first.
    """
    faults: list[Fault] = []
    for piece in pieces:
        if piece.number and piece.does != "repeals":
            read_piece(piece, charter.base_front.currency, faults)
    if faults:
        return Judged(None, tuple(Finding(fault, serious=True) for fault in faults))
    written = write_amendment(pieces, says, adopted=adopted, by="-")
    amended, faults = with_amendment(charter, name, written.source)
    if amended is None or faults:
        placed = [_placed(fault, name, written) for fault in faults]
        return Judged(None, tuple(Finding(fault, serious=True) for fault in placed))
    known = {_same(finding) for finding in check(charter)}
    findings = check(amended)
    new = [finding for finding in findings if _same(finding) not in known]
    return Judged(
        amended,
        tuple(Finding(_placed(one.fault, name, written), one.serious) for one in new),
        before=len(findings) - len(new),
    )


def with_amendment(charter: Charter, name: str, source: str) -> tuple[Charter | None, list[Fault]]:
    """A charter that has been read, with one further amendment; None where that cannot be read."""
    faults: list[Fault] = []
    amendment = read_amendment(name, source, charter.base_front.currency, faults)
    if amendment is None:
        return None, faults
    ordered: tuple[Amendment, ...] = tuple(
        sorted((*charter.amendments, amendment), key=lambda one: one.adopted_order)
    )
    own = [
        fault
        for fault in succession_faults(charter.base_standing, charter.base_front, ordered)
        if (fault.where or "").startswith(f"{name}:") or name in fault.values.values()
    ]
    return replace(charter, amendments=ordered, _held={}), [*faults, *own]


def _same(finding: Finding) -> tuple[str, str, str | None]:
    """What makes a finding of an article the same, whichever text the article stands in."""
    return finding.fault.code, finding.fault.says, finding.fault.article


def _placed(fault: Fault, name: str, written: Written) -> Fault:
    """A fault of the whole text at the piece it is in, and the line of that piece."""
    file, _, line = (fault.where or "").rpartition(":")
    if file != name:
        return fault
    before = [(piece, start) for piece, start in written.starts if start < int(line)]
    if not before:
        return fault
    piece, start = before[-1]
    return _moved(fault, piece.called, start)


def _moved(fault: Fault, file: str, lines: int) -> Fault:
    line = int((fault.where or ":1").rpartition(":")[2])
    fault.where = f"{file}:{max(line - lines, 1)}"
    return fault
