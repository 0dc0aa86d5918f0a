"""Witnesses as JSON: those of a co-op's record, and the records that are witnessed here."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Slug, one_of, participant_at
from toadlane.people.models import Person
from toadlane.record import reads, signing, witnesses, witnessing
from toadlane.record.forms import LONGEST
from toadlane.record.models import Entry, Origin, WitnessRefusal

router = Router()
house = Router()
Name = Annotated[str, Field(min_length=1, max_length=LONGEST["name"])]
NoteKey = Annotated[str, Field(min_length=1, max_length=LONGEST["key"], description="name+eight letters+key")]


class WitnessOut(Schema):
    """One witness: over how many entries they signed last; `refused` says why they refuse, "" if not."""

    witness: UUID
    name: str
    address: str
    key: str
    signed: int
    signed_at: dt.datetime | None
    refused: str = Field(description=" ".join(["“”", *(f"“{one}”" for one in WitnessRefusal.Why.values)]))
    says: str


class WitnessIn(Schema):
    """Somebody outside who signs what the record says of itself."""

    name: Name
    address: Annotated[str, Field(min_length=1, max_length=LONGEST["address"])]
    signs_with: NoteKey
    key: Click


class WitnessClick(Schema):
    """A click."""

    key: Click


class ContradictionOut(Schema):
    """Two notes by one key: `proved` where they cannot both be true; else the later was not shown to be.

    `stands` while whoever runs the installation has to see to it.
    """

    proved: bool
    stands: bool
    why: str = one_of(WitnessRefusal.Why)
    size: int
    note: str
    before: str
    at: dt.datetime


class WitnessedOut(Schema):
    """A record that is witnessed here, over how many entries it was signed, and what contradicts that.

    `reminded_at` is set when it showed a note signed here that was not known here any more.
    """

    origin: UUID
    name: str
    record: str
    key: str
    size: int
    seen_at: dt.datetime | None
    reminded_at: dt.datetime | None
    contradictions: list[ContradictionOut]


class WitnessingOut(Schema):
    """What to hand on to those who name this installation as a witness, and whose records it witnesses."""

    key: str
    address: str
    origins: list[WitnessedOut]


class WitnessedIn(Schema):
    """A record to be witnessed here; `forget` begins anew with it."""

    name: Name
    signs_with: NoteKey
    forget: bool = False


@router.get("", response=list[WitnessOut], summary="Who witnesses the record")
def list_witnesses(request: HttpRequest, coop: Path[Slug]) -> list[WitnessOut]:
    """Those who are asked, and how it stands with each."""
    place = _place(request, coop)
    return [_told(one) for one in reads.witnesses(place.coop)]


@router.post("", response={201: WitnessOut}, summary="Name a witness")
def name_witness(request: HttpRequest, coop: Path[Slug], body: WitnessIn) -> Status[WitnessOut]:
    """For whoever keeps the records. They are asked within a minute or two."""
    place = _place(request, coop)
    row = witnesses.name(
        coop=place.coop,
        called=body.name,
        address=body.address,
        told=body.signs_with,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _told(next(one for one in reads.witnesses(place.coop) if one.witness == row)))


@router.post("/{witness}/end", response=list[WitnessOut], summary="Ask a witness no more")
def end_witness(
    request: HttpRequest, coop: Path[Slug], witness: UUID, body: WitnessClick
) -> list[WitnessOut]:
    """What they signed stays."""
    place = _place(request, coop)
    row = place.find(witnesses.named(place.coop), pk=witness)
    witnesses.end(witness=row, by=place.member, at=place.moment, key=body.key)
    return [_told(one) for one in reads.witnesses(place.coop)]


@house.get("", response=WitnessingOut, summary="Whose records are witnessed here")
def read_witnessing(request: HttpRequest) -> WitnessingOut:
    """For whoever runs the installation."""
    _operator(request)
    return _witnessing()


@house.post("/origins", response=WitnessingOut, summary="Let a record be witnessed here")
def let_origin(request: HttpRequest, body: WitnessedIn) -> WitnessingOut:
    """The same twice is the same as once; another key replaces the one before."""
    by = _operator(request)
    witnessing.let(name=body.name, told=body.signs_with, forget=body.forget, by=by, at=timezone.now())
    return _witnessing()


@house.delete("/origins/{origin}", response=WitnessingOut, summary="Witness a record no more")
def end_origin(request: HttpRequest, origin: UUID) -> WitnessingOut:
    """What was seen of it is kept, should it come back."""
    by = _operator(request)
    row = Origin.objects.filter(pk=origin).first()
    if row is None:
        raise absent()
    witnessing.end(origin=row, by=by, at=timezone.now())
    return _witnessing()


def _place(request: HttpRequest, coop: str) -> Place:
    place = participant_at(request, coop)
    place.require_class(Entry.information_class)
    return place


def _told(one: reads.Standing) -> WitnessOut:
    row = one.witness
    return WitnessOut(
        witness=row.pk,
        name=row.name,
        address=row.address,
        key=row.key,
        signed=one.signed,
        signed_at=one.signed_at,
        refused=one.refusal.why if one.refusal else "",
        says=one.says,
    )


def _operator(request: HttpRequest) -> Person:
    person = Person.objects.get(pk=str(request.user.pk))
    witnessing.only_operators(person)
    return person


def _witnessing() -> WitnessingOut:
    return WitnessingOut(
        key=signing.witness_key().told,
        address=witnessing.own_address(),
        origins=[
            WitnessedOut(
                origin=one.pk,
                name=one.name,
                record=one.origin,
                key=one.key,
                size=one.size,
                seen_at=one.seen_at,
                reminded_at=one.reminded_at,
                contradictions=[
                    ContradictionOut.model_validate(odd, from_attributes=True)
                    for odd in one.contradictions.all()
                ],
            )
            for one in witnessing.let_in()
        ],
    )
