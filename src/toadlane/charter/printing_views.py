"""Bylaws to print and to hand on: one address for each form."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaws.charter.printing.style import POLICY
from toadlane.charter import printing, reads
from toadlane.coops.access import Place, at_coop

OWN_STYLE = {"default-src": [NONE], "style-src": [POLICY]}
"""A printed charter brings its style along; nothing else in it is obeyed."""


@require_safe
@csp_replace(OWN_STYLE)
@at_coop
def printed(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The charter of today, or of `?on=`, as `pdf`, `docx`, `html` or `md`."""
    place.require_class("charter")
    return printing.printed(place, form, printing.day_asked(place, request.GET.get("on")))


@require_safe
@at_coop
def choice(request: HttpRequest, place: Place) -> HttpResponse:
    """Which form to print the charter of a day in."""
    place.require_class("charter")
    asked = printing.day_asked(place, request.GET.get("on"))
    shown = {
        "layout": place.layout,
        "forms": printing.NAMES.items(),
        "day": asked or reads.charter_of(place.coop).day_or_first(place.moment.day),
        "on": asked,
    }
    return render(request, "charter/print.html", shown)
