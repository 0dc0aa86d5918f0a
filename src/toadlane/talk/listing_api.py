"""All talks over the API, and what is found by its words."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from toadlane.coops.api import Slug, participant_at
from toadlane.talk import listing, verbs
from toadlane.talk.api import KindKey, SubjectKey
from toadlane.talk.subjects import subject_at

router = Router()
MOST = 100


class TalksAsked(Schema):
    """Which talks: open ones unless another state is asked for."""

    state: Literal["open", "unread", "mine", "closed"] | None = None
    kind: str = Field("", max_length=60)
    skip: int = Field(0, ge=0, le=10_000)


class TalkLineOut(Schema):
    """One talk; `new` is what you have not read."""

    kind: str
    subject: str
    title: str
    open: bool
    said: int
    new: int
    mine: bool
    last_at: dt.datetime


class SearchAsked(Schema):
    """Which words."""

    q: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")


class ThingFoundOut(Schema):
    """A proposal or an agreement that was found, with its page."""

    title: str
    label: str
    page: str


class CommentFoundOut(Schema):
    """A comment that was found."""

    comment: UUID
    kind: str
    subject: str
    title: str
    by: str
    text: str
    at: dt.datetime


class FoundOut(Schema):
    """What was found by its words, as far as you may see it."""

    things: list[ThingFoundOut]
    comments: list[CommentFoundOut]


@router.get("", response=list[TalkLineOut], summary="What is being talked about")
def list_talks(request: HttpRequest, coop: Path[Slug], asked: Query[TalksAsked]) -> list[TalkLineOut]:
    """The unread first, then the latest; a hundred at once."""
    place = participant_at(request, coop)
    found = listing.lines(place, state=asked.state or "", kind=asked.kind)
    return [
        TalkLineOut(
            kind=one.subject.kind,
            subject=one.subject.key,
            title=one.subject.title,
            open=one.subject.is_open,
            said=one.said,
            new=one.new,
            mine=one.mine,
            last_at=one.last_at,
        )
        for one in found[asked.skip : asked.skip + MOST]
    ]


@router.get("/search", response=FoundOut, summary="Find proposals, agreements and comments by their words")
def search(request: HttpRequest, coop: Path[Slug], asked: Query[SearchAsked]) -> FoundOut:
    """The latest fifty of each."""
    place = participant_at(request, coop)
    return FoundOut(
        things=[
            ThingFoundOut(title=one.title, label=str(one.label), page=one.page)
            for one in listing.things_found(place, asked.q.strip())
        ],
        comments=[
            CommentFoundOut(
                comment=one.comment.pk,
                kind=one.subject.kind,
                subject=one.subject.key,
                title=one.subject.title,
                by=one.comment.by.key,
                text=one.comment.words.text,
                at=one.comment.happened_at,
            )
            for one in listing.comments_found(place, asked.q.strip())
        ],
    )


@router.put("/{kind}/{subject}/read", response={204: None}, summary="Have read a talk")
def mark_read(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey]
) -> Status[None]:
    """All that was said until now."""
    place = participant_at(request, coop)
    found = subject_at(place, kind, subject)
    verbs.have_read(subject=found, by=place.member, at=place.moment)
    return Status(204, None)
