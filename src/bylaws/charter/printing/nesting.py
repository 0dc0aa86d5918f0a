"""Markdown whose quotes and lists go so deep and no deeper, and in which no word is lost by it."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block

DEEPEST = 24
"""A quote is one deeper than what it stands in, a list with its items two."""
Rule = Callable[[StateBlock, int, int, bool], bool]


def bounded(markdown: MarkdownIt) -> MarkdownIt:
    """The same reader of Markdown, which leaves deeper signs of quotes and lists as they are written.

    Its own way is to leave out all that is deeper: adopted words that no page and no paper would show.
    """
    markdown.options["maxNesting"] = 2 * DEEPEST
    ends = ["paragraph", "reference", "blockquote"]
    markdown.block.ruler.at("blockquote", _so_deep(blockquote), {"alt": [*ends, "list"]})
    markdown.block.ruler.at("list", _so_deep(list_block), {"alt": ends})
    return markdown


def _so_deep(rule: Rule) -> Rule:
    def bounded_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
        return state.level < DEEPEST and rule(state, first, last, silent)

    return bounded_rule
