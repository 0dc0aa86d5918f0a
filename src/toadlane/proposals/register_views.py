"""What was agreed: a list to look things up in, and to take along."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.proposals import agreements as register
from toadlane.proposals.models import DECISIONS

ON_A_PAGE = 50
FORMS = ("csv", "xlsx", "md")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and in which order."""

    state: str
    said: str
    sort: str


@require_safe
@for_participants
def agreements(request: HttpRequest, place: Place) -> HttpResponse:
    """What was agreed: `?q=` finds words in it, `?state=` narrows it, `?sort=` puts it in order."""
    place.require_class(DECISIONS)
    asked = as_asked(request)
    rows = register.agreements(place, state=asked.state, said=asked.said, sort=asked.sort)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "found": register.shown(page.object_list, place), "asked": asked, "forms": FORMS}
    return render(request, "proposals/agreements.html", shown)


@require_safe
@for_participants
def file(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The same, all pages of it, to take along."""
    place.require_class(DECISIONS)
    if form not in FORMS:
        raise absent()
    asked = as_asked(request)
    rows = register.agreements(place, state=asked.state, said=asked.said, sort=asked.sort)
    written = register.as_file(form, register.shown(rows, place), place)
    response = HttpResponse(written.data, content_type=written.media)
    response["Content-Disposition"] = f'attachment; filename="{written.name}"'
    return response


def as_asked(request: HttpRequest) -> Asked:
    """What the address asks for."""
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "")
    return Asked(
        state=state if state in register.STATES else "",
        said=request.GET.get("q", "").replace("\x00", "")[:200],
        sort=sort if sort in register.ORDERS else "",
    )
