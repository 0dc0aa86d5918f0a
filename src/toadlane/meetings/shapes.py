"""Past documents as JSON: what is sent and what is answered."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, Day
from toadlane.meetings import reads
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import LONGEST, TAGS_AT_MOST, Document, Gathering

MOST = 100
Tag = Annotated[str, Field(max_length=LONGEST["tag"])]


class DocumentsAsked(Schema):
    """Which documents; `q` are words of the title, the decision, the tags or the text."""

    q: str = Field("", max_length=200)
    kind: str = Field("", max_length=20, description="minutes, decision or other")
    year: int | None = Field(None, ge=1800, le=2999)
    skip: int = Field(0, ge=0, le=1_000_000)


class DocumentVersionOut(Schema):
    """One version; without words once they are erased."""

    id: UUID
    title: str | None
    happened_on: dt.date
    kind: str
    information_class: str
    about: str | None
    digest: str
    size: int
    form: str
    file_name: str | None
    entered_by: str
    entered_on: dt.date


class DocumentOut(DocumentVersionOut):
    """A document as it stands; `id` is the same in all its versions, `version` is not. People by key."""

    version: UUID
    article: str
    text: str
    tags: list[str]
    withdrawn_on: dt.date | None
    withdrawn_because: str | None
    erased_on: dt.date | None


class WholeOut(DocumentOut):
    """The same with every version, the latest first."""

    versions: list[DocumentVersionOut]


class GatheredOut(Schema):
    """One file that waits; `why` it cannot be brought, or empty."""

    number: int
    file_name: str
    digest: str
    size: int
    form: str
    why: str
    next_step: str


class GatheringOut(Schema):
    """Files that were taken in and wait to be described."""

    id: UUID
    settled: bool
    files: list[GatheredOut]


class SharedIn(Schema):
    """Who may see it, and whom it is about."""

    information_class: str = Field(
        "minutes", max_length=60, description="minutes, decisions, evaluations or personal-details"
    )
    about: str = Field("", max_length=60, description="a participant's key; they always see it")
    tags: list[Tag] = Field(default=[], max_length=TAGS_AT_MOST)

    def shared(self, place: Place) -> Shared:
        """As the verbs take it."""
        return Shared(
            self.information_class, place.someone(self.about) if self.about else None, tuple(self.tags)
        )


class DescribedIn(Schema):
    """What one document is."""

    title: str = Field(max_length=LONGEST["title"])
    happened_on: Day
    kind: str = Field("minutes", max_length=20, description="minutes, decision or other")
    article: str = Field("", max_length=LONGEST["article"])
    text: str = Field("", max_length=LONGEST["text"])

    def described(self) -> Described:
        """As the verbs take it."""
        return Described(self.title, self.happened_on, self.kind, self.article, self.text)


class FileIn(DescribedIn):
    """What one file of a gathering is."""

    number: int = Field(ge=1, le=1000)


class BringIn(SharedIn):
    """The files that become documents; the others are let go."""

    files: list[FileIn] = Field(max_length=MOST)
    key: Click


class CorrectIn(SharedIn, DescribedIn):
    """A document said anew; `version` is the one that was looked at."""

    version: UUID
    key: Click


class BetterFileIn(Schema):
    """Which version gets the better file."""

    version: UUID
    key: Click


class WithdrawIn(Schema):
    """Take a document back, and say why; the reason stays in the record."""

    because: str = Field(min_length=1, max_length=LONGEST["because"])
    key: Click


class DocumentKeyIn(Schema):
    """Nothing but the key."""

    key: Click


def version_out(row: Document) -> dict[str, Any]:
    """One version as JSON."""
    words = getattr(row, "words", None)
    return {
        "id": row.pk,
        "title": words.title if words else None,
        "happened_on": row.happened_on,
        "kind": row.kind,
        "information_class": row.information_class,
        "about": row.about.key if row.about else None,
        "digest": row.digest,
        "size": row.size,
        "form": row.form,
        "file_name": words.file_name if words else None,
        "entered_by": row.entered_by.key,
        "entered_on": row.entered_on,
    }


def as_out(row: Document) -> dict[str, Any]:
    """A document as it stands."""
    words, withdrawal = getattr(row, "words", None), getattr(row, "withdrawal", None)
    erasure = getattr(row, "erasure", None)
    return {
        **version_out(row),
        "id": row.thread,
        "version": row.pk,
        "article": words.article if words else "",
        "text": words.text if words else "",
        "tags": words.tags if words else [],
        "withdrawn_on": withdrawal.happened_on if withdrawal else None,
        "withdrawn_because": withdrawal.because if withdrawal else None,
        "erased_on": erasure.happened_on if erasure else None,
    }


def whole_out(place: Place, thread: UUID) -> WholeOut:
    """A document with its versions, as it is now."""
    versions = [DocumentVersionOut(**version_out(row)) for row in reads.versions(place, thread)]
    return WholeOut(**as_out(reads.one(place, thread)), versions=versions)


def gathering_out(held: Gathering, place: Place) -> GatheringOut:
    """A gathering as JSON."""
    waiting = reads.waiting_in(held, place.member, place.moment)
    shown = [
        GatheredOut(
            number=one.file.number,
            file_name=one.file.file_name,
            digest=one.file.digest,
            size=one.file.size,
            form=one.file.form,
            why=one.why,
            next_step=one.next_step,
        )
        for one in waiting
    ]
    return GatheringOut(id=held.pk, settled=held.settled_at is not None, files=shown)
