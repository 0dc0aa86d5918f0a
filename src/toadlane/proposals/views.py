"""The pages of the room: what is open, and one proposal with where everybody stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.proposals import reads, secrecy, verbs
from toadlane.proposals.ballot_forms import BallotForm, VoteForm
from toadlane.proposals.deeds import doing_of
from toadlane.proposals.ending_pages import ending_forms_of
from toadlane.proposals.ending_reads import Ends
from toadlane.proposals.entrusted import entrusted_to
from toadlane.proposals.forms import AloneForm, BackForm, PositionForm, TextForm
from toadlane.proposals.models import DECISIONS, Proposal
from toadlane.proposals.reads import Shown
from toadlane.proposals.waking import bring_all
from toadlane.proposals.ways import may_raise_here

LATEST = 10


@require_safe
@for_participants
def decide(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits for one's position, everything that is open, one's drafts, and what came of the latest."""
    bring_all(place.coop, place.moment)
    lines = reads.open_lines(place)
    sees = place.sight.may_see_class(DECISIONS)
    if sees:
        place.shows(DECISIONS)
    shown = {
        "mine": [one for one in lines if one.needs_me],
        "others": [one for one in lines if not one.needs_me],
        "drafts": reads.drafts(place),
        "latest": list(reads.outcomes(place)[:LATEST]) if sees else [],
        "may_raise": may_raise_here(place),
        "sees": sees,
        "entrusted": bool(entrusted_to(place.member, place.moment)),
    }
    return render(request, "proposals/decide.html", shown)


@require_safe
@for_participants
def proposal(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """One proposal: its text, what the charter says, where everybody stands, what one can say."""
    row = reads.proposal_at(place, proposal)
    if verbs.catch_up(row, place.moment):
        row = reads.proposal_at(place, proposal)
    return page_of(request, place, row)


@require_POST
@for_participants
def position(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Take a position, or another one."""
    done = gettext("Your position is taken. You can change it until the close.")
    found = reads.shown(place, reads.proposal_at(place, proposal))
    if found.options:
        form: KeyedForm = ballot_form(found, request.POST)
        return acted(request, place, proposal, "stand", form, verbs.take_position, done)
    form = PositionForm(request.POST, offered=list(reads.Stance), today=place.moment.day, auto_id="stand_%s")
    return acted(request, place, proposal, "stand", form, verbs.take_position, done)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Whoever raised it takes it back."""
    form = BackForm(request.POST, auto_id="back_%s")
    done = gettext("Taken back. It stays readable, and may be raised anew.")
    return acted(request, place, proposal, "back", form, verbs.take_back, done)


def acted(  # noqa: PLR0917 - the form, its name on the page, and what it does
    request: HttpRequest,
    place: Place,
    proposal: UUID,
    name: str,
    form: KeyedForm,
    verb: Callable[..., object],
    done: str,
) -> HttpResponse:
    """One form of the page was sent: do what it asks for, or show it again with what stands in the way."""
    row = reads.proposal_at(place, proposal)

    def there(_done: object) -> HttpResponse:
        messages.success(request, done)
        return redirect("proposals:proposal", place.coop.slug, row.pk)

    def again() -> HttpResponse:
        return page_of(request, place, reads.proposal_at(place, row.pk), {name: form})

    return carry_out(place, form, verb, there=there, again=again, proposal=row)


def page_of(
    request: HttpRequest, place: Place, row: Proposal, sent: Mapping[str, KeyedForm] | None = None
) -> HttpResponse:
    """The page of one proposal; a form is given by its name when it was sent and refused."""
    found, refused = reads.shown(place, row), dict(sent or {})
    ends = Ends(found)
    above = without_its_place(found, ends, *next(iter(refused.items()))) if refused else None
    now = {"title": found.life.text.title, "text": found.life.text.text, "revision": found.life.text.nth}
    shown = {
        "shown": found,
        "ends": ends,
        "life": found.life,
        "row": row,
        "now": found.now,
        "above": above,
        "stand": position_form(found) if found.choices else None,
        "back": BackForm(auto_id="back_%s"),
        "rewriting": TextForm(initial=now, auto_id="text_%s"),
        "out": BackForm(auto_id="out_%s"),
        "alone": AloneForm(level=level_in(found), auto_id="alone_%s"),
        "click": KeyedForm(auto_id=False),
        **secrecy.of_page(found),
        "doing": doing_of(row, place, found.outcome),
        "act": KeyedForm(auto_id="doing_%s"),
        **ending_forms_of(ends),
    }
    return render(request, "proposals/proposal.html", shown | refused, status=status_of(refused))


def without_its_place(found: Shown, ends: Ends, name: str, form: KeyedForm) -> KeyedForm | None:
    """A form that was refused and has no place on the page any more, to be told above it."""
    places = {
        "stand": bool(found.choices),
        "alone": found.may_decide,
        "out": bool(found.choices),
        "back": ends.steers,
        "rewriting": ends.rewrites,
        "pulling": ends.may_pull_back,
        "leave": ends.may_leave,
        "same": bool(ends.to_name),
        "met": ends.mine_to_meet,
        "ruling": bool(ends.to_rule_out),
        "stating": ends.may_state,
        "acting": ends.may_state,
    }
    return None if places.get(name, False) else form


def level_in(found: Shown) -> Sequence[str]:
    """The options of a tie that waits for a casting vote."""
    return found.now.tied if found.options else ()


def ballot_form(found: Shown, data: Any = None) -> BallotForm:
    """What one has chosen already, to be chosen otherwise."""
    mine, says = found.mine, found.life.rule(found.now.rule).says
    why = mine.words.content if mine is not None and hasattr(mine, "words") else ""
    return BallotForm(
        data,
        says=says,
        kind=found.life.row.poll,
        offered=found.offered,
        marks=mine.ballot if mine is not None else (),
        initial={
            "revision": found.life.text.nth,
            "because": why,
            "abstain": mine is not None and mine.stance == reads.Stance.ABSTAIN,
        },
        auto_id="stand_%s",
    )


def vote_form(found: Shown, data: Any = None) -> VoteForm:
    """A ballot of a secret vote; nobody knows what one has chosen already."""
    return VoteForm(
        data,
        says=found.life.rule(found.now.rule).says,
        kind=found.life.row.poll,
        offered=found.offered,
        initial={"revision": found.life.text.nth},
        auto_id="stand_%s",
    )


def position_form(found: Shown) -> KeyedForm:
    """Where one stands already, to be said otherwise."""
    if found.now.secret:
        return vote_form(found)
    if found.options:
        return ballot_form(found)
    mine = found.mine
    said: dict[str, Any] = {"revision": found.life.text.nth}
    if mine is not None:
        why = mine.words.content if hasattr(mine, "words") else ""
        said |= {"stance": mine.stance, "because": why, "review_on": mine.review_on}
    return PositionForm(initial=said, offered=found.choices, today=found.place.moment.day, auto_id="stand_%s")
