"""Prose of a charter as HTML: Markdown without raw HTML or pictures, cleaned once more at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bylaws.charter.charter import Charter
from bylaws.charter.printing.nesting import bounded
from bylaws.charter.references import citations, cited, citing_words, leads_to

KEPT = 8192
HIGHEST_HEADING = 3
TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


Leads = tuple[tuple[int, int], ...]
"""By a number that a piece of prose cites, the article it means today."""


@dataclass(frozen=True, slots=True)
class Citing:
    """How a charter's prose cites its articles: by which words, and where each number leads on a day."""

    words: frozenset[str] = frozenset()
    leads: Mapping[int, int] = field(default_factory=dict)


def citing(charter: Charter, day: dt.date) -> Citing:
    """How the prose in force on a day cites; a number that no article has any more leads nowhere."""
    leads = {number: whereto.number for number, whereto in leads_to(charter, day).items()}
    return Citing(citing_words(charter.on(day).standing), leads)


def as_html(prose: str, citing: Citing = Citing()) -> SafeString:
    """Prose as HTML, in which what cites an article that stands is a link to it."""
    numbers = {one.number or 0 for one in citations(prose, citing.words)} if citing.leads else set[int]()
    leads = tuple((number, citing.leads[number]) for number in sorted(numbers & citing.leads.keys()))
    return _kept(prose, citing.words, leads)


def as_html_once(prose: str) -> SafeString:
    """The same without links to articles, and nothing of it is kept: for what may have to be erased."""
    return _drawn(prose, frozenset(), ())


@lru_cache(maxsize=KEPT)
def _kept(prose: str, words: frozenset[str], leads: Leads) -> SafeString:
    return _drawn(prose, words, leads)


def _drawn(prose: str, words: frozenset[str], leads: Leads) -> SafeString:
    drawn = _MARKDOWN.render(prose, {"words": words, "leads": dict(leads)})
    clean = nh3.clean(
        drawn, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )
    return mark_safe(clean)  # noqa: S308 — cleaned in the line above


class _Prose(RendererHTML):
    """The ordinary renderer, which also links what cites an article of the same charter."""

    def text(self, tokens: Sequence[Token], idx: int, _options: Any, env: MutableMapping[str, Any]) -> str:
        """Words of the prose; inside a link they stay as they are."""
        token = tokens[idx]
        return escapeHtml(token.content) if _IN_LINK in token.meta else _linked(token.content, env)


def _linked(text: str, env: MutableMapping[str, Any]) -> str:
    """Text in which citations of articles that stand are links to them."""
    found, done = "", 0
    for one in cited(text, env["words"]) if env["leads"] else ():
        target = env["leads"].get(one.number)
        if target is not None:
            words = escapeHtml(text[one.start : one.end])
            found += f'{escapeHtml(text[done : one.start])}<a href="#article-{target}">{words}</a>'
            done = one.end
    return found + escapeHtml(text[done:])


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
_MARKDOWN = bounded(MarkdownIt("commonmark", {"html": False}, renderer_cls=_Prose))
_MARKDOWN.enable(["table", "strikethrough"]).disable("image")
_MARKDOWN.core.ruler.push("mark", _mark)
