"""The pages of roles and bodies: who holds what, what is empty, and one role with what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out
from toadlane.coops.models import DIRECTORY, ROLES
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import authority_at
from toadlane.proposals.models import DECISIONS
from toadlane.roles import choosing, handing, picture, reads, reporting, verbs
from toadlane.roles.desk import Desk, desk, entry_url
from toadlane.roles.forms import AuthorityForm, BackForm, ChoiceForm, ReportForm, ThingForm
from toadlane.roles.held import held_in, key_of


@require_safe
@for_participants
def roles(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything the charter lets people hold, who holds it, and what is empty."""
    place.require_class(ROLES)
    found = held_in(place.coop, place.moment.day)
    if found is None:
        return render(request, "roles/roles.html", {"lines": [], "room": "people"})
    lines = reads.lines(found, place.member.key)
    bodies = reads.bodies(found, lines)
    shown = {
        "lines": [one for one in lines if one.post.body is None],
        "bodies": bodies,
        "empty": [one for one in lines if one.is_empty],
        "mine": [one for one in lines if one.mine],
        "may_see_people": place.sight.may_see_class(DIRECTORY),
        "sees_terms": place.sight.may_see_class(DECISIONS),
        "picture": picture.draw(bodies, [one for one in lines if one.post.body is None]),
        "room": "people",
    }
    return render(request, "roles/roles.html", shown)


@require_safe
@for_participants
def role(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """One role or body; `?person=` and `?day=` lead on to the decision that names them."""
    place.require_class(ROLES)
    found = desk(place, post)
    form = choice_form(found, request)
    if form is not None and form.is_bound and form.is_valid():
        said = form.cleaned_data
        url = entry_url(place, found.post, person=said["person"], day=said["day"], matter=choosing.FILL)
        return redirect(url)
    return page_of(request, place, found, choosing_form=form)


@require_POST
@for_participants
def taking(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Take it oneself."""
    return done(request, place, post, verbs.take, gettext("It is yours now."))


@require_POST
@for_participants
def extension(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Hold it for one more term."""
    return done(request, place, post, verbs.extend, gettext("It is yours for one more term."))


@require_POST
@for_participants
def passing(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Let one's turn pass."""
    return done(request, place, post, verbs.pass_turn, gettext("You are asked first the next time."))


@require_POST
@for_participants
def lot(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Draw who holds it."""
    return done(request, place, post, choosing.draw, gettext("The lot is drawn; the record keeps its seed."))


@require_POST
@for_participants
def giving_back(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Give it back from a day on."""
    form = BackForm(request.POST, auto_id="back_%s")
    thanks = gettext("Given back. Thank you for having held it.")
    return acted(request, place, post, form, verbs.give_back, thanks, back=form)


@require_POST
@for_participants
def choice(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Carry out the decision that chose somebody."""
    return decided(request, place, post, choosing.choose, gettext("Entered. They hold it from that day on."))


@require_POST
@for_participants
def recall(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Carry out the decision that calls somebody back."""
    return decided(request, place, post, choosing.recall, gettext("Entered. They no longer hold it."))


@require_POST
@for_participants
def report(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Say that a body has reported."""
    form = ReportForm(request.POST, auto_id="report_%s")
    return acted(request, place, post, form, reporting.report, gettext("Noted."), reported=form)


@require_POST
@for_participants
def handing_over(request: HttpRequest, place: Place, post: str) -> HttpResponse:
    """Say that one thing is handed over."""
    form = ThingForm(request.POST, auto_id=False)
    return acted(request, place, post, form, handing.hand_over, gettext("Noted."))


def done(
    request: HttpRequest, place: Place, post: str, verb: Callable[..., object], words: str
) -> HttpResponse:
    """One click that says nothing but itself."""
    return acted(request, place, post, KeyedForm(request.POST, auto_id=False), verb, words)


def decided(
    request: HttpRequest, place: Place, post: str, verb: Callable[..., object], words: str
) -> HttpResponse:
    """One click on a decision."""

    def carried_out(*, post: str, authority: UUID, **said: Any) -> object:
        return verb(authority=decision(place, authority, post), **said)

    return acted(request, place, post, AuthorityForm(request.POST, auto_id=False), carried_out, words)


def acted(  # noqa: PLR0917 - the form, and what it does
    request: HttpRequest,
    place: Place,
    post: str,
    form: KeyedForm,
    verb: Callable[..., object],
    words: str,
    **refused: Any,
) -> HttpResponse:
    """What a form asks for, and the page again; `refused` is how the page names a form that was refused."""
    place.require_class(ROLES)

    def there(_made: object) -> HttpResponse:
        messages.success(request, words)
        return redirect("roles:role", place.coop.slug, post)

    def again() -> HttpResponse:
        return page_of(request, place, desk(place, post), **(refused or {"sent": form}))

    return carry_out(place, form, verb, there=there, again=again, post=post)


def decision(place: Place, key: UUID, post: str) -> Authority:
    """The decision of that key about this role or body, if whoever asks may see it."""
    place.require_class(Authority.information_class)
    found = authority_at(place, key)
    if not found.subject.startswith(f"{post}, "):
        raise absent()
    return found


def choice_form(found: Desk, request: HttpRequest) -> ChoiceForm | None:
    """Whom the members might choose; only for whoever may enter what they decided."""
    if not found.may_choose:
        return None
    day = found.held.day
    people = [
        (who.key, who.name) for who in found.held.people.values() if who.stage_on(day) in found.post.open_to
    ]
    asked = request.GET if "person" in request.GET else None
    return ChoiceForm(
        asked, people=sorted(people, key=lambda one: one[1]), initial={"day": day}, auto_id="choice_%s"
    )


def recalls(place: Place, found: Desk) -> list[tuple[str, str]]:
    """Who could be called back, each with the page where that decision is entered."""
    if found.post.recall_by is None or not place.sight.may_see_class(Authority.information_class):
        return []
    return [
        (one.name, entry_url(place, found.post, person=one.key, day=one.since, matter=choosing.RECALL))
        for one in found.line.holdings
    ]


def page_of(
    request: HttpRequest,
    place: Place,
    found: Desk,
    *,
    choosing_form: ChoiceForm | None = None,
    back: BackForm | None = None,
    reported: ReportForm | None = None,
    sent: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one role or body; a form is given when it was sent and refused."""
    refused = back or reported or sent
    reports = reporting.reports_of(found.held, found.post)
    shown = {
        "desk": found,
        "post": key_of(found.post),
        "me": place.member.key,
        "may_see_people": place.sight.may_see_class(DIRECTORY),
        "choosing_form": choosing_form or choice_form(found, request),
        "back_form": back or BackForm(auto_id="back_%s", initial={"on": place.moment.day}),
        "reports": reports,
        "report_form": (reported or ReportForm(auto_id="report_%s")) if reports and found.line.mine else None,
        "click": KeyedForm(auto_id=False),
        "recalls": recalls(place, found),
        "sent": sent,
        "room": "people",
    }
    return render(request, "roles/role.html", shown, status=refused.status if refused else 200)
