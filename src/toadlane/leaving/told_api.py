"""What is told of somebody who leaves, and what a second person says to it, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Day, PersonKey, Slug, participant_at
from toadlane.leaving import reads, verbs
from toadlane.leaving.models import LONGEST, DepartureTold
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.verbs.going import Told

router = Router()
Way = Literal["resignation", "retirement", "death"]


class LeavingToldIn(Schema):
    """How somebody else leaves, as it was told to you."""

    person: PersonKey
    way: Way
    told_on: Day = Field(description="the day of the notice, or of the death")
    leaves_on: Day | None = Field(
        None, description="the first day on which one is gone; left out, the first the charter allows"
    )
    words: str = Field("", max_length=LONGEST["words"], description="kept apart, and can be erased")
    key: Click


class LeavingConfirmedIn(Schema):
    """It is so."""

    key: Click


class LeavingDeniedIn(Schema):
    """It is not so; whoever it is about needs no reason."""

    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class LeavingToldOut(Schema):
    """What was told; `state` is waiting, confirmed, denied, or over when it waited too long."""

    id: UUID
    person: str
    way: str
    told_on: dt.date
    leaves_on: dt.date
    by: str
    entered_on: dt.date
    state: Literal["waiting", "confirmed", "denied", "over"]
    departure: UUID | None
    answered_by: str | None
    because: str


@router.get("", response=list[LeavingToldOut], summary="What waits for a second member, the latest first")
def list_told(request: HttpRequest, coop: Path[Slug]) -> list[LeavingToldOut]:
    """As far as you may see who leaves; what is about you always."""
    place = participant_at(request, coop)
    return [_out(place, row) for row in reads.told_open(place)]


@router.post("", response={201: LeavingToldOut}, summary="Tell that somebody else leaves")
def tell(request: HttpRequest, coop: Path[Slug], body: LeavingToldIn) -> Status[LeavingToldOut]:
    """For whoever keeps the list; it counts once a second member confirms it."""
    place = participant_at(request, coop)
    if not keeps_list(place.member, place.moment):
        raise absent()
    row = verbs.tell_departure(
        participant=place.someone(body.person),
        told=Told(body.way, body.told_on, body.leaves_on, body.words),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _out(place, reads.told_at(place, row.pk)))


@router.get("/{told}", response=LeavingToldOut, summary="What was told of somebody who leaves")
def read_told(request: HttpRequest, coop: Path[Slug], told: UUID) -> LeavingToldOut:
    """One that you may see."""
    place = participant_at(request, coop)
    return _out(place, reads.told_at(place, told))


@router.post("/{told}/confirmation", response={201: LeavingToldOut}, summary="Confirm that somebody leaves")
def confirm(
    request: HttpRequest, coop: Path[Slug], told: UUID, body: LeavingConfirmedIn
) -> Status[LeavingToldOut]:
    """For a member who did not tell it, and for whoever leaves; `departure` is what came of it."""
    place = participant_at(request, coop)
    held = reads.told_at(place, told)
    verbs.confirm_departure(told=held, by=place.member, at=place.moment, key=body.key)
    return Status(201, _out(place, reads.told_at(place, told)))


@router.post("/{told}/denial", response={201: LeavingToldOut}, summary="Say that somebody does not leave")
def deny(request: HttpRequest, coop: Path[Slug], told: UUID, body: LeavingDeniedIn) -> Status[LeavingToldOut]:
    """For whoever it is about, for members, and for whoever told it."""
    place = participant_at(request, coop)
    held = reads.told_at(place, told)
    verbs.deny_departure(told=held, by=place.member, at=place.moment, **body.dict())
    return Status(201, _out(place, reads.told_at(place, told)))


def _out(place: Place, row: DepartureTold) -> LeavingToldOut:
    answer = getattr(row, "answer", None)
    departure = answer.departure_id if answer else None
    answered: Literal["confirmed", "denied"] = "confirmed" if departure else "denied"
    open_or_over: Literal["waiting", "over"] = "over" if row.is_over(place.moment.day) else "waiting"
    return LeavingToldOut(
        id=row.pk,
        person=row.participant.key,
        way=row.way,
        told_on=row.told_on,
        leaves_on=row.leaves_on,
        by=row.by.key,
        entered_on=row.entered_on,
        state=answered if answer else open_or_over,
        departure=departure,
        answered_by=answer.by.key if answer else None,
        because=answer.because if answer else "",
    )
