"""Documents to take away through the API: the files themselves."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from toadlane.books.document_views import entries_of, notice_of
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


BYTES = {"schema": {"type": "string", "format": "binary"}}
A_BOOK: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The entries as a file",
            "content": dict.fromkeys(("text/plain", "text/csv"), BYTES),
        }
    }
}


@router.get(
    "/years/{year}/entries/{form}", openapi_extra=A_BOOK, summary="A year's entries as a file of books"
)
def read_entries(
    request: HttpRequest,
    coop: Path[Slug],
    year: Path[Year],
    form: Path[Literal["beancount", "hledger", "csv"]],
) -> HttpResponse:
    """For those who see every member's money; all of them, however often they are asked for."""
    return entries_of(participant_at(request, coop), year, form)
