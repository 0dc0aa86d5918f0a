"""The state of affairs of a co-op on one page: what meets next, what was decided, what is to be done."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.meetings.planned_rows import Meeting, State
from toadlane.minutes import register
from toadlane.minutes.register import Asked
from toadlane.proposals import reads as proposals
from toadlane.proposals.agreements import agreements
from toadlane.proposals.models import DECISIONS

LATEST: Final = 5


@require_safe
@for_participants
def affairs(request: HttpRequest, place: Place) -> HttpResponse:
    """Links to what stands elsewhere, as far as whoever looks may see it."""
    return render(request, "minutes/affairs.html", affairs_of(place))


def affairs_of(place: Place) -> dict[str, Any]:
    """What the page tells; a fixed number of questions."""
    coming = Meeting.objects.filter(coop=place.coop, ends_at__gte=place.moment.instant)
    coming = place.visible(coming.exclude(state=State.CANCELLED)).order_by("starts_at")
    sees = place.sight.may_see_class(DECISIONS)
    return {
        "room": "meet",
        "coming": list(coming[:LATEST]),
        "decided": register.decisions(place, Asked())[:LATEST],
        "open": len(register.actions(place, Asked(state="open"))),
        "overdue": len(register.actions(place, Asked(state="overdue"))),
        "proposals": proposals.open_lines(place) if sees else [],
        "in_force": agreements(place, state="in-force").count() if sees else 0,
        "review": agreements(place, state="review").count() if sees else 0,
    }
