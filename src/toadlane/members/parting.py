"""Nobody ends alone that somebody else is a member: that is told, and a second member confirms it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import MEMBER, Participant, StagePeriod
from toadlane.coops.moment import Moment

STAYS: Final = frozenset({MEMBER, "sabbatical"})
"""Whoever is away for a while is a member still."""


def member_until(who: Participant, at: Moment) -> dt.date:
    """The day on which somebody is a member no more, seen from today: today where they are none."""
    until = at.day
    rows = StagePeriod.objects.touching(at.day, None).filter(participant=who, stage__in=STAYS)
    for row in rows.order_by("valid_from"):
        if row.valid_from > until:
            break
        until = row.valid_until or dt.date.max
    return until


FAR: Final = dt.timedelta(days=3650)


def member_days(who: Participant, at: Moment) -> int:
    """On how many of the days ahead somebody has what members have; whoever is on sabbatical has not."""
    last = at.day + FAR
    rows = StagePeriod.objects.touching(at.day, None).filter(participant=who, stage=MEMBER)
    return sum(
        max(0, (min(row.valid_until or last, last) - max(row.valid_from, at.day)).days) for row in rows
    )


def is_for_two(who: Participant, by: Participant) -> bool:
    """Whether what is taken from somebody is not for this one alone: they sign in, and are another."""
    return who.person_id is not None and who.pk != by.pk


def refuse_away(who: Participant, before: int, by: Participant, at: Moment) -> None:
    """Refuse what was written of a stage, if by it somebody else has fewer days as a member than before."""
    if not is_for_two(who, by) or member_days(who, at) >= before:
        return
    raise Refused(
        gettext_noop("That {name} is away, and has no vote, is not for one person alone to enter."),
        code="members.away",
        next_step=gettext_noop("Enter it on their page as a new stage; they or a second member confirm it."),
        name=who.name,
    )


def refuse_ending(who: Participant, before: dt.date, by: Participant, at: Moment) -> None:
    """Refuse what was written of a stage, if by it somebody else, who signs in, is a member less long.

    `before` is `member_until` before it was written; what is refused goes with the transaction. Of whoever
    does not sign in yet, nothing is taken away.
    """
    if not is_for_two(who, by) or member_until(who, at) >= before:
        return
    raise Refused(
        gettext_noop("That {name} is a member no more is not for one person alone to enter."),
        code="members.ends",
        next_step=gettext_noop("Record on their page that they leave; a second member confirms it."),
        name=who.name,
    )
