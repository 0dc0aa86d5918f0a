"""The page of what was told of somebody who leaves: whoever else is here says whether it is so."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.leaving import reads, verbs
from toadlane.leaving.models import DepartureTold
from toadlane.leaving.verbs.telling import may_answer
from toadlane.members.forms import DenyForm


@require_safe
@for_participants
def told(request: HttpRequest, place: Place, told: UUID) -> HttpResponse:
    """What was told, and by whom."""
    return page(request, place, reads.told_at(place, told))


@require_POST
@for_participants
def confirmation(request: HttpRequest, place: Place, told: UUID) -> HttpResponse:
    """It is so."""
    held = reads.told_at(place, told)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            made = verbs.confirm_departure(told=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Confirmed: from now on it counts."))
            return redirect("leaving:departure", place.coop.slug, made.pk)
    return page(request, place, held, sent=form)


@require_POST
@for_participants
def denial(request: HttpRequest, place: Place, told: UUID) -> HttpResponse:
    """It is not so."""
    held = reads.told_at(place, told)
    form = DenyForm(request.POST, own=held.participant_id == place.member.pk, auto_id="deny-%s")
    if form.is_valid():
        with form.acting():
            verbs.deny_departure(told=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Said: nothing changes."))
            return redirect("leaving:told", place.coop.slug, held.pk)
    return page(request, place, held, sent=form, deny=form)


def page(
    request: HttpRequest,
    place: Place,
    held: DepartureTold,
    *,
    sent: KeyedForm | None = None,
    deny: DenyForm | None = None,
) -> HttpResponse:
    """The page; a form is given when it was sent and refused."""
    own = held.participant_id == place.member.pk
    may = may_answer(held, place.member, place.moment)
    shown = {
        "told": held,
        "own": own,
        "teller": held.by_id == place.member.pk,
        "may": may,
        "words": reads.words_of(place, told=held),
        "confirm": KeyedForm(auto_id="confirm-%s") if may.confirm else None,
        "deny": (deny or DenyForm(own=own, auto_id="deny-%s")) if may.deny else None,
        "sent": sent,
        "room": "people",
    }
    return render(request, "leaving/told.html", shown, status=sent.status if sent else 200)
