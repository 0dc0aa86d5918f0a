"""The page of all talks: what is being talked about, and what is found by its words."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.talk import listing, verbs
from toadlane.talk.subjects import known_kinds

ON_A_PAGE = 30


@require_safe
@for_participants
def talks(request: HttpRequest, place: Place) -> HttpResponse:
    """Every talk one sees: `?state=` and `?kind=` narrow it, `?q=` finds comments, proposals, agreements."""
    asked = request.GET
    sought = asked.get("q", "").replace("\x00", "").strip()[:200]
    state, kind = asked.get("state", ""), asked.get("kind", "")
    state, kind = state if state in listing.STATES else "", kind if kind in known_kinds() else ""
    found = listing.lines(place, state=state, kind=kind)
    page = Paginator(found, ON_A_PAGE).get_page(asked.get("page"))
    for one in page.object_list:
        place.shows(one.subject.information_class)
    shown = {
        "page": page,
        "unread": sum(bool(one.new) for one in found),
        "state": state,
        "kind": kind,
        "kinds": {one.subject.kind: one.label for one in found},
        "sought": sought,
        "comments": listing.comments_found(place, sought),
        "things": listing.things_found(place, sought),
        "button": KeyedForm(auto_id=False),
        "room": "decide",
    }
    return render(request, "talk/list.html", shown)


@require_POST
@for_participants
def reading(request: HttpRequest, place: Place) -> HttpResponse:
    """All that was said until now is read."""
    form = KeyedForm(request.POST, auto_id=False)
    if form.is_valid():
        with form.acting():
            for one in listing.lines(place, state="unread"):
                verbs.have_read(subject=one.subject, by=place.member, at=place.moment)
    return redirect("talk:list", place.coop.slug)
