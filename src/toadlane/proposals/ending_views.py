"""Buttons at the end of a proposal's page: pull it back, open it again, leave it, say what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals import reads, verbs
from toadlane.proposals.draft_views import people_of
from toadlane.proposals.ending_forms import (
    ActionForm,
    AsItIsForm,
    MetForm,
    OverForm,
    PullForm,
    RuleOutForm,
    SameForm,
    StatementForm,
)
from toadlane.proposals.ending_reads import Ends
from toadlane.proposals.views import acted


@require_POST
@for_participants
def pulling_back(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever raised it pulls it back to be worked on."""
    form = PullForm(request.POST, auto_id="pull_%s")
    done = gettext("Pulled back. Change its text, and open it again when it is ready.")
    return acted(request, place, proposal, "pulling", form, verbs.pull_back, done)


@require_POST
@for_participants
def opening_again(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """What was pulled back is asked again."""
    form = KeyedForm(request.POST, auto_id=False)
    done = gettext("Open again. Everybody is asked.")
    return acted(request, place, proposal, "reopening", form, verbs.open_again, done)


@require_POST
@for_participants
def naming_the_same(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who decides says that it is the same as one that failed."""
    ends = Ends(reads.shown(place, reads.proposal_at(place, proposal)))
    form = SameForm(request.POST, failed=ends.to_name, auto_id="same_%s")
    return acted(request, place, proposal, "same", form, verbs.name_the_same, gettext("It is noted."))


@require_POST
@for_participants
def seconding(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who decides seconds it."""
    form = KeyedForm(request.POST, auto_id=False)
    return acted(request, place, proposal, "seconding", form, verbs.second, gettext("You second it."))


@require_POST
@for_participants
def as_it_is(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who decides would leave it as it is, or not any more."""
    form = AsItIsForm(request.POST, auto_id="leave_%s")
    return acted(request, place, proposal, "leave", form, verbs.leave_as_it_is, gettext("It is noted."))


@require_POST
@for_participants
def objection_met(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever objected says that it is met."""
    form = MetForm(request.POST, auto_id="met_%s")
    done = gettext("Your objection is met.")
    return acted(request, place, proposal, "met", form, verbs.meet_objection, done)


@require_POST
@for_participants
def ruling_out(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever leads rules an objection out."""
    form = RuleOutForm(request.POST, people=people_of(place), auto_id="rule_%s")
    return acted(request, place, proposal, "ruling", form, verbs.rule_out, gettext("Ruled out."))


@require_POST
@for_participants
def statement(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Say what came of it."""
    form = StatementForm(request.POST, people=people_of(place), reviewed=True, auto_id="stated_%s")
    return acted(request, place, proposal, "stating", form, verbs.state_outcome, gettext("It is said."))


@require_POST
@for_participants
def action(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody does something because of it."""
    form = ActionForm(request.POST, people=people_of(place), auto_id="action_%s")
    done = gettext("Added; whoever does it is told.")
    return acted(request, place, proposal, "acting", form, verbs.add_action, done)


@require_POST
@for_participants
def action_over(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """An action is done, or let go."""
    form = OverForm(request.POST, auto_id=False)
    return acted(request, place, proposal, "over", form, verbs.end_action, gettext("It is over."))
