"""The page that takes everything away: asking, how far it is, the file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.sight_words import seen_by
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import is_member
from toadlane.keeping.leaving import fetching, reads, verbs
from toadlane.keeping.leaving.forms import AnewForm, EverythingForm, RemovalForm
from toadlane.keeping.leaving.making import KEPT_FOR
from toadlane.keeping.leaving.matters import TAKE
from toadlane.keeping.models import Taking


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def everything(request: HttpRequest, place: Place) -> HttpResponseBase:
    """What was taken, and asking for it; 304 for a page that asks again in vain."""
    place.require_class(Taking.information_class)
    if "HX-Request" in request.headers and request.method != "POST":
        return part(request, place)
    if request.method != "POST":
        return page(request, place)
    form = EverythingForm(request.POST, authorities=reads.decisions(place, usable=False))
    if form.is_valid():
        said = form.cleaned_data
        with form.acting():
            verbs.take_everything(
                coop=place.coop,
                authority=said["authority"],
                passphrase=said["passphrase"],
                by=place.member,
                at=place.moment,
                key=said["key"],
            )
            messages.success(request, _("The file is being made. You can leave and come back."))
            return redirect("keeping:everything", place.coop.slug)
    return page(request, place, form=form)


@require_safe
@for_participants
def file(request: HttpRequest, place: Place, taking: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django hands it over
    """The file itself, for whoever asked."""
    return fetching.file(place, taking)


@require_POST
@for_participants
def anew(request: HttpRequest, place: Place, taking: UUID) -> HttpResponse:
    """Have it made after all."""
    held, form = found(place, taking), AnewForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.begin_anew(taking=held, by=place.member, at=place.moment, key=form.cleaned_data["key"])
            messages.success(request, _("The file is being made. You can leave and come back."))
            return redirect("keeping:everything", place.coop.slug)
    return page(request, place, pressed=form)


@require_POST
@for_participants
def removal(request: HttpRequest, place: Place, taking: UUID) -> HttpResponse:
    """Remove the file before its days are over."""
    held, form = found(place, taking), RemovalForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.remove_file(taking=held, by=place.member, at=place.moment, key=form.cleaned_data["key"])
            messages.success(request, _("The file is removed. That it was made stays in the record."))
            return redirect("keeping:everything", place.coop.slug)
    return page(request, place, pressed=form)


def found(place: Place, taking: UUID) -> Taking:
    """The taking, if they may see it."""
    place.require_class(Taking.information_class)
    return reads.one(place, taking).taking


def page(
    request: HttpRequest,
    place: Place,
    *,
    form: EverythingForm | None = None,
    pressed: KeyedForm | None = None,
) -> HttpResponse:
    """The whole page, with what stands in the way of a button."""
    bookkeeper = reads.is_bookkeeper(place)
    if bookkeeper and form is None:
        form = EverythingForm(authorities=reads.decisions(place, usable=True))
    named = {"matter": TAKE, "subject": place.member.key if bookkeeper else ""}
    shown = {
        **listed(place),
        "form": form,
        "pressed": pressed,
        "decided": form is not None and (form.is_bound or form.decided),
        "bookkeeper": bookkeeper,
        "may_enter": is_member(place) and place.sight.may_see_class(Authority.information_class),
        "enter": f"{reverse('decisions:entry', args=[place.coop.slug])}?{urlencode(named)}",
        "open_to_words": seen_by(place.sight.open_to(Taking.information_class)),
        "room": "record",
    }
    status = max(one.status for one in (form, pressed) if one is not None) if form or pressed else 200
    return render(request, "keeping/leaving/everything.html", shown, status=status)


def part(request: HttpRequest, place: Place) -> HttpResponse:
    """The list alone, for a page that asks again."""
    shown = listed(place)
    etag = quote_etag(shown["standing"].version)
    response = get_conditional_response(request, etag=etag) or render(
        request, "keeping/leaving/part/takings.html", shown
    )
    response["ETag"] = etag
    return response


def listed(place: Place) -> dict[str, Any]:
    """What the list shows."""
    return {
        "standing": reads.standing(place),
        "days": KEPT_FOR.days,
        "anew": AnewForm(auto_id=False),
        "removal": RemovalForm(auto_id=False),
    }
