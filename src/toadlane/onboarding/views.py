"""The pages of onboarding: the list and who is new, and the steps of one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import DIRECTORY, Participant
from toadlane.members.leading import leads
from toadlane.onboarding import reads, verbs
from toadlane.onboarding.forms import ListForm, TickForm
from toadlane.onboarding.leading import only_leaders
from toadlane.onboarding.models import Step


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def onboarding(request: HttpRequest, place: Place) -> HttpResponse:
    """The list, who is new and how far they are; who leads people in changes the list here."""
    place.require_class(DIRECTORY)
    if request.method == "POST":
        only_leaders(place.coop, place.member, place.moment)
    steps = reads.steps(place.coop)
    lines = [step.says for step in steps] or reads.usual()
    form = ListForm(request.POST or None, initial={"lines": "\n".join(lines)})
    if form.is_valid():
        with form.acting():
            kept = verbs.keep_list(
                coop=place.coop,
                lines=form.cleaned_data["lines"].splitlines(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            words = ngettext("The list has %(n)s step now.", "The list has %(n)s steps now.", kept)
            messages.success(request, words % {"n": kept})
            return redirect("onboarding:list", place.coop.slug)
    shown = {
        "form": form if leads(place) else None,
        "steps": steps,
        "newcomers": reads.newcomers(place),
    }
    return render(request, "onboarding/list.html", shown, status=form.status)


@require_safe
@for_participants
def person(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """The steps of one person."""
    return page_of(request, place, found(place, person))


@require_POST
@for_participants
def tick(request: HttpRequest, place: Place, person: str, step: UUID) -> HttpResponse:
    """Tick a step, or take the tick back."""
    who, one = found(place, person), step_at(place, step)
    form = TickForm(request.POST)
    if form.is_valid():
        with form.acting():
            if form.cleaned_data["done"] == "yes":
                verbs.tick(participant=who, step=one, by=place.member, at=place.moment)
            else:
                verbs.untick(participant=who, step=one, by=place.member, at=place.moment)
            return redirect("onboarding:person", place.coop.slug, who.key)
    return page_of(request, place, who, form)


def page_of(
    request: HttpRequest, place: Place, who: Participant, form: TickForm | None = None
) -> HttpResponse:
    """The steps of one person; `form` is a tick that was refused."""
    steps = reads.of_person(who)
    shown = {
        "who": who,
        "own": who.pk == place.member.pk,
        "steps": steps,
        "done": sum(one.done is not None for one in steps),
        "may_tick": who.pk == place.member.pk or leads(place),
        "form": form,
    }
    return render(request, "onboarding/person.html", shown, status=form.status if form else 200)


def found(place: Place, key: str) -> Participant:
    """Whoever goes by that key, if the reader may see the directory or it is themselves."""
    who = place.someone(key)
    place.require_class(DIRECTORY, about=who)
    return who


def step_at(place: Place, key: UUID) -> Step:
    """A step of this co-op, for whoever may see the list or has it before them."""
    step = Step.objects.filter(coop=place.coop, pk=key).first()
    if step is None:
        raise absent()
    return step
