"""The pages of the record."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, at_coop
from toadlane.record import reads
from toadlane.record.models import Entry

ON_A_PAGE = 50


@require_safe
@at_coop
def entries(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that was done, newest first; `kind` and `subject` narrow it."""
    place.require_class("record")
    kind, subject = request.GET.get("kind", ""), request.GET.get("subject", "")
    found = reads.entries(place, kind=kind, subject=subject)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": reads.lines(place, page.object_list),
        "narrowed": bool(kind or subject),
        "insider": place.participant is not None,
        "sees_jobs": place.sight.may_see_class("jobs"),
    }
    return render(request, "record/entries.html", shown)


@require_safe
@at_coop
def entry(request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """One entry, and whether its content is still what it vouched for."""
    place.require_class("record")
    found = place.find(Entry.objects.select_related("sequenced"), pk=entry)
    [line] = reads.lines(place, [found])
    return render(request, "record/entry.html", {"line": line, "stands": reads.stands(found)})
