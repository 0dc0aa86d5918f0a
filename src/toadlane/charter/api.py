"""The charter as JSON: what holds on a day, in Markdown and TOML as it was adopted."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from toadlane.charter import reads
from toadlane.charter.past import versions
from toadlane.charter.reading import RuleShown, TextShown, reading
from toadlane.coops.access import place_for
from toadlane.coops.api import Day

router = Router()


class RuleOut(Schema):
    """One rule: its kind, its name if it has one, in plain words (by Accept-Language), and as TOML."""

    kind: str
    name: str | None
    plain: list[str]
    toml: str


class ArticleOut(Schema):
    """One article: its heading is its citation, its prose Markdown."""

    number: int
    citation: str
    prose: str
    rules: list[RuleOut]
    amended_by: str | None


class TextOut(Schema):
    """One adopted text; `state` is base, holds, later or replaced, as of the day asked for."""

    name: str
    sha256: str
    adopted_on: dt.date
    takes_effect_on: dt.date
    decision: str
    settles: list[int]
    repeals: list[int]
    state: str


class CharterOut(Schema):
    """The charter of one day."""

    name: str
    on: dt.date
    since: dt.date
    articles: list[ArticleOut]
    texts: list[TextOut]


class StretchOut(Schema):
    """Words that stayed, came or went: `kind` is same, added or removed."""

    kind: str
    text: str


class RuleThenOut(Schema):
    """One rule of a version, sentence by sentence (by Accept-Language)."""

    kind: str
    name: str | None
    sentences: list[StretchOut]


class VersionOut(Schema):
    """One version of an article; `until` is the first day it no longer holds, `prose` what changed in it."""

    from_day: dt.date
    until: dt.date | None
    state: str
    stands: bool
    citation: str
    amendment: str
    decision: str
    adopted_on: dt.date
    prose: list[StretchOut]
    rules: list[RuleThenOut]


@router.get("", response=CharterOut, auth=None, summary="The charter in force on a day")
def read_charter(request: HttpRequest, coop: Path[str], on: Query[Day | None] = None) -> CharterOut:
    """Today's without `on`; before its first day there is none. Open to whom its openness article says."""
    place = place_for(request, coop)
    place.require_class("charter")
    digests = reads.digests_of(place.coop)
    charter = reads.parsed(place.coop.pk, digests)
    day = on or charter.day_or_first(place.moment.day)
    held = charter.on(day)
    shown = reading(place.coop, digests, day)
    return CharterOut(
        name=held.front.name,
        on=day,
        since=shown.since,
        articles=[
            ArticleOut(
                number=article.number,
                citation=article.citation,
                prose=standing.article.prose,
                rules=[as_rule(rule) for rule in article.rules],
                amended_by=article.amended.name if article.amended else None,
            )
            for article, standing in zip(shown.articles, held.standing, strict=True)
        ],
        texts=[as_out(text) for text in shown.texts],
    )


@router.get(
    "/articles/{int:number}/history",
    response=list[VersionOut],
    auth=None,
    summary="Every version of an article",
)
def read_history(request: HttpRequest, coop: Path[str], number: Path[int]) -> list[VersionOut]:
    """The latest first, each against the one before; also what is adopted and still to come."""
    place = place_for(request, coop)
    place.require_class("charter")
    return [
        VersionOut(
            from_day=one.first,
            until=one.last and one.last + dt.timedelta(days=1),
            state=one.state,
            stands=one.stands,
            citation=one.citation,
            amendment=one.by,
            decision=one.decision,
            adopted_on=one.adopted,
            prose=[StretchOut(kind=stretch.kind, text=stretch.text) for stretch in one.prose],
            rules=[
                RuleThenOut(
                    kind=rule.kind,
                    name=rule.name,
                    sentences=[StretchOut(kind=said.kind, text=said.text) for said in rule.sentences],
                )
                for rule in one.rules
            ],
        )
        for one in versions(reads.charter_of(place.coop), number, place.moment.day)
    ]


def as_rule(rule: RuleShown) -> RuleOut:
    """A rule, its last sentence saying which day's text of it holds."""
    return RuleOut(kind=rule.kind, name=rule.name, plain=[*rule.says, rule.governed], toml=rule.toml)


def as_out(text: TextShown) -> TextOut:
    """An adopted text; the text itself is at its page's address."""
    return TextOut(
        name=text.name,
        sha256=text.digest,
        adopted_on=text.adopted,
        takes_effect_on=text.from_day,
        decision=text.by,
        settles=list(text.settles),
        repeals=list(text.repeals),
        state=text.state,
    )
