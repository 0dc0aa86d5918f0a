"""Handing the file over: to whoever asked for it, while it is kept."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse

from toadlane.coops.access import Place, absent
from toadlane.keeping.kept_files import handed_over
from toadlane.keeping.leaving import making, reads
from toadlane.keeping.leaving.refusals import FILE
from toadlane.keeping.models import Taking


def file(place: Place, taking: UUID) -> FileResponse:
    """Streamed, to whoever asked while they keep the books; to everyone else there is no such file."""
    place.require_class(Taking.information_class)
    line = reads.one(place, taking)
    if not reads.is_bookkeeper(place) or line.taking.by_id != place.member.pk:
        raise absent()
    if line.file is None:
        raise FILE.gone()
    FILE.require_ready(line.stage)
    return handed_over(making.place_of(line.file), line.name, FILE)
