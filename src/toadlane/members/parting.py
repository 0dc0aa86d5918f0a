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


def refuse_ending(who: Participant, before: dt.date, by: Participant, at: Moment) -> None:
    """Refuse what was written of a stage, if by it somebody else, who signs in, is a member less long.

    `before` is `member_until` before it was written; what is refused goes with the transaction. Of whoever
    does not sign in yet, nothing is taken away.
    """
    if who.person_id is None or who.pk == by.pk or member_until(who, at) >= before:
        return
    raise Refused(
        gettext_noop("That {name} is a member no more is not for one person alone to enter."),
        code="members.ends",
        next_step=gettext_noop("Record on their page that they leave; a second member confirms it."),
        name=who.name,
    )
