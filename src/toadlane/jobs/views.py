"""The page of jobs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.jobs import reads


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
