"""Pages in a co-op: what I ask to have put right, answering it, and erasure."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import is_member, ready
from toadlane.keeping.models import Correction
from toadlane.keeping.own import erasing, reads, verbs
from toadlane.keeping.own.forms import AnswerForm, CorrectionForm, ErasureForm, RequestedErasureForm
from toadlane.keeping.own.matters import ERASE
from toadlane.ui.faults import told


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def mine(request: HttpRequest, place: Place) -> HttpResponse:
    """What I asked to have put right, and asking."""
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        with form.acting():
            verbs.ask_correction(**form.cleaned_data, by=place.member, at=place.moment)
            messages.success(request, _("It was asked. Whoever enters people here reads it on Today."))
            return redirect("keeping:mine", place.coop.slug)
    asked = reads.corrections(place).filter(participant=place.member)[: reads.SHOWN]
    shown = {"form": form, "asked": asked, "answers": reads.answers(place), "room": "people"}
    return render(request, "keeping/own/mine.html", shown, status=form.status)


@require_safe
@for_participants
def corrections(request: HttpRequest, place: Place) -> HttpResponse:
    """All that were asked for, for whoever answers them."""
    if not reads.answers(place):
        raise absent()
    shown = {"asked": reads.corrections(place)[: reads.SHOWN], "room": "people"}
    return render(request, "keeping/own/corrections.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def correction(request: HttpRequest, place: Place, correction: UUID) -> HttpResponse:
    """One of them, and answering it."""
    held = reads.correction(place, correction)
    may_answer = reads.answers(place) and held.state == Correction.State.OPEN
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with form.acting():
            verbs.answer_correction(correction=held, **form.cleaned_data, by=place.member, at=place.moment)
            messages.success(request, _("Answered."))
            return redirect("keeping:correction", place.coop.slug, held.pk)
    shown = {
        "asked": held,
        "form": form if may_answer or form.is_bound else None,
        "answers": reads.answers(place),
        "room": "people",
    }
    return render(request, "keeping/own/correction.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth ships no types
@for_participants
def my_erasure(request: HttpRequest, place: Place) -> HttpResponse:
    """What goes and what stays when I ask to be erased here, and doing it."""
    who = place.member
    form = ErasureForm(request.POST or None, wanted=who.key)
    if form.is_valid():
        with form.acting():
            erasing.erase(participant=who, by=who, at=place.moment, **form.cleaned_data)
            messages.success(request, _("What was personal about you here is erased."))
            return redirect("keeping:own")
    return erasure_page(request, place, who.key, form)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth ships no types
@for_participants
def erasure_of(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """The same of somebody who asked in writing, for whoever enters people here."""
    if not reads.answers(place):
        raise absent()
    who = place.someone(person)
    held = ready(place.coop, matter=ERASE, subject=who.key)
    form = RequestedErasureForm(request.POST or None, wanted=who.key, authorities=held)
    if form.is_valid():
        with form.acting():
            erasing.erase(participant=who, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("What was personal about them here is erased."))
            return redirect("members:person", place.coop.slug, who.key)
    return erasure_page(request, place, person, form)


def erasure_page(request: HttpRequest, place: Place, person: str, form: ErasureForm) -> HttpResponse:
    """What goes, what stays and why, and what stands in the way."""
    who = place.someone(person)
    lines = erasing.preview(who)
    asked = urlencode({"matter": ERASE, "subject": who.key})
    shown = {
        "who": who,
        "form": form,
        "of_others": isinstance(form, RequestedErasureForm),
        "held": not isinstance(form, RequestedErasureForm) or form.held or form.is_bound,
        "enter": f"{reverse('decisions:entry', args=[place.coop.slug])}?{asked}",
        "may_enter": is_member(place) and place.sight.may_see_class(Authority.information_class),
        "going": [line for line in lines if line.goes],
        "staying": [line for line in lines if not line.goes],
        "ways": [told(fault) for fault in erasing.stands_in_the_way(who, place.moment)],
        "erased": erasing.is_erased(who),
        "room": "people",
    }
    return render(request, "keeping/own/erasure.html", shown, status=form.status)
