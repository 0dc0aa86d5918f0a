"""Terms that a charter defines: “Member” means …, the Wyrd Press Collective (the “Press”), - **Quorum**: …"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from bylaws.charter.references import without_code

KEPT = 4096
LONGEST_SENTENCE = 600
_TERM = (
    r"(?:(?:\*\*|__)?[“\"«]\s?(?:\*\*|__)?(?P<quoted>[^\W_][^”\"»*_\n]{0,60}?)(?:\*\*|__)?\s?[”\"»](?:\*\*|__)?"
    r"|(?:\*\*|__)(?P<bold>[^\W_][^*_\n]{0,60}?)(?:\*\*|__))"
)
_MEANS = (
    r"(?:means?|shall\s+mean|(?:is|are)\s+defined\s+as|refers?\s+to|has\s+the\s+meaning"
    r"|significan?|quiere\s+decir|se\s+define[n]?\s+como|se\s+entiende[n]?|se\s+refiere[n]?\s+a|designan?"
    r"|désignent|désigne|signifient|signifie|veut\s+dire|s['’]entend(?:ent)?)\b"
)
_DEFINING = re.compile(rf"{_TERM},?\s+{_MEANS}", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:by|por|par)\s+{_TERM},?\s+"
    r"(?:we\s+mean|is\s+meant|entendemos|se\s+entienden?|(?:on|nous)\s+(?:entend(?:ons)?|désigne))\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\((?:hereinafter\s+|hereafter\s+|en\s+adelante,?\s+|ci-après\s+)?"
    rf"(?:the\s+|el\s+|la\s+|los\s+|las\s+|le\s+|les\s+|l['’]\s?)?(?:{_TERM})\)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^\s{0,8}[-*+]\s+(?:\*\*|__)(?P<bold>[^\W_][^*_\n]{0,60}?)(?:\s?[:.](?:\*\*|__)|(?:\*\*|__)\s?[:—–-])\s"
    r"(?P<quoted>(?!))?",
    re.MULTILINE,
)
_EDGE = re.compile(
    r"\n[ \t]*\n|\n(?=\s{0,8}(?:[-+*]|\d{1,9}[.)])\s)"
    r"|(?<=[.!?…])[”\"»)]?\s+(?=[“\"«(*_]*[A-ZÀ-ÞЀ-Я¿¡])"
)
_MARKUP = re.compile(r"^\s*(?:[-+*]|\d{1,9}[.)]|>|#{1,6})\s+|\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with the sentence that defines it; `at` is where the term stands in the prose."""

    term: str
    sentence: str
    at: int


@lru_cache(maxsize=KEPT)
def definitions(prose: str) -> tuple[Definition, ...]:
    """Every term that a piece of prose defines, in its order.

    A term stands in quotes or in bold before a word such as “means”, after “by”, in brackets as the
    “Name”, or in bold at the head of an item of a list. What is merely stressed defines nothing.
    """
    clear = without_code(prose)
    edges = [0, *(edge.end() for edge in _EDGE.finditer(prose)), len(prose)]
    found: dict[int, Definition] = {}
    for pattern in (_DEFINING, _BY, _IN_BRACKETS, _LISTED):
        for match in pattern.finditer(clear):
            name = "bold" if match["bold"] else "quoted"
            if name == "quoted" and pattern is _IN_BRACKETS and not match["quoted"][0].isupper():
                continue
            at, term = match.start(name), " ".join(match[name].split()).rstrip(" ,.;:")
            found.setdefault(at, Definition(term, _sentence(prose, edges, at), at))
    return tuple(found[at] for at in sorted(found))


def same(term: str) -> str:
    """What two spellings of one term have in common."""
    return term.casefold()


def uses(terms: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of the terms, as one or many; None where there are none.

    A term written with a capital letter is found only so; any other also where a sentence begins.
    """
    if not terms:
        return None
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_as_used, longest_first))})(?:e?s)?(?!\w)")


def _as_used(term: str) -> str:
    first, rest = term[0], r"\s+".join(map(re.escape, term[1:].split(" ")))
    return (re.escape(first) if first.isupper() else f"[{re.escape(first)}{re.escape(first.upper())}]") + rest


def _sentence(prose: str, edges: list[int], at: int) -> str:
    """The sentence around a place, as plain words; `edges` are where sentences begin, and the end."""
    nth = bisect_right(edges, at)
    written = prose[edges[nth - 1] : edges[nth]][: 2 * LONGEST_SENTENCE]
    plain = _MARKUP.sub("", _LINK.sub(r"\1", written))
    return " ".join(plain.split())[:LONGEST_SENTENCE]
