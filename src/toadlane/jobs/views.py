"""The page of jobs, and the heartbeat of the house."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.jobs import heart, reads


@require_safe
@for_participants
def jobs(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Is the worker alive, what waits, runs, was done; 304 for a page that asks again in vain."""
    place.require_class("jobs")
    house = reads.house(place)
    if "HX-Request" not in request.headers:
        return render(request, "jobs/jobs.html", {"house": house, "room": "record"})
    etag = quote_etag(house.version)
    response = get_conditional_response(request, etag=etag) or render(
        request, "jobs/part/house.html", {"house": house}
    )
    response["ETag"] = etag
    return response


@require_safe
@login_required
def heart_page(request: HttpRequest) -> HttpResponseBase:
    """For whoever runs the installation: does it do its work; 304 for a page that asks again in vain."""
    if not getattr(request.user, "operates", False):
        raise absent()
    shown = {"heart": heart.now()}
    if "HX-Request" not in request.headers:
        return render(request, "jobs/heart.html", shown)
    return render(request, "jobs/part/heart.html", shown)


@never_cache
@require_safe
def health(_: HttpRequest) -> HttpResponse:
    """For whoever watches the machine: 503 when nobody works; says nothing else about the inside."""
    stands = heart.heart(timezone.now())
    stopped = stands.colour == heart.Colour.RED
    told = {"state": stands.colour.value, "silent_s": stands.silent_s}
    return JsonResponse(told, status=503 if stopped else 200)
