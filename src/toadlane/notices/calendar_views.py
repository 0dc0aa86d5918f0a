"""The calendar of one's own days: its private address, and what it leads to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops import clock
from toadlane.coops.access import Place, for_participants
from toadlane.notices import calendars


@require_POST
@for_participants
def making(request: HttpRequest, place: Place) -> HttpResponse:
    """Make an address; twice is the same as once."""
    calendars.make(by=place.member, at=place.moment)
    messages.success(request, _("Your calendar has an address now."))
    return redirect("notices:choices", place.coop.slug)


@require_POST
@for_participants
def stopping(request: HttpRequest, place: Place) -> HttpResponse:
    """Stop it; twice is the same as once."""
    calendars.stop(of=place.member)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("notices:choices", place.coop.slug)


@require_POST
@for_participants
def renewing(request: HttpRequest, place: Place) -> HttpResponse:
    """Another address in place of the one that somebody may have read."""
    calendars.renew(by=place.member, at=place.moment)
    messages.success(request, _("Your calendar has another address; the one before leads nowhere."))
    return redirect("notices:choices", place.coop.slug)


@require_safe
@cache_control(private=True, no_store=True)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads, signed in nowhere; with `?of=coop` what the whole co-op has ahead."""
    who = calendars.whose(token)
    told = calendars.written(who, clock.now(who.coop), whole=request.GET.get("of") == "coop")
    answer = HttpResponse(told, content_type="text/calendar; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return answer
