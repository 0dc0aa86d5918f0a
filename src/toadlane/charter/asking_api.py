"""Questions to the charter over HTTP: answers, matters, and the way one goes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from bylaws.charter.asking import LONGEST
from bylaws.charter.charter import InForce
from toadlane.charter import asking, reads
from toadlane.charter.findings import all_findings
from toadlane.coops.access import Place, place_for
from toadlane.coops.api import participant_at
from toadlane.sheets import amounts
from toadlane.ui.faults import told

router = Router()
Question = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class AnswerOut(Schema):
    """One answer, the best first: a matter, a rule or an article; `articles` are what it stands on."""

    title: str
    says: list[str]
    articles: list[str]
    matter: str | None


class MatterOut(Schema):
    """A matter and who decides it, up to which amount where it turns on one."""

    matter: str
    words: str
    who: list[str]
    article: str
    turns_on_amount: bool


class WayStepOut(Schema):
    """One rule on the way: its name, by when it answers, and what it says."""

    rule: str
    when: str
    plain: list[str]
    article: str


class WayOut(MatterOut):
    """The way of a matter that is raised today, and what becomes of it if nobody answers."""

    steps: list[WayStepOut]
    silence: str
    earliest: dt.date
    latest: dt.date | None
    articles: list[str]


@router.get("/answers", response=list[AnswerOut], auth=None, summary="What the charter answers a question")
def ask_charter(request: HttpRequest, coop: Path[str], q: Query[Question]) -> list[AnswerOut]:
    """In one's own words, in the language of Accept-Language; empty where nothing answers."""
    _, held = _held(request, coop)
    return [
        AnswerOut(
            title=one.title, says=list(one.says), articles=list(one.articles), matter=one.matter or None
        )
        for one in asking.answers(held, q)
    ]


@router.get("/matters", response=list[MatterOut], auth=None, summary="Every matter, and who decides it")
def list_matters(request: HttpRequest, coop: Path[str]) -> list[MatterOut]:
    """Those the charter names, then the published ones that go where the rest goes."""
    _, held = _held(request, coop)
    return [MatterOut(**_matter(one)) for one in asking.matters(held)]


@router.get("/matters/{slug:matter}", response=WayOut, auth=None, summary="The way a matter goes")
def read_matter(
    request: HttpRequest, coop: Path[str], matter: Path[str], amount: Query[str | None] = None
) -> WayOut:
    """As if it were raised today. Where who decides turns on the amount, give it, such as 800.00."""
    place, held = _held(request, coop)
    found = asking.where(held, matter)
    walk = asking.walk(held, matter, amounts.exact(amount, place.coop.currency) if amount else None)
    way = walk.explained.value
    steps = [
        WayStepOut(rule=one.rule, when=one.when, plain=list(one.says), article=one.article)
        for one in walk.steps
    ]
    return WayOut(
        **_matter(found),
        steps=steps,
        silence=walk.silence,
        earliest=way.earliest,
        latest=way.latest,
        articles=list(way.articles),
    )


class WorthALookOut(Schema):
    """Something the checks found: in the text, with the people there are, or perhaps meant so."""

    where: Literal["text", "people", "perhaps"]
    serious: bool
    says: str
    next_step: str
    article: str | None


@router.get("/worth-a-look", response=list[WorthALookOut], summary="What the checks find in the charter")
def list_findings(request: HttpRequest, coop: Path[str]) -> list[WorthALookOut]:
    """For participants. What hangs on who is here is told to whoever may see the directory."""
    place = participant_at(request, coop)
    place.require_class("charter")
    return [
        WorthALookOut(
            where=where,
            serious=one.serious,
            says=(fault := told(one.fault)).says,
            next_step=fault.next_step,
            article=fault.article,
        )
        for where, one in all_findings(place)
    ]


def _held(request: HttpRequest, coop: str) -> tuple[Place, InForce]:
    """What holds today, or on the charter's first day where that is still to come."""
    place = place_for(request, coop)
    place.require_class("charter")
    charter = reads.charter_of(place.coop)
    return place, charter.on_or_first(place.moment.day)


def _matter(one: asking.MatterShown) -> dict[str, Any]:
    return {
        "matter": one.name,
        "words": one.words,
        "who": list(one.ways),
        "article": one.article,
        "turns_on_amount": one.turns_on_amount,
    }
