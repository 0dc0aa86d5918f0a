"""Bylaws to take away through the API: the files themselves."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from toadlane.charter import printing
from toadlane.coops.access import place_for
from toadlane.coops.api import Day

router = Router()
A_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The bylaws in the form asked for",
            "content": {
                form.media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for form in printing.FORMS.values()
            },
        }
    }
}


@router.get(
    "/printed/{form}", auth=None, openapi_extra=A_FILE, summary="The charter of a day as a document to print"
)
def read_printed(
    request: HttpRequest,
    coop: Path[str],
    form: Path[Literal["pdf", "docx", "html", "md"]],
    on: Query[Day | None] = None,
    language: Query[Literal["en", "es", "fr"] | None] = None,
) -> HttpResponse:
    """Today's without `on`. Prose as adopted, rules in `language` or by Accept-Language."""
    return printing.printed(place_for(request, coop), form, on, language)
