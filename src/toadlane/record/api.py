"""The record as JSON: what was done, in its order, with the commitments that vouch for it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from toadlane.coops.access import Place, place_for
from toadlane.coops.api import Slug
from toadlane.record import reads
from toadlane.record.models import Entry

router = Router()
MOST = 100


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
