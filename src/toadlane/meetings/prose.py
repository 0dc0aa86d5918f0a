"""Minutes that are plain text or Markdown, as their page shows them."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from toadlane.charter.prose import as_html_once
from toadlane.files.formats import PLAIN, text_of
from toadlane.meetings import files
from toadlane.meetings.models import Document
from toadlane.meetings.texts import clean

SHOWN_AT_MOST: Final = 60_000
"""Letters; what is longer is taken away as a file."""


def prose_of(document: Document) -> SafeString:
    """Markdown as prose, plain text in its lines; "" for other forms, and where it is too long or gone."""
    path = files.path_of(document.coop, (document.digest, document.form))
    if document.form not in PLAIN or document.size > SHOWN_AT_MOST or not path.exists():
        return SafeString("")
    text = clean(text_of(path.read_bytes()) or "")
    if document.form == "md":
        return as_html_once(text)  # what is erased must be gone
    return format_html("<pre>{}</pre>", text)
