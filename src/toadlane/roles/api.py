"""Roles and bodies as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.coops.models import ROLES, RolePeriod
from toadlane.roles import choosing, handing, reads, reporting, verbs
from toadlane.roles.desk import desk
from toadlane.roles.held import held_in, key_of
from toadlane.roles.models import LONGEST, HandedOver
from toadlane.roles.report_rows import SAYS_AT_MOST
from toadlane.roles.views import decision

router = Router()
PostKey = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]{0,80}(~[a-z][a-z0-9-]{0,62})?$",
        max_length=150,
        description="a role or body, such as “webmaster”, or “circle-leader~product-circle”",
    ),
]


class RoleHoldingOut(Schema):
    """Somebody who holds it; `over`: the charter's term is over and nobody has followed."""

    person: str
    since: dt.date
    until: dt.date | None
    over: bool


class RoleOut(Schema):
    """A role, or the seats of a body; `seats` and `free` are missing where as many sit as want to."""

    key: str
    body: bool
    article: str
    open_to: list[str]
    filled: str
    seats: int | None
    free: int | None
    holders: list[RoleHoldingOut]


class RoleThingOut(Schema):
    """One thing of the charter's list."""

    what: str
    given: bool
    taken: bool


class RoleHandOverOut(Schema):
    """What one who goes hands over; `goes` and `comes` beside each thing: they have said so."""

    goes: str
    comes: str | None
    since: dt.date
    ends_on: dt.date
    things: list[RoleThingOut]


class BodyReportOut(Schema):
    """A report that a body gave, and where it is read."""

    on: dt.date
    says: str


class BodyReportsOut(Schema):
    """What a body owes of reports; `to` is missing where it owes them to all members."""

    to: str | None
    due_on: dt.date
    given: list[BodyReportOut]


class RoleWholeOut(RoleOut):
    """The same with what the charter says and what can be done by whoever asks."""

    does: list[str]
    turn: list[str]
    may_take: bool
    may_pass: bool
    may_extend: bool
    hand_overs: list[RoleHandOverOut]
    decided: list[UUID]
    reports: BodyReportsOut | None


class RoleTermOut(Schema):
    """A stretch of days in which somebody holds it."""

    id: UUID
    person: str
    role: str
    held_for: str
    valid_from: dt.date
    valid_until: dt.date | None


class TurnPassedOut(Schema):
    """A turn that was let pass."""

    person: str
    on: dt.date


class RoleThingSaidOut(Schema):
    """One thing that somebody says is handed over."""

    goes: str
    what: str
    side: str


class RoleClickIn(Schema):
    """Nothing but the click."""

    key: Click


class RoleReturnIn(Schema):
    """From which day it is given back."""

    on: Day
    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class RoleDecidedIn(Schema):
    """On which confirmed decision."""

    decision: UUID
    key: Click


class BodyReportIn(Schema):
    """Where the report is read or heard, in a line."""

    says: str = Field(min_length=1, max_length=SAYS_AT_MOST)
    key: Click


class RoleThingIn(Schema):
    """One thing, by its place in the list from 0 on."""

    goes: PersonKey
    since: Day
    nth: int = Field(ge=0, le=1000, strict=True)
    key: Click


@router.get("", response=list[RoleOut], summary="Who holds what, and what is empty")
def list_roles(request: HttpRequest, coop: Path[Slug]) -> list[RoleOut]:
    """Roles and the seats of bodies, as the charter names them."""
    place = _place(request, coop)
    found = held_in(place.coop, place.moment.day)
    return [RoleOut(**_line(one)) for one in reads.lines(found, place.member.key)] if found else []


@router.get("/{post}", response=RoleWholeOut, summary="One role or body")
def read_role(request: HttpRequest, coop: Path[Slug], post: Path[PostKey]) -> RoleWholeOut:
    """What it does, whose turn it is, what is handed over, and which decisions wait to be carried out."""
    found = desk(_place(request, coop), post)
    return RoleWholeOut(
        **_line(found.line),
        does=list(found.does),
        turn=list(found.order),
        may_take=found.may_take,
        may_pass=found.may_pass,
        may_extend=found.may_extend,
        hand_overs=[_hand_over(one) for one in found.hand_overs],
        decided=[one.authority.pk for one in (*found.to_fill, *found.to_recall)],
        reports=_reports(reporting.reports_of(found.held, found.post)),
    )


@router.post("/{post}/taking", response={201: RoleTermOut}, summary="Take it oneself")
def take(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleClickIn
) -> Status[RoleTermOut]:
    """By volunteering, or as one's turn; from today."""
    return _taken(_place(request, coop), verbs.take, post, body)


@router.post("/{post}/extension", response={201: RoleTermOut}, summary="Hold it for one more term")
def extend(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleClickIn
) -> Status[RoleTermOut]:
    """What one volunteered for, from the end of the present term."""
    return _taken(_place(request, coop), verbs.extend, post, body)


@router.post("/{post}/passing", response={201: TurnPassedOut}, summary="Let one's turn pass this once")
def pass_turn(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleClickIn
) -> Status[TurnPassedOut]:
    """One is asked first the next time."""
    place = _place(request, coop)
    row = verbs.pass_turn(post=post, by=place.member, at=place.moment, key=body.key)
    return Status(201, TurnPassedOut(person=place.member.key, on=row.happened_on))


@router.post("/{post}/return", response={201: RoleTermOut}, summary="Give it back")
def give_back(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleReturnIn
) -> Status[RoleTermOut]:
    """From today or a day to come before its end."""
    place = _place(request, coop)
    return Status(201, _term(verbs.give_back(post=post, by=place.member, at=place.moment, **body.dict())))


@router.post("/{post}/lot", response={201: list[RoleTermOut]}, summary="Draw by lot who holds it")
def draw(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleClickIn
) -> Status[list[RoleTermOut]]:
    """For members; the seed is the commitment of the record's entry that calls the lot."""
    place = _place(request, coop)
    drawn = choosing.draw(post=post, by=place.member, at=place.moment, key=body.key)
    return Status(201, [_term(one) for one in drawn])


@router.post(
    "/{post}/choice", response={201: RoleTermOut}, summary="Carry out a decision that chose somebody"
)
def choose(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleDecidedIn
) -> Status[RoleTermOut]:
    """A confirmed decision of the matter “role”."""
    return _decided(_place(request, coop), choosing.choose, post, body)


@router.post(
    "/{post}/recall", response={201: RoleTermOut}, summary="Carry out a decision that calls somebody back"
)
def recall(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleDecidedIn
) -> Status[RoleTermOut]:
    """A confirmed decision of the matter “recall”; from today."""
    return _decided(_place(request, coop), choosing.recall, post, body)


@router.post("/{post}/reports", response={201: BodyReportOut}, summary="Say that a body has reported")
def report(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: BodyReportIn
) -> Status[BodyReportOut]:
    """For those who sit in it; those it reports to are told."""
    place = _place(request, coop)
    row = reporting.report(post=post, by=place.member, at=place.moment, **body.dict())
    return Status(201, BodyReportOut(on=row.happened_on, says=row.says))


@router.post(
    "/{post}/hand-over", response={201: RoleThingSaidOut}, summary="Say that one thing is handed over"
)
def hand_over(
    request: HttpRequest, coop: Path[Slug], post: Path[PostKey], body: RoleThingIn
) -> Status[RoleThingSaidOut]:
    """For whoever goes and whoever comes."""
    place = _place(request, coop)
    row: HandedOver = handing.hand_over(post=post, by=place.member, at=place.moment, **body.dict())
    return Status(201, RoleThingSaidOut(goes=body.goes, what=row.thing, side=str(row.side)))


def _place(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, ROLES)


def _taken(
    place: Place, verb: Callable[..., RolePeriod], post: str, body: RoleClickIn
) -> Status[RoleTermOut]:
    return Status(201, _term(verb(post=post, by=place.member, at=place.moment, key=body.key)))


def _decided(
    place: Place, verb: Callable[..., RolePeriod], post: str, body: RoleDecidedIn
) -> Status[RoleTermOut]:
    held = decision(place, body.decision, post)
    return Status(201, _term(verb(authority=held, by=place.member, at=place.moment, key=body.key)))


def _line(line: reads.Line) -> dict[str, Any]:
    of = line.post
    return {
        "key": key_of(of),
        "body": of.body is not None,
        "article": of.article,
        "open_to": list(of.open_to),
        "filled": of.filled,
        "seats": of.seats,
        "free": line.free,
        "holders": [
            RoleHoldingOut(person=one.key, since=one.since, until=one.until, over=one.over)
            for one in line.holdings
        ],
    }


def _reports(found: reporting.Reports | None) -> BodyReportsOut | None:
    if found is None:
        return None
    given = [BodyReportOut(on=row.happened_on, says=row.says) for row in found.given]
    return BodyReportsOut(to=found.owed.to, due_on=found.owed.due_on, given=given)


def _hand_over(one: handing.HandOver) -> RoleHandOverOut:
    things = [
        RoleThingOut(what=thing.words, given=bool(thing.by_goes), taken=bool(thing.by_comes))
        for thing in one.things
    ]
    return RoleHandOverOut(
        goes=one.goes, comes=one.comes, since=one.since, ends_on=one.ends_on, things=things
    )


def _term(row: RolePeriod) -> RoleTermOut:
    return RoleTermOut(
        id=row.pk,
        person=row.participant.key,
        role=row.role,
        held_for=row.held_for,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
