"""Pages of one's own data: taking it along, and erasing the account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.keeping.own import erasing, fetching, reads, verbs
from toadlane.keeping.own.forms import ErasureForm, OwnForm, RemovalForm
from toadlane.keeping.own.making import KEPT_FOR
from toadlane.people.models import Person
from toadlane.ui.faults import told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponseBase:
    """The files of what is kept about me, and asking for one; 304 for a page that asks again in vain."""
    person = signed_in(request)
    if "HX-Request" in request.headers and request.method != "POST":
        return part(request, person)
    taking_part = reads.taking_part(person)
    form = OwnForm(request.POST or None, taking_part=taking_part)
    if form.is_valid():
        chosen = [who.coop for who in taking_part if who.coop.slug == form.cleaned_data["only"]]
        with form.acting():
            only = chosen[0] if chosen else None
            verbs.take_own(only=only, by=person, at=timezone.now(), key=form.cleaned_data["key"])
            messages.success(request, _("The file is being made. You can leave and come back."))
            return redirect("keeping:own")
    return page(request, person, form)


@login_required
@require_safe
def file(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """The file itself, for whom it is about and nobody else."""
    return fetching.file(signed_in(request), file)


@login_required
@require_POST
def removal(request: HttpRequest, file: UUID) -> HttpResponse:
    """Remove one before its days are over."""
    person = signed_in(request)
    line, form = reads.one(person, file, timezone.now()), RemovalForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.remove_own(file=line.file, by=person, at=timezone.now())
            messages.success(request, _("The file is removed."))
            return redirect("keeping:own")
    return page(request, person, OwnForm(taking_part=reads.taking_part(person)), pressed=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth ships no types
def erasure(request: HttpRequest) -> HttpResponse:
    """What goes and what stays when the account goes, and doing it."""
    person = signed_in(request)
    taking_part = reads.taking_part(person)
    form = ErasureForm(request.POST or None, wanted=person.email)
    if form.is_valid():
        with form.acting():
            erasing.erase_account(person=person, at=timezone.now(), **form.cleaned_data)
            logout(request)
            return redirect("keeping:erased")
    places = [in_a_coop(who) for who in taking_part]
    shown = {"form": form, "places": places, "stopped": any(place["ways"] for place in places)}
    return render(request, "keeping/own/account.html", shown, status=form.status)


def in_a_coop(who: Participant) -> dict[str, Any]:
    """What goes and what stays in one co-op, and what stands in the way there."""
    at, lines = Moment.of(timezone.now(), coop=who.coop), erasing.preview(who)
    return {
        "who": who,
        "going": [line for line in lines if line.goes],
        "staying": [line for line in lines if not line.goes],
        "ways": [told(fault) for fault in erasing.stands_in_the_way(who, at)],
    }


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """What remains to be said."""
    return render(request, "keeping/own/erased.html")


def signed_in(request: HttpRequest) -> Person:
    """Whoever is asking, in a view that lets nobody else in."""
    return Person.objects.get(pk=str(request.user.pk))


def page(
    request: HttpRequest, person: Person, form: OwnForm, *, pressed: RemovalForm | None = None
) -> HttpResponse:
    """The whole page, with what stands in the way of a button."""
    shown = {
        "form": form,
        "pressed": pressed,
        "taking_part": reads.taking_part(person),
        "standing": reads.standing(person, timezone.now()),
        "removal": RemovalForm(auto_id=False),
        "days": KEPT_FOR.days,
    }
    status = max(one.status for one in (form, pressed) if one is not None)
    return render(request, "keeping/own/own.html", shown, status=status)


def part(request: HttpRequest, person: Person) -> HttpResponse:
    """The list alone, for a page that asks again."""
    standing = reads.standing(person, timezone.now())
    etag = quote_etag(standing.version)
    shown = {"standing": standing, "removal": RemovalForm(auto_id=False)}
    response = get_conditional_response(request, etag=etag) or render(
        request, "keeping/own/part/files.html", shown
    )
    response["ETag"] = etag
    return response
