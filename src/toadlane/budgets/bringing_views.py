"""The page on which projects are brought in out of a file, and how they are taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.budgets import reads, verbs
from toadlane.budgets.bringing import Line, look
from toadlane.budgets.forms import LinesForm
from toadlane.budgets.views import acted, at
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def bringing(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """Lines are looked at first; they are put in together once nothing is wrong with any."""
    row = at(place, budget_round)
    found = reads.desk(place, row)
    if not found.may_put_in and request.method != "POST":
        return redirect("budgets:round", place.coop.slug, row.pk)
    form = LinesForm(
        request.POST or None, request.FILES or None, currency=row.coop.currency, auto_id="bring_%s"
    )
    looked: list[Line] = []
    if form.is_valid():
        with form.acting():
            looked = look(
                form.cleaned_data["lines"], found.standing, found.people, found.me.key, place.moment
            )
            seen = "bring" in request.POST and not request.FILES
            if seen and not any(one.fault for one in looked):
                verbs.bring(
                    budget_round=row,
                    file_name=form.cleaned_data["name"],
                    projects=[one.said for one in looked if one.said],
                    by=place.member,
                    at=place.moment,
                    key=form.cleaned_data["key"],
                )
                words = ngettext("%(n)s project is in.", "%(n)s projects are in.", len(looked))
                messages.success(request, words % {"n": len(looked)})
                return redirect("budgets:round", place.coop.slug, row.pk)
    wrong = [one for one in looked if one.fault is not None]
    shown = {"form": form, "row": row, "desk": found, "looked": looked, "wrong": wrong}
    status = form.status if form.errors else 422 if wrong else 200
    return render(request, "budgets/bringing.html", shown, status=status)


@require_POST
@for_participants
def taking_back(request: HttpRequest, place: Place, budget_round: UUID, file: UUID) -> HttpResponse:
    """The projects of a file are taken back together."""
    row = at(place, budget_round)
    of = reads.file_of(place, row.pk, file)
    form, done = KeyedForm(request.POST, auto_id=False), gettext("They are withdrawn.")
    return acted(request, place, row, name="click", form=form, verb=verbs.take_back, done=done, file=of)
