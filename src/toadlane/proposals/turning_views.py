"""What changes the course of a proposal, each a button with a few words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.proposals import reads, verbs
from toadlane.proposals.forms import AloneForm, BackForm, TextForm
from toadlane.proposals.views import page_of


@require_POST
@for_participants
def text(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever raised it changes the text."""
    row = reads.proposal_at(place, proposal)
    form = TextForm(request.POST, auto_id="text_%s")
    if form.is_valid():
        with form.acting():
            verbs.rewrite(proposal=row, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Changed. Everybody is asked anew."))
            return redirect("proposals:proposal", place.coop.slug, row.pk)
    return page_of(request, place, reads.proposal_at(place, row.pk), rewriting=form)


@require_POST
@for_participants
def stepping_out(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who is concerned by it has no position in it any more."""
    row = reads.proposal_at(place, proposal)
    form = BackForm(request.POST, auto_id="out_%s")
    if form.is_valid():
        with form.acting():
            verbs.step_out(proposal=row, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("You have stepped out of this; you can still be heard."))
            return redirect("proposals:proposal", place.coop.slug, row.pk)
    return page_of(request, place, reads.proposal_at(place, row.pk), out=form)


@require_POST
@for_participants
def decision(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever it is entrusted to decides."""
    row = reads.proposal_at(place, proposal)
    form = AloneForm(request.POST, auto_id="alone_%s")
    if form.is_valid():
        with form.acting():
            verbs.decide(proposal=row, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Decided."))
            return redirect("proposals:proposal", place.coop.slug, row.pk)
    return page_of(request, place, reads.proposal_at(place, row.pk), alone=form)
