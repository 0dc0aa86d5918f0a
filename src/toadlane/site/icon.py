"""The house's sign, for whoever asks for it where browsers have always looked."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from toadlane.coops.access import absent

SIGN = "ui/mark.svg"
A_DAY_S = 24 * 3600


@require_safe
@cache_control(public=True, max_age=A_DAY_S)
def favicon(_: HttpRequest) -> HttpResponse:
    """The same drawing that every page links to; the name is old, the type is what counts."""
    place = finders.find(SIGN)
    if place is None:
        raise absent()
    return HttpResponse(Path(place).read_bytes(), content_type="image/svg+xml")
