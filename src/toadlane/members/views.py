"""The pages of people: who takes part, bringing them in, and putting right what they are since when."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.members import parting, pasting, reads, standing, verbs
from toadlane.members.changes import SABBATICAL
from toadlane.members.forms import CorrectionForm, InviteForm, ManyForm, NameForm, PeriodForm, PersonForm
from toadlane.members.narrowing import NarrowForm, narrowed
from toadlane.members.verbs.periods import Period

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def people(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody who takes part, and what they are today."""
    reads.require_people(place)
    everybody = reads.people(place)
    form = NarrowForm(request.GET or None, lines=everybody)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = {
        "lines": narrowed(everybody, **asked),
        "everybody": len(everybody),
        "may_see_hours": place.sight.may_see_class("hours"),
        "form": form,
        "may_enter": reads.may_enter(place),
    }
    return render(request, "members/people.html", shown)


@require_http_methods(BOTH)
@for_participants
def one(request: HttpRequest, place: Place) -> HttpResponse:
    """Bring one person in."""
    require_entering(place)
    form = PersonForm(request.POST or None, coop=place.coop, at=place.moment)
    if form.is_valid():
        with form.acting():
            (joined,) = verbs.bring_in(
                coop=place.coop,
                people=[form.person()],
                send=form.cleaned_data["send"],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("%(name)s is brought in.") % {"name": joined.name})
            return redirect("members:people", place.coop.slug)
    return render(request, "members/one.html", {"form": form}, status=form.status)


@require_http_methods(BOTH)
@for_participants
def many(request: HttpRequest, place: Place) -> HttpResponse:
    """Bring many people in: look at the lines first, then bring them in together."""
    require_entering(place)
    form = ManyForm(request.POST or None)
    lines: list[pasting.Line] = []
    if form.is_valid():
        lines = pasting.read(form.cleaned_data["lines"], coop=place.coop, at=place.moment)
        sound = [line.person for line in lines if line.fault is None]
        if "bring" in request.POST and len(sound) == len(lines):
            with form.acting():
                joined = verbs.bring_in(
                    coop=place.coop,
                    people=sound,
                    send=form.cleaned_data["send"],
                    by=place.member,
                    at=place.moment,
                    key=form.cleaned_data["key"],
                )
                words = ngettext("%(n)s person is brought in.", "%(n)s people are brought in.", len(joined))
                messages.success(request, words % {"n": len(joined)})
                return redirect("members:people", place.coop.slug)
    wrong = [line for line in lines if line.fault is not None]
    shown = {
        "form": form,
        "lines": lines,
        "wrong": wrong,
        "stages": standing.stages_of(place.coop, place.moment),
    }
    status = form.status if form.errors else 422 if wrong else 200
    return render(request, "members/many.html", shown, status=status)


@require_safe
@for_participants
def person(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """One person: stages, roles, and how they sign in."""
    return page_of(request, place, found(place, person))


@require_http_methods(["POST"])
@for_participants
def new_stage(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """A stage begins."""
    return begun(request, place, found(place, person), StagePeriod)


@require_http_methods(["POST"])
@for_participants
def new_role(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """A role is given."""
    return begun(request, place, found(place, person), RolePeriod)


@require_http_methods(BOTH)
@for_participants
def stage(request: HttpRequest, place: Place, person: str, period: UUID) -> HttpResponse:
    """Put a stage right."""
    return corrected(request, place, found(place, person), StagePeriod, period)


@require_http_methods(BOTH)
@for_participants
def role(request: HttpRequest, place: Place, person: str, period: UUID) -> HttpResponse:
    """Put a role right."""
    return corrected(request, place, found(place, person), RolePeriod, period)


@require_http_methods(["POST"])
@for_participants
def name(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Put a name right."""
    who = found(place, person)
    require_entering(place)
    form = NameForm(request.POST, auto_id="name_%s")
    if form.is_valid():
        with form.acting():
            verbs.rename(participant=who, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("The name is put right."))
            return redirect("members:person", place.coop.slug, who.key)
    return page_of(request, place, who, name=form)


def begun(request: HttpRequest, place: Place, who: Participant, kind: type[Period]) -> HttpResponse:
    """Somebody becomes something, or is told what stands in the way."""
    require_entering(place)
    form = period_form(place, kind, request.POST)
    if form.is_valid():
        spell = form.spell()
        with form.acting():
            if kind is StagePeriod and spell.word == SABBATICAL and parting.is_for_two(who, place.member):
                asked = verbs.ask_change(
                    kind=SABBATICAL,
                    participant=who,
                    said={"valid_from": spell.valid_from, "valid_until": spell.valid_until},
                    by=place.member,
                    at=place.moment,
                    key=form.cleaned_data["key"],
                )
                messages.success(request, gettext("Told: they themselves or another member confirm it."))
                return redirect("members:change", place.coop.slug, asked.pk)
            verbs.begin(
                kind,
                participant=who,
                spell=spell,
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Entered."))
            return redirect("members:person", place.coop.slug, who.key)
    if kind is StagePeriod:
        return page_of(request, place, who, stage=form)
    return page_of(request, place, who, role=form)


def corrected(
    request: HttpRequest,
    place: Place,
    who: Participant,
    kind: type[Period],
    key: UUID,
) -> HttpResponse:
    """One stage or role, and the form that replaces it."""
    require_entering(place)
    row = kind.objects.filter(participant=who, pk=key).first()
    if row is None:
        raise absent()
    given = {"word": str(row), "valid_from": row.valid_from, "valid_until": row.valid_until}
    known = known_words(place, kind)
    known += [] if str(row) in known else [str(row)]
    form = CorrectionForm(request.POST or None, known=known, label=label_of(kind), initial=given)
    if form.is_valid():
        with form.acting():
            told = {
                "because": form.cleaned_data["because"],
                "by": place.member,
                "at": place.moment,
                "key": form.cleaned_data["key"],
            }
            if form.cleaned_data["never"]:
                verbs.void(row, **told)
            else:
                verbs.correct(row, spell=form.spell(), **told)
            messages.success(request, gettext("Put right. What was entered first stays readable below."))
            return redirect("members:person", place.coop.slug, who.key)
    shown = {"form": form, "who": who, "row": row, "what": label_of(kind)}
    return render(request, "members/correction.html", shown, status=form.status)


def found(place: Place, key: str) -> Participant:
    """The person they asked for, if they may see who works here, or it is themselves."""
    who = Participant.objects.select_related("person").filter(coop=place.coop, key=key).first()
    if who is None:
        raise absent()
    if who.pk != place.member.pk:
        reads.require_people(place)
    return who


def require_entering(place: Place) -> None:
    """The pages that enter people are there for whoever may."""
    if not reads.may_enter(place):
        standing.only_founders(place.coop, place.member, place.moment)


def known_words(place: Place, kind: type[Period]) -> list[str]:
    """The stages or the roles there are."""
    return standing.stages_of(place.coop, place.moment) if kind is StagePeriod else list(standing.ROLES)


def label_of(kind: type[Period]) -> str:
    """What a form calls it."""
    return gettext("Stage") if kind is StagePeriod else gettext("Role")


def period_form(place: Place, kind: type[Period], typed: object = None) -> PeriodForm:
    """The form by which a stage or a role begins; `typed` are the fields of a request."""
    return PeriodForm(
        typed,
        known=known_words(place, kind),
        label=label_of(kind),
        auto_id="stage_%s" if kind is StagePeriod else "role_%s",
    )


def page_of(
    request: HttpRequest,
    place: Place,
    who: Participant,
    *,
    stage: PeriodForm | None = None,
    role: PeriodForm | None = None,
    invite: InviteForm | None = None,
    name: NameForm | None = None,
) -> HttpResponse:
    """The page of one person; a form is given when it was sent and refused."""
    sent = next((form for form in (stage, role, invite, name) if form is not None), None)
    shown: dict[str, object] = {
        "who": who,
        "stages": reads.stages(who, place.moment.day),
        "roles": reads.roles(who, place.moment.day),
        "may_enter": reads.may_enter(place),
        "sent": sent,
    }
    if reads.may_enter(place):
        shown |= {
            "invitations": reads.invitations(place, who),
            "stage_form": stage or period_form(place, StagePeriod),
            "role_form": role or period_form(place, RolePeriod),
            "invite_form": invite or InviteForm(auto_id="invite_%s"),
            "name_form": name or NameForm(auto_id="name_%s", initial={"name": who.name}),
        }
    return render(request, "members/person.html", shown, status=sent.status if sent else 200)
