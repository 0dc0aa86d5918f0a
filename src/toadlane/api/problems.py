"""What the framework refuses before any room is asked, as the problem JSON that faults become, too."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.http import JsonResponse
from django.utils.translation import gettext, gettext_noop
from ninja import Schema
from ninja.errors import HttpError

MEDIA: Final = "application/problem+json"
WORDS: Final = {
    400: (
        "api.unreadable",
        gettext_noop("The request could not be read."),
        gettext_noop("Send one JSON object, in UTF-8, with its content type."),
    ),
    401: (
        "api.sign-in",
        gettext_noop("Nobody is signed in."),
        gettext_noop("Sign in first, and send the session's cookie."),
    ),
    403: (
        "api.cross-site",
        gettext_noop("The request does not show that it comes from you."),
        gettext_noop("Send the CSRF token in the header X-CSRFToken."),
    ),
}
OTHERWISE: Final = (
    "api.refused",
    gettext_noop("The request was refused."),
    gettext_noop("Compare the request with the schema at /api/v1/openapi.json."),
)


class Problem(Schema):
    """RFC 9457 problem details: what, why (the article), what now."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    next_step: str
    article: str | None = None
    where: str | None = None


def refused(error: HttpError) -> JsonResponse:
    """The problem of an error that the framework names by its status alone."""
    code, says, next_step = WORDS.get(error.status_code, OTHERWISE)
    body = {
        "type": f"urn:toadlane:fault:{code}",
        "title": HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
        "detail": gettext(says),
        "code": code,
        "next_step": gettext(next_step),
    }
    return JsonResponse(body, status=error.status_code, content_type=MEDIA)
