"""Handing one's own file over: to whom it is about, while it is kept, and to nobody's cache."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.utils import timezone

from toadlane.keeping.leaving.reads import Stage
from toadlane.keeping.own import making, reads, refusals
from toadlane.people.models import Person


def file(person: Person, file: UUID) -> FileResponse:
    """Streamed; anybody else's is not there, whatever link led to it."""
    line = reads.one(person, file, timezone.now())
    if line.stage == Stage.GONE:
        raise refusals.gone()
    if line.stage == Stage.FAILED:
        raise refusals.failed()
    if line.stage != Stage.READY:
        raise refusals.being_made()
    try:
        opened = making.place_of(line.file).open("rb")
    except FileNotFoundError:
        raise refusals.gone() from None
    response = FileResponse(opened, as_attachment=True, filename=line.name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
