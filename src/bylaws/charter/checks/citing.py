"""Prose: what it cites stands, and no term is defined twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bylaws.charter.checks.finding import Finding, Spot, Version
from bylaws.charter.defined import Definition, definitions, same
from bylaws.charter.references import Cited, Whereto, citations, citing_words, leads_to, own_sections, short
from bylaws.charter.text import Article, Text

KEPT = 8


def references(version: Version) -> Iterator[Finding]:
    """Each article that prose cites stands, under that number, and has the section if it numbers any."""
    words = citing_words(version.held.standing)
    leads = leads_to(version.charter, version.held.day)
    articles = {one.article.number: one.article for one in version.held.standing}
    for article in articles.values():
        for one in citations(article.prose, words):
            if one.number is not None:
                yield from _reference(version, article, one, leads.get(one.number), articles)


def _reference(
    version: Version, article: Article, one: Cited, where: Whereto | None, articles: dict[int, Article]
) -> Iterator[Finding]:
    given = " ".join(article.prose[one.start : one.end].split())
    if where is None:
        yield _spot(version, article, one.start).odd(
            "“{given}” cites article {number}, and there is no such article.",
            code="reference.absent",
            next_step="Write the number that is meant; if it is of a law, say which: “Article 9 of the Act”.",
            given=given,
            number=one.number,
        )
        return
    cited = articles[where.number]
    if where.renumbered:
        yield _spot(version, article, one.start).odd(
            "“{given}” cites article {number}, which is now {now}.",
            code="reference.renumbered",
            next_step="Write “{now}” when this article is next amended; until then it is led there.",
            given=given,
            number=one.number,
            now=short(cited.citation),
        )
    sections = own_sections(cited.prose) if one.section is not None else frozenset[int]()
    if sections and one.section not in sections:
        yield _spot(version, article, one.start).odd(
            "“{given}” cites section {section}, and {cited} has none of that number.",
            code="reference.section",
            next_step="Its sections are {known}.",
            given=given,
            section=one.section,
            cited=short(cited.citation),
            known=", ".join(map(str, sorted(sections))),
        )


def terms(version: Version) -> Iterator[Finding]:
    """Each term is defined once."""
    met: dict[str, Article] = {}
    for standing in version.held.standing:
        for one in definitions(standing.article.prose):
            first = met.setdefault(same(one.term), standing.article)
            if first is not standing.article or _again(one, first):
                yield _spot(version, standing.article, one.at).odd(
                    "“{term}” is defined twice; first in {first}.",
                    code="term.twice",
                    next_step="Let one definition stand, and use the term elsewhere.",
                    term=one.term,
                    first=short(first.citation),
                )


def _again(one: Definition, article: Article) -> bool:
    """Whether an article defines a term that it has defined before."""
    return any(
        same(other.term) == same(one.term) and other.at < one.at for other in definitions(article.prose)
    )


def _spot(version: Version, article: Article, at: int) -> Spot:
    """The line of a place in an article's prose, which has no rules in it and is a part of its file."""
    lines = _lines(_text(version, article).source)
    line = article.line
    for words in article.prose[: article.prose.find("\n", at) % (len(article.prose) + 1)].split("\n"):
        line = next(n for n in range(line, len(lines)) if lines[n].strip() == words.strip()) + 1
    return Spot(article.citation, f"{article.where}:{line}")


@lru_cache(maxsize=KEPT)
def _lines(source: str) -> list[str]:
    return source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _text(version: Version, article: Article) -> Text:
    """The text an article stands in."""
    amendments = (one.text for one in version.charter.amendments)
    return next((text for text in amendments if text.where == article.where), version.charter.base)
