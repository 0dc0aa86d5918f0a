"""That a member is on sabbatical from a day: one kind of change that a second person confirms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members import standing
from toadlane.members.changes import SABBATICAL, Kind, Words
from toadlane.members.entering import Spell
from toadlane.members.models import Change
from toadlane.members.verbs.periods import refuse_unusable, start
from toadlane.record.verbs import append
from toadlane.ui import figures


def fit(who: Participant, said: Mapping[str, Any], by: Participant, at: Moment) -> dict[str, Json]:
    """Whoever keeps the list says from when, and perhaps until when."""
    standing.only_founders(who.coop, by, at)
    if said.get("valid_from") is None:
        raise InputFault(
            gettext_noop("It is not said from which day."),
            code="change.from",
            next_step=gettext_noop("Give the first day of it."),
        )
    spell = Spell(SABBATICAL, said["valid_from"], said.get("valid_until"))
    refuse_unusable(StagePeriod, spell, who.coop, at)
    return spell.written()


def make(change: Change, by: Participant, at: Moment) -> None:
    """The stage begins, by the word of two."""
    spell = _spell(change.said)
    who = change.participant
    start(StagePeriod, participant=who, spell=spell, at=at)
    what: dict[str, Json] = {
        "change": str(change.pk),
        "participant": who.key,
        "spell": spell.written(),
    }
    append(kind="stage.begun.v1", what=what, by=by, at=at, subject=who.key)


def told(said: Mapping[str, Any]) -> Sequence[tuple[Words, str]]:
    """From when until when."""
    spell = _spell(said)
    lines: list[tuple[Words, str]] = [(_("From"), figures.day(spell.valid_from))]
    return lines + ([(_("Until"), figures.day(spell.valid_until))] if spell.valid_until else [])


def _spell(said: Mapping[str, Any]) -> Spell:
    until = said["until"]
    return Spell(
        said["word"], dt.date.fromisoformat(said["from"]), dt.date.fromisoformat(until) if until else None
    )


AWAY = Kind(SABBATICAL, label=gettext_lazy("On sabbatical, without a vote"), fit=fit, make=make, told=told)
