"""The one place where a fault becomes an HTTP answer: a page people can read, or problem JSON under /api/."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_noop

from bylaws.kernel import faults
from bylaws.kernel.faults import Fault
from toadlane.coops.access import absent
from toadlane.ui.faults import STATUS, Told, told

log = logging.getLogger("toadlane.faults")


def answer(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The answer to a request that met a fault."""
    words = told(fault)
    return problem(words) if request.path.startswith("/api/") else page(request, words)


def problem(words: Told) -> JsonResponse:
    """RFC 9457 problem details."""
    body = {
        "type": f"urn:toadlane:fault:{words.code}",
        "title": words.title,
        "status": words.status,
        "detail": words.says,
        "code": words.code,
        "next_step": words.next_step,
    }
    body |= {name: said for name, said in (("article", words.article), ("where", words.where)) if said}
    return JsonResponse(body, status=words.status, content_type="application/problem+json")


def page(request: HttpRequest, words: Told) -> HttpResponse:
    """What, why and what now; a stranger who found nothing is shown the way to sign in."""
    visitor = getattr(request, "user", None)  # a request refused at the door has none yet
    signed_in = visitor is not None and visitor.is_authenticated
    lost = words.status == STATUS[faults.NotThere] and not signed_in
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}" if lost else ""
    place = getattr(request, "place", None)
    inside = place is not None and place.participant is not None
    if not inside:
        # Whoever is no participant gets the page of an absent co-op, also where there is one.
        request.place = None  # type: ignore[attr-defined]
    shown = {
        "fault": words,
        "sign_in": sign_in,
        "layout": "ui/room.html" if inside else "ui/base.html",
        "back": came_from(request),
    }
    return render(request, "ui/fault.html", shown, status=words.status)


def came_from(request: HttpRequest) -> str:
    """The page of ours that they came from, to go back to; empty when it was not ours."""
    said = request.META.get("HTTP_REFERER", "")
    try:
        ours = url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()})
    except DisallowedHost:
        return ""
    return said if ours else ""


class FaultPages:
    """Answers every fault that a view lets through; what is not a fault is a bug and stays one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError):
            # What no column can hold, such as a NUL in an address, is for whoever asked to put right.
            log.error("The database cannot hold what was sent", exc_info=exception)
            return malformed(request)
        if not isinstance(exception, Fault):
            return None
        if isinstance(exception, faults.RecordBroken):
            log.error("The record does not hold together: %s", exception.code, exc_info=exception)
        return answer(request, exception)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that leads nowhere; the same answer as for one that is hidden."""
    del exception
    return answer(request, absent())


def failed(request: HttpRequest) -> HttpResponse:
    """An error of ours that no fault names; its page asks no database, which may be what broke."""
    if not request.path.startswith("/api/"):
        return HttpResponse(render_to_string("500.html"), status=500)
    says = gettext_noop("Something of ours broke.")
    next_step = gettext_noop("Nothing was changed. Try once more; if it stays, tell whoever runs this place.")
    return problem(told(faults.RecordBroken(says, code="house.error", next_step=next_step)))


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no form or program of ours sends."""
    del exception
    return answer(
        request,
        faults.InputFault(
            gettext_noop("This request could not be read."),
            code="request.malformed",
            next_step=gettext_noop("Open the page again and send it from there."),
        ),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from a page that is no longer ours to trust, such as one left open for weeks."""
    del reason
    return answer(
        request,
        faults.InputFault(
            gettext_noop("This form is too old, or did not come from this site."),
            code="form.stale",
            next_step=gettext_noop("Open the page again and send the form from there."),
        ),
    )
