"""Privacy as JSON: the same verbs and reads as the pages; a look by a program is a look."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent, place_for
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.coops.closures import told_to
from toadlane.coops.models import MEMBER, Closure
from toadlane.meetings import reads as documents
from toadlane.meetings.roles import only_bringers
from toadlane.privacy import closing, details, reads, telling, verbs
from toadlane.privacy.limits import BECAUSE_SAID, DAYS_AT_MOST
from toadlane.privacy.models import BECAUSE_AT_MOST, Look

router = Router()
ClassWord = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60, description="a class of information")
Kind = Literal["address", "emergency-contact", "bank", "tax-id", "leave-reason"]


class ClassOut(Schema):
    """One class and who sees it; `source` says why: named, closed, always, or otherwise."""

    name: str
    audiences: list[str]
    source: str


class TableOut(Schema):
    """The whole table, and the article it stands in; "" while no charter says so."""

    article: str
    classes: list[ClassOut]


class LookOut(Schema):
    """Somebody looked at something private about whoever asks."""

    at: dt.datetime
    by: str
    of_class: str
    where: str


class PrivacyOut(Schema):
    """What others see of whoever asks, and who looked, the latest first."""

    classes: list[ClassOut]
    looks: list[LookOut]


class DetailsOut(Schema):
    """Details by kind; what is not kept is not there."""

    details: dict[Kind, str]


class DetailsIn(Schema):
    """The kinds to keep anew; an empty text takes one away, and what is not named stays."""

    details: dict[Kind, str] = Field(description="by kind")
    key: Click


class DetailsAskedIn(Schema):
    """Which class to look at."""

    information_class: str = ClassWord
    key: Click


class EmergencyIn(Schema):
    """What of whom is to be opened to two members, for how long, and why."""

    about: PersonKey
    information_class: str = ClassWord
    days: int = Field(ge=1, le=DAYS_AT_MOST, strict=True)
    because: str = Field(min_length=1, max_length=BECAUSE_AT_MOST)
    key: Click


class ClickIn(Schema):
    """Nothing but the click."""

    key: Click


class ClosedUntilIn(Schema):
    """A document to close until a day to all but those named, and you."""

    document: UUID
    because: str = Field(min_length=1, max_length=BECAUSE_SAID, description="read by everybody")
    opens_on: Day
    named: list[PersonKey] = Field([], max_length=200)
    key: Click


class ClosedUntilOut(Schema):
    """Something closed: that it is there, why, and the day it opens."""

    because: str
    open_as: str
    closed_on: dt.date
    opens_on: dt.date


class EmergencyOut(Schema):
    """An emergency; `state` is waiting, open, over or lapsed."""

    id: UUID
    about: str
    information_class: str
    because: str
    days: int
    asked_by: str
    asked_on: dt.date
    agreed_by: str
    until: dt.date | None
    state: str


@router.get("", response=PrivacyOut, summary="What others see of you, and who looked")
def read_privacy(request: HttpRequest, coop: Path[Slug]) -> PrivacyOut:
    """At most the last 200 looks."""
    place = participant_at(request, coop)
    looks = [
        LookOut(at=look.at, by=look.by.key, of_class=look.of_class, where=look.where)
        for look in reads.looks(place)
    ]
    return PrivacyOut(classes=[_class(row) for row in reads.of_me(place)], looks=looks)


@router.get("/table", response=TableOut, auth=None, summary="Who sees what")
def read_table(request: HttpRequest, coop: Path[Slug]) -> TableOut:
    """For whoever may read the charter, which alone changes it."""
    place = place_for(request, coop)
    place.require_class("charter")
    return TableOut(article=place.sight.opened.article, classes=[_class(row) for row in reads.table(place)])


@router.get("/details", response=DetailsOut, summary="Your own details")
def read_details(request: HttpRequest, coop: Path[Slug]) -> DetailsOut:
    """What you keep about yourself."""
    return DetailsOut(details=details.own(participant_at(request, coop).member))  # type: ignore[arg-type]


@router.put("/details", response=DetailsOut, summary="Keep your own details")
def keep_details(request: HttpRequest, coop: Path[Slug], body: DetailsIn) -> DetailsOut:
    """Sealed with a key of the installation."""
    place = participant_at(request, coop)
    said = {str(kind): text for kind, text in body.details.items()}
    verbs.keep_details(participant=place.member, said=said, by=place.member, at=place.moment, key=body.key)
    return DetailsOut(details=details.own(place.member))  # type: ignore[arg-type]


@router.post("/people/{person}/looks", response={201: DetailsOut}, summary="Look at somebody's details")
def look(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: DetailsAskedIn
) -> Status[DetailsOut]:
    """Written down for them first. For roles the charter opens the class to, and in an emergency."""
    place = participant_at(request, coop)
    kept = verbs.look(
        about=place.someone(person),
        information_class=body.information_class,
        by=place.member,
        at=place.moment,
        key=body.key,
        where=Look.Where.API,
    )
    return Status(201, DetailsOut(details=kept))  # type: ignore[arg-type]


@router.get("/emergencies", response=list[EmergencyOut], summary="Emergencies that concern you")
def list_emergencies(request: HttpRequest, coop: Path[Slug]) -> list[EmergencyOut]:
    """As the person, as one of the two, or as a member who may agree; the latest first.

    Whatever of it is about you counts as seen by you then.
    """
    place = participant_at(request, coop)
    found = reads.emergencies(place)
    mine = [told.row.pk for told in found if told.row.about_id == place.member.pk]
    telling.seen(mine, by=place.member, at=place.moment)
    return [_emergency(told) for told in found]


@router.post("/emergencies", response={201: EmergencyOut}, summary="Ask in an emergency")
def ask(request: HttpRequest, coop: Path[Slug], body: EmergencyIn) -> Status[EmergencyOut]:
    """For members. Nothing is opened until a second one agrees, within three days."""
    place = participant_at(request, coop)
    if MEMBER not in place.sight.audiences:
        raise absent()  # before anything tells who is there
    said = body.dict() | {"about": place.someone(body.about)}
    return _as_it_stands(place, verbs.ask_in_emergency(by=place.member, at=place.moment, **said).pk)


@router.post("/emergencies/{emergency}/agreement", response={201: EmergencyOut}, summary="Agree")
def agree(request: HttpRequest, coop: Path[Slug], emergency: UUID, body: ClickIn) -> Status[EmergencyOut]:
    """For a second member. It is open to the two from then on, and the person is told."""
    place = participant_at(request, coop)
    row = reads.emergency(place, emergency).row
    verbs.agree_in_emergency(emergency=row, by=place.member, at=place.moment, key=body.key)
    return _as_it_stands(place, emergency)


@router.post("/emergencies/{emergency}/end", response={201: EmergencyOut}, summary="Close it again")
def end(request: HttpRequest, coop: Path[Slug], emergency: UUID, body: ClickIn) -> Status[EmergencyOut]:
    """For either of the two; it closes by itself on its day."""
    place = participant_at(request, coop)
    row = reads.emergency(place, emergency).row
    verbs.end_emergency(emergency=row, by=place.member, at=place.moment, key=body.key)
    return _as_it_stands(place, emergency)


@router.get("/closures", response=list[ClosedUntilOut], summary="What is closed to you for now")
def list_closures(request: HttpRequest, coop: Path[Slug]) -> list[ClosedUntilOut]:
    """The things you would see if they were open."""
    place = participant_at(request, coop)
    sees = place.sight.may_see_class
    found = told_to(place.member, sees, coop=place.coop, on=place.moment.day)
    return [_closure(one) for one in found]


@router.post("/closures", response={201: ClosedUntilOut}, summary="Close a document until a day")
def close(request: HttpRequest, coop: Path[Slug], body: ClosedUntilIn) -> Status[ClosedUntilOut]:
    """For those who keep the papers and see it."""
    place = participant_at(request, coop)
    document = documents.one(place, body.document)
    only_bringers(place.coop, place.member, place.moment)
    said = body.dict(exclude={"document"}) | {"named": [place.someone(key) for key in body.named]}
    closed = closing.close_document(document=document, by=place.member, at=place.moment, **said)
    return Status(201, _closure(closed))


@router.post("/closures/{document}/opening", response={201: ClosedUntilOut}, summary="Open it before its day")
def open_again(
    request: HttpRequest, coop: Path[Slug], document: UUID, body: ClickIn
) -> Status[ClosedUntilOut]:
    """For those who keep the papers and see it."""
    place = participant_at(request, coop)
    found = documents.one(place, document)
    lifted = closing.open_document(document=found, by=place.member, at=place.moment, key=body.key)
    return Status(201, _closure(lifted.closure))


def _closure(row: Closure) -> ClosedUntilOut:
    return ClosedUntilOut(
        because=row.because, open_as=row.open_as, closed_on=row.happened_on, opens_on=row.opens_on
    )


def _as_it_stands(place: Place, key: UUID) -> Status[EmergencyOut]:
    return Status(201, _emergency(reads.emergency(place, key)))


def _class(row: reads.Row) -> ClassOut:
    return ClassOut(name=row.name, audiences=list(row.audiences), source=row.source)


def _emergency(told: reads.Told) -> EmergencyOut:
    row, agreed = told.row, getattr(told.row, "agreed", None)
    return EmergencyOut(
        id=row.pk,
        about=row.about.key,
        information_class=row.of_class,
        because=told.because,
        days=row.days,
        asked_by=row.asked_by.key,
        asked_on=row.happened_on,
        agreed_by=agreed.by.key if agreed else "",
        until=agreed.until if agreed else None,
        state=told.state,
    )
