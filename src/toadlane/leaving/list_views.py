"""The page of one departure: what was recorded, and the list of what is handed over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops import keys
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.leaving import reads, verbs
from toadlane.leaving.forms import GiveToForm, TakeBackForm, TickForm
from toadlane.leaving.models import Departure, HandedOver
from toadlane.leaving.reckoning import NOTICED
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.stays import KEY
from toadlane.leaving.verbs.handing_over import may_tick
from toadlane.members import words
from toadlane.members.standing import BOOKKEEPER
from toadlane.members.verbs import ask_change


@require_safe
@for_participants
def departure(request: HttpRequest, place: Place, departure: UUID) -> HttpResponse:
    """One departure."""
    return page(request, place, reads.departure_at(place, departure))


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, departure: UUID) -> HttpResponse:
    """It is taken back."""
    held = reads.departure_at(place, departure)
    own = held.participant_id == place.member.pk
    form = TakeBackForm(request.POST, own=own)
    if form.is_valid():
        with form.acting():
            if not own:
                asked = ask_change(
                    kind=KEY,
                    participant=held.participant,
                    said={"departure": held.pk},
                    by=place.member,
                    at=place.moment,
                    **form.cleaned_data,
                )
                messages.success(request, _("Told: another member is asked to confirm it."))
                return redirect("members:change", place.coop.slug, asked.pk)
            verbs.take_back(departure=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Taken back: everything goes on as before."))
            return redirect("leaving:departure", place.coop.slug, held.pk)
    return page(request, place, held, sent=form)


@require_POST
@for_participants
def person(request: HttpRequest, place: Place, departure: UUID, item: UUID) -> HttpResponse:
    """Who has a thing from then on."""
    held = reads.departure_at(place, departure)
    takers = reads.takers(held)
    form = GiveToForm(request.POST, takers=takers)
    if form.is_valid():
        to = reads.by_name(takers).get(form.cleaned_data["to"])
        with form.acting():
            verbs.give_to(
                item=reads.item_at(place, held, item),
                to=to,
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            return redirect("leaving:departure", place.coop.slug, held.pk)
    return page(request, place, held, sent=form)


@require_POST
@for_participants
def tick(request: HttpRequest, place: Place, departure: UUID, item: UUID) -> HttpResponse:
    """One side of a thing is done, or is not after all."""
    held = reads.departure_at(place, departure)
    form = TickForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.tick(
                item=reads.item_at(place, held, item),
                side=form.cleaned_data["side"],
                done=form.cleaned_data["done"] == "yes",
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            return redirect("leaving:departure", place.coop.slug, held.pk)
    return page(request, place, held, sent=form)


def page(
    request: HttpRequest, place: Place, held: Departure, *, sent: KeyedForm | None = None
) -> HttpResponse:
    """The page; a form is given when it was sent and refused."""
    who, at = place.member, place.moment
    keeps = keeps_list(who, at)
    own = held.participant_id == who.pk
    rows = HandedOver.objects.filter(departure=held).select_related("to")
    takers = reads.takers(held)
    items = []
    for row in rows:
        row.departure = held
        form = GiveToForm(
            takers=takers, initial={"to": row.to.key if row.to else ""}, auto_id=f"to-{row.pk}-%s"
        )
        given, taken = may_tick(row, "given", who, at), may_tick(row, "taken", who, at)
        items.append((row, words.said(row.role), form, given, taken, keys.fresh()))
    ahead = held.leaves_on > at.day
    own_notice = own and ahead and held.way in NOTICED and held.entered_by == who.key
    shown = {
        "departure": held,
        "items": [] if held.is_back else items,
        "done": sum(row.is_done for row in rows),
        "own": own,
        "ahead": ahead,
        "becomes": words.said(held.becomes),
        "words": reads.words_of(place, held),
        "may_assign": (own or keeps) and not held.is_back,
        "keeps": keeps,
        "bookkeeper": BOOKKEEPER in place.sight.audiences,
        "back_form": TakeBackForm(own=own, auto_id="back-%s")
        if not held.is_back and (own_notice or (keeps and not own))
        else None,
        "sent": sent,
        "room": "people",
    }
    return render(request, "leaving/departure.html", shown, status=sent.status if sent else 200)
