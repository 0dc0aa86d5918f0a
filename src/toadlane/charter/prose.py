"""Prose of a charter as HTML: Markdown without raw HTML or pictures, cleaned once more at the end."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KEPT = 8192
HIGHEST_HEADING = 3
TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# “Article 9”, but not “Article 9 of the Civil Code”, in any language that writes a word and a number.
_CITED = re.compile(r"\b(?P<word>[^\W\d_]{3,})\s(?P<number>[1-9]\d{0,4})\b(?!\s(?:of|de|du|del|des|der)\s)")


@lru_cache(maxsize=KEPT)
def as_html(prose: str, words: frozenset[str] = frozenset()) -> SafeString:
    """Prose as HTML; `words` are those that headings of this charter cite by, such as “article”."""
    drawn = _MARKDOWN.render(prose, {"words": words})
    clean = nh3.clean(
        drawn, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )
    return mark_safe(clean)  # noqa: S308 — cleaned in the line above


class _Prose(RendererHTML):
    """The ordinary renderer, which also links what cites an article of the same charter."""

    def text(self, tokens: Sequence[Token], idx: int, _options: Any, env: MutableMapping[str, Any]) -> str:
        """Words of the prose; inside a link they stay as they are."""
        token = tokens[idx]
        written = escapeHtml(token.content)
        return written if _IN_LINK in token.meta else _CITED.sub(lambda found: _linked(found, env), written)


def _linked(found: re.Match[str], env: MutableMapping[str, Any]) -> str:
    if found["word"].lower() not in env["words"]:
        return found.group()
    return f'<a href="#article-{found["number"]}">{found.group()}</a>'


def _mark(state: StateCore) -> None:
    """Headings stand below their article's own; words that are linked already are not linked again."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{max(HIGHEST_HEADING, int(token.tag[1]))}"
        depth = 0
        for inner in token.children or []:
            depth += inner.nesting if inner.type in {"link_open", "link_close"} else 0
            if depth:
                inner.meta[_IN_LINK] = True


_IN_LINK = "in-link"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Prose)
_MARKDOWN.enable(["table", "strikethrough"]).disable("image")
_MARKDOWN.core.ruler.push("mark", _mark)
