"""Arranging an evaluation, writing down how it went, and reading what was said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.candidacy import reads, verbs
from toadlane.candidacy.forms import HoldForm
from toadlane.candidacy.models import EvaluationWords
from toadlane.candidacy.verbs.evaluating import only_evaluators
from toadlane.candidacy.views import ROOM, arrange_form, back, page_of
from toadlane.candidacy.words import view
from toadlane.coops.access import Place, for_participants


@require_POST
@for_participants
def arrangement(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Say when it is held, and by whom."""
    desk = reads.desk(place, place.someone(person))
    form = arrange_form(desk, request.POST)
    if form.is_valid():
        with form.acting():
            verbs.arrange(
                participant=desk.who,
                due_on=form.cleaned_data["due_on"],
                on=form.cleaned_data["on"],
                by_whom=[place.someone(key) for key in form.cleaned_data["by_whom"]],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Arranged. Those who evaluate find it on Today."))
            return back(desk)
    return page_of(request, desk, arrange=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def holding(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Write down how it went."""
    desk = reads.desk(place, place.someone(person))
    only_evaluators(desk.who, place.member, place.moment)
    plan = next((talk.plan for talk in desk.talks if talk.plan), None)
    usual = {"held_on": place.moment.day, "by_whom": plan.by_whom if plan else [], "outcome": "goes-well"}
    usual["views"] = [*desk.terms.by] if desk.terms else []
    there = reads.others(place.coop, desk.who, place.moment.day)
    written = desk.terms.written if desk.terms else True
    form = HoldForm(request.POST or None, others=there, written=written, initial=usual)
    if form.is_valid():
        with form.acting():
            told = dict(form.cleaned_data)
            told["by_whom"] = [place.someone(key) for key in told["by_whom"]]
            verbs.hold_evaluation(participant=desk.who, by=place.member, at=place.moment, **told)
            messages.success(request, gettext("Written down."))
            return back(desk)
    shown = {"desk": desk, "who": desk.who, "form": form}
    return render(request, "candidacy/holding.html", shown | ROOM, status=form.status)


@require_safe
@for_participants
def evaluation(request: HttpRequest, place: Place, person: str, evaluation: UUID) -> HttpResponse:
    """What was said, for whom it is about and those who evaluated."""
    rows = EvaluationWords.objects.select_related("evaluation", "participant")
    words = place.find(rows, evaluation=evaluation, participant__key=person)
    shown = {
        "words": words,
        "held": words.evaluation,
        "who": words.participant,
        "views": [view(one) for one in words.evaluation.views],
        "evaluators": [
            row.participant.name for row in words.evaluation.evaluators.select_related("participant")
        ],
    }
    return render(request, "candidacy/evaluation.html", shown | ROOM)
