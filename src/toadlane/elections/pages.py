"""What the pages of elections hold: forms for those who can use them, and the rounds of a count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from bylaws.decisions.elections.counted import Counted, Round
from bylaws.kernel.reasons import Reason
from bylaws.membership.terms import may_take
from bylaws.words.tell import tell
from toadlane.coops.forms import KeyedForm
from toadlane.elections import picture, words
from toadlane.elections.calling import AT_LEAST, USUAL, Electable
from toadlane.elections.forms import (
    CallForm,
    NameForm,
    NumberForm,
    OffForm,
    ProposeForm,
    ReasonForm,
    StatementForm,
    VacancyForm,
)
from toadlane.elections.reads import Desk
from toadlane.elections.vacancies import Seat
from toadlane.elections.verbs.naming import may_name, may_reason, numbers_open
from toadlane.elections.verbs.reasoning import may_propose
from toadlane.proposals.ways import may_raise
from toadlane.roles.held import post_of
from toadlane.ui import figures
from toadlane.ui.faults import told
from toadlane.ui.languages import rules_language


def calling(request: HttpRequest, form: CallForm, posts: Sequence[Electable]) -> HttpResponse:
    """The page on which an election is called."""
    chosen = form["post"].value()
    of = next((one for one in posts if one.key == chosen), posts[0])
    shown = {"form": form, "posts": posts, "of": of}
    return render(request, "elections/calling.html", shown, status=form.status)


def of_election(found: Desk, sent: Mapping[str, KeyedForm]) -> dict[str, Any]:
    """Its forms: those that were sent and refused, and those whoever looks can use."""
    standing, moment = found.standing, found.place.moment
    names = found.names_open and may_name(found.held, standing, found.me, moment)
    offered = people(found) if names else []
    given = any(one.participant_id == found.me.pk for one in standing.numbers)
    numbers = numbers_open(standing, moment) and not standing.without_candidates
    mine = found.mine.words if found.mine else ""
    return {
        "not_yet": told(found.why_not_yet) if found.why_not_yet else None,
        "click": KeyedForm(auto_id=False),
        "above": sent.get("click") or sent.get("answer"),
        "naming": sent.get("naming") or (NameForm(people=offered, auto_id="name_%s") if offered else None),
        "may_stand_oneself": any(key == found.me.key for key, _name in offered),
        "statement": sent.get("statement")
        or (StatementForm(auto_id="state_%s", initial={"says": mine}) if found.stands else None),
        "reason": sent.get("reason") or _reason_form(found),
        "propose": sent.get("propose") or _propose_form(found),
        "number": sent.get("number") or (NumberForm(auto_id="number_%s") if numbers and not given else None),
        "vacancies": _vacancies(found, sent.get("vacancy")),
        "off": sent.get("off") or (OffForm(auto_id="off_%s") if found.may_call_off else None),
    }


def _reason_form(found: Desk) -> ReasonForm | None:
    """For whoever may name somebody, and has not in this round."""
    if not found.round or not may_reason(found.held, found.standing, found.me, found.place.moment):
        return None
    offered = people(found)
    return ReasonForm(people=offered, auto_id="reason_%s") if offered else None


def _propose_form(found: Desk) -> ProposeForm | None:
    """For whoever leads it, once both rounds are over."""
    if not may_propose(found.held, found.standing, found.me, found.place.moment):
        return None
    return ProposeForm(people=[(one.who.key, one.who.name) for one in found.reasons], auto_id="propose_%s")


def _vacancies(found: Desk, sent: KeyedForm | None) -> list[tuple[Seat, KeyedForm | None]]:
    """The seats that were left, each with a form for whoever can have the ballots fill it."""
    if not found.left_seats:
        return []
    may = may_raise(found.held.text, found.me.stage_on(found.place.moment.day)) and found.can_refill
    until = found.place.moment.day + USUAL
    return [(seat, _vacancy_form(seat, until, sent) if may else None) for seat in found.left_seats]


def _vacancy_form(seat: Seat, until: dt.date, sent: KeyedForm | None) -> KeyedForm:
    """What was sent of this seat, or else the usual time to answer."""
    if sent is not None and sent["person"].value() == seat.who.key:
        return sent
    last = min(until, (seat.runs_until or dt.date.max) - AT_LEAST)
    return VacancyForm(auto_id=f"vacancy_{seat.who.key}_%s", initial={"person": seat.who.key, "until": last})


def people(found: Desk) -> list[tuple[str, str]]:
    """Those who can still be named, by name: the charter lets them hold it from its first day."""
    held, row = found.held, found.row
    of = post_of(held, row.post)
    named = {one.who.key for one in found.standing.candidates}
    able = (
        who
        for key, who in held.people.items()
        if key not in named and may_take(who, of, held.tenures, on=row.from_day).value
    )
    return sorted(((who.key, who.name) for who in able), key=lambda one: (one[1], one[0]))


@dataclass(frozen=True)
class Stage:
    """One round as a page tells it."""

    nth: int
    round: Round
    picture: SafeString
    why: tuple[str, ...]


def walk(counted: Counted) -> dict[str, Any]:
    """The rounds as pictures, in words and as a table; and what is said of each who was not elected."""
    stages = [
        Stage(nth, one, picture.draw(counted, nth), tuple(in_words(reason) for reason in one.reasons))
        for nth, one in enumerate(counted.rounds, 1)
    ]
    return {
        "counted": counted,
        "stages": stages,
        "rows": _table(counted),
        "why": [in_words(reason) for reason in counted.reasons],
    }


@dataclass(frozen=True)
class Beside:
    """What another method would have come to; `tied` where it would have waited for a lot."""

    method: str
    names: tuple[str, ...]
    tied: tuple[str, ...]
    is_same: bool


def beside(counted: Counted, others: Sequence[Counted]) -> list[Beside]:
    """The other counts of the same ballots, each held against the one that decides."""
    return [
        Beside(
            str(words.METHODS[one.method]),
            one.winners,
            one.election.names(one.tie.level) if one.tie else (),
            one.tie is None and set(one.elected) == set(counted.elected),
        )
        for one in others
    ]


def _table(counted: Counted) -> list[tuple[str, list[str], bool]]:
    """Each who stands with the votes at the end of each round, and whether they are elected."""
    rows = [
        (
            counted.election.candidates[one],
            [picture.votes(stage.votes[one]) for stage in counted.rounds],
            one in counted.elected,
        )
        for one in counted.election.standing
    ]
    if any(stage.non_transferable for stage in counted.rounds):
        rows.append(("", [picture.votes(stage.non_transferable) for stage in counted.rounds], False))
    return rows


def in_words(reason: Reason) -> str:
    """A reason as one sentence."""
    return tell(reason, language=rules_language(), writing=figures.Local()).sentence
