"""Handing one's own file over: to whom it is about, while it is kept."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.utils import timezone

from toadlane.keeping.kept_files import handed_over
from toadlane.keeping.own import making, reads
from toadlane.keeping.own.refusals import FILE
from toadlane.people.models import Person


def file(person: Person, file: UUID) -> FileResponse:
    """Streamed; anybody else's is not there, whatever link led to it."""
    line = reads.one(person, file, timezone.now())
    FILE.require_ready(line.stage)
    return handed_over(making.place_of(line.file), line.name, FILE)
