"""Amendments as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.amending import adopting, reads, taking, verbs
from toadlane.amending.models import LONGEST, AmendmentDraft, DraftedArticle
from toadlane.amending.words import where_of
from toadlane.charter.api import StretchOut
from toadlane.coops.access import absent
from toadlane.coops.api import A_KEY, Click, Day, Slug, participant_at
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import whole
from toadlane.ui.faults import told

router = Router()
Name = Annotated[str, Field(pattern=A_KEY, max_length=LONGEST["name"], description="such as “2027-surplus”")]
Number = Annotated[int, Field(ge=0, le=99_999, description="of the article; 0 is the front matter")]


class AmendmentIn(Schema):
    """A draft to begin, perhaps from an article as it stands."""

    name: Name
    number: Annotated[Number, Field(strict=True)] | None = None
    key: Click


class FactsIn(Schema):
    """From when it is to hold, why, and which pending amendments it takes the place of."""

    from_day: Day
    why: str = Field("", max_length=LONGEST["why"])
    supersedes: list[Name] = Field([], max_length=50)


class FromAModel(Schema):
    """An article of a model on the shelf."""

    model: str = Field(max_length=60)
    article: int = Field(ge=1, le=99999)


class ArticleIn(Schema):
    """What happens to an article."""

    does: Literal["replaces", "adds", "repeals"]
    title: str = Field("", max_length=120, description="of one that is added")
    taken: FromAModel | None = Field(None, description="its words and rules as a model has them")


class TextIn(Schema):
    """An article's text, and the edition it was edited from; another one in between is told, not lost."""

    source: str = Field(max_length=LONGEST["text"])
    edition: int = Field(ge=0, le=2**31 - 1, strict=True)


class AmendingIn(Schema):
    """The decision it is adopted by; `came_after` where another of the same day settles the same article."""

    decision: UUID
    came_after: Annotated[bool, Field(strict=True)] | None = None
    key: Click


class DraftFindingOut(Schema):
    """Something found; what is serious stands in the way. `line` is the article's own."""

    code: str
    serious: bool
    number: int | None
    line: int
    says: str
    next_step: str


class DraftedArticleOut(Schema):
    """One article of a draft."""

    number: int
    does: str
    source: str
    edition: int
    is_off: bool
    edited_by: str
    edited_at: dt.datetime


class AmendmentLine(Schema):
    """A draft in a list; `state` is open, withdrawn or adopted."""

    name: str
    state: str
    from_day: dt.date
    why: str
    supersedes: list[str]
    begun_by: str
    edited_by: str
    edited_at: dt.datetime


class AmendmentOut(AmendmentLine):
    """A draft: its articles, the text to decide on with its SHA-256, and what was found."""

    articles: list[DraftedArticleOut]
    text: str
    sha256: str
    adoptable: bool
    findings: list[DraftFindingOut]


class RuleBothOut(Schema):
    """A rule in plain words under both texts."""

    kind: str
    name: str | None
    before: list[str]
    after: list[str]


class ChangeOut(Schema):
    """One article under both texts."""

    number: int
    title: str
    change: str
    words: list[StretchOut]
    rules: list[RuleBothOut]


class DifferenceOut(Schema):
    """What a draft changes; nothing is listed while it cannot be read."""

    readable: bool
    articles: list[ChangeOut]
    takes_away: list[str]


class AmendedOut(Schema):
    """The text as it was adopted."""

    name: str
    sha256: str
    adopted_on: dt.date
    takes_effect_on: dt.date


@router.get("", response=list[AmendmentLine], summary="Drafts of amendments, the latest edited first")
def list_drafts(request: HttpRequest, coop: Path[Slug]) -> list[AmendmentLine]:
    """For participants who may see the charter."""
    place = participant_at(request, coop, "charter")
    return [AmendmentLine(**_line(row)) for row in reads.drafts(place)]


@router.post("", response={201: AmendmentOut}, summary="Begin a draft")
def begin(request: HttpRequest, coop: Path[Slug], body: AmendmentIn) -> Status[AmendmentOut]:
    """For those who have the right to propose."""
    place = participant_at(request, coop, "charter")
    made = verbs.begin_draft(coop=place.coop, by=place.member, at=place.moment, **body.dict())
    return Status(201, _out(reads.desk(place, made.name)))


@router.get("/{name}", response=AmendmentOut, summary="One draft and what was found in it")
def read_draft(request: HttpRequest, coop: Path[Slug], name: Path[Name]) -> AmendmentOut:
    """Judged as if it were adopted today."""
    return _out(_desk(request, coop, name))


@router.put("/{name}/facts", response=AmendmentOut, summary="State from when it holds, and why")
def state_facts(request: HttpRequest, coop: Path[Slug], name: Path[Name], body: FactsIn) -> AmendmentOut:
    """Sent twice, it is the same."""
    desk = _desk(request, coop, name)
    verbs.state_facts(draft=desk.draft, by=desk.place.member, at=desk.place.moment, **body.dict())
    return _out(reads.desk(desk.place, name))


@router.put("/{name}/articles/{number}", response=AmendmentOut, summary="Put an article on a draft")
def put_article(
    request: HttpRequest, coop: Path[Slug], name: Path[Name], number: Path[Number], body: ArticleIn
) -> AmendmentOut:
    """To be changed, added or repealed; one that was taken off comes back as it was left."""
    desk = _desk(request, coop, name)
    place = desk.place
    taken = (body.taken.model, body.taken.article) if body.taken else None
    taking.put_article(
        draft=desk.draft,
        number=number,
        does=body.does,
        title=body.title,
        taken=taken,
        by=place.member,
        at=place.moment,
    )
    return _out(reads.desk(place, name))


@router.put("/{name}/articles/{number}/text", response=AmendmentOut, summary="Write an article")
def write_article(
    request: HttpRequest, coop: Path[Slug], name: Path[Name], number: Path[Number], body: TextIn
) -> AmendmentOut:
    """Kept whatever is wrong with it; 409 when somebody else was first, with your text set aside."""
    desk = _desk(request, coop, name)
    held, by, at = _article(desk, number), desk.place.member, desk.place.moment
    try:
        verbs.write_article(article=held, by=by, at=at, **body.dict())
    except verbs.EditedMeanwhile as fault:
        verbs.set_aside(article=held, source=fault.mine, by=by, at=at)
        raise
    return _out(reads.desk(desk.place, name))


@router.delete("/{name}/articles/{number}", response=AmendmentOut, summary="Take an article off a draft")
def remove_article(
    request: HttpRequest, coop: Path[Slug], name: Path[Name], number: Path[Number]
) -> AmendmentOut:
    """Its text stays, and comes back when it is put on again."""
    desk = _desk(request, coop, name)
    held, place = _article(desk, number), desk.place
    verbs.switch_article(article=held, is_off=True, by=place.member, at=place.moment)
    return _out(reads.desk(place, name))


@router.get("/{name}/difference", response=DifferenceOut, summary="What a draft changes")
def read_difference(request: HttpRequest, coop: Path[Slug], name: Path[Name]) -> DifferenceOut:
    """In words, and in what the rules do, in plain words by Accept-Language."""
    desk = _desk(request, coop, name)
    effect = reads.effect(desk.found, desk.draft)
    if effect is None:
        return DifferenceOut(readable=False, articles=[], takes_away=[])
    return DifferenceOut(
        readable=True,
        articles=[_change(said) for said in effect.articles],
        takes_away=[f"{one.kind}: {one.what}" for one in effect.taken_away],
    )


@router.post("/{name}/withdrawal", response={201: AmendmentOut}, summary="Withdraw a draft")
def withdraw(request: HttpRequest, coop: Path[Slug], name: Path[Name]) -> Status[AmendmentOut]:
    """Nothing of it is lost."""
    desk = _desk(request, coop, name)
    verbs.withdraw_draft(draft=desk.draft, by=desk.place.member, at=desk.place.moment)
    return Status(201, _out(reads.desk(desk.place, name)))


@router.post("/{name}/restoration", response={201: AmendmentOut}, summary="Take a withdrawn draft up again")
def restore(request: HttpRequest, coop: Path[Slug], name: Path[Name]) -> Status[AmendmentOut]:
    """As it was left."""
    desk = _desk(request, coop, name)
    verbs.restore_draft(draft=desk.draft, by=desk.place.member, at=desk.place.moment)
    return Status(201, _out(reads.desk(desk.place, name)))


@router.post("/{name}/adoption", response={201: AmendedOut}, summary="Adopt a draft as it was decided")
def adopt(request: HttpRequest, coop: Path[Slug], name: Path[Name], body: AmendingIn) -> Status[AmendedOut]:
    """For bookkeepers, secretaries and founders, on a confirmed decision that names its SHA-256."""
    desk = _desk(request, coop, name)
    place = desk.place
    place.require_class(Authority.information_class)
    text = adopting.adopt_draft(
        draft=desk.draft,
        authority=place.find(whole(), pk=body.decision),
        by=place.member,
        at=place.moment,
        key=body.key,
        came_after=body.came_after,
    )
    out = AmendedOut(
        name=text.name, sha256=text.digest, adopted_on=text.adopted_on, takes_effect_on=text.takes_effect_on
    )
    return Status(201, out)


def _desk(request: HttpRequest, coop: str, name: str) -> reads.Desk:
    return reads.desk(participant_at(request, coop, "charter"), name)


def _article(desk: reads.Desk, number: int) -> DraftedArticle:
    found = next((one for one in desk.articles if one.number == number), None)
    if found is None:
        raise absent()
    return found


def _line(draft: AmendmentDraft) -> dict[str, Any]:
    state = "adopted" if draft.adopted_id else "withdrawn" if draft.withdrawn_at else "open"
    names = ("name", "from_day", "why", "supersedes", "begun_by", "edited_by", "edited_at")
    return {"state": state, **{name: getattr(draft, name) for name in names}}


def _out(desk: reads.Desk) -> AmendmentOut:
    names = tuple(DraftedArticleOut.model_fields)
    articles = [DraftedArticleOut(**{name: getattr(one, name) for name in names}) for one in desk.articles]
    return AmendmentOut(
        **_line(desk.draft),
        articles=articles,
        text=desk.found.written.source,
        sha256=desk.found.digest,
        adoptable=desk.draft.is_open and desk.found.adoptable,
        findings=_findings(desk) if desk.draft.is_open else [],
    )


def _findings(desk: reads.Desk) -> list[DraftFindingOut]:
    found = []
    for one in desk.found.findings:
        words, where = told(one.fault), where_of(one.fault)
        found.append(
            DraftFindingOut(
                code=words.code,
                serious=one.serious,
                number=where.number,
                line=where.line,
                says=words.says,
                next_step=words.next_step,
            )
        )
    return found


def _change(said: reads.ArticleSaid) -> ChangeOut:
    rules = [
        RuleBothOut(
            kind=one.change.kind, name=one.change.name, before=list(one.before), after=list(one.after)
        )
        for one in said.rules
    ]
    words = [StretchOut(kind=one.kind, text=one.text) for one in said.words]
    return ChangeOut(number=said.number, title=said.title, change=said.change, words=words, rules=rules)
