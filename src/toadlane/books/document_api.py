"""Documents to take away through the API: the files themselves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from toadlane.books.document_views import notice_of
from toadlane.coops.api import PersonKey, Slug, Year, participant_at

router = Router()
A_PDF: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The notice as a PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/years/{year}/people/{person}/notice", openapi_extra=A_PDF, summary="A written notice of allocation"
)
def read_notice(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], person: Path[PersonKey]
) -> HttpResponse:
    """Of a closed year; one's own also after leaving."""
    return notice_of(participant_at(request, coop), year, person)
