"""The pages of dues: everybody's, and the terms of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.dues import forms, verbs
from toadlane.dues.desk import Desk, desk, everyone, only_with_rule, sees_money_of
from toadlane.dues.reads import rule_on
from toadlane.dues.speaking import KEY
from toadlane.dues.told import kept_from
from toadlane.members.changes import GOES_OVER
from toadlane.members.parting import is_for_two
from toadlane.members.verbs import ask_change
from toadlane.ui.templatetags.ui import joined

ROOM = {"room": "people"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def dues(request: HttpRequest, place: Place) -> HttpResponse:
    """Who pays, what is late and what follows; the bookkeeper says from when dues are kept here."""
    found = everyone(place)
    rule, since = rule_on(place.coop, place.moment.day), kept_from(place.coop)
    books = BOOKKEEPER in place.sight.audiences
    form = forms.KeptForm(request.POST or None, initial={"from_day": since or place.moment.day})
    if request.method == "POST":
        only_with_rule(place)
        if form.is_valid():
            with form.acting():
                verbs.keep_dues(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
                messages.success(request, _("Kept."))
                return redirect("dues:dues", place.coop.slug)
    shown = {
        "lines": found,
        "seen": sees_money_of(place, found),
        "rule": rule,
        "since": since,
        "form": form if rule and (books or form.is_bound) else None,
    }
    return render(request, "dues/dues.html", shown | ROOM, status=form.status)


@require_safe
@for_participants
def terms(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """On what terms one takes part."""
    return page(request, place, desk(place, place.someone(person)))


@require_POST
@for_participants
def organisation(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """It is an organisation."""
    return act(request, place, person, "organisation", verbs.enter_organisation)


@require_POST
@for_participants
def no_organisation(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """It is a person after all."""
    return act(request, place, person, "back", verbs.take_organisation_back)


@require_POST
@for_participants
def speaker(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Somebody else speaks for it; where that is not for one alone to say, a second one confirms it."""
    if is_for_two(place.someone(person), place.member):
        return asked(request, place, person, "speaker", KEY)
    return act(request, place, person, "speaker", verbs.name_speaker)


@require_POST
@for_participants
def over(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """It goes over into another member organisation, which confirms it."""
    return asked(request, place, person, "over", GOES_OVER)


def asked(request: HttpRequest, place: Place, person: str, name: str, kind: str) -> HttpResponse:
    """One form of the page was sent that changes nothing before somebody else confirms it."""
    who = place.someone(person)
    found = desk(place, who)
    form = form_of(name, place, found, request.POST)
    if form.is_valid():
        with form.acting():
            said = dict(form.cleaned_data)
            row = ask_change(
                kind=kind, participant=who, key=said.pop("key"), said=said, by=place.member, at=place.moment
            )
            messages.success(request, _("Told: it counts once it is confirmed."))
            return redirect("members:change", place.coop.slug, row.pk)
    return page(request, place, found, {name: form})


@require_POST
@for_participants
def share(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """They work this part of the time."""
    return act(request, place, person, "share", verbs.state_share)


@require_POST
@for_participants
def band(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """They are in this band."""
    only_with_rule(place)
    return act(request, place, person, "band", verbs.choose_band)


@require_POST
@for_participants
def payment(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """They paid."""
    only_with_rule(place)
    return act(request, place, person, "payment", received)


@require_POST
@for_participants
def end(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """The charter has ended their membership."""
    return act(request, place, person, "end", verbs.end_membership)


def received(*, due_for: Any, amount: Any, how: Any, **beside: Any) -> None:
    """As the form has it."""
    verbs.receive_dues(due_for=due_for, amount=amount, how=how, **beside)


def act(
    request: HttpRequest, place: Place, person: str, name: str, verb: Callable[..., object]
) -> HttpResponse:
    """One form of the page was sent."""
    found = desk(place, place.someone(person))
    form = form_of(name, place, found, request.POST)
    if form.is_valid():
        with form.acting():
            said = dict(form.cleaned_data)
            if isinstance(form, forms.DuesForm):
                kept = {"due_for", "amount", "key"}
                said = {key: value for key, value in said.items() if key in kept} | {"how": form.how()}
            verb(participant=found.line.who, by=place.member, at=place.moment, **said)
            messages.success(request, _("Kept."))
            return redirect("dues:terms", place.coop.slug, found.line.who.key)
    return page(request, place, found, {name: form})


def form_of(name: str, place: Place, found: Desk, sent: Any = None) -> KeyedForm:
    """One form of the page, by its name."""
    today: dict[str, Any] = {"from_day": place.moment.day}
    match name:
        case "organisation" | "speaker":
            of = forms.SpeakerForm if name == "speaker" else forms.OrganisationForm
            return of(sent, auto_id=f"{name}-%s")
        case "over":
            return forms.GoesOverForm(sent, others=found.others, auto_id="over-%s")
        case "share":
            return forms.ShareForm(sent, initial=today, auto_id="share-%s")
        case "band":
            says = only_with_rule(place).says
            now = found.line.terms.band_on(place.moment.day) or ""
            return forms.BandForm(sent, says=says, initial=today | {"band": now}, auto_id="band-%s")
        case "payment":
            first = next(iter(found.to_pay), None)
            opened = {"on": place.moment.day, "amount": first.open if first else None}
            return forms.DuesForm(
                sent, coop=place.coop, owed=found.to_pay, initial=opened, auto_id="payment-%s"
            )
        case _:
            return KeyedForm(sent, auto_id=f"{name}-%s")


def page(
    request: HttpRequest, place: Place, found: Desk, sent: dict[str, KeyedForm] | None = None
) -> HttpResponse:
    """The page; a form is given when it was sent and refused."""
    refused = sent or {}
    shown = {f"{name}_form": refused.get(name) or form_of(name, place, found) for name in offered(found)}
    refused_one: KeyedForm | None = next(iter(refused.values()), None)
    context = {
        "desk": found,
        "who": found.line.who,
        "line": found.line,
        "uses": joined(found.line.found.value.may_use) if found.line.found else "",
        "refused": refused_one,
        **shown,
        **ROOM,
    }
    return render(request, "dues/terms.html", context, status=refused_one.status if refused_one else 200)


def offered(found: Desk) -> list[str]:
    """The forms whoever looks can use."""
    names = {
        "organisation": found.enters and not found.line.terms.organisation and not found.own,
        "back": found.enters and found.line.terms.organisation and not found.paid and found.sees_money,
        "speaker": found.may_name,
        "over": found.may_go_over,
        "share": found.enters and not found.line.terms.organisation,
        "band": found.may_choose,
        "payment": bool(found.to_pay),
        "end": found.may_end and found.line.ends_since is not None,
    }
    return [name for name, there in names.items() if there]
