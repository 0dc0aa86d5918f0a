"""Bringing in the people of a firm or of another co-op: look first, decide, then bring them in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toadlane.candidacy import verbs
from toadlane.candidacy.along import Along, along
from toadlane.candidacy.forms import AlongForm
from toadlane.candidacy.leading import require_leading
from toadlane.candidacy.steps import articles_for
from toadlane.candidacy.views import ROOM
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, for_participants
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import authority_at, is_member, ready
from toadlane.members.leading import track


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def together(request: HttpRequest, place: Place) -> HttpResponse:
    """Several at once, on one decision."""
    require_leading(place)
    form = AlongForm(request.POST or None, initial={"from_day": place.moment.day})
    found: Along | None = None
    usable: list[Authority] = []
    if form.is_valid():
        with form.acting():
            found = along(coop=place.coop, at=place.moment, **form.asked())
            usable = decided_on(place, found)
            if "bring" in request.POST and usable:
                joined = verbs.bring_along(
                    coop=place.coop,
                    authority=authority_at(place, usable[0].pk),
                    by=place.member,
                    at=place.moment,
                    key=form.cleaned_data["key"],
                    **form.asked(),
                )
                words = ngettext("%(n)s person is brought in.", "%(n)s people are brought in.", len(joined))
                messages.success(request, words % {"n": len(joined)})
                return redirect("candidacy:due", place.coop.slug)
    shown: dict[str, object] = {
        "form": form,
        "found": found,
        "usable": usable,
        "is_member": is_member(place),
        "rule": track(place.coop, place.moment.day),
    }
    if found is not None:
        shown["articles"] = articles_for(charter_of(place.coop), found.matter, place.moment.day)
    status = form.status if form.errors else 200
    return render(request, "candidacy/together.html", shown | ROOM, status=status)


def decided_on(place: Place, found: Along) -> list[Authority]:
    """The decisions on exactly these people that can be used."""
    rows = ready(place.coop, matter=found.matter, subject=found.name)
    return [row for row in rows if row.fingerprint == found.fingerprint]
