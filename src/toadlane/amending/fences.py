"""The rules within an article's text: where each fence stands, and another one in its place."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.charter.drafting import EMPTY_FRONT
from bylaws.charter.text import RULE_FENCE, read_text

BEFORE = EMPTY_FRONT.count("\n")


@dataclass(frozen=True, slots=True)
class Fenced:
    """One rule as it is written; `line` is that of its opening fence in the text, counted from 1."""

    toml: str
    line: int


def fences(source: str) -> list[Fenced]:
    """Every rule of a text, in order; a fence that is never closed is none."""
    text = read_text(EMPTY_FRONT + source, where="", faults=[])
    return [Fenced(one.toml, one.line - BEFORE) for article in text.articles for one in article.fences]


def with_rule(source: str, nth: int, toml: str) -> str:
    """The text with other words in one of its fences; everything else to the letter."""
    old = fences(source)[nth]
    lines = source.split("\n")
    lines[old.line : old.line + old.toml.count("\n") + 1] = toml.rstrip("\n").split("\n")
    return "\n".join(lines)


def and_rule(source: str, toml: str) -> str:
    """The text with one more rule at its end."""
    return f"{source.rstrip()}\n\n```{RULE_FENCE}\n{toml.rstrip()}\n```\n"
