"""The pages of the vote of a budget round: ballot, lot, count, and the files anybody counts again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from bylaws.decisions.budgets.funded import Funded
from bylaws.decisions.budgets.pb import write_pb
from toadlane.budgets import pages, reads, verbs, words
from toadlane.budgets.forms import BallotForm, NumberForm
from toadlane.budgets.standing import ballots as lying
from toadlane.budgets.standing import of_box
from toadlane.budgets.views import acted, at, page_of
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals.models import POSITIONS


@require_POST
@for_participants
def voting(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """A ballot. Of a secret one the answer is the receipt, and nothing of it is kept to be shown again."""
    row = at(place, budget_round)
    found = reads.desk(place, row)
    form = pages.ballot_form(found, request.POST)
    if form.is_valid():
        with form.acting():
            cast = verbs.vote(budget_round=row, by=place.member, at=place.moment, **_handed(form))
            if found.standing.secret:
                shown = {"row": row, "heading": words.title(row), "cast": cast, "few": found.too_few}
                return render(request, "budgets/voted.html", shown)
            messages.success(request, gettext("Your ballot counts. You can change it until the close."))
            return redirect("budgets:round", place.coop.slug, row.pk)
    return page_of(request, place, row, {"ballot": form})


def _handed(form: BallotForm) -> dict[str, Any]:
    return form.handed()


@require_POST
@for_participants
def number(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """A number for a lot."""
    form, done = (
        NumberForm(request.POST, auto_id="number_%s"),
        gettext("It is part of the lot, should one be drawn."),
    )
    return acted(
        request, place, at(place, budget_round), name="number", form=form, verb=verbs.give_number, done=done
    )


@require_POST
@for_participants
def lot(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """The lot is drawn."""
    form, done = KeyedForm(request.POST, auto_id=False), gettext("The lot is drawn; its seed stands below.")
    return acted(request, place, at(place, budget_round), name="click", form=form, verb=verbs.draw, done=done)


@require_safe
@for_participants
def count(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """The count: a picture, and for each project why."""
    found, came_to = counted(place, budget_round)
    shown = {
        "desk": found,
        "row": found.row,
        "heading": words.title(found.row),
        "command": pages.command(
            came_to, name_of(found, "pb"), seed=found.standing.seed, ties=found.standing.says.ties
        ),
        **pages.walk(came_to),
    }
    return render(request, "budgets/count.html", shown)


@require_safe
@for_participants
def ballots(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """Every ballot of a secret vote by its code; whoever looks for one does so without telling us which."""
    found = reads.desk(place, at(place, budget_round))
    sealed = found.standing.sealed
    if not found.sees_box or sealed is None:
        raise absent()
    place.shows(POSITIONS)
    titles = {one.nth: one.title for one in found.standing.ballot}
    said = [
        (one.code, [(titles[nth], points) for nth, points in of_box(one)]) for one in lying(sealed.ballots)
    ]
    shown = {
        "row": found.row,
        "heading": words.title(found.row),
        "desk": found,
        "sealed": sealed,
        "said": said,
    }
    return render(request, "budgets/ballots.html", shown)


@require_safe
@for_participants
def pb(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """The ballots as a file that other programs count as well."""
    found, came_to = counted(place, budget_round)
    return _file(write_pb(came_to.sharing), "text/plain; charset=utf-8", name_of(found, "pb"))


@require_safe
@for_participants
def data(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """The count as data."""
    found, came_to = counted(place, budget_round)
    told = json.dumps(came_to.as_json(why=True), ensure_ascii=False, indent=1)
    return _file(told, "application/json", name_of(found, "json"))


def name_of(found: reads.Desk, ending: str) -> str:
    """What a file of a round is called."""
    return f"{found.row.fund}-{found.row.opened_on.isoformat()}.{ending}"


def counted(place: Place, key: UUID) -> tuple[reads.Desk, Funded]:
    """One whose count may be seen; absent otherwise."""
    found = reads.desk(place, at(place, key))
    if found.count is None:
        raise absent()
    place.shows(POSITIONS)
    return found, found.count


def _file(content: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
