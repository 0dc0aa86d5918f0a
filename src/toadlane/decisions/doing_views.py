"""Carrying out what was decided, by whoever the rules have do it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.decisions import deeds, views


@require_POST
@for_participants
def doing(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """Exactly what was decided, once; a refusal says why on the page of the decision."""
    held = views.found(place, authority)
    form = KeyedForm(request.POST, auto_id="doing_%s")
    if form.is_valid():
        with form.acting():
            deeds.carry_out(authority=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Done, as it was decided."))
            return redirect("decisions:authority", place.coop.slug, held.pk)
    return views.one(request, place, views.found(place, authority), confirm=form)
