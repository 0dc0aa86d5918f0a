"""The one place where a fault becomes an HTTP answer: a page people can read, or problem JSON under /api/."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import DisallowedHost
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext, gettext_noop

from bylaws.kernel import faults
from bylaws.kernel.faults import Fault
from toadlane.coops.access import absent

log = logging.getLogger("toadlane.faults")

STATUS: Final[dict[type[Fault], int]] = {
    faults.InputFault: 422,
    faults.NotThere: 404,
    faults.Refused: 409,
    faults.CharterSilent: 409,
    faults.CharterAmbiguous: 409,
    faults.RecordMoved: 409,
    faults.RecordBroken: 500,
}
TITLES: Final[dict[type[Fault], str]] = {
    faults.InputFault: gettext_noop("Something you entered needs another look"),
    faults.NotThere: gettext_noop("Not here, or not for you"),
    faults.Refused: gettext_noop("Your charter says no"),
    faults.CharterSilent: gettext_noop("Your charter does not say"),
    faults.CharterAmbiguous: gettext_noop("Your charter says two things"),
    faults.RecordMoved: gettext_noop("Somebody was first"),
    faults.RecordBroken: gettext_noop("Something here does not hold together"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in the reader's language: what, why, what now."""

    code: str
    status: int
    title: str
    says: str
    article: str | None
    next_step: str
    where: str | None


def told(fault: Fault) -> Told:
    """A fault as `ui/fault.html` and problem JSON show it."""
    kind = next(known for known in STATUS if isinstance(fault, known))
    return Told(
        code=fault.code,
        status=STATUS[kind],
        title=gettext(TITLES[kind]),
        says=faults.fill(gettext(fault.template), fault.values),
        article=fault.article,
        next_step=faults.fill(gettext(fault.next_step_template), fault.values),
        where=fault.where,
    )


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
