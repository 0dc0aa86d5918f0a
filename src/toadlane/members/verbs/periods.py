"""Stages and roles: beginning one, and putting right what was entered wrongly. Nothing written is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod, roles_held
from toadlane.coops.moment import Moment
from toadlane.members import chosen, parting, standing
from toadlane.members.entering import Spell
from toadlane.record.verbs import append

Period = StagePeriod | RolePeriod
BECAUSE_AT_MOST = 300


@transaction.atomic
def begin(
    kind: type[Period], *, participant: Participant, spell: Spell, by: Participant, at: Moment, key: str
) -> Period:
    """A stage or a role begins. The stage of that day ends with it; roles are held beside each other."""
    coop = participant.coop
    standing.only_founders(coop, by, at)
    content: dict[str, Json] = {"participant": participant.key, "spell": spell.written()}
    taken = keys.take(coop=coop, key=key, verb=f"members.{_name(kind)}", by=by, content=content)
    if not taken.first:
        return written(kind, coop, taken.result)
    if kind is StagePeriod:
        standing.refuse_undecided(participant, spell.word, spell.valid_from, at)
    else:
        chosen.refuse_chosen([spell.word], coop, at)
    hold(participant)
    until, days = parting.member_until(participant, at), parting.member_days(participant, at)
    period = start(kind, participant=participant, spell=spell, at=at)
    parting.refuse_ending(participant, until, by, at)
    parting.refuse_away(participant, days, by, at)
    append(kind=f"{_name(kind)}.begun.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(period.pk)
    return period


def start(kind: type[Period], *, participant: Participant, spell: Spell, at: Moment) -> Period:
    """The rows alone, for a verb that has asked whether it may be, and tells the record itself."""
    refuse_unusable(kind, spell, participant.coop, at)
    hold(participant)
    ends = [spell.valid_until] if spell.valid_until else []
    if kind is StagePeriod:
        ends += _make_room(participant, spell)
    return _write(kind, participant, spell, min(ends, default=None), replaces=None)


@transaction.atomic
def correct(period: Period, *, spell: Spell, because: str, by: Participant, at: Moment, key: str) -> Period:
    """Put a stage or a role right: a new row replaces the one that was wrong, which stays readable."""
    return _replace(period, spell, because, by=by, at=at, key=key, verb="correct")


@transaction.atomic
def void(period: Period, *, because: str, by: Participant, at: Moment, key: str) -> Period:
    """Take back a stage or a role that never was: it is replaced by one of no days."""
    day = period.valid_from
    return _replace(period, Spell(_word(period), day, day), because, by=by, at=at, key=key, verb="void")


def written(kind: type[Period], coop: Coop, key: str) -> Period:
    """The row an earlier click wrote, whether it still stands or was put right since."""
    row: Period = kind.written.get(coop=coop, pk=key)
    return row


def hold(participant: Participant) -> None:
    """One change of what somebody is at a time."""
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)


def _replace(
    period: Period, spell: Spell, because: str, *, by: Participant, at: Moment, key: str, verb: str
) -> Period:
    kind, coop = type(period), period.coop
    standing.only_founders(coop, by, at)
    content: dict[str, Json] = {"because": because, "period": str(period.pk), "spell": spell.written()}
    taken = keys.take(coop=coop, key=key, verb=f"members.{verb}-{_name(kind)}", by=by, content=content)
    if not taken.first:
        return written(kind, coop, taken.result)
    if not 0 < len(because.strip()) <= BECAUSE_AT_MOST:
        raise InputFault(
            gettext_noop("Say why it is put right, in up to {longest} letters."),
            code="members.because",
            next_step=gettext_noop("A few words do, such as “the minutes say May”."),
            longest=BECAUSE_AT_MOST,
        )
    if verb == "correct":
        refuse_unusable(kind, spell, coop, at)
    if isinstance(period, RolePeriod):
        chosen.refuse_chosen({spell.word, period.role}, coop, at, held_for=period.held_for)
    elif spell.word != period.stage:
        standing.refuse_undecided(period.participant, spell.word, spell.valid_from, at)
    hold(period.participant)
    if not kind.objects.filter(pk=period.pk).exists():
        raise RecordMoved(
            gettext_noop("This was put right meanwhile."),
            code="members.replaced",
            next_step=gettext_noop("Look at what stands now, and correct that."),
        )
    until, days = parting.member_until(period.participant, at), parting.member_days(period.participant, at)
    replaced = _write(kind, period.participant, spell, spell.valid_until, replaces=period)
    parting.refuse_ending(period.participant, until, by, at)
    parting.refuse_away(period.participant, days, by, at)
    refuse_nobody(coop, at)
    what: dict[str, Json] = {**content, "participant": period.participant.key}
    append(kind=f"{_name(kind)}.corrected.v1", what=what, by=by, at=at, subject=period.participant.key)
    taken.keep(replaced.pk)
    return replaced


def _make_room(participant: Participant, spell: Spell) -> list[dt.date]:
    """End the stage of that day; the days by which the new one has to end."""
    day = spell.valid_from
    rows = StagePeriod.objects.filter(participant=participant)
    stages = [one for one in rows if one.valid_until != one.valid_from]
    now = next((one for one in stages if one.valid_from <= day and not _over(one, day)), None)
    ends = [one.valid_from for one in stages if one.valid_from > day]
    if now is None:
        return ends
    if now.valid_from < day:
        _write(StagePeriod, participant, Spell(now.stage, now.valid_from), day, replaces=now)
    return [*ends, now.valid_until] if now.valid_until else ends


def _over(period: StagePeriod, day: dt.date) -> bool:
    return period.valid_until is not None and period.valid_until <= day


def _write(
    kind: type[Period],
    participant: Participant,
    spell: Spell,
    until: dt.date | None,
    *,
    replaces: Period | None,
) -> Period:
    said: dict[str, Any] = {"valid_from": spell.valid_from, "valid_until": until, "replaces": replaces}
    if isinstance(replaces, RolePeriod):
        said["held_for"] = replaces.held_for
    period = kind(coop=participant.coop, participant=participant, **{_name(kind): spell.word}, **said)
    period.save()
    return period


def refuse_unusable(kind: type[Period], spell: Spell, coop: Coop, at: Moment) -> None:
    if kind is StagePeriod:
        standing.known_stage(spell.word, standing.stages_of(coop, at))
    else:
        standing.usable_role(spell.word)
    standing.possible_day(spell.valid_from, coop, at)
    if spell.valid_until is not None and spell.valid_until <= spell.valid_from:
        raise InputFault(
            gettext_noop("“{one}” ends before it begins, on {day}."),
            code="members.backwards",
            next_step=gettext_noop("Put one of the two days right."),
            one=spell.word,
            day=spell.valid_from.isoformat(),
        )


def refuse_nobody(coop: Coop, at: Moment) -> None:
    """Somebody must be left who can enter people, or nobody could ever put it right."""
    left = roles_held(at.day).filter(coop=coop, role__in=standing.ENTER)
    if not left.exists():
        raise Refused(
            gettext_noop("After this nobody could enter people any more."),
            code="members.last",
            next_step=gettext_noop("Give the role of founder or bookkeeper to somebody else first."),
        )


def _name(kind: type[Period]) -> str:
    return "stage" if kind is StagePeriod else "role"


def _word(period: StagePeriod | RolePeriod) -> str:
    return str(period)
