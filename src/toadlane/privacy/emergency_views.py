"""Opening something private to two members in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import MEMBER, Participant
from toadlane.privacy import reads, telling, verbs
from toadlane.privacy.forms import EmergencyForm, LookForm
from toadlane.privacy.models import ACCESS_LOG
from toadlane.privacy.views import BOTH


@require_http_methods(BOTH)
@for_participants
def emergencies(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for one, and those that concern whoever asks."""
    if MEMBER not in place.sight.audiences:
        raise absent()
    place.shows(ACCESS_LOG)
    people = Participant.objects.filter(coop=place.coop).exclude(pk=place.member.pk).order_by("name", "key")
    for who in people:
        who.coop = place.coop
    form = EmergencyForm(request.POST or None, people=list(people))
    if form.is_valid():
        with form.acting():
            asked = verbs.ask_in_emergency(by=place.member, at=place.moment, **form.asked)
            messages.success(request, gettext("Asked. Another member has to agree within three days."))
            return redirect("privacy:emergency", place.coop.slug, asked.pk)
    shown = {"form": form, "emergencies": reads.emergencies(place), "room": "people"}
    return render(request, "privacy/emergencies.html", shown, status=form.status)


@require_safe
@for_participants
def emergency(request: HttpRequest, place: Place, emergency: UUID) -> HttpResponse:
    """One: what is asked, by whom, why, and how it stands; whom it is about has seen it then."""
    answer = page_of(request, place, emergency)
    if request.method == "GET":
        telling.seen([emergency], by=place.member, at=place.moment)
    return answer


@require_POST
@for_participants
def agreement(request: HttpRequest, place: Place, emergency: UUID) -> HttpResponse:
    """A second member agrees."""
    found = reads.emergency(place, emergency)
    form = LookForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.agree_in_emergency(
                emergency=found.row, by=place.member, at=place.moment, **form.cleaned_data
            )
            messages.success(request, gettext("Open to the two of you. The person is told."))
            return redirect("privacy:emergency", place.coop.slug, emergency)
    return page_of(request, place, emergency, refused=form)


@require_POST
@for_participants
def end(request: HttpRequest, place: Place, emergency: UUID) -> HttpResponse:
    """One of the two closes it again."""
    found = reads.emergency(place, emergency)
    form = LookForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.end_emergency(emergency=found.row, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Closed again."))
            return redirect("privacy:emergency", place.coop.slug, emergency)
    return page_of(request, place, emergency, refused=form)


def page_of(
    request: HttpRequest, place: Place, key: UUID, *, refused: LookForm | None = None
) -> HttpResponse:
    """The page of one; a form is given when it was sent and refused."""
    place.shows(ACCESS_LOG)
    told = reads.emergency(place, key)
    opened = reads.to_look_at(place, told.row.about) if told.may_end else []
    shown = {"told": told, "form": LookForm(), "refused": refused, "opened": opened, "room": "people"}
    return render(request, "privacy/emergency.html", shown, status=refused.status if refused else 200)
