"""The page of a change that waits for a second member."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.members import reads, verbs
from toadlane.members.changes import kind_of
from toadlane.members.forms import DenyForm
from toadlane.members.models import Change
from toadlane.members.verbs.changing import may_answer, said_to


@require_safe
@for_participants
def change(request: HttpRequest, place: Place, change: UUID) -> HttpResponse:
    """What was said, and by whom."""
    return page(request, place, reads.change_at(place, change))


@require_POST
@for_participants
def confirmation(request: HttpRequest, place: Place, change: UUID) -> HttpResponse:
    """It is so."""
    held = reads.change_at(place, change)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.confirm_change(change=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Confirmed: from now on it counts."))
            return redirect("members:change", place.coop.slug, held.pk)
    return page(request, place, held, sent=form)


@require_POST
@for_participants
def denial(request: HttpRequest, place: Place, change: UUID) -> HttpResponse:
    """It is not so."""
    held = reads.change_at(place, change)
    form = DenyForm(request.POST, own=held.participant_id == place.member.pk, auto_id="deny-%s")
    if form.is_valid():
        with form.acting():
            verbs.deny_change(change=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Said: nothing changes."))
            return redirect("members:change", place.coop.slug, held.pk)
    return page(request, place, held, sent=form, deny=form)


def page(
    request: HttpRequest,
    place: Place,
    held: Change,
    *,
    sent: KeyedForm | None = None,
    deny: DenyForm | None = None,
) -> HttpResponse:
    """The page; a form is given when it was sent and refused."""
    own = held.participant_id == place.member.pk
    kind, may = kind_of(held.kind), may_answer(held, place.member, place.moment)
    shown = {
        "change": held,
        "label": kind.label,
        "lines": kind.told(said_to(held, place.member, place.moment)),
        "own": own,
        "first": held.by_id == place.member.pk,
        "state": held.state(place.moment.day),
        "may": may,
        "confirm": KeyedForm(auto_id="confirm-%s") if may.confirm else None,
        "deny": (deny or DenyForm(own=own, auto_id="deny-%s")) if may.deny else None,
        "sent": sent,
        "room": "people",
    }
    return render(request, "members/change.html", shown, status=sent.status if sent else 200)
