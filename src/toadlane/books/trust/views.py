"""The pages of trust runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, TrustRun
from toadlane.books.trust import pages, reads, verbs
from toadlane.books.trust.forms import ExplainForm, SheetForm
from toadlane.books.verbs import BOOKKEEPER
from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.sight_words import seen_by


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def runs(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """The trust runs of a year, and a spreadsheet to begin another with."""
    look_at_everyones_money(place)
    here = reads.is_reckoned(place.coop, year)
    form = None
    if is_bookkeeper(place) and here:
        form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form is None:
        raise absent()
    if form is not None and form.is_valid():
        with form.acting():
            begun = verbs.begin_trust_run(
                coop=place.coop, year=year, by=place.member, at=place.moment, **form.said()
            )
            return redirect("books:trust-run", place.coop.slug, year, begun.pk)
    context = {
        "year": year,
        "runs": list(reads.runs(place.coop, year)),
        "form": form,
        "here": here,
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/trust/runs.html", context, status=form.status if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def run(request: HttpRequest, place: Place, year: int, run: UUID) -> HttpResponse:
    """What differs, and why on both sides; the bookkeeper says here how the table is to be understood."""
    found = find(place, run, year)
    seen = reads.look(found)
    if seen is None or not is_bookkeeper(place):
        if request.method == "POST":
            raise absent()
        return shown(request, place, found, seen)
    form = ExplainForm(request.POST or None, seen=seen)
    if form.is_valid():
        with form.acting():
            verbs.explain_table(run=found, by=place.member, at=place.moment, **form.said())
            messages.success(request, _("Compared anew."))
            return redirect("books:trust-run", place.coop.slug, year, found.pk)
    return shown(request, place, found, seen, form)


def shown(
    request: HttpRequest, place: Place, run: TrustRun, seen: reads.Seen | None, form: KeyedForm | None = None
) -> HttpResponse:
    """The page of a run."""
    context: dict[str, Any] = {
        "run": run,
        "year": run.year,
        "seen": seen,
        "form": form,
        "explains": isinstance(form, ExplainForm),
        "bookkeeper": is_bookkeeper(place),
        "key": keys.fresh(),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    if seen is not None and seen.comparison is not None:
        context["people"] = pages.people(seen.closing, seen.comparison)
        context["steps"] = pages.steps(seen.closing, seen.comparison)
        context["alike"] = len(seen.comparison.people) - len(context["people"])
    return render(request, "books/trust/run.html", context, status=form.status if form else 200)


@require_POST
@for_participants
def removal(request: HttpRequest, place: Place, year: int, run: UUID) -> HttpResponse:
    """Give a run up; a second click finds it gone already."""
    look_at_everyones_money(place)
    if not is_bookkeeper(place):
        raise absent()
    form = KeyedForm(request.POST)
    found = TrustRun.objects.filter(coop=place.coop, pk=run, year=year).select_related("coop").first()
    if found is None and not keys.seen(coop=place.coop, key=request.POST.get("key", "")):
        raise absent()
    if found is not None and form.is_valid():
        with form.acting():
            verbs.delete_trust_run(run=found, by=place.member, at=place.moment, **form.cleaned_data)
            found = None
    if found is not None:
        return shown(request, place, found, reads.look(found), form)
    messages.success(request, _("The trust run is deleted, with the table in it."))
    return redirect("books:trust", place.coop.slug, year)


def find(place: Place, run: UUID, year: int) -> TrustRun:
    """A run of a year, for who may see every member's money."""
    look_at_everyones_money(place)
    return place.find(TrustRun.objects.select_related("coop"), pk=run, year=year)


def look_at_everyones_money(place: Place) -> None:
    """There is nothing here for who may not."""
    place.require_class(ACCOUNTS)
    place.require_class(MEMBER_MONEY)


def is_bookkeeper(place: Place) -> bool:
    """Whether they hold that role today."""
    return BOOKKEEPER in place.sight.audiences
