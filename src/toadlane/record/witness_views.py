"""The witnesses of a co-op's record, and being one."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out
from toadlane.people.models import Person
from toadlane.record import checkpointing, reads, signing, witnesses, witnessing
from toadlane.record.forms import OriginForm, WitnessForm
from toadlane.record.models import Origin, Witness
from toadlane.record.rights import keeps_records

LARGEST: Final = 256 * 1024


@csrf_exempt
@require_POST
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """C2SP tlog-witness: anybody may ask, and only what a known record signed is signed."""
    try:
        written = request.body.decode() if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST else ""
    except ValueError:
        written = ""
    said = witnessing.answer(written, at=timezone.now())
    return HttpResponse(said.body, status=said.status, content_type=said.media)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def named(request: HttpRequest, place: Place) -> HttpResponse:
    """Who witnesses this record, and how it stands with each; whoever keeps the records names them."""
    place.require_class("record")
    if request.method != "POST":
        return named_page(request, place, WitnessForm())
    form = WitnessForm(request.POST)
    return carry_out(
        place,
        form,
        witnesses.name,
        coop=place.coop,
        there=lambda witness: done(request, place, _("{name} is asked from now on."), witness),
        again=lambda: named_page(request, place, form),
    )


@require_POST
@for_participants
def ended(request: HttpRequest, place: Place, witness: UUID) -> HttpResponse:
    """One of them is asked no more."""
    place.require_class("record")
    row = place.find(witnesses.standing(place.coop), pk=witness)
    form = KeyedForm(request.POST)
    return carry_out(
        place,
        form,
        witnesses.end,
        witness=row,
        there=lambda _row: done(request, place, _("{name} is asked no more."), row),
        again=lambda: named_page(request, place, WitnessForm(), status=form.status),
    )


def done(request: HttpRequest, place: Place, says: str, witness: Witness) -> HttpResponse:
    """Say so, on the page."""
    messages.success(request, says.format(name=witness.name))
    return redirect("record:witnesses", place.coop.slug)


def named_page(request: HttpRequest, place: Place, form: WitnessForm, *, status: int = 0) -> HttpResponse:
    """The page."""
    keeper = keeps_records(place.participant, place.moment)
    shown = {
        "standings": reads.witnesses(place.coop),
        "key": checkpointing.key_of(place.coop).told,
        "form": form if keeper or form.is_bound else None,
        "ending": KeyedForm() if keeper else None,
        "room": "record",
    }
    return render(request, "record/witnesses.html", shown, status=status or form.status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def house(request: HttpRequest) -> HttpResponse:
    """For whoever runs the installation: whose records are witnessed here."""
    person = operator(request)
    form = OriginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.acting():
            origin = witnessing.let(by=person, at=timezone.now(), **form.handed())
            messages.success(request, _("{name} can ask from now on.").format(name=origin.name))
            return redirect("record:house")
    shown = {
        "key": signing.witness_key().told,
        "address": witnessing.own_address(),
        "origins": witnessing.let_in(),
        "standings": reads.refused_here(),
        "form": form,
    }
    return render(request, "record/house.html", shown, status=form.status)


@login_required
@require_POST
def let_go(request: HttpRequest, origin: UUID) -> HttpResponse:
    """One of them is witnessed no more."""
    person = operator(request)
    row = Origin.objects.filter(pk=origin, ended_at=None).first()
    if row is None:
        raise absent()
    witnessing.end(origin=row, by=person, at=timezone.now())
    messages.success(request, _("{name} is witnessed no more.").format(name=row.name))
    return redirect("record:house")


def operator(request: HttpRequest) -> Person:
    """Whoever asks, if they run the installation; to everybody else there is no such page."""
    person = Person.objects.get(pk=str(request.user.pk))
    witnessing.only_operators(person)
    return person
