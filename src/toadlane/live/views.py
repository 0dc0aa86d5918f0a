"""The page of a meeting that is held: what everybody has before them, and the buttons on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, keyless, status_of
from toadlane.live import reads, verbs, version
from toadlane.live.acts import act, only
from toadlane.live.forms import (
    ActForm,
    ActionForm,
    DecisionForm,
    InsideForm,
    NoteForm,
    OthersForm,
    PutForm,
    RoundForm,
    StandForm,
)
from toadlane.live.reads import Hall
from toadlane.meetings.plan_reads import elsewhere, when
from toadlane.proposals import reads as proposals
from toadlane.proposals.verbs import take_position

Verb = Callable[..., Any]


@require_safe
@for_participants
def live(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """The whole page."""
    return page(request, reads.hall(place, meeting))


@never_cache
@require_safe
def now(request: HttpRequest, coop: str, meeting: UUID) -> HttpResponseBase:
    """The part of the page that changes; 304, for one question, to a page that asks again in vain."""
    seen = request.headers.get("If-None-Match", "")
    if seen and request.user.is_authenticated and "\x00" not in coop:
        found = version.current_tag(coop, request.user.pk, meeting, get_language() or "")
        if found and seen == quote_etag(found):
            return tagged(HttpResponseNotModified(), found)
    return changed_part(request, coop, meeting=meeting)


@for_participants
def changed_part(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """The part anew."""
    found = reads.hall(place, meeting)
    shown = shown_of(found)
    return tagged(render(request, "live/part/now.html", shown), shown["tag"])


def tagged(response: HttpResponse, tag: str) -> HttpResponse:
    """With what the page is to ask with."""
    response["ETag"] = quote_etag(tag)
    return response


def shown_of(found: Hall) -> dict[str, Any]:
    """What the part that changes is made of."""
    held = found.live
    return {
        "hall": found,
        "live": found.live,
        "meeting": found.meeting,
        "tag": version.tag(
            found.me.pk, found.meeting.pk, held.version if held else None, get_language() or ""
        ),
        "at": found.place.moment.instant,
        "click": KeyedForm(auto_id=False),
        "coop": found.place.coop,
        "room": "meet",
    }


def page(request: HttpRequest, found: Hall, sent: Mapping[str, KeyedForm] | None = None) -> HttpResponse:
    """The page, with whichever of its forms came in and was refused."""
    refused = {name: form for name, form in (sent or {}).items() if form.is_bound}
    items = items_of(found)
    hand = found.at_hand
    begun = {"item": hand.item.pk if hand and hand.item and hand.sees else ""}
    shown = {
        **shown_of(found),
        "when": when(found.meeting),
        "elsewhere": elsewhere(found.meeting),
        "note": NoteForm(items=items, initial=begun, auto_id="note_%s"),
        "decision": DecisionForm(items=items, initial=begun, auto_id="decision_%s"),
        "action": ActionForm(items=items, people=found.invited, initial=begun, auto_id="action_%s"),
        "going_round": RoundForm(auto_id="round_%s"),
        "others": OthersForm(people=found.invited, auto_id="others_%s"),
        "inside": InsideForm(people=found.invited, auto_id="inside_%s"),
        "put": PutForm(proposals=found.could_be_put, initial=begun, auto_id="put_%s"),
        "above": next((form for name, form in refused.items() if name == "act"), None),
    }
    return render(request, "live/live.html", shown | refused, status=status_of(refused))


def items_of(found: Hall) -> list[tuple[str, str]]:
    """The items one can write on: those that were taken up."""
    return [
        (str(line.item.pk), line.item.title) for line in found.agenda if line.item and line.run and line.sees
    ]


def told(request: HttpRequest, response: HttpResponse, form: KeyedForm) -> HttpResponse:
    """What the outbox of a browser is told: that it arrived, or in words why it did not."""
    if "X-Outbox" not in request.headers:
        return response
    if response.status_code < 400:  # noqa: PLR2004 - a redirect to the page
        return HttpResponse(status=204)
    words = " ".join(str(message) for found in form.errors.values() for message in found)
    return HttpResponse(words, status=response.status_code, content_type="text/plain; charset=utf-8")


def is_anothers(request: HttpRequest, found: Hall) -> bool:
    """Whether an outbox sends what somebody else typed on this machine: it waits until they are back."""
    return request.headers.get("X-Outbox", str(found.me.pk)) != str(found.me.pk)


def done(
    request: HttpRequest, found: Hall, name: str, form: KeyedForm, verb: Verb, /, **of: object
) -> HttpResponse:
    """Do what a form asks for and go back to the page, or show it again with what stands in the way."""
    if is_anothers(request, found):
        return HttpResponse(status=403)

    def there(_done: object) -> HttpResponse:
        return redirect("live:live", found.place.coop.slug, found.meeting.pk)

    def again() -> HttpResponse:
        return page(request, reads.hall(found.place, found.meeting.pk), {name: form})

    response = carry_out(found.place, form, verb, there=there, again=again, **of)
    return told(request, response, form)


@require_POST
@for_participants
def opening(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Open the meeting."""
    found = reads.hall(place, meeting)

    def verb(*, how: str, **said: Any) -> object:
        return verbs.open_meeting(how=how, **only(said, "by", "at", "meeting"))

    return done(request, found, "act", ActForm(request.POST, auto_id=False), verb, meeting=found.meeting)


@require_POST
@for_participants
def acting(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """One of the buttons."""
    found, held = reads.going(place, meeting)
    form = ActForm(request.POST, auto_id=False)
    return done(request, found, "act", form, act, live=held)


@require_POST
@for_participants
def rounds(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Begin a round."""
    found, held = reads.going(place, meeting)
    form = RoundForm(request.POST, auto_id="round_%s")
    return done(request, found, "going_round", form, verbs.begin_round, live=held)


@require_POST
@for_participants
def putting(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Put a proposal to the item at hand, or take it off."""
    found, held = reads.going(place, meeting)
    off = request.POST.get("off") == "yes"
    offered = [(request.POST.get("proposal", ""), "")] if off else found.could_be_put
    form = PutForm(request.POST, proposals=offered, auto_id="put_%s")

    def put(*, proposal: str, **said: Any) -> object:
        row = proposals.proposal_at(place, as_key(proposal))
        if off:
            return verbs.take_off_proposal(proposal=row.pk, **said)
        return verbs.put_proposal(proposal=row, **said)

    return done(request, found, "put", form, keyless(put), live=held)


def as_key(said: str) -> UUID:
    """The key of a row, as it stands in a form."""
    try:
        return UUID(said)
    except ValueError:
        raise absent() from None


@require_POST
@for_participants
def standing(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Take a position, from one's own page, for oneself."""
    found, _held = reads.going(place, meeting)

    def stand(*, proposal: UUID, **said: Any) -> object:
        return take_position(proposal=proposals.proposal_at(place, proposal), channel="meeting", **said)

    return done(request, found, "act", StandForm(request.POST, auto_id=False), stand)
