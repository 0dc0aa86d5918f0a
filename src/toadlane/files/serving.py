"""Handing a file out, so that nothing in it can act in our name.

Never as HTML, never guessed at, in a sandbox, and shown in its place only where that is safe.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.http import FileResponse

from toadlane.files.formats import FORMS

CHAINED: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # browsers style pictures so


def handed_out(place: Path, form: str, name: str, *, shown: bool) -> FileResponse | None:
    """The file at a place under the name it came with; None where its bytes are gone."""
    try:
        file = place.open("rb")
    except FileNotFoundError:
        return None
    kind = FORMS[form]
    in_place = shown and kind.shown
    plain = kind.media.startswith("text/")
    media = "text/plain; charset=utf-8" if in_place and plain else kind.media
    response = FileResponse(file, as_attachment=not in_place, filename=name, content_type=media)
    response["Content-Security-Policy"] = CHAINED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
