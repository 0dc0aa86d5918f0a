"""Leaving and coming back as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from bylaws.membership import departing
from toadlane.coops.access import Place, absent
from toadlane.coops.api import Amount, Click, Day, PersonKey, Slug, participant_at
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import authority_at
from toadlane.leaving import reads, verbs
from toadlane.leaving.models import LONGEST, Departure, HandedOver
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.verbs.going import Told

router = Router()
Way = Literal["resignation", "retirement", "dismissal", "death"]
Noticed = Literal["resignation", "retirement"]
SINCE = "the first day on which one is gone; left out, the first the charter allows"


class PaidThenOut(Schema):
    """One payment after leaving."""

    due_on: dt.date
    amount: Amount
    interest: Amount


class LeavingAsked(Schema):
    """Who would leave, how and when; without anything, you, by notice today."""

    way: Way = "resignation"
    told_on: Day | None = None
    leaves_on: Day | None = Field(None, description=SINCE)
    person: PersonKey | None = None


class LeavingOutlookOut(Schema):
    """What leaving would come to; `fingerprint` is what a decision on it names, where one is needed.

    `payments` is missing where you may not see them or the charter says nothing of them.
    """

    way: str
    told_on: dt.date
    leaves_on: dt.date
    becomes: str
    articles: list[str]
    decided_as: str | None
    fingerprint: str
    access_ends_on: dt.date | None
    reason_asked: bool
    roles_end: list[str]
    left_alone: list[str]
    nobody_enters: bool
    hand_over: list[str]
    account: Amount | None
    payments: list[PaidThenOut] | None


class LeavingNoticeIn(Schema):
    """One's own notice."""

    way: Noticed = "resignation"
    leaves_on: Day | None = Field(None, description=SINCE)
    words: str = Field("", max_length=LONGEST["words"], description="why; kept apart, and can be erased")
    key: Click


class LeavingRecordIn(Schema):
    """How somebody leaves, as it was told; `authority` where the charter has it decided."""

    person: PersonKey
    way: Way
    told_on: Day = Field(description="the day of the notice, of the decision, or of the death")
    leaves_on: Day | None = Field(None, description=SINCE)
    words: str = Field("", max_length=LONGEST["words"], description="kept apart, and can be erased")
    authority: UUID | None = None
    key: Click


class LeavingTakenBackIn(Schema):
    """One stays after all."""

    key: Click


class ComingBackIn(Schema):
    """As what, and from which day, somebody comes back; `authority` where the charter has it decided."""

    person: PersonKey
    stage: str = Field(min_length=1, max_length=40)
    from_day: Day
    authority: UUID | None = None
    key: Click


class ThingTakerIn(Schema):
    """Who has a thing from then on; nobody yet where it is left out."""

    to: PersonKey | None = None
    key: Click


class ThingTickIn(Schema):
    """One side of a thing: it is given, or taken; or, with `done` false, not after all."""

    side: Literal["given", "taken"]
    done: bool = True
    key: Click


class ThingHandedOverOut(Schema):
    """One thing that is handed over; `kind` is role, work or access."""

    id: UUID
    kind: str
    role: str
    thing: str
    article: str
    due_on: dt.date
    to: str | None
    given_on: dt.date | None
    taken_on: dt.date | None


class LeavingOut(Schema):
    """Somebody leaves, or has left; `leaves_on` is the first day on which they are gone."""

    id: UUID
    person: str
    way: str
    told_on: dt.date
    leaves_on: dt.date
    becomes: str
    article: str
    authority: UUID | None
    taken_back_on: dt.date | None
    took_effect_on: dt.date | None


class LeavingWholeOut(LeavingOut):
    """With what is handed over, and what was told with it where you may read that."""

    words: str | None
    things: list[ThingHandedOverOut]


class CameBackOut(Schema):
    """Somebody is back."""

    person: str
    stage: str
    from_day: dt.date


@router.get("", response=list[LeavingOut], summary="Who leaves and who has left, the latest first")
def list_departures(request: HttpRequest, coop: Path[Slug]) -> list[LeavingOut]:
    """As far as you may see them; your own always."""
    place = participant_at(request, coop)
    return [LeavingOut(**_said(row)) for row in reads.departures(place)]


@router.get("/outlook", response=LeavingOutlookOut, summary="What leaving would come to")
def read_outlook(request: HttpRequest, coop: Path[Slug], asked: Query[LeavingAsked]) -> LeavingOutlookOut:
    """Your own; of somebody else for whoever keeps the list of who is what."""
    place = participant_at(request, coop)
    about = _about(place, asked.person)
    told_on = asked.told_on or place.moment.day
    seen = reads.outlook(place, about, asked.way, told_on=told_on, leaves_on=asked.leaves_on)
    if seen.found is None:
        raise seen.fault or absent()
    return _outlook(seen, seen.found.value, seen.found.reason.articles())


@router.post("", response={201: LeavingWholeOut}, summary="Give notice")
def give_notice(request: HttpRequest, coop: Path[Slug], body: LeavingNoticeIn) -> Status[LeavingWholeOut]:
    """For yourself; you can take it back until the day."""
    place = participant_at(request, coop)
    made = verbs.give_notice(by=place.member, at=place.moment, **body.dict())
    return Status(201, _whole(place, made))


@router.post("/records", response={201: LeavingWholeOut}, summary="Record that somebody leaves")
def record(request: HttpRequest, coop: Path[Slug], body: LeavingRecordIn) -> Status[LeavingWholeOut]:
    """For whoever keeps the list, on a confirmed decision; what nobody decides is told: `departures/told`."""
    place = participant_at(request, coop)
    made = verbs.record_departure(
        participant=_about(place, body.person),
        told=Told(body.way, body.told_on, body.leaves_on, body.words),
        authority=_decision(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _whole(place, made))


@router.post("/returns", response={201: CameBackOut}, summary="Record that somebody comes back")
def come_back(request: HttpRequest, coop: Path[Slug], body: ComingBackIn) -> Status[CameBackOut]:
    """For whoever keeps the list; to a stage that is reached by decision they come back by decision."""
    place = participant_at(request, coop)
    about = _about(place, body.person)
    period = verbs.come_back(
        participant=about,
        stage=body.stage,
        from_day=body.from_day,
        authority=_decision(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, CameBackOut(person=about.key, stage=period.stage, from_day=period.valid_from))


@router.get("/{departure}", response=LeavingWholeOut, summary="One departure, with what is handed over")
def read_departure(request: HttpRequest, coop: Path[Slug], departure: UUID) -> LeavingWholeOut:
    """Yours, or one you may see."""
    place = participant_at(request, coop)
    return _whole(place, reads.departure_at(place, departure))


@router.post("/{departure}/withdrawal", response={201: LeavingWholeOut}, summary="Take a departure back")
def take_back(
    request: HttpRequest, coop: Path[Slug], departure: UUID, body: LeavingTakenBackIn
) -> Status[LeavingWholeOut]:
    """Your own notice until the day. What others recorded is taken back by two: `POST …/changes`, `stays`."""
    place = participant_at(request, coop)
    held = reads.departure_at(place, departure)
    verbs.take_back(departure=held, by=place.member, at=place.moment, key=body.key)
    return Status(201, _whole(place, reads.departure_at(place, departure)))


@router.put(
    "/{departure}/things/{thing}/person",
    response=ThingHandedOverOut,
    summary="Say who has a thing from then on",
)
def give_to(
    request: HttpRequest, coop: Path[Slug], departure: UUID, thing: UUID, body: ThingTakerIn
) -> ThingHandedOverOut:
    """For whoever leaves, and for whoever keeps the list."""
    place = participant_at(request, coop)
    item = reads.item_at(place, reads.departure_at(place, departure), thing)
    to = place.someone(body.to) if body.to else None
    return _thing(verbs.give_to(item=item, to=to, by=place.member, at=place.moment, key=body.key))


@router.post(
    "/{departure}/things/{thing}/tick", response={201: ThingHandedOverOut}, summary="Tick one side of a thing"
)
def tick(
    request: HttpRequest, coop: Path[Slug], departure: UUID, thing: UUID, body: ThingTickIn
) -> Status[ThingHandedOverOut]:
    """Given by whoever leaves, taken by whoever has it then."""
    place = participant_at(request, coop)
    item = reads.item_at(place, reads.departure_at(place, departure), thing)
    held = verbs.tick(
        item=item, side=body.side, done=body.done, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, _thing(held))


def _about(place: Place, key: str | None) -> Participant:
    """Whom it is about: themselves, or, for whoever keeps the list, anybody."""
    if key is None or key == place.member.key:
        return place.member
    if not keeps_list(place.member, place.moment):
        raise absent()
    return place.someone(key)


def _decision(place: Place, key: UUID | None) -> Authority | None:
    return authority_at(place, key) if key is not None else None


def _outlook(seen: reads.Outlook, said: departing.Departure, articles: tuple[str, ...]) -> LeavingOutlookOut:
    paid = seen.paid.value if seen.paid else None
    return LeavingOutlookOut(
        way=said.way,
        told_on=said.told_on,
        leaves_on=said.leaves_on,
        becomes=said.becomes,
        articles=list(articles),
        decided_as=said.decided_as,
        fingerprint=seen.fingerprint,
        access_ends_on=said.access_ends_on,
        reason_asked=said.reason_asked,
        roles_end=list(said.roles_end),
        left_alone=list(seen.left_alone),
        nobody_enters=seen.nobody_enters,
        hand_over=[one.thing or one.role for one in said.hand_over],
        account=paid.account.decimal() if paid else None,
        payments=[
            PaidThenOut(due_on=one.due_on, amount=one.amount.decimal(), interest=one.interest.decimal())
            for one in paid.payments
        ]
        if paid
        else None,
    )


def _said(row: Departure) -> dict[str, Any]:
    back, done = getattr(row, "taken_back", None), getattr(row, "done", None)
    return {
        "id": row.pk,
        "person": row.participant.key,
        "way": row.way,
        "told_on": row.told_on,
        "leaves_on": row.leaves_on,
        "becomes": row.becomes,
        "article": row.article,
        "authority": row.authority,
        "taken_back_on": back.happened_on if back else None,
        "took_effect_on": done.happened_on if done else None,
    }


def _whole(place: Place, row: Departure) -> LeavingWholeOut:
    words = reads.words_of(place, row)
    things = HandedOver.objects.filter(departure=row).select_related("to")
    return LeavingWholeOut(
        **_said(row), words=words.words if words else None, things=[_thing(one) for one in things]
    )


def _thing(row: HandedOver) -> ThingHandedOverOut:
    return ThingHandedOverOut(
        id=row.pk,
        kind=row.kind,
        role=row.role,
        thing=row.thing,
        article=row.article,
        due_on=row.due_on,
        to=row.to.key if row.to else None,
        given_on=row.given_on,
        taken_on=row.taken_on,
    )
