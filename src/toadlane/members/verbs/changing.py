"""A change of somebody else that takes something from them: said by one, confirmed or denied by a second."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.charter.verbs import plain_text
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.members.changes import Kind, kind_of
from toadlane.members.models import BECAUSE, Change
from toadlane.members.seconding import ALONE, others, refuse_alone
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append


@transaction.atomic
def ask_change(
    *,
    kind: str,
    participant: Participant,
    said: Mapping[str, Any],
    because: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Change:
    """Say it of somebody else. Nothing changes before a second member, or they themselves, confirm it."""
    coop, of_kind = participant.coop, kind_of(kind)
    if by.coop_id != coop.pk:
        raise absent()
    why = _short(because, least=0)
    content: dict[str, Json] = {"because": why, "participant": participant.key}
    content |= {"kind": kind, "said": {name: str(value) for name, value in said.items()}}
    taken = keys.take(coop=coop, key=key, verb="members.ask-change", by=by, content=content)
    if not taken.first:
        return Change.objects.get(coop=coop, pk=taken.result)
    hold(participant)
    fit = of_kind.fit(participant, said, by, at)
    for row in Change.objects.filter(participant=participant, kind=kind, answered_on=None):
        if not row.is_over(at.day):
            raise RecordMoved(
                gettext_noop("The same was said of {name} already, and waits for a second member."),
                code="change.twice",
                next_step=gettext_noop("Look at it, and say that it is not so if it was something else."),
                name=participant.name,
            )
    made = Change.objects.create(
        coop=coop, participant=participant, kind=kind, said=fit, because=why, by=by, entered_on=at.day
    )
    append(kind="change.asked.v1", what=_what(made), by=by, at=at, subject=participant.key)
    taken.keep(made.pk)
    return made


@transaction.atomic
def confirm_change(*, change: Change, by: Participant, at: Moment, key: str) -> Change:
    """A second member, or whoever it is about where their word is enough, says so: now it is made."""
    of_kind = kind_of(change.kind)
    _only_second(change, of_kind, by, at)
    content: dict[str, Json] = {"change": str(change.pk)}
    taken = keys.take(coop=change.coop, key=key, verb="members.confirm-change", by=by, content=content)
    if taken.first:
        held = _held(change)
        if by.pk != held.participant_id and of_kind.second is None:
            refuse_alone(held.by, held.participant, held.entered_on, by, at)
        if held.is_over(at.day):
            raise Refused(
                gettext_noop("This was told on {day}, which is too long ago."),
                code="change.long-ago",
                next_step=gettext_noop("If it is so, it is told anew."),
                day=held.entered_on.isoformat(),
            )
        of_kind.make(held, by, at)
        _answer(held, of_kind, by, at.day, came_about=True)
    return _again(change)


@transaction.atomic
def deny_change(*, change: Change, because: str = "", by: Participant, at: Moment, key: str) -> Change:
    """Whoever it is about, whoever said it, or a member says that it is not so; others than they say why."""
    own = by.pk == change.participant_id
    of_kind = kind_of(change.kind)
    if not own and by.pk != change.by_id:
        _only_second(change, of_kind, by, at)
    said = _short(because, least=0 if own else 1)
    content: dict[str, Json] = {"because": said, "change": str(change.pk)}
    taken = keys.take(coop=change.coop, key=key, verb="members.deny-change", by=by, content=content)
    if taken.first:
        held = _held(change)
        held.denied_because = said
        _answer(held, of_kind, by, at.day, came_about=False)
        append(kind="change.denied.v1", what=_what(held), by=by, at=at, subject=held.participant.key)
    return _again(change)


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody may say to it; `alone_until`: from when they can confirm it who said it, alone here."""

    waits: bool
    confirm: bool
    deny: bool
    alone_until: dt.date | None


def may_answer(change: Change, who: Participant, at: Moment) -> Answers:
    """For its page: what the verbs would let them do."""
    own, first = who.pk == change.participant_id, who.pk == change.by_id
    waits = change.state(at.day) == "waiting"
    member = who.stage_on(at.day) == MEMBER
    alone = waits and first and not others(change.by, change.participant, at)
    until = change.entered_on + ALONE if alone else None
    after = until is not None and at.day >= until
    kind = kind_of(change.kind)
    if kind.second is not None:
        named = kind.second(change, who)
        return Answers(waits, waits and named, waits and (own or first or named), None)
    second = kind.own if own else member and (after or not first)
    return Answers(waits, waits and second, waits and (own or first or member), until)


def said_to(change: Change, who: Participant, at: Moment) -> dict[str, Any]:
    """What exactly, as far as it is theirs: an address is for those who can say whether it is so."""
    may = may_answer(change, who, at)
    if who.pk == change.by_id or may.confirm or may.deny:
        return dict(change.said)
    private = kind_of(change.kind).private
    return {name: value for name, value in change.said.items() if name not in private}


def _only_second(change: Change, kind: Kind, by: Participant, at: Moment) -> None:
    if by.coop_id != change.coop_id:
        raise absent()
    own = by.pk == change.participant_id
    if kind.second is not None:
        fits = kind.second(change, by) and by.stage_on(at.day) == MEMBER
    else:
        fits = kind.own if own else by.stage_on(at.day) == MEMBER
    if fits:
        return
    raise Refused(
        gettext_noop("This is confirmed by a second member."),
        code="change.members",
        next_step=gettext_noop("Ask a member."),
    )


def _held(change: Change) -> Change:
    hold(change.participant)
    held = _again(change)
    if held.is_answered:
        raise RecordMoved(
            gettext_noop("{name} has answered this already."),
            code="change.answered",
            next_step=gettext_noop("There is nothing left to do here."),
            name=held.answered_by.name if held.answered_by else "",
        )
    return held


def _again(change: Change) -> Change:
    rows = Change.objects.select_related("coop", "participant__coop", "by", "answered_by")
    return rows.get(pk=change.pk)


def _answer(held: Change, kind: Kind, by: Participant, day: dt.date, *, came_about: bool) -> None:
    held.answered_by, held.answered_on, held.came_about = by, day, came_about
    held.said = {name: value for name, value in held.said.items() if name not in kind.private}
    held.save()


def _short(because: str, *, least: int) -> str:
    said = plain_text(because).strip()
    if least <= len(said) <= BECAUSE:
        return said
    raise InputFault(
        gettext_noop("Say why, in up to {longest} letters."),
        code="change.because",
        next_step=gettext_noop("A few words do, such as “the day was another one”."),
        longest=BECAUSE,
    )


def _what(change: Change) -> dict[str, Json]:
    return {"change": str(change.pk), "kind": change.kind, "participant": change.participant.key}
