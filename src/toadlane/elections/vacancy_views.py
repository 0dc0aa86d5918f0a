"""The pages of a seat that fell vacant: who is asked, what the ballots say, and who sits now."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.elections import pages, vacancy_reads, verbs, words
from toadlane.elections.forms import AnswerForm, VacancyForm
from toadlane.elections.models import Election, Vacancy
from toadlane.elections.views import at, page_of


@require_POST
@for_participants
def taking_up(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """A seat that was left is filled from the ballots."""
    row = at(place, election)
    form = VacancyForm(request.POST, auto_id="vacancy_%s")

    def there(vacancy: Vacancy) -> HttpResponse:
        messages.success(request, gettext("Those who stood and were not elected are asked."))
        return redirect("elections:vacancy", place.coop.slug, row.pk, vacancy.pk)

    return carry_out(
        place,
        form,
        verbs.take_up,
        election=row,
        there=there,
        again=lambda: page_of(request, place, row, {"vacancy": form}),
    )


@require_safe
@for_participants
def vacancy(request: HttpRequest, place: Place, election: UUID, vacancy: UUID) -> HttpResponse:
    """One of them."""
    return vacancy_page(request, place, at(place, election), vacancy, {})


@require_POST
@for_participants
def answering(request: HttpRequest, place: Place, election: UUID, vacancy: UUID) -> HttpResponse:
    """Whoever is asked says whether they stand for it."""
    row = at(place, election)
    form = AnswerForm(request.POST, auto_id=False)

    def there(_done: object) -> HttpResponse:
        messages.success(request, gettext("Thank you."))
        return redirect("elections:vacancy", place.coop.slug, row.pk, vacancy)

    return carry_out(
        place,
        form,
        verbs.stand_for_vacancy,
        vacancy=vacancy_reads.vacancy(place, row, vacancy).going.row,
        there=there,
        again=lambda: vacancy_page(request, place, row, vacancy, {"answer": form}),
    )


def vacancy_page(
    request: HttpRequest, place: Place, row: Election, key: UUID, sent: Mapping[str, KeyedForm]
) -> HttpResponse:
    """The page of a vacant seat, with what was sent and refused."""
    found = vacancy_reads.vacancy(place, row, key)
    shown = {
        "desk": found.desk,
        "found": found,
        "row": row,
        "heading": words.vacant(row.post),
        "click": KeyedForm(auto_id=False),
        "above": sent.get("answer"),
        **(pages.walk(found.count) if found.count else {}),
    }
    return render(request, "elections/vacancy.html", shown, status=status_of(sent))
