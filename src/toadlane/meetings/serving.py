"""Handing out the file of a document."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere
from toadlane.files.serving import handed_out
from toadlane.meetings import files
from toadlane.meetings.models import Document


def as_response(document: Document, *, shown: bool) -> FileResponse:
    """The file of a version; fault `document.gone` where its bytes were erased or are missing."""
    words = getattr(document, "words", None)
    if words is None:
        raise gone()
    place = files.path_of(document.coop, (document.digest, document.form))
    response = handed_out(place, document.form, words.file_name, shown=shown)
    if response is None:
        raise gone()
    return response


def gone() -> NotThere:
    """The fault for bytes that are no longer kept."""
    return NotThere(
        gettext_noop("The file of this document is not kept here any more."),
        code="document.gone",
        next_step=gettext_noop("Its digest is in the record; whoever has a copy can compare."),
    )
