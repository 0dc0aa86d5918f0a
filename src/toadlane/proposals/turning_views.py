"""What changes the course of a proposal, each a button with a few words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals import reads, verbs
from toadlane.proposals.forms import AloneForm, BackForm, TextForm
from toadlane.proposals.views import acted, level_in


@require_POST
@for_participants
def text(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever raised it changes the text."""
    form = TextForm(request.POST, auto_id="text_%s")
    done = gettext("Changed. Everybody is asked anew.")
    return acted(request, place, proposal, "rewriting", form, verbs.rewrite, done)


@require_POST
@for_participants
def stepping_out(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who is concerned by it has no position in it any more."""
    form = BackForm(request.POST, auto_id="out_%s")
    done = gettext("You have stepped out of this; you can still be heard.")
    return acted(request, place, proposal, "out", form, verbs.step_out, done)


@require_POST
@for_participants
def decision(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever it is entrusted to decides."""
    found = reads.shown(place, reads.proposal_at(place, proposal))
    form = AloneForm(request.POST, level=level_in(found), auto_id="alone_%s")
    return acted(request, place, proposal, "alone", form, verbs.decide, gettext("Decided."))


@require_POST
@for_participants
def lot(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who decides has the lot drawn."""
    form = KeyedForm(request.POST, auto_id=False)
    return acted(request, place, proposal, "click", form, verbs.draw_lot, gettext("The lot is drawn."))
