"""Talks as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import A_KEY, Click, PersonKey, Slug, one_of, participant_at
from toadlane.talk import reads, verbs
from toadlane.talk.file_shapes import FileOut, file_out
from toadlane.talk.models import LONGEST, Comment, SmallGroup, Sort
from toadlane.talk.reads import Said, Talk

router = Router()
KindKey = Annotated[str, Field(pattern=A_KEY, max_length=60, description="such as “amendment”")]
SubjectKey = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=LONGEST["subject"], description="its name or number")
]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST["text"])]


class AskedIn(Schema):
    """Which page, which words are sought, and in which small group."""

    page: int = Field(1, ge=1, le=10_000)
    q: str = Field("", max_length=200)
    group: UUID | None = None


class SayIn(Schema):
    """Something to say; `answers` is a comment, `group` a small group."""

    text: Text
    sort: Literal["comment", "question", "concern"] = "comment"
    answers: UUID | None = None
    group: UUID | None = None
    key: Click


class EditIn(Schema):
    """The same in other words, and the edition that was edited."""

    text: Text
    edition: int = Field(ge=1, le=2**31 - 1, strict=True)


class MetIn(Schema):
    """How a concern or a question was met."""

    because: str = Field(min_length=1, max_length=LONGEST["because"])
    key: Click


class RoundIn(Schema):
    """What everybody is heard on."""

    asks: str = Field(min_length=1, max_length=LONGEST["asks"])
    key: Click


class GroupIn(Schema):
    """Two people or more who may speak."""

    name: str = Field(min_length=1, max_length=LONGEST["name"])
    people: list[PersonKey] = Field(max_length=200)
    key: Click


class FoundIn(Schema):
    """What a small group brings back."""

    found: Text
    key: Click


class FollowIn(Schema):
    """Whether to be told of what is said."""

    follows: bool = Field(strict=True)


class MetOut(Schema):
    """Who says it is met, and how; the words are gone with whoever was erased."""

    by: str
    because: str | None
    at: dt.datetime


class BecameOut(Schema):
    """What was made of a comment, such as a proposal; `of_thread`: of the whole thread that it began."""

    kind: str
    id: str
    title: str
    of_thread: bool


class CommentOut(Schema):
    """One comment; `state` is said, withdrawn or erased, and of what is gone there is no text."""

    id: UUID
    thread: UUID
    answers: UUID | None
    group: UUID | None
    by: str
    sort: str = one_of(Sort)
    state: str
    text: str | None
    edition: int | None
    way: str
    files: list[FileOut]
    files_left_out: int
    at: dt.datetime
    met: MetOut | None
    became: list[BecameOut]


class RoundOut(Schema):
    """A round that is on, and who is still to be heard."""

    asks: str
    begun_by: str
    waiting: list[str]


class SmallGroupOut(Schema):
    """A small group, and who speaks in it."""

    id: UUID
    name: str
    people: list[str]
    ended_at: dt.datetime | None


class ConversationOut(Schema):
    """One page of a talk."""

    title: str
    may_speak: bool
    follows: bool
    page: int
    pages: int
    count: int
    comments: list[CommentOut]
    round: RoundOut | None
    groups: list[SmallGroupOut]


@router.get("/comments/{comment}", response=CommentOut, summary="One comment")
def read_comment(request: HttpRequest, coop: Path[Slug], comment: Path[UUID]) -> CommentOut:
    """For whoever sees what it is about."""
    place = participant_at(request, coop)
    return _one(place, comment)


@router.put("/comments/{comment}", response=CommentOut, summary="Edit your words")
def edit_comment(request: HttpRequest, coop: Path[Slug], comment: Path[UUID], body: EditIn) -> CommentOut:
    """What stood before is shown for thirty days."""
    place = participant_at(request, coop)
    _subject, found = reads.comment_at(place, comment)
    verbs.edit(comment=found, text=body.text, edition=body.edition, by=place.member, at=place.moment)
    return _one(place, comment)


@router.delete("/comments/{comment}", response=CommentOut, summary="Take your words back")
def withdraw_comment(request: HttpRequest, coop: Path[Slug], comment: Path[UUID]) -> CommentOut:
    """They go for good, with every earlier version; that you spoke stays."""
    place = participant_at(request, coop)
    _subject, found = reads.comment_at(place, comment)
    verbs.take_back(comment=found, by=place.member, at=place.moment)
    return _one(place, comment)


@router.post("/comments/{comment}/met", response={201: CommentOut}, summary="Mark a concern as met")
def mark_met(request: HttpRequest, coop: Path[Slug], comment: Path[UUID], body: MetIn) -> Status[CommentOut]:
    """By whoever raised it, or whoever facilitates; a question likewise."""
    place = participant_at(request, coop)
    _subject, found = reads.comment_at(place, comment)
    verbs.meet(comment=found, because=body.because, by=place.member, at=place.moment, key=body.key)
    return Status(201, _one(place, comment))


@router.post("/groups/{group}/end", response={201: CommentOut}, summary="End a small group")
def finish_group(
    request: HttpRequest, coop: Path[Slug], group: Path[UUID], body: FoundIn
) -> Status[CommentOut]:
    """What it found is told in the talk of all."""
    place = participant_at(request, coop)
    _subject, found = reads.group_at(place, group)
    told = verbs.end_group(group=found, found=body.found, by=place.member, at=place.moment, key=body.key)
    return Status(201, _one(place, told.pk))


@router.get("/{kind}/{subject}", response=ConversationOut, summary="A talk")
def read_talk(
    request: HttpRequest,
    coop: Path[Slug],
    kind: Path[KindKey],
    subject: Path[SubjectKey],
    asked: Query[AskedIn],
) -> ConversationOut:
    """What was said about something, thread by thread, by all or in a small group."""
    place = participant_at(request, coop)
    return _talk(place, kind, subject, number=str(asked.page), sought=asked.q, group=asked.group)


@router.post("/{kind}/{subject}/comments", response={201: CommentOut}, summary="Say something")
def add_comment(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey], body: SayIn
) -> Status[CommentOut]:
    """To all, in answer to a comment, or in a small group."""
    place = participant_at(request, coop)
    found = reads.talk(place, kind, subject).subject
    answers = reads.comment_at(place, body.answers)[1] if body.answers else None
    group = reads.group_at(place, body.group)[1] if body.group else None
    said = verbs.say(
        subject=found,
        text=body.text,
        sort=body.sort,
        answers=answers,
        group=group,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _one(place, said.pk))


@router.post("/{kind}/{subject}/round", response={201: ConversationOut}, summary="Begin a round")
def start_round(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey], body: RoundIn
) -> Status[ConversationOut]:
    """Everybody who may speak is heard once before anybody speaks twice."""
    place = participant_at(request, coop)
    found = reads.talk(place, kind, subject).subject
    verbs.begin_round(subject=found, asks=body.asks, by=place.member, at=place.moment, key=body.key)
    return Status(201, _talk(place, kind, subject))


@router.post("/{kind}/{subject}/round/pass", response={201: ConversationOut}, summary="Pass in a round")
def pass_round(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey]
) -> Status[ConversationOut]:
    """Nobody waits for you any more."""
    place = participant_at(request, coop)
    verbs.pass_turn(subject=reads.talk(place, kind, subject).subject, by=place.member, at=place.moment)
    return Status(201, _talk(place, kind, subject))


@router.post("/{kind}/{subject}/round/end", response={201: ConversationOut}, summary="End a round")
def stop_round(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey]
) -> Status[ConversationOut]:
    """By whoever began it, or whoever facilitates."""
    place = participant_at(request, coop)
    verbs.end_round(subject=reads.talk(place, kind, subject).subject, by=place.member, at=place.moment)
    return Status(201, _talk(place, kind, subject))


@router.post("/{kind}/{subject}/groups", response={201: SmallGroupOut}, summary="Begin a small group")
def start_group(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey], body: GroupIn
) -> Status[SmallGroupOut]:
    """Those named speak in it; whoever sees the subject reads along."""
    place = participant_at(request, coop)
    begun = verbs.begin_group(
        subject=reads.talk(place, kind, subject).subject,
        name=body.name,
        people=body.people,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _group(begun))


@router.put("/{kind}/{subject}/following", response=ConversationOut, summary="Be told of a talk or not")
def choose_following(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey], body: FollowIn
) -> ConversationOut:
    """Whether you take part in it or not."""
    place = participant_at(request, coop)
    found = reads.talk(place, kind, subject).subject
    verbs.follow(subject=found, follows=body.follows, by=place.member, at=place.moment)
    return _talk(place, kind, subject)


def _talk(
    place: Place, kind: str, key: str, *, number: str = "1", sought: str = "", group: UUID | None = None
) -> ConversationOut:
    held = reads.group_at(place, group)[1] if group else None
    found: Talk = reads.talk(place, kind, key, group=held, number=number, sought=sought)
    if held is not None and (held.kind, held.subject) != (kind, key):
        raise absent()
    on = found.round
    return ConversationOut(
        title=found.subject.title,
        may_speak=found.may_speak,
        follows=found.follows,
        page=found.page.number,
        pages=found.page.paginator.num_pages,
        count=found.page.paginator.count,
        comments=[_out(one) for one in found.said],
        round=RoundOut(
            asks=on.round.asks, begun_by=on.round.begun_by, waiting=[who.key for who in on.waiting]
        )
        if on
        else None,
        groups=[_group(one) for one in found.groups],
    )


def _one(place: Place, key: UUID) -> CommentOut:
    subject, found = reads.comment_at(place, key)
    return _out(Talk(place, subject).one(found))


def _out(said: Said) -> CommentOut:
    row, words = said.comment, said.words
    gone = "withdrawn" if said.is_withdrawn else "erased"
    return CommentOut(
        id=row.pk,
        thread=row.thread,
        answers=row.answers_id,
        group=row.group_id,
        by=row.by.key,
        sort=row.sort,
        state="said" if words else gone,
        text=words.text if words else None,
        edition=words.edition if words else None,
        way=row.way,
        files=[file_out(one) for one in said.files],
        files_left_out=row.left_out,
        at=row.happened_at,
        met=_met(row),
        became=[
            BecameOut(kind=one.kind, id=one.key, title=one.title, of_thread=one.of_thread)
            for one in said.became
        ],
    )


def _met(row: Comment) -> MetOut | None:
    met: Any = getattr(row, "met", None)
    if met is None:
        return None
    words = getattr(met, "words", None)
    return MetOut(by=met.by.key, because=words.because if words else None, at=met.happened_at)


def _group(group: SmallGroup) -> SmallGroupOut:
    people = [seat.participant.key for seat in group.seats.all()]
    return SmallGroupOut(id=group.pk, name=group.name, people=sorted(people), ended_at=group.ended_at)
