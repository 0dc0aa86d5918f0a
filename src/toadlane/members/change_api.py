"""Changes of somebody else that wait for a second member, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.members import reads, verbs
from toadlane.members.models import BECAUSE, Change
from toadlane.members.verbs.changing import said_to

router = Router()


class PersonChangeIn(Schema):
    """What is to change: `sabbatical` from a day, `speaker` by name, `stays` with a departure, `goes-over`.

    An organisation that goes over into another one names it in `into`; that one confirms it.
    """

    person: PersonKey
    kind: str = Field(min_length=1, max_length=20, pattern="^[a-z-]+$")
    valid_from: Day | None = None
    valid_until: Day | None = None
    speaker: str = Field("", max_length=120)
    email: str = Field("", max_length=254)
    departure: UUID | None = None
    into: PersonKey | None = None
    because: str = Field("", max_length=BECAUSE)
    key: Click


class ChangeConfirmedIn(Schema):
    """It is so."""

    key: Click


class ChangeDeniedIn(Schema):
    """It is not so; whoever it is about needs no reason."""

    because: str = Field("", max_length=BECAUSE)
    key: Click


class PersonChangeOut(Schema):
    """What was said; `state` is waiting, confirmed, denied, or over when it waited too long."""

    id: UUID
    person: str
    kind: str
    said: dict[str, str | None]
    because: str
    by: str
    entered_on: dt.date
    state: str
    answered_by: str | None
    denied_because: str


@router.get(
    "", response=list[PersonChangeOut], summary="Changes that wait for a second member, the latest first"
)
def list_changes(request: HttpRequest, coop: Path[Slug]) -> list[PersonChangeOut]:
    """As far as you may see who works here; what is about you always."""
    place = participant_at(request, coop)
    return [_out(place, row) for row in reads.changes_open(place)]


@router.post(
    "", response={201: PersonChangeOut}, summary="Say something of somebody that a second member confirms"
)
def ask(request: HttpRequest, coop: Path[Slug], body: PersonChangeIn) -> Status[PersonChangeOut]:
    """For whoever keeps the list; nothing changes before it is confirmed."""
    place = participant_at(request, coop)
    who = place.someone(body.person)
    if who.pk != place.member.pk:
        reads.require_people(place)
    sent: dict[str, Any] = body.dict(exclude={"person", "kind", "because", "key"}, exclude_unset=True)
    made = verbs.ask_change(
        kind=body.kind,
        participant=who,
        said=sent,
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _out(place, reads.change_at(place, made.pk)))


@router.get("/{change}", response=PersonChangeOut, summary="A change that waits, or waited")
def read_change(request: HttpRequest, coop: Path[Slug], change: UUID) -> PersonChangeOut:
    """One that you may see."""
    place = participant_at(request, coop)
    return _out(place, reads.change_at(place, change))


@router.post("/{change}/confirmation", response={201: PersonChangeOut}, summary="Confirm a change")
def confirm(
    request: HttpRequest, coop: Path[Slug], change: UUID, body: ChangeConfirmedIn
) -> Status[PersonChangeOut]:
    """For a member who did not say it, and mostly for whoever it is about."""
    place = participant_at(request, coop)
    held = reads.change_at(place, change)
    verbs.confirm_change(change=held, by=place.member, at=place.moment, key=body.key)
    return Status(201, _out(place, reads.change_at(place, change)))


@router.post("/{change}/denial", response={201: PersonChangeOut}, summary="Say that a change is not so")
def deny(
    request: HttpRequest, coop: Path[Slug], change: UUID, body: ChangeDeniedIn
) -> Status[PersonChangeOut]:
    """For whoever it is about, for members, and for whoever said it."""
    place = participant_at(request, coop)
    held = reads.change_at(place, change)
    verbs.deny_change(change=held, by=place.member, at=place.moment, **body.dict())
    return Status(201, _out(place, reads.change_at(place, change)))


def _out(place: Place, row: Change) -> PersonChangeOut:
    return PersonChangeOut(
        id=row.pk,
        person=row.participant.key,
        kind=row.kind,
        said=said_to(row, place.member, place.moment),
        because=row.because,
        by=row.by.key,
        entered_on=row.entered_on,
        state=row.state(place.moment.day),
        answered_by=row.answered_by.key if row.answered_by else None,
        denied_because=row.denied_because,
    )
