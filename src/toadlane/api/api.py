"""The API: each room brings its own router; faults become problem JSON in the one place that does so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import django_auth

from bylaws.kernel.faults import InputFault
from toadlane.books.api import router as books
from toadlane.charter.api import router as charter
from toadlane.decisions.api import router as decisions

api = NinjaAPI(
    title="Toad Lane",
    version="1",
    description=(
        "The same verbs as the pages. Amounts are exact decimal strings, days ISO 8601. "
        "Every write takes a `key` of your making: the same key sent twice has one effect. "
        "Faults are problem JSON (RFC 9457) with `code`, `detail`, `article` and `next_step`."
    ),
    urls_namespace="api",
    auth=django_auth,
    docs_url=None,
)
api.add_router("/coops/{coop}/money", books, tags=["money"])
api.add_router("/coops/{coop}/decisions", decisions, tags=["decisions"])
api.add_router("/coops/{coop}/charter", charter, tags=["charter"])


@api.exception_handler(ValidationError)
def malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not fit the schema is the asker's to put right, like any other input."""
    first = error.errors[0] if error.errors else {}
    field = ".".join(str(part) for part in first.get("loc", ()))
    raise InputFault(
        "{field}: {problem}.",
        code="api.schema",
        next_step="Compare the request with the schema at /api/v1/openapi.json.",
        field=field,
        problem=str(first.get("msg", "does not fit")),
    )
