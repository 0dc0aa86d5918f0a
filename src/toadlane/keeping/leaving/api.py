"""Taking everything away through the API: ask, how far it is, the file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, Slug, participant_at
from toadlane.decisions.models import Authority
from toadlane.keeping.kept_files import Stage
from toadlane.keeping.leaving import fetching, reads, verbs
from toadlane.keeping.leaving.forms import LONGEST
from toadlane.keeping.models import Taking

router = Router()
A_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The export; closed by a passphrase, a ZIP that says how to open it",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class TakingOut(Schema):
    """One taking; `kept_until` and `size` while its file is there, `says` what went wrong where it failed."""

    taking: UUID
    by: str
    decision: UUID
    asked_on: dt.date
    closed: bool
    state: Stage
    says: str
    size: int
    digest: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    kept_until: dt.datetime | None


class EverythingIn(Schema):
    """The decision that names you as who takes it, and a passphrase that closes the file, or none."""

    decision: UUID
    passphrase: Annotated[str, Field(max_length=LONGEST, description="kept nowhere")] = ""
    key: Click


class TakingClick(Schema):
    """A click."""

    key: Click


@router.get("", response=list[TakingOut], summary="Who took everything away, by which decision")
def list_takings(request: HttpRequest, coop: Path[Slug]) -> list[TakingOut]:
    """The last twenty, latest first. Open to whom the charter opens the record."""
    return [_told(line) for line in reads.standing(_place(request, coop)).lines]


@router.post("", response={202: TakingOut}, summary="Take everything away")
def take_everything(request: HttpRequest, coop: Path[Slug], body: EverythingIn) -> Status[TakingOut]:
    """For the bookkeeper, on a confirmed decision. The queue makes the file; ask `GET` how far it is."""
    place = _place(request, coop)
    authority = Authority.objects.filter(coop=place.coop, pk=body.decision).first()
    if authority is None or not place.sight.may_see(authority):
        raise absent()
    taking = verbs.take_everything(
        coop=place.coop,
        authority=authority,
        passphrase=body.passphrase,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(202, _one(place, taking.pk))


@router.get("/{taking}", response=TakingOut, summary="How far one is")
def read_taking(request: HttpRequest, coop: Path[Slug], taking: UUID) -> TakingOut:
    """Ask again every few seconds while it is being made."""
    return _one(_place(request, coop), taking)


@router.post("/{taking}/anew", response={202: TakingOut}, summary="Have a file made after all")
def begin_anew(request: HttpRequest, coop: Path[Slug], taking: UUID, body: TakingClick) -> Status[TakingOut]:
    """For the bookkeeper, where it failed; the decision it was asked for on still serves."""
    place = _place(request, coop)
    held = reads.one(place, taking).taking
    verbs.begin_anew(taking=held, by=place.member, at=place.moment, key=body.key)
    return Status(202, _one(place, taking))


@router.post("/{taking}/removal", response=TakingOut, summary="Remove the file before its days are over")
def remove_file(request: HttpRequest, coop: Path[Slug], taking: UUID, body: TakingClick) -> TakingOut:
    """For the bookkeeper. That everything was taken stays in the record."""
    place = _place(request, coop)
    held = reads.one(place, taking).taking
    verbs.remove_file(taking=held, by=place.member, at=place.moment, key=body.key)
    return _one(place, taking)


@router.get("/{taking}/file", openapi_extra=A_FILE, summary="The file itself")
def read_file(request: HttpRequest, coop: Path[Slug], taking: UUID) -> HttpResponseBase:
    """For whoever asked for it, while it is kept; 409 while it is being made, 404 once it is gone."""
    return fetching.file(_place(request, coop), taking)


def _place(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, Taking.information_class)


def _one(place: Place, taking: UUID) -> TakingOut:
    return _told(reads.one(place, taking))


def _told(line: reads.Line) -> TakingOut:
    return TakingOut(
        taking=line.taking.pk,
        by=line.taking.by.key,
        decision=line.taking.authority_id,
        asked_on=line.taking.happened_on,
        closed=line.taking.closed,
        state=line.stage,
        says=line.says,
        size=line.size,
        digest=line.digest,
        kept_until=line.kept_until,
    )
