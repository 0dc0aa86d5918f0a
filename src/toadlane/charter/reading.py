"""The charter as a page reads it: prose as HTML, rules beside it, and which amendment put them there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.utils.safestring import SafeString

from bylaws.charter.amendments import Amendment, Standing
from bylaws.charter.charter import Charter
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.front import Front
from bylaws.charter.lineage import Origin
from bylaws.charter.rules import Rule
from bylaws.charter.words import plain, plain_front
from toadlane.charter.lineage import Lineage, of_article, of_texts
from toadlane.charter.models import BASE
from toadlane.charter.prose import Citing, as_html, citing
from toadlane.charter.reads import Digests, parsed
from toadlane.coops.models import Coop
from toadlane.ui.languages import rules_language

KEPT = 64


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule: what it says in plain words, which day's text of it holds, and as it is written."""

    kind: str
    name: str | None
    says: tuple[str, ...]
    governed: str
    toml: str


@dataclass(frozen=True, slots=True)
class TextShown:
    """One adopted text; `state` is base, holds, later or replaced."""

    name: str
    digest: str
    adopted: dt.date
    from_day: dt.date
    by: str
    state: str
    settles: tuple[int, ...]
    repeals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """One article; `amended` is the amendment that put it there, None where it stands as first adopted."""

    number: int
    citation: str
    html: SafeString
    rules: tuple[RuleShown, ...]
    amended: TextShown | None
    lineage: Lineage | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The charter of one day; `days` are those on which it changes, `since` the last of them by then."""

    day: dt.date
    front: Front
    who: tuple[str, ...]
    preamble: SafeString
    articles: tuple[ArticleShown, ...]
    texts: tuple[TextShown, ...]
    days: tuple[dt.date, ...]
    since: dt.date


def reading(coop: Coop, digests: Digests, day: dt.date) -> Reading:
    """The charter of a day; asks the database only for texts that were not read before."""
    return _reading(coop.pk, digests, day, rules_language())


def unadopted(
    charter: Charter, origins: Iterable[Origin] = ()
) -> tuple[tuple[str, ...], SafeString, tuple[ArticleShown, ...]]:
    """A text nobody has adopted yet, as its readers will see it: who, preamble, articles."""
    language = rules_language()
    held = charter.on(charter.base_front.starts())
    cites = citing(charter, held.day)
    known = {BASE: {origin.number: origin for origin in origins}}
    articles = tuple(
        replace(
            _article(standing, cites, {}, language), lineage=of_article(charter, standing, held.day, known)
        )
        for standing in held.standing
    )
    return tuple(plain_front(held.front, language)), as_html(charter.base.preamble, cites), articles


@lru_cache(maxsize=KEPT)
def _reading(coop: UUID, digests: Digests, day: dt.date, language: str) -> Reading:
    charter = parsed(coop, digests)
    held = charter.on(day)
    texts = _texts(charter, dict(digests), day)
    by_name = {text.name: text for text in texts[1:]}
    cites = citing(charter, day)
    days = tuple(sorted({text.from_day for text in texts}))
    origins = of_texts(coop, digests)
    return Reading(
        day=day,
        front=held.front,
        who=tuple(plain_front(held.front, language)),
        preamble=as_html(charter.base.preamble, cites),
        articles=tuple(
            replace(
                _article(standing, cites, by_name, language),
                lineage=of_article(charter, standing, day, origins),
            )
            for standing in held.standing
        ),
        texts=texts,
        days=days,
        since=max(change for change in days if change <= day),
    )


def _article(standing: Standing, cites: Citing, by_name: dict[str, TextShown], language: str) -> ArticleShown:
    article = standing.article
    return ArticleShown(
        article.number,
        article.citation,
        as_html(article.prose, cites),
        _rules(standing, language),
        by_name.get(article.where),
    )


def _rules(standing: Standing, language: str) -> tuple[RuleShown, ...]:
    """Each rule beside the fence it was read from."""
    pairs = zip(standing.rules, standing.article.fences, strict=True)
    return tuple(_rule(rule, fence.toml, language) for rule, fence in pairs)


def _rule(rule: Rule[RuleModel], toml: str, language: str) -> RuleShown:
    *says, holds = plain(rule, language)
    return RuleShown(rule.kind, rule.name, tuple(says), holds, toml)


def _texts(charter: Charter, digests: dict[str, str], day: dt.date) -> tuple[TextShown, ...]:
    front = charter.base_front
    starts = front.starts()
    base = TextShown(BASE, digests[BASE], front.adopted or starts, starts, "", "base", (), ())
    return (base, *(_amendment(one, charter, digests[one.name], day) for one in charter.amendments))


def _amendment(one: Amendment, charter: Charter, digest: str, day: dt.date) -> TextShown:
    says = one.says
    settles = tuple(sorted(one.touches - {0, *says.repeals}))
    state = "later" if says.from_day > day else "holds"
    if one.touches <= _settled_after(one, charter, day):
        state = "replaced"
    return TextShown(
        one.name, digest, says.adopted, says.from_day, says.by, state, settles, tuple(sorted(says.repeals))
    )


def _settled_after(one: Amendment, charter: Charter, day: dt.date) -> frozenset[int]:
    """Articles that amendments adopted later have settled anew by a day, or took from it for good."""
    later = charter.amendments[charter.amendments.index(one) + 1 :]
    taking = [other for other in later if other.says.from_day <= day or one.name in other.says.supersedes]
    return frozenset(number for other in taking for number in other.touches)
