"""Elections as a `.blt` file, which other counting programs read and write as well.

The first line has the number of candidates and of seats; then, each on a line, minus numbers for those who
withdrew, and papers: how many, the preferences, 0. A 0 alone ends them; the names follow, and the title.
Two who are level are written `2=3`. Our own addition: `2:5` gives candidate 2 five points.
OpenSTV and Droop read no quote within a name, doubled or not, and OpenSTV no empty title. So "Ada" Moss is
written “Ada” Moss, which they read; a remark after the title, which they skip, has the name exactly.
Source: B. A. Wichmann and I. D. Hill; as described by OpaVote and OpenSTV.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping

from bylaws.decisions.elections.papers import MOST_CANDIDATES, Election, Order, Paper
from bylaws.kernel.faults import InputFault

MOST_PAPERS, MOST_DIGITS = 10**9, 12
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"')
_BREAK = re.compile("\r\n|\r|\n")
_EXACT = re.compile(r'^# exactly (\d{1,4}): (".*")\s*$', re.MULTILINE)
_OPENING = re.compile(r'(^|[\s(\[])"')
Numbered = Iterator[tuple[int, str]]


def read_blt(raw: bytes, *, where: str = "") -> Election:
    """An election as a file tells it; `where` names the file in faults, with the line.

    UTF-8, or UTF-16 with its mark. Faults: `blt.encoding`, `blt.empty`, `blt.first` (its first line),
    `blt.candidates` (too many), `blt.number`, `blt.unknown` (no such candidate), `blt.twice`, `blt.zero` (a
    paper that does not end with 0), `blt.end` (no 0 after the papers), `blt.names` (not as many as
    candidates), `blt.same` (two of one name), `blt.more` (something after the title).
    """
    text = _text(raw, where)
    lines = _lines(text)
    found = _Reading(where)
    number, first = next(lines, (0, ""))
    if not first:
        raise found.fault(0, "blt.empty", "There is nothing in it.", "Check that it is the right file.")
    candidates, seats = found.first(number, first)
    withdrawn, told = found.tallied(lines, candidates)
    orders, others = found.papers(told, candidates)
    names, title = found.names(lines, candidates, dict(_exactly(text)))
    return Election(names, orders, others, withdrawn, seats, title)


def write_blt(election: Election) -> str:
    """An election as a file: equal papers on one line, in an order that does not depend on theirs.

    The same election gives the same file, whoever writes it.
    """
    lines = [f"{len(election.candidates)} {election.seats}"]
    if election.withdrawn:
        lines.append(" ".join(str(-one - 1) for one in sorted(election.withdrawn)))
    papers = {Paper(tuple((one,) for one in order)): times for order, times in election.orders.items()}
    written = ((_written(paper), times) for paper, times in (papers | dict(election.others)).items())
    lines += sorted(f"{times} {marks}0" for marks, times in written)
    names = (*election.candidates, election.title)
    told = [f'"{_readable(name) or " "}"' for name in names]
    exact = [
        f"# exactly {n}: {json.dumps(name, ensure_ascii=False)}"
        for n, name in enumerate(names, 1)
        if name != _readable(name)
    ]
    return "\n".join([*lines, "0", *told, *exact, ""])


def _readable(name: str) -> str:
    """A name as every program reads it: on one line, and with no quote that would end it."""
    return _OPENING.sub("\\1“", " ".join(name.split())).replace('"', "”")


def _exactly(text: str) -> Iterator[tuple[int, str]]:
    """What our own remarks say of names, by their places, the title's after the last."""
    for told in _EXACT.finditer(text):
        try:
            yield int(told[1]), str(json.loads(told[2]))
        except ValueError:  # somebody else's remark
            continue


def _written(paper: Paper) -> str:
    marks = ["=".join(str(one + 1) for one in rank) for rank in paper.ranks]
    marks += [f"{one + 1}:{points}" for one, points in paper.points]
    return "".join(f"{mark} " for mark in marks)


def _text(raw: bytes, where: str) -> str:
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputFault(
            "It is not written in UTF-8.",
            code="blt.encoding",
            next_step="Save it as UTF-8.",
            where=where or None,
        ) from None


def _lines(text: str) -> Numbered:
    """Lines with something on them, with their numbers; what stands after # is a remark, but in names."""
    for number, line in enumerate(_BREAK.split(text), 1):
        told = line.strip()
        if told and not told.startswith("#"):
            yield number, told


class _Reading:
    """Reading one file, with a fault that names its line."""

    def __init__(self, where: str) -> None:
        self.where = where

    def fault(self, number: int, code: str, says: str, cure: str, **values: str | int) -> InputFault:
        """A fault at a line; 0 for the whole file."""
        place = (
            f"{self.where}:{number}"
            if number and self.where
            else self.where or (str(number) if number else "")
        )
        told = InputFault(says, code=code, next_step=cure, where=place or None)
        told.values = dict(values)
        return told

    def first(self, number: int, line: str) -> tuple[int, int]:
        """How many candidates and seats the first line says there are."""
        words = _bare(line).split()
        if len(words) != len(("candidates", "seats")) or not all(_whole(word) for word in words):
            raise self.fault(
                number,
                "blt.first",
                "The first line says how many candidates and how many seats there are.",
                "Write two numbers, as in 5 2.",
            )
        candidates, seats = int(words[0]), int(words[1])
        if not 0 < candidates <= MOST_CANDIDATES:
            raise self.fault(
                number,
                "blt.candidates",
                "It says that {candidates} stand; from 1 to {most} are counted.",
                "Check the first number.",
                candidates=candidates,
                most=MOST_CANDIDATES,
            )
        if seats < 1:
            raise self.fault(
                number, "blt.seats", "It says that there is no seat to fill.", "Check the second number."
            )
        return candidates, seats

    def tallied(self, lines: Numbered, candidates: int) -> tuple[frozenset[int], dict[str, tuple[int, int]]]:
        """Who withdrew; and what stands on papers, with how many and the first line of it."""
        withdrawn, told = set[int](), dict[str, tuple[int, int]]()
        for number, line in lines:
            bare = _bare(line) if "#" in line else line
            if bare == "0":
                return frozenset(withdrawn), told
            if bare.startswith("-"):
                withdrawn |= {-one - 1 for one in self.withdrawals(number, bare, candidates)}
                continue
            many, *rest = bare.split(None, 1)
            marks = rest[0] if rest else ""
            if not _whole(many) or not 0 < int(many) <= MOST_PAPERS:
                raise self.fault(
                    number,
                    "blt.number",
                    "A paper begins with how many there are of it, a whole number from 1, not “{many}”.",
                    "Put it right; shares of a vote are not counted.",
                    many=many[:40],
                )
            before = told.get(marks)
            told[marks] = (int(many), number) if before is None else (before[0] + int(many), before[1])
        raise self.fault(
            0,
            "blt.end",
            "The papers do not end: a line with 0 alone is missing.",
            "Write 0 on a line after the last paper.",
        )

    def papers(
        self, told: dict[str, tuple[int, int]], candidates: int
    ) -> tuple[dict[Order, int], dict[Paper, int]]:
        """The papers, each different one read once: orders, and those with level candidates or points."""
        place = {str(n + 1): n for n in range(candidates)}
        orders, others = dict[Order, int](), dict[Paper, int]()
        for marks, (times, number) in told.items():
            words = marks.split()
            try:
                order = tuple([place[word] for word in words[:-1]])
            except KeyError:
                order = None
            if order is not None and words and words[-1] == "0" and len(set(order)) == len(order):
                orders[order] = orders.get(order, 0) + times
                continue
            paper = self.paper(number, words, candidates)
            if paper.points or any(len(rank) > 1 for rank in paper.ranks):
                others[paper] = others.get(paper, 0) + times
            else:
                order = tuple(rank[0] for rank in paper.ranks)
                orders[order] = orders.get(order, 0) + times
        return orders, others

    def withdrawals(self, number: int, line: str, candidates: int) -> Iterator[int]:
        """The numbers below zero of those who withdrew."""
        for word in line.split():
            if not (word.startswith("-") and _whole(word[1:]) and 0 < int(word[1:]) <= candidates):
                raise self.unknown(number, word, candidates)
            yield int(word)

    def paper(self, number: int, words: list[str], candidates: int) -> Paper:
        """One paper: its marks without the number of papers, up to its 0."""
        if not words or words[-1] != "0":
            raise self.fault(
                number, "blt.zero", "A paper ends with 0, and this one does not.", "Write 0 at its end."
            )
        ranks, points = list[tuple[int, ...]](), list[tuple[int, int]]()
        for word in words[:-1]:
            whose, _, given = word.partition(":")
            level = tuple(self.candidate(number, one, candidates) for one in whose.split("="))
            if given and _whole(given) and len(level) == 1:
                points.append((level[0], int(given)))
            elif ":" in word:
                raise self.fault(number, "blt.points", "“{word}” gives nobody a whole number of points.",
                                 "Write candidate:points, as in 2:5.", word=word[:40])  # fmt: skip
            else:
                ranks.append(tuple(sorted(level)))
        named = [one for rank in ranks for one in rank] + [one for one, _ in points]
        if len(set(named)) != len(named):
            raise self.fault(number, "blt.twice", "A paper names one candidate twice.", "Name each once.")
        if ranks and points:
            raise self.fault(
                number, "blt.mixed", "A paper has preferences and points.", "Write one or the other."
            )
        return Paper(tuple(ranks), tuple(sorted(points)))

    def candidate(self, number: int, word: str, candidates: int) -> int:
        """A candidate by the number written, counted from 0."""
        if word == "0":
            raise self.fault(
                number, "blt.zero", "A 0 stands within a paper.", "Write each paper on a line of its own."
            )
        if not _whole(word) or not 0 < int(word) <= candidates:
            raise self.unknown(number, word, candidates)
        return int(word) - 1

    def unknown(self, number: int, word: str, candidates: int) -> InputFault:
        """The fault of somebody who does not stand."""
        return self.fault(
            number,
            "blt.unknown",
            "“{word}” is none of the candidates, who are numbered from 1 to {candidates}.",
            "Put the number right, or the number of candidates in the first line.",
            word=word[:40],
            candidates=candidates,
        )

    def names(
        self, lines: Numbered, candidates: int, exactly: Mapping[int, str]
    ) -> tuple[tuple[str, ...], str]:
        """The names of the candidates, and the title, where there is one.

        `exactly` says of them how they are written but for quotes and spaces; what else it says is not heard.
        """
        numbered = list(lines)
        last = numbered[-1][0] if numbered else 0
        read = [name for _, line in numbered for name in _unquoted(line)]
        told = [_exact(name, exactly.get(n)) for n, name in enumerate(read, 1)]
        if len(told) not in (candidates, candidates + 1):
            raise self.fault(
                last,
                "blt.names" if len(told) < candidates else "blt.more",
                "There are {candidates} candidates, and {names} names; after them comes a title at most.",
                "Write one name for each candidate, in their order, and the title last.",
                candidates=candidates,
                names=len(told),
            )
        names = tuple(told[:candidates])
        if len(set(names)) != len(names) or not all(names):
            raise self.fault(last, "blt.same", "Two candidates have one name, or one has none.",
                             "Give each a name of their own.")  # fmt: skip
        return names, told[candidates] if len(told) > candidates else ""


def _whole(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS


def _bare(line: str) -> str:
    """A line of numbers without a remark at its end."""
    return line.partition("#")[0].strip()


def _unquoted(line: str) -> list[str]:
    """The names on a line: in quotes, with a quote within doubled; a line without any is one name."""
    found = [match[1].replace('""', '"').strip() for match in _QUOTED.finditer(line)]
    rest = _QUOTED.sub("", line).strip()
    if found and (not rest or rest.startswith("#")):
        return found
    return [line[1:-1].strip() if line.startswith('"') and line.endswith('"') else line.strip()]


def _exact(name: str, exactly: str | None) -> str:
    return exactly if exactly is not None and _readable(exactly) == name else name
