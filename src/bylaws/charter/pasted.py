"""What comes along when text is pasted from elsewhere, and what a reader would not see in a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bylaws.kernel.faults import Fault, InputFault

OTHER_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""They make words read in another order than they are written."""
UNSEEN = "\u00ad\u200b\u2060\ufeff"
_OTHER_DIRECTION = re.compile(f"[{OTHER_DIRECTION}]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKUP = re.compile(r"<(?P<tag>script|style|iframe|object|embed|img|svg|form|input|on\w+)\b", re.IGNORECASE)
_LINK = re.compile(r"\[[^\]\n]{0,200}\]\(\s*(?P<to>[^)\s]{0,2000})[^)\n]{0,200}\)")
_REACHES = re.compile(r"(?:https?://[^/\s]+\.[^/\s]+|mailto:[^@\s]+@[^@\s]+)", re.IGNORECASE)
_WITHIN = re.compile(r"#article-(?P<number>[1-9][0-9]{0,4})\Z")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_BULLET = re.compile(r"^(?P<space>\s*)[•◦▪‣·●○■–][\t \u00a0]+(?=\S)")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "″": '"'})
_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u202f", " "))


@dataclass(frozen=True, slots=True)
class Odd:
    """One thing about a line of a text: whether it stands in the way, and what it is."""

    fault: Fault
    serious: bool


def oddities(text: str, *, where: str, numbers: frozenset[int]) -> Iterator[Odd]:
    """What stands in a text that a reader would not see, or that leads nowhere; by line.

    `numbers` are the articles there are, for links such as `#article-9`.
    """
    for line, words in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        at = f"{where}:{line}"
        if _OTHER_DIRECTION.search(words):
            yield Odd(_turned(at), serious=True)
        if _CONTROL.search(words):
            yield Odd(_control(at), serious=True)
        markup = _MARKUP.search(words)
        if markup:
            yield Odd(_markup(markup["tag"], at), serious=False)
        for link in _LINK.finditer(words):
            if not _leads(link["to"], numbers):
                yield Odd(_nowhere(link["to"], at), serious=False)
    if cleaned(text) != text:
        yield Odd(_pasted(where), serious=False)


def cleaned(text: str) -> str:
    """The text without what a word processor leaves in it: odd spaces, bullets, unseen marks.

    Curly quotes stay in prose and become straight within the fences of rules, where nothing else is read.
    """
    inside = False
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        fence = _FENCE.match(line)
        said = line.translate(dict.fromkeys(map(ord, UNSEEN))).translate(_SPACES).rstrip()
        if inside and not fence:
            said = said.translate(_CURLY)
        elif not inside:
            said = _BULLET.sub(r"\g<space>- ", said)
        inside = inside != bool(fence)
        lines.append(said if said != line.rstrip(" ") else line)
    return "\n".join(lines)


def _leads(to: str, numbers: frozenset[int]) -> bool:
    within = _WITHIN.match(to)
    return int(within["number"]) in numbers if within else bool(_REACHES.match(to))


def _turned(where: str) -> Fault:
    return InputFault(
        "The line holds marks that make words read in another order than they are written.",
        code="pasted.direction",
        next_step="Type the line anew: right-to-left writing needs no such marks here.",
        where=where,
    )


def _control(where: str) -> Fault:
    return InputFault(
        "The line holds control characters, which nobody can read.",
        code="pasted.control",
        next_step="Type the line anew.",
        where=where,
    )


def _markup(tag: str, where: str) -> Fault:
    return InputFault(
        "“<{tag}” is not carried out: it will stand in the text as it is written.",
        code="pasted.markup",
        next_step="Leave it out, or write it as Markdown.",
        where=where,
        tag=tag,
    )


def _nowhere(to: str, where: str) -> Fault:
    return InputFault(
        "The link to “{to}” leads nowhere.",
        code="pasted.link",
        next_step="Write a whole address, with https:// before it, or “#article-9” for an article here.",
        where=where,
        to=to[:80],
    )


def _pasted(where: str) -> Fault:
    return InputFault(
        "The text holds spaces, bullets or quotes as a word processor writes them.",
        code="pasted.word-processor",
        next_step="Look at the cleaned text, and take it if it says the same.",
        where=f"{where}:1",
    )
