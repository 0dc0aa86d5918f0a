"""The page of who speaks for whom, where a position is said for another or entered from paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.proposals import reads, verbs
from toadlane.proposals.choosing import stances
from toadlane.proposals.proxies import Proxy
from toadlane.proposals.speaking import Speaking
from toadlane.proposals.speaking_forms import (
    AnswerForm,
    ForBallotForm,
    ForPositionForm,
    GiverForm,
    NameForm,
    PaperBallotForm,
    PaperPositionForm,
    said_form,
)
from toadlane.proposals.stands import ORDER
from toadlane.proposals.views import acted

FOR = (ForPositionForm, ForBallotForm)
PAPER = (PaperPositionForm, PaperBallotForm)


@require_safe
@for_participants
def speaking(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Who speaks for whom in a proposal, and what one can say or enter for others."""
    row = reads.proposal_at(place, proposal)
    if verbs.catch_up(row, place.moment):
        row = reads.proposal_at(place, proposal)
    return _page(request, Speaking(reads.shown(place, row)))


@require_POST
@for_participants
def naming(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Ask somebody to speak for one."""
    page = _of(place, proposal)
    form = NameForm(request.POST, holders=page.holders, auto_id="name_%s")
    done = gettext("They are asked. Until they accept, nobody speaks for you.")
    return _acted(request, page, ("naming", form), verbs.name_proxy, done)


@require_POST
@for_participants
def answering(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Accept or decline to speak for somebody."""
    form = AnswerForm(request.POST, auto_id=False)
    return _acted(request, _of(place, proposal), ("click", form), verbs.answer_proxy, gettext("Answered."))


@require_POST
@for_participants
def ending(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Take a proxy back, or give it back."""
    form = GiverForm(request.POST, auto_id=False)
    done = gettext("It is over: what was said by it counts no more.")
    return _acted(request, _of(place, proposal), ("click", form), verbs.end_proxy, done)


@require_POST
@for_participants
def saying(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Say where somebody stands for whom one speaks."""
    page, giver = _of(place, proposal), request.POST.get("giver", "")
    form = said_form(FOR, page, request.POST, auto_id=f"for_{giver}_%s", **_offered(page, ORDER))
    done = gettext("Said for them. They are told, and can say otherwise until the close.")
    return _acted(request, page, (f"for {giver}", form), verbs.speak_for, done)


@require_POST
@for_participants
def entering(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Enter a position given on paper or by phone."""
    page = _of(place, proposal)
    done = gettext("Entered. They are told, and can put it right.")
    return _acted(request, page, ("paper", paper_form(page, request.POST)), verbs.enter_position, done)


@require_POST
@for_participants
def contesting(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Say that a position entered for one is not one's own."""
    form = KeyedForm(request.POST, auto_id=False)
    done = gettext("It does not count. Say yourself where you stand, while it is open.")
    return acted(request, place, proposal, "click", form, verbs.contest, done)


def paper_form(page: Speaking, data: Any = None) -> Any:
    """For all for whom something can be entered."""
    electors = [page.life.elector(key) for key, _name in page.to_enter]
    known = {stance for one in electors for stance in stances(page.now, one)}
    more = {"people": page.to_enter, "witnesses": page.witnesses, "auto_id": "paper_%s"}
    initial = {"revision": page.life.text.nth, "channel": "paper"}
    offered = _offered(page, [one for one in ORDER if one in known])
    return said_form(PAPER, page, data, initial=initial, **more, **offered)


def _for(page: Speaking, one: Proxy) -> Any:
    """Where somebody stands as it was last said for them, to be said or said otherwise."""
    row = page.life.stands().get(one.giver.key)
    initial: dict[str, Any] = {"revision": page.life.text.nth, "giver": one.giver.key}
    known = stances(page.now, page.life.elector(one.giver.key))
    if row is not None and not page.shown.options:
        why = row.words.content if hasattr(row, "words") else ""
        initial |= {"stance": row.stance, "review_on": row.review_on, "because": why}
    return said_form(
        FOR, page, None, initial=initial, auto_id=f"for_{one.giver.key}_%s", **_offered(page, known)
    )


def _offered(page: Speaking, known: Any) -> dict[str, Any]:
    """A ballot knows by itself what can be chosen."""
    return {} if page.shown.options else {"offered": [reads.Stance(one) for one in known]}


def _of(place: Place, proposal: UUID) -> Speaking:
    return Speaking(reads.shown(place, reads.proposal_at(place, proposal)))


def _acted(
    request: HttpRequest,
    page: Speaking,
    sent: tuple[str, KeyedForm],
    verb: Callable[..., object],
    done: str,
) -> HttpResponse:
    """One form of the page was sent: do what it asks for, or show it again with what stands in the way."""
    place, row = page.shown.place, page.life.row
    name, form = sent

    def there(_done: object) -> HttpResponse:
        messages.success(request, done)
        return redirect("proposals:speaking", place.coop.slug, row.pk)

    def again() -> HttpResponse:
        return _page(request, _of(place, row.pk), {name: form})

    return carry_out(place, form, verb, there=there, again=again, proposal=row)


def _page(request: HttpRequest, page: Speaking, sent: Mapping[str, KeyedForm] | None = None) -> HttpResponse:
    refused = dict(sent or {})
    can_say = page.allowed and bool(page.now.voices)
    speaks = [
        (one, refused.pop(f"for {one.giver.key}", None) or (_for(page, one) if can_say else None))
        for one in page.held
    ]
    naming = refused.pop("naming", None)
    paper = refused.pop("paper", None)
    places: dict[str, Any] = {
        "naming": naming or (NameForm(holders=page.holders, auto_id="name_%s") if page.may_name else None),
        "paper": paper or (paper_form(page) if page.may_enter else None),
    }
    shown = {
        "page": page,
        "shown": page.shown,
        "row": page.life.row,
        "life": page.life,
        "now": page.now,
        "speaks": speaks,
        "click": KeyedForm(auto_id=False),
        "above": next(iter(refused.values()), None),
        **places,
    }
    return render(request, "proposals/speaking.html", shown, status=status_of(dict(sent or {})))
