"""The next step: what it brings, how it is decided, and taking it; and exceptions from the place of work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from bylaws.kernel.faults import Fault
from toadlane.candidacy import reads, verbs
from toadlane.candidacy.forms import FromDayForm, GoOnForm, LetOffForm
from toadlane.candidacy.leading import require_leading
from toadlane.candidacy.verbs import staying
from toadlane.candidacy.views import ROOM, back
from toadlane.coops.access import Place, for_participants
from toadlane.decisions.reads import authority_at, is_member, ready
from toadlane.ui.faults import told

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@for_participants
def admission(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """What changes, what is missing, which decision it takes; `?from_day=` says from when."""
    desk = reads.desk(place, place.someone(person))
    usual = reads.usual_day(desk.standing, place.moment.day)
    asked = FromDayForm(request.GET or None, initial={"from_day": usual}, auto_id="look_%s")
    typed = FromDayForm(request.POST or None)
    source = typed if request.method == "POST" else asked
    day = source.cleaned_data["from_day"] if source.is_bound and source.is_valid() else usual
    shown: dict[str, object] = {"desk": desk, "who": desk.who, "look_form": asked, "day": day}
    shown["is_member"] = is_member(place)
    try:
        found = reads.ahead(desk.who, day, place.moment.day)
    except reads.TOLD as fault:
        return render(
            request,
            "candidacy/admission.html",
            shown | ROOM | silent(fault),
            status=status_of(request, fault),
        )
    form = None
    if desk.leads and (found.ready or request.method == "POST"):
        form = GoOnForm(
            request.POST or None,
            ready=found.ready,
            excepts=bool(found.step.missing) and found.excepted,
            initial={"from_day": day},
        )
        if form.is_valid():
            with form.acting():
                row = verbs.go_on(
                    participant=desk.who,
                    to=found.step.to,
                    from_day=form.cleaned_data["from_day"],
                    authority=authority_at(place, form.cleaned_data["decision"]),
                    because=form.cleaned_data.get("because", ""),
                    by=place.member,
                    at=place.moment,
                    key=form.cleaned_data["key"],
                )
                words = gettext("%(name)s goes on from %(day)s. A letter tells them what changes.")
                messages.success(request, words % {"name": desk.who.name, "day": row.from_day.isoformat()})
                return back(desk)
    shown |= {"ahead": found, "form": form}
    return render(request, "candidacy/admission.html", shown | ROOM, status=form.status if form else 200)


def silent(fault: Fault) -> dict[str, object]:
    """Why there is no next step."""
    return {"refused": told(fault)}


def status_of(request: HttpRequest, fault: Fault) -> int:
    """A page that only looked is there; what was sent was refused."""
    return told(fault).status if request.method == "POST" else 200


@require_http_methods(BOTH)
@for_participants
def letting_off(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Write down that members let somebody off the place of work."""
    desk = reads.desk(place, place.someone(person))
    require_leading(place)
    asked = FromDayForm(request.GET or None, initial={"from_day": place.moment.day}, auto_id="look_%s")
    day = asked.cleaned_data["from_day"] if asked.is_bound and asked.is_valid() else place.moment.day
    rule = staying.rule_for_exceptions(place.coop, day)
    usable = list(ready(place.coop, matter=staying.LET_OFF, subject=desk.who.key))
    form = LetOffForm(request.POST or None, ready=usable, initial={"from_day": day})
    if form.is_valid():
        with form.acting():
            verbs.let_off(
                participant=desk.who,
                from_day=form.cleaned_data["from_day"],
                because=form.cleaned_data["because"],
                authority=authority_at(place, form.cleaned_data["decision"]),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Kept."))
            return redirect("candidacy:standing", place.coop.slug, desk.who.key)
    shown = {
        "desk": desk,
        "who": desk.who,
        "form": form,
        "look_form": asked,
        "rule": rule,
        "usable": usable,
        "matter": staying.LET_OFF,
        "fingerprint": staying.fingerprint(desk.who, day),
    }
    return render(request, "candidacy/letting_off.html", shown | ROOM, status=form.status)
