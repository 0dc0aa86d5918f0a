"""Proof packs through the API: the file itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from toadlane.books.proof_views import download, standing
from toadlane.coops.api import Slug, Year, participant_at

router = Router()
A_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The pack as one file",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get("/years/{year}/proof", openapi_extra=A_FILE, summary="The proof pack of a closed year")
def read_proof(request: HttpRequest, coop: Path[Slug], year: Path[Year]) -> HttpResponse:
    """For who may see every member's money; people by their keys. `bylaws verify-close` verifies it."""
    return download(standing(participant_at(request, coop), year), names=False)
