"""The pages of replays: try a text, see what it would have changed, and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from bylaws.replay.why import why_changed, why_difference, why_step_difference
from bylaws.replay.years import YearReplayed
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.sight_words import seen_by
from toadlane.jobs.models import Progress
from toadlane.replay import kept, pages, reads, verbs
from toadlane.replay.forms import TryForm
from toadlane.replay.models import ReplayRun
from toadlane.ui.faults import told

OPEN = {Progress.State.WAITING, Progress.State.RUNNING}


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def attempt(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Try an amendment: its text, and what was tried before."""
    place.require_class(ACCOUNTS)
    years = reads.closed_years(place.coop)
    form = TryForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.acting():
            run = verbs.start_replay(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            return redirect("replay:run", place.coop.slug, run.pk)
    runs = list(reads.runs(place.coop))
    names = pages.names_in(place)
    context = {
        "form": form,
        "years": list(years),
        "runs": [(run, names.get(run.made_by, run.made_by)) for run in runs],
        "room": "charter",
    }
    return render(request, "replay/try.html", context, status=form.status)


@require_safe
@for_participants
def run(request: HttpRequest, place: Place, run: UUID) -> HttpResponseBase:
    """What would have been different, once it is known; how far it is until then."""
    found = find(place, run)
    asked_again = "HX-Request" in request.headers
    if found.state in OPEN:
        page = "replay/part/progress.html" if asked_again else "replay/run.html"
        return render(request, page, {"run": found, "open": True, "room": "charter"})
    if asked_again:
        return HttpResponseClientRefresh()
    context: dict[str, Any] = {
        "run": found,
        "room": "charter",
        "moved": reads.has_moved(found),
        "key": keys.fresh(),
    }
    if found.result is not None:
        years = kept.read(found.result)
        names = pages.names_in(place)
        answered = [year.year for year in years if year.silence is None]
        context |= {
            "years": [(year, silence(year)) for year in years],
            "together": pages.all_years(place, years, names),
            "own": pages.own_years(years, place.member.key),
            "answered": answered,
            "in_years": ", ".join(map(str, answered)),
            "changes_nothing": not found.result["rules"],
            "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
        }
        if not context["moved"]:
            context["changes"] = why_changed(reads.what_changes(place.coop, found.source))
    return render(request, "replay/run.html", context)


@require_safe
@for_participants
def year(request: HttpRequest, place: Place, run: UUID, year: int) -> HttpResponse:
    """One year, step by step and account by account, with both sides' reasons."""
    found = find(place, run)
    one = year_of(found, year)
    context: dict[str, Any] = {
        "run": found,
        "one": one,
        "silence": silence(one),
        "shown": pages.one_year(place, one, pages.names_in(place)),
        "steps": [(step, pages.step_words(step), ()) for step in one.steps],
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
        "room": "charter",
        "moved": reads.has_moved(found),
        "key": keys.fresh(),
    }
    again = None if context["moved"] or one.silence else reads.year_again(found, year)
    if again is not None:
        context["steps"] = [
            (step, pages.step_words(step), why_step_difference(again, both))
            for step, both in zip(one.steps, again.steps, strict=True)
        ]
        if place.member.key in one.people:
            context["own_why"] = own_reasons(again, place.member.key)
    return render(request, "replay/year.html", context)


@require_safe
@for_participants
def why(request: HttpRequest, place: Place, run: UUID, year: int, person: str) -> HttpResponse:
    """Why one person would have had more, less or the same, on both sides."""
    found = find(place, run)
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    one = year_of(found, year)
    moved = reads.has_moved(found)
    again = None if moved or one.silence or person not in one.people else reads.year_again(found, year)
    if again is None:
        raise absent()
    context = {
        "run": found,
        "year": year,
        "about": about,
        "reasons": own_reasons(again, person),
        "room": "charter",
    }
    return render(request, "replay/why.html", context)


def own_reasons(again: YearReplayed, person: str) -> tuple[Any, ...]:
    """Both sides' reasons of one person."""
    return (why_difference(again, person),)


def find(place: Place, run: UUID) -> ReplayRun:
    """A run, for who may see the co-op's accounts."""
    place.require_class(ACCOUNTS)
    return place.find(ReplayRun.objects.select_related("coop", "job"), pk=run)


def year_of(run: ReplayRun, year: int) -> kept.KeptYear:
    """One year of a run that is done."""
    years = kept.read(run.result) if run.result is not None else ()
    found = next((one for one in years if one.year == year), None)
    if found is None:
        raise absent()
    return found


def silence(year: kept.KeptYear) -> Any:
    """Why a year has no answer, in the reader's language; None where it has one."""
    return told(year.fault) if year.fault is not None else None
