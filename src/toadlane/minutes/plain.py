"""Words for a file of Markdown: what was typed keeps its lists and stress, and steers nothing else."""

from __future__ import annotations

import re
from typing import Final

from bylaws.charter.printing.tree import neutral

LEADS_AWAY: Final = r"(?:https?|mailto):"
BEGINS: Final = r"^((?:[ \t>]|[-*+] |\d{1,9}[.)] )*)"
"""What may stand before a heading, a line across or a fence: each is one in a list or a quotation too."""
STEERS: Final = (
    (re.compile(BEGINS + r"(#{1,6}(?:\s|$)|=+\s*$|```|~~~)", re.MULTILINE), r"\1\\\2"),
    (re.compile(r"^([ \t>]*)(-+\s*$)", re.MULTILINE), r"\1\\\2"),
    (re.compile(r"!\["), r"!\\["),
    (re.compile(rf"\]\((?!\s*{LEADS_AWAY})", re.IGNORECASE), r"]\\("),
    (
        re.compile(BEGINS + rf"(\[[^\]]{{0,999}}\]:)(?!\s*{LEADS_AWAY})", re.MULTILINE | re.IGNORECASE),
        r"\1\\\2",
    ),
)
"""Headings, fences and lines that would begin another part or end this one; pictures; other addresses."""
MARKS: Final = re.compile(r"[<#*`\[]")


def typed(source: str) -> str:
    """Markdown that somebody typed, as part of a file: tags are shown, not carried out."""
    words = neutral_lines(source).replace("<", "\\<")
    for sign, instead in STEERS:
        words = sign.sub(instead, words)
    return words


def flat(words: str) -> str:
    """Words that are no Markdown, in one line."""
    return MARKS.sub(r"\\\g<0>", neutral(words))


def neutral_lines(source: str) -> str:
    """Words without signs that would turn a line around or that no file can hold."""
    return "\n".join(neutral(line) for line in source.splitlines())
