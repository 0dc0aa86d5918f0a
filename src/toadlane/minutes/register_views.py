"""The registers of decisions and of actions, and the search over all that meetings leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out
from toadlane.coops.models import DIRECTORY
from toadlane.coops.sight import Matter
from toadlane.minutes import finding, register, verbs
from toadlane.minutes.action_forms import StepForm
from toadlane.notices.telling import here_on
from toadlane.sheets.writing import Written
from toadlane.ui.names import Everybody

ON_A_PAGE = 50
FORMS_ON_A_PAGE = 25
"""Each action on a page has a form of its own."""
FILES = ("csv", "xlsx")


def _filters(place: Place) -> dict[str, Any]:
    return {
        "series": finding.series_of(place),
        "years": finding.years_of(place),
        "people": finding.people_of(place),
        "room": "meet",
    }


@require_safe
@for_participants
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """`?q=` finds words; `?series=`, `?year=`, `?who=` and `?kind=` narrow it."""
    asked = register.as_asked(request.GET)
    kind = request.GET.get("kind", "")
    kind = kind if kind in finding.KINDS else ""
    page = Paginator(finding.find(place, asked, kind), ON_A_PAGE).get_page(request.GET.get("page"))
    found = finding.say_who_was_there(list(page.object_list))
    shown = {"asked": asked, "kind": kind, "found": found, "page": page, **_filters(place)}
    return render(request, "minutes/find.html", shown)


@require_safe
@for_participants
def decided(request: HttpRequest, place: Place) -> HttpResponse:
    """What was decided, in meetings and by proposals; `?sort=` puts it in order."""
    asked = register.as_asked(request.GET)
    page = Paginator(register.decisions(place, asked), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"asked": asked, "page": page, "files": FILES, **_filters(place)}
    return render(request, "minutes/decided.html", shown)


@require_safe
@for_participants
def decided_file(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The same, all of it, to take along."""
    found = register.decisions(place, register.as_asked(request.GET))
    return _as_file(form, lambda: register.decisions_file(form, found, place))


@require_safe
@for_participants
def actions(request: HttpRequest, place: Place) -> HttpResponse:
    """What people promised: mine, everybody's, what is overdue, what is done."""
    return _actions(request, place, request.GET)


def _actions(
    request: HttpRequest, place: Place, given: Mapping[str, Any], sent: KeyedForm | None = None
) -> HttpResponse:
    asked = register.as_asked(given)
    found = register.actions(place, asked)
    page = Paginator(found, FORMS_ON_A_PAGE).get_page(request.GET.get("page"))
    people = people_of(place)
    doing = [
        (
            one,
            register.state_of(one, place.moment.day),
            StepForm.of(one.action, people) if one.action else None,
        )
        for one in page.object_list
    ]
    shown = {
        "asked": asked,
        "page": page,
        "doing": doing,
        "files": FILES,
        "states": register.STATES,
        "above": sent,
        "today": place.moment.day,
        **_filters(place),
        "people": people if place.sight.may_see(Matter(place.coop, DIRECTORY)) else (),
    }
    return render(request, "minutes/actions.html", shown, status=sent.status if sent else 200)


@require_safe
@for_participants
def actions_file(request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The same, all of it, to take along."""
    found = register.actions(place, register.as_asked(request.GET))
    return _as_file(form, lambda: register.actions_file(form, found, place))


@require_POST
@for_participants
def action(request: HttpRequest, place: Place, action: UUID) -> HttpResponse:
    """Say what became of an action: done, let go, taken up again, given to somebody, or to another day."""
    form = StepForm(request.POST, people=people_of(place), auto_id="step_%s")

    def there(_made: object) -> HttpResponse:
        messages.success(request, gettext("Saved."))
        return redirect("minutes:actions", place.coop.slug)

    def again() -> HttpResponse:
        return _actions(request, place, {}, form)

    return carry_out(place, form, verbs.step, there=there, again=again, action=action)


def people_of(place: Place) -> Everybody:
    """Those who take part now."""
    return Everybody(here_on(place.coop, place.moment.day).order_by("name").values_list("key", "name"))


def _as_file(form: str, make: Callable[[], Written]) -> HttpResponse:
    if form not in FILES:
        raise absent()
    written = make()
    response = HttpResponse(written.data, content_type=written.media)
    response["Content-Disposition"] = f'attachment; filename="{written.name}"'
    return response
