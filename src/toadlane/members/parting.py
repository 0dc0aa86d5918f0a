"""Nobody ends alone that somebody else is a member: that is told, and a second member confirms it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import MEMBER, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members.entering import Spell

STAYS: Final = frozenset({MEMBER, "sabbatical"})
"""Whoever is away for a while is a member still."""


def refuse_ending(
    who: Participant, spell: Spell | None, by: Participant, at: Moment, *, instead: StagePeriod | None = None
) -> None:
    """Refuse a stage that ends that somebody else, who signs in, is a member; or putting theirs right so.

    `spell` is None for a stage that never was. Of whoever does not sign in yet, nothing is taken away.
    """
    if who.person_id is None or who.pk == by.pk or who.stage_on(at.day) != MEMBER:
        return
    if instead is None:
        ends = spell is not None and spell.word not in STAYS and not _over(spell, at)
    else:
        ends = _is_now(instead, at) and (spell is None or not _lasts(spell, instead, at))
    if ends:
        raise Refused(
            gettext_noop("That {name} is a member no more is not for one person alone to enter."),
            code="members.ends",
            next_step=gettext_noop("Record on their page that they leave; a second member confirms it."),
            name=who.name,
        )


def _over(spell: Spell, at: Moment) -> bool:
    return spell.valid_until is not None and spell.valid_until <= at.day


def _is_now(period: StagePeriod, at: Moment) -> bool:
    until = period.valid_until
    return period.stage == MEMBER and period.valid_from <= at.day and (until is None or until > at.day)


def _lasts(spell: Spell, instead: StagePeriod, at: Moment) -> bool:
    """Whether they are a member as long as before, seen from today on."""
    before, after = instead.valid_until, spell.valid_until
    as_long = after is None or (before is not None and after >= before)
    return spell.word == MEMBER and spell.valid_from <= at.day and as_long
