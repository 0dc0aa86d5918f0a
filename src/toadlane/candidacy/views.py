"""Who is on the way, where somebody stands, and who goes along with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.candidacy import reads, verbs
from toadlane.candidacy.forms import ArrangeForm, MentorForm, StayForm
from toadlane.candidacy.models import JoiningPage, Stay
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import ROLES, Participant
from toadlane.members.leading import leads, track

ROOM = {"room": "people"}


@require_safe
@for_participants
def due(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody on the way, what is missing, and what is due."""
    place.require_class(reads.CLASS)
    page = JoiningPage.objects.filter(coop=place.coop).first()
    shown = {
        "lines": reads.lines(place),
        "leads": leads(place),
        "is_open": page is not None and page.is_open,
        "rule": track(place.coop, place.moment.day),
    }
    return render(request, "candidacy/due.html", shown | ROOM)


@require_safe
@for_participants
def standing(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Where one person stands: what is done, what is missing, what comes with the next stage."""
    return page_of(request, reads.desk(place, place.someone(person)))


@require_POST
@for_participants
def mentor(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Say who goes along with them."""
    desk = reads.desk(place, place.someone(person))
    form = mentor_form(desk, request.POST)
    if form.is_valid():
        with form.acting():
            verbs.name_mentor(
                participant=desk.who,
                mentor=place.someone(form.cleaned_data["mentor"]),
                from_day=form.cleaned_data["from_day"],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Kept."))
            return back(desk)
    return page_of(request, desk, mentor=form)


@require_POST
@for_participants
def mentor_end(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """From today on nobody goes along with them."""
    desk = reads.desk(place, place.someone(person))
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.end_mentoring(
                participant=desk.who,
                on=place.moment.day,
                by=place.member,
                at=place.moment,
                **form.cleaned_data,
            )
            messages.success(request, gettext("Kept."))
            return back(desk)
    return page_of(request, desk, other=form)


@require_POST
@for_participants
def stay(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Write down on which days they worked at the co-op's place."""
    desk = reads.desk(place, place.someone(person))
    form = StayForm(request.POST, auto_id="stay_%s")
    if form.is_valid():
        with form.acting():
            verbs.state_stay(participant=desk.who, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Kept."))
            return back(desk)
    return page_of(request, desk, stay=form)


def back(desk: reads.Desk) -> HttpResponse:
    """To the page of the person."""
    return redirect("candidacy:standing", desk.place.coop.slug, desk.who.key)


def mentor_form(desk: reads.Desk, typed: object = None) -> MentorForm:
    """Who could go along with them."""
    day = desk.place.moment.day
    there = reads.others(desk.place.coop, desk.who, day)
    return MentorForm(typed, others=there, auto_id="mentor_%s", initial={"from_day": day})


def arrange_form(desk: reads.Desk, typed: object = None) -> ArrangeForm:
    """Which evaluations can be arranged, with whom."""
    there: list[Participant] = reads.others(desk.place.coop, desk.who, desk.place.moment.day)
    usual = {"on": max(desk.still_due[0], desk.place.moment.day)} if desk.still_due else {}
    return ArrangeForm(typed, due=desk.still_due, others=there, auto_id="arrange_%s", initial=usual)


def page_of(
    request: HttpRequest,
    desk: reads.Desk,
    *,
    mentor: MentorForm | None = None,
    arrange: ArrangeForm | None = None,
    stay: StayForm | None = None,
    other: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one person; a form is given when it was sent and refused."""
    sent = next((form for form in (mentor, arrange, stay, other) if form is not None), None)
    found = desk.standing
    shown: dict[str, object] = {
        "desk": desk,
        "who": desk.who,
        "standing": found,
        "may_see_roles": desk.place.sight.may_see_class(ROLES),
        "picture": reads.picture(found) if found else None,
        "sent": sent,
    }
    if found is not None and desk.leads:
        shown["mentor_form"] = mentor or mentor_form(desk)
        if found.on_site is not None:
            shown["stays"] = Stay.objects.filter(participant=desk.who).order_by("valid_from")
            shown["stay_form"] = stay or StayForm(auto_id="stay_%s")
    if found is not None and desk.evaluates and desk.still_due:
        shown["arrange_form"] = arrange or arrange_form(desk)
    if desk.mentor is not None and desk.leads:
        shown["end_form"] = KeyedForm(auto_id="end_%s")
    return render(request, "candidacy/standing.html", shown | ROOM, status=sent.status if sent else 200)
