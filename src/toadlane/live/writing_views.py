"""Paragraphs, decisions and actions: written, written anew, struck out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, keyless
from toadlane.live import reads, verbs
from toadlane.live.forms import (
    ActionAnewForm,
    ActionForm,
    DecisionAnewForm,
    DecisionForm,
    NoteForm,
    RewriteForm,
    StrikeForm,
)
from toadlane.live.models import CapturedAction, CapturedDecision, Note
from toadlane.live.reads import Hall
from toadlane.live.views import done, items_of, told

BOTH = ["GET", "HEAD", "POST"]


@require_POST
@for_participants
def notes(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Write a paragraph."""
    found, held = reads.going(place, meeting)
    form = NoteForm(request.POST, items=items_of(found), auto_id="note_%s")
    return done(request, found, "note", form, verbs.write_note, live=held)


@require_POST
@for_participants
def decisions(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Capture a decision."""
    found, held = reads.going(place, meeting)
    form = DecisionForm(request.POST, items=items_of(found), auto_id="decision_%s")
    return done(request, found, "decision", form, verbs.capture_decision, live=held)


@require_POST
@for_participants
def actions(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponseBase:
    """Capture an action."""
    found, held = reads.going(place, meeting)
    form = ActionForm(request.POST, items=items_of(found), people=found.invited, auto_id="action_%s")
    return done(request, found, "action", form, verbs.capture_action, live=held)


@require_http_methods(BOTH)
@for_participants
def note(request: HttpRequest, place: Place, meeting: UUID, note: UUID) -> HttpResponseBase:
    """One paragraph: written anew, struck out, and what it said before."""
    found, _held = reads.going(place, meeting)
    row, earlier = reads.note_at(found, note)
    form = RewriteForm(request.POST or None, initial={"text": row.text, "version": row.version})

    def there(kept: Note) -> HttpResponse:
        if kept.beside_id is not None and kept.pk != row.pk:
            messages.warning(
                request,
                gettext("Somebody wrote this paragraph anew meanwhile. Both texts are kept, side by side."),
            )
        return back(found)

    def again() -> HttpResponse:
        strike = StrikeForm(
            initial={"version": row.version, "struck": "no" if row.struck_at else "yes"}, auto_id=False
        )
        shown = {**around(found), "note": row, "earlier": earlier, "form": form, "strike": strike}
        return render(request, "live/note.html", shown, status=form.status)

    response = carry_out(place, form, verbs.rewrite_note, there=there, again=again, note=row)
    return told(request, response, form)


@require_POST
@for_participants
def striking(request: HttpRequest, place: Place, meeting: UUID, note: UUID) -> HttpResponseBase:
    """Strike a paragraph out, or put it back."""
    found, _held = reads.going(place, meeting)
    row, _earlier = reads.note_at(found, note)
    form = StrikeForm(request.POST, auto_id=False)
    return done(request, found, "act", form, keyless(verbs.strike_note), note=row)


@require_http_methods(BOTH)
@for_participants
def decision(request: HttpRequest, place: Place, meeting: UUID, decision: UUID) -> HttpResponseBase:
    """A decision in other words."""
    found, _held = reads.going(place, meeting)
    row = reads.captured_at(found, CapturedDecision, decision)
    form = DecisionAnewForm(request.POST or None, initial={"text": row.text, "version": row.version})
    return one(request, found, form, row, keyless(verbs.rewrite_decision), decision=row)


@require_http_methods(BOTH)
@for_participants
def action(request: HttpRequest, place: Place, meeting: UUID, action: UUID) -> HttpResponseBase:
    """An action in other words, for somebody else, or by another day."""
    found, _held = reads.going(place, meeting)
    row = reads.captured_at(found, CapturedAction, action)
    said = {"text": row.text, "version": row.version, "who": row.who.key, "due_on": row.due_on}
    form = ActionAnewForm(request.POST or None, people=found.invited, initial=said)
    return one(request, found, form, row, keyless(verbs.rewrite_action), action=row)


@require_POST
@for_participants
def decision_striking(request: HttpRequest, place: Place, meeting: UUID, decision: UUID) -> HttpResponseBase:
    """Strike a decision out, or put it back."""
    found, _held = reads.going(place, meeting)
    return struck(request, found, reads.captured_at(found, CapturedDecision, decision))


@require_POST
@for_participants
def action_striking(request: HttpRequest, place: Place, meeting: UUID, action: UUID) -> HttpResponseBase:
    """Strike an action out, or put it back."""
    found, _held = reads.going(place, meeting)
    return struck(request, found, reads.captured_at(found, CapturedAction, action))


def struck(request: HttpRequest, found: Hall, row: CapturedDecision | CapturedAction) -> HttpResponse:
    """The button that strikes out."""

    def verb(*, version: int, **said: Any) -> object:  # noqa: ARG001 - of no matter here
        return verbs.strike(captured=row, **said)  # type: ignore[type-var]  # one or the other

    return done(request, found, "act", StrikeForm(request.POST, auto_id=False), keyless(verb))


def one(
    request: HttpRequest,
    found: Hall,
    form: KeyedForm,
    row: CapturedDecision | CapturedAction,
    verb: Any,
    **of: object,
) -> HttpResponse:
    """The page of something that was captured."""

    def again() -> HttpResponse:
        strike = StrikeForm(
            initial={"version": row.version, "struck": "no" if row.struck_at else "yes"}, auto_id=False
        )
        shown = {**around(found), "row": row, "form": form, "strike": strike, "kind": row._meta.model_name}
        return render(request, "live/captured.html", shown, status=form.status)

    return carry_out(found.place, form, verb, there=lambda _done: back(found), again=again, **of)


def around(found: Hall) -> dict[str, Any]:
    """What every page beside the meeting's shows."""
    return {
        "hall": found,
        "meeting": found.meeting,
        "coop": found.place.coop,
        "may_write": found.may_write,
        "room": "meet",
    }


def back(found: Hall) -> HttpResponse:
    """To the meeting."""
    return redirect("live:live", found.place.coop.slug, found.meeting.pk)
