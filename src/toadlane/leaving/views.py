"""The pages on which somebody gives notice, is recorded as leaving, or comes back."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bylaws.kernel.faults import Fault
from bylaws.membership.departing import HONOURED, Way, retired_stage
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import FORMER, Participant
from toadlane.decisions.reads import of_subject, ready
from toadlane.leaving import reads, reckoning, verbs
from toadlane.leaving.forms import NoticeForm, NoticeLook, RecordForm, RecordLook, ReturnForm, ReturnLook
from toadlane.leaving.models import CLASS
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.verbs.going import Told
from toadlane.members import words
from toadlane.members.standing import stages_of
from toadlane.ui.faults import told as told_fault
from toadlane.ui.reasons import told

BOTH = ["GET", "HEAD", "POST"]
ROOM = {"room": "people"}


@require_safe
@for_participants
def departures(request: HttpRequest, place: Place) -> HttpResponse:
    """Who is about to leave, who has left, and how one leaves."""
    if not reads.may_see_all(place):
        place.require_class(CLASS)
    place.shows(CLASS)
    today = place.moment.day
    rows = reads.departures(place)
    shown = {
        "waiting": reads.told_open(place),
        "ahead": [row for row in reversed(rows) if row.leaves_on > today and not row.is_back],
        "over": [row for row in rows if row.leaves_on <= today and not row.is_back],
        "back": [row for row in rows if row.is_back],
        "keeps": keeps_list(place.member, place.moment),
        "may_leave": may_leave(place),
    }
    return render(request, "leaving/departures.html", shown | ROOM)


@require_http_methods(BOTH)
@for_participants
def notice(request: HttpRequest, place: Place) -> HttpResponse:
    """One's own notice: what follows from it first, then the notice itself."""
    who, today = place.member, place.moment.day
    running = reads.running(who)
    if running is not None and request.method != "POST":
        return redirect("leaving:departure", place.coop.slug, running.pk)
    look = NoticeLook(request.GET or None, retires=retires(place))
    way, day = ("resignation", None) if not look.is_bound else looked(look)
    if request.method == "POST":
        way, day = request.POST.get("way", way), None
    seen = reads.outlook(place, who, cast(Way, way), told_on=today, leaves_on=day)
    asked = bool(seen.found and seen.found.value.reason_asked)
    first = {"way": way, "leaves_on": seen.found.value.leaves_on if seen.found else None}
    form = NoticeForm(request.POST or None, asked=asked, initial=first)
    if form.is_valid():
        with form.acting():
            made = verbs.give_notice(by=who, at=place.moment, **form.said())
            messages.success(request, _("Your notice is given. You can take it back until that day."))
            return redirect("leaving:departure", place.coop.slug, made.pk)
    look = look if look.is_bound else NoticeLook(initial={"way": way}, retires=retires(place))
    shown = {"look": look, "form": form, "own": True, "may_leave": may_leave(place)}
    return render(request, "leaving/notice.html", shown | told_of(place, seen) | ROOM, status=form.status)


@require_http_methods(BOTH)
@for_participants
def record(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Somebody else's leaving, recorded by whoever keeps the list; the query says how and when."""
    about = kept_person(place, person)
    look = RecordLook(request.GET or None, retires=retires(place), initial={"told_on": place.moment.day})
    if not look.is_valid():
        if set(request.GET) == {"way"}:  # from a decision that waits: the day is still to be said
            first = {"way": request.GET["way"], "told_on": place.moment.day}
            look = RecordLook(retires=retires(place), initial=first)
        return render(request, "leaving/record.html", {"look": look, "about": about} | ROOM)
    said = look.cleaned_data
    leaves_on = None if said["way"] == "death" else said["leaves_on"]
    seen = reads.outlook(place, about, said["way"], told_on=said["told_on"], leaves_on=leaves_on)
    matter = (seen.found.value.decided_as if seen.found else None) or ""
    second = not matter and about.pk != place.member.pk
    form = RecordForm(
        request.POST or None,
        way=said["way"],
        decided=bool(matter),
        authorities=decisions_on(request, place, about, matter),
    )
    if form.is_valid():
        with form.acting():
            meant = form.said()
            of: dict[str, Any] = {
                "participant": about,
                "told": Told(said["way"], said["told_on"], leaves_on, meant["words"]),
                "by": place.member,
                "at": place.moment,
                "key": form.cleaned_data["key"],
            }
            if second:
                row = verbs.tell_departure(**of)
                messages.success(request, _("Told: another member is asked to confirm it."))
                return redirect("leaving:told", place.coop.slug, row.pk)
            made = verbs.record_departure(authority=meant["authority"], **of)
            messages.success(request, _("Recorded."))
            return redirect("leaving:departure", place.coop.slug, made.pk)
    shown = {"look": look, "form": form, "about": about, "own": False, "way": said["way"], "second": second}
    shown |= told_of(place, seen) | asking_for(place, about, matter, seen.fingerprint)
    return render(request, "leaving/record.html", shown | ROOM, status=form.status)


@require_http_methods(BOTH)
@for_participants
def back(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Somebody who left comes back, recorded by whoever keeps the list."""
    about = kept_person(place, person)
    look = ReturnLook(
        request.GET or None, stages=returning_stages(place), initial={"from_day": place.moment.day}
    )
    shown: dict[str, Any] = {"look": look, "about": about, "earlier": earlier(about)} | ROOM
    if not look.is_valid():
        return render(request, "leaving/return.html", shown)
    said = look.cleaned_data
    try:
        found = reckoning.return_of(about, said["stage"], said["from_day"])
    except Fault as fault:
        return render(request, "leaving/return.html", shown | {"refused": told_fault(fault)}, status=200)
    matter = found.value.decided_as or ""
    form = ReturnForm(
        request.POST or None,
        decided=bool(matter),
        authorities=decisions_on(request, place, about, matter),
    )
    if form.is_valid():
        with form.acting():
            verbs.come_back(
                participant=about,
                stage=said["stage"],
                from_day=said["from_day"],
                authority=form.cleaned_data.get("authority"),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("%(name)s is back.") % {"name": about.name})
            return redirect("members:person", place.coop.slug, about.key)
    shown |= {"form": form, "why": told(found.reason, place.coop.currency), "back": found.value}
    shown |= asking_for(place, about, matter, reckoning.fingerprint_of_return(about, found.value))
    shown["given_day"] = said["from_day"].isoformat()
    return render(request, "leaving/return.html", shown, status=form.status)


def looked(look: NoticeLook) -> tuple[str, Any]:
    """What was asked for; what cannot be read is told beside its field, and the usual is shown."""
    if look.is_valid():
        return look.cleaned_data["way"], look.cleaned_data["leaves_on"]
    return "resignation", None


def told_of(place: Place, seen: reads.Outlook) -> dict[str, Any]:
    """What would follow, in words."""
    currency = place.coop.currency
    paid = seen.paid.value if seen.paid else None
    return {
        "seen": seen,
        "said": seen.found.value if seen.found else None,
        "why": told(seen.found.reason, currency) if seen.found else None,
        "refused": told_fault(seen.fault) if seen.fault else None,
        "paid": paid,
        "paid_why": told(seen.paid.reason, currency) if seen.paid else None,
        "paid_silent": told_fault(seen.paid_silent) if seen.paid_silent else None,
        "left_alone": [words.said(role) for role in seen.left_alone],
    }


def decisions_on(request: HttpRequest, place: Place, about: Participant, matter: str) -> Any:
    """Those that can be chosen, or, once one was, every one: the verb says what is amiss with it."""
    found = of_subject if request.method == "POST" else ready
    return found(place.coop, matter=matter, subject=about.key)


def asking_for(place: Place, about: Participant, matter: str, fingerprint: str) -> dict[str, Any]:
    """The way to a decision on exactly this, where one is needed."""
    if not matter:
        return {"enter": "", "decided": True, "matter": ""}
    named = {"matter": matter, "subject": about.key, "fingerprint": fingerprint}
    return {
        "enter": f"{reverse('decisions:entry', args=[place.coop.slug])}?{urlencode(named)}",
        "decided": ready(place.coop, matter=matter, subject=about.key).exists(),
        "matter": matter,
        "fingerprint": fingerprint,
    }


def kept_person(place: Place, key: str) -> Participant:
    """Whom it is about, for whoever keeps the list."""
    if not keeps_list(place.member, place.moment):
        raise absent()
    return place.someone(key)


def may_leave(place: Place) -> bool:
    """Whether the reader is here as something that can be left."""
    return place.member.stage_on(place.moment.day) not in {None, FORMER}


def retires(place: Place) -> bool:
    """Whether the charter names a stage to retire to."""
    try:
        return retired_stage(charter_of(place.coop).on_or_first(place.moment.day)) is not None
    except Fault:
        return False


def returning_stages(place: Place) -> list[str]:
    """The stages somebody can come back as."""
    known = stages_of(place.coop, place.moment)
    return [stage for stage in known if stage not in {FORMER, *HONOURED}]


def earlier(about: Participant) -> list[tuple[str, Any]]:
    """What somebody was before, in words."""
    rows = [row for row in reads.earlier(about) if row.valid_until != row.valid_from]
    return [(words.said(row.stage), row) for row in rows]
