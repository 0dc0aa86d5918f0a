"""Handing the file over: to whoever asked for it, while it is kept, and to nobody's cache."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse

from toadlane.coops.access import Place, absent
from toadlane.keeping.leaving import making, reads, refusals
from toadlane.keeping.leaving.reads import Stage
from toadlane.keeping.models import Taking


def file(place: Place, taking: UUID) -> FileResponse:
    """Streamed, to whoever asked while they keep the books; to everyone else there is no such file."""
    place.require_class(Taking.information_class)
    line = reads.one(place, taking)
    if not reads.is_bookkeeper(place) or line.taking.by_id != place.member.pk:
        raise absent()
    if line.file is None or line.stage == Stage.GONE:
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
