"""The tree of reasons behind a figure, drawn as lists that open in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from bylaws.kernel.reasons import Reason
from bylaws.words.tell import tell
from toadlane.ui import figures
from toadlane.ui.languages import rules_language

ARTICLE_PAGE = "charter:article"
"""The URL name of one article's page; it takes the co-op's slug and the article's number."""

_NUMBER = re.compile(r"\d+")


class Told(Protocol):
    """A reason in words: its sentence, the article it stands on, and the reasons below it."""

    @property
    def sentence(self) -> str: ...
    @property
    def article(self) -> str | None: ...
    @property
    def parts(self) -> Sequence[Told]: ...


def told(reason: Told | Reason, currency: str) -> Told:
    """A reason in the reader's language; one that is in words already stays as it is."""
    if not isinstance(reason, Reason):
        return reason
    return tell(
        reason,
        language=rules_language(),
        writing=figures.Local(),
        currency=currency,
    )


class ArticleLinks:
    """Turns “Article 9 — Surplus” into a link, once for each article on the page."""

    def __init__(self, slug: str | None) -> None:
        self._slug = slug
        self._drawn: dict[str, SafeString] = {}

    def __call__(self, article: str | None) -> SafeString:
        if not article:
            return SafeString("")
        if article not in self._drawn:
            self._drawn[article] = self._draw(article)
        return self._drawn[article]

    def _draw(self, article: str) -> SafeString:
        url = self._url(article)
        if url is None:
            return format_html('<span class="article">{}</span>', article)
        return format_html('<a class="article" href="{}">{}</a>', url, article)

    def _url(self, article: str) -> str | None:
        number = _NUMBER.search(article)
        if self._slug is None or number is None:
            return None
        try:
            return reverse(ARTICLE_PAGE, args=[self._slug, number.group()])
        except NoReverseMatch:
            return None


def tree(reasons: Iterable[Told], link: ArticleLinks, *, is_open: bool = False) -> SafeString:
    """Reasons as a nested list: a reason with parts opens, a fact stands as it is."""
    items = "".join(_item(reason, link, is_open=is_open) for reason in reasons)
    return mark_safe(f'<ul class="reasons">{items}</ul>')  # noqa: S308 - every item is escaped


def _item(reason: Told, link: ArticleLinks, *, is_open: bool) -> str:
    words, cited = conditional_escape(reason.sentence), link(reason.article)
    if not reason.parts:
        return f'<li><span class="leaf">{words}</span>{cited}</li>'
    state = " open" if is_open else ""
    # The list stands beside its fold, not in it, so that the link to the article is in neither.
    below = tree(reason.parts, link)
    return f"<li><details{state}><summary>{words}</summary></details>{cited}{below}</li>"
