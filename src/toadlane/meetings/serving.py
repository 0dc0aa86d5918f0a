"""Handing a file out, so that nothing in it can act in our name.

Never as HTML, never guessed at, in a sandbox, and shown in its place only where that is safe.
"""

from __future__ import annotations

from typing import Final

from django.http import FileResponse
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere
from toadlane.meetings import files
from toadlane.meetings.formats import FORMS
from toadlane.meetings.models import Document

CHAINED: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # browsers style pictures so


def as_response(document: Document, *, shown: bool) -> FileResponse:
    """The file of a version; fault `document.gone` where its bytes were erased or are missing."""
    words = getattr(document, "words", None)
    if words is None:
        raise gone()
    form = FORMS[document.form]
    try:
        file = files.path_of(document.coop, (document.digest, document.form)).open("rb")
    except FileNotFoundError:
        raise gone() from None
    in_place = shown and form.shown
    plain = form.media.startswith("text/")
    media = "text/plain; charset=utf-8" if in_place and plain else form.media
    response = FileResponse(file, as_attachment=not in_place, filename=words.file_name, content_type=media)
    response["Content-Security-Policy"] = CHAINED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def gone() -> NotThere:
    """The fault for bytes that are no longer kept."""
    return NotThere(
        gettext_noop("The file of this document is not kept here any more."),
        code="document.gone",
        next_step=gettext_noop("Its digest is in the record; whoever has a copy can compare."),
    )
