"""The record as JSON: what was done, in its order, with the commitments that vouch for it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from toadlane.coops.access import Place, absent, place_for
from toadlane.coops.api import Click, Slug, participant_at
from toadlane.record import certificate, certificate_views, checkpointing, proving, reads
from toadlane.record.forms import LONGEST
from toadlane.record.models import Checkpoint, Cosignature, Entry

router = Router()
MOST = 100
MOST_ENTRIES = 2**53 - 1
A_CERTIFICATE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "certificate.pdf, proof.json, verify_record.py and how to check",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class RecordOut(Schema):
    """One entry; `place` is its leaf in the co-op's log, null while it waits for one."""

    entry: UUID
    kind: str
    subject: str
    by: str
    happened_at: dt.datetime
    recorded_at: dt.datetime
    place: int | None
    commitment: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ProvedOut(RecordOut):
    """The same; `stands` says whether its content is what it vouched for, null once that is erased."""

    stands: bool | None


class CosignedOut(Schema):
    """A witness's line under a note, and when they say they saw it."""

    name: str
    key: str
    seen_at: dt.datetime
    line: str


class CheckpointOut(Schema):
    """How many entries, over which root; `note` is signed by `key` (C2SP tlog-checkpoint)."""

    size: int
    root: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    made_at: dt.datetime
    key: str
    note: str
    witnessed_by: list[CosignedOut]


class ProofOut(Schema):
    """That an entry stands in what a checkpoint vouches for; hashes in base64 (RFC 6962)."""

    format: str
    entry: UUID
    place: int
    commitment: str
    path: list[str]
    checkpoint: str
    key: str


class CertificateIn(Schema):
    """For whom; it stands on the paper and in the record."""

    to: Annotated[str, Field(max_length=LONGEST["to"])] = ""
    key: Click


class GrowthAsked(Schema):
    """From which size to which."""

    first: Annotated[int, Field(ge=0, le=MOST_ENTRIES)]
    second: Annotated[int, Field(ge=0, le=MOST_ENTRIES)]


class GrowthOut(Schema):
    """That the record of `second` entries begins with the `first` ones; hashes in base64."""

    first: int
    second: int
    path: list[str]


class EntriesAsked(Schema):
    """Which entries."""

    kind: Annotated[str, Field(max_length=60)] = ""
    subject: Annotated[str, Field(max_length=120)] = ""
    before: UUID | None = Field(None, description="the last `entry` you have, for the next lot")


@router.get("", response=list[RecordOut], auth=None, summary="What was done, latest first")
def list_entries(request: HttpRequest, coop: Path[Slug], narrowed: Query[EntriesAsked]) -> list[RecordOut]:
    """At most a hundred at once. Open to whom the charter's transparency article opens the record."""
    place = _place(request, coop)
    rows = reads.entries(place, kind=narrowed.kind, subject=narrowed.subject).order_by("-pk")
    if narrowed.before is not None:
        rows = rows.filter(pk__lt=narrowed.before)
    return [RecordOut(**_told(entry)) for entry in rows[:MOST]]


@router.get("/checkpoints", response=list[CheckpointOut], auth=None, summary="What the record said of itself")
def list_checkpoints(request: HttpRequest, coop: Path[Slug]) -> list[CheckpointOut]:
    """The latest hundred, over most entries first; one is signed each day on which the record grew."""
    place = _place(request, coop)
    found = Checkpoint.objects.filter(coop=place.coop).prefetch_related("cosignatures__witness")
    return [
        CheckpointOut(
            size=one.size,
            root=one.root_hex,
            made_at=one.recorded_at,
            key=one.key,
            note=one.note,
            witnessed_by=[_cosigned(line) for line in one.cosignatures.all()],
        )
        for one in found.order_by("-size")[:MOST]
    ]


@router.get("/growth", response=GrowthOut, auth=None, summary="A proof that the record only grew")
def read_growth(request: HttpRequest, coop: Path[Slug], asked: Query[GrowthAsked]) -> GrowthOut:
    """Between two sizes that checkpoints vouch for; 404 where there is none of that size."""
    place = _place(request, coop)
    first, second = asked.first, asked.second
    path = checkpointing.growth(place.coop, first, second)
    return GrowthOut(first=first, second=second, path=[proving.coded(one) for one in path])


@router.get("/{entry}/proof", response=ProofOut, auth=None, summary="A proof that an entry stands in it")
def read_proof(request: HttpRequest, coop: Path[Slug], entry: UUID) -> ProofOut:
    """Against the earliest checkpoint that vouches for it; 404 until there is one."""
    place = _place(request, coop)
    proved = proving.proof_of(place.find(Entry.objects.select_related("sequenced", "coop"), pk=entry))
    if proved is None:
        raise absent()
    return ProofOut(**proved)


@router.post("/{entry}/certificates", summary="Give a certificate of an entry", openapi_extra=A_CERTIFICATE)
def give_certificate(
    request: HttpRequest, coop: Path[Slug], entry: UUID, body: CertificateIn
) -> HttpResponse:
    """For whoever keeps the records: paper, proof and checking program in a ZIP. The record says so."""
    place = participant_at(request, coop)
    found = certificate_views.entry_at(place, entry)
    certificate.certify(entry=found, to=body.to, by=place.member, at=place.moment, key=body.key)
    return certificate_views.as_file(place, found, body.to)


@router.get("/{entry}", response=ProvedOut, auth=None, summary="One entry, and whether it stands")
def read_entry(request: HttpRequest, coop: Path[Slug], entry: UUID) -> ProvedOut:
    """Compares the content with the commitment."""
    place = _place(request, coop)
    found = place.find(Entry.objects.select_related("sequenced"), pk=entry)
    return ProvedOut(**_told(found), stands=reads.stands(found))


def _place(request: HttpRequest, coop: str) -> Place:
    place = place_for(request, coop)
    place.require_class(Entry.information_class)
    return place


def _cosigned(line: Cosignature) -> CosignedOut:
    who = line.witness
    return CosignedOut(name=who.name, key=who.key, seen_at=line.seen_at, line=line.line)


def _told(entry: Entry) -> dict[str, Any]:
    sequenced = getattr(entry, "sequenced", None)
    return {
        "entry": entry.pk,
        "kind": entry.kind,
        "subject": entry.subject,
        "by": entry.actor,
        "happened_at": entry.happened_at,
        "recorded_at": entry.recorded_at,
        "place": sequenced.place if sequenced else None,
        "commitment": entry.commitment_hex,
    }
