"""Periods that go on from a day: what was before ends with it, what was to come later does not come."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from toadlane.coops.models import Participant
from toadlane.dues.models import DuesBand, PartTime
from toadlane.members.verbs.periods import hold

Lasting = TypeVar("Lasting", PartTime, DuesBand)


def go_on(kind: type[Lasting], who: Participant, from_day: dt.date, **said: str) -> Lasting:
    """From a day on it is as said, inside the verb's transaction."""
    ended = end(kind, who, from_day)
    row = kind(coop=who.coop, participant=who, valid_from=from_day, replaces=ended, **said)
    row.save()
    return row


def end(kind: type[Lasting], who: Participant, from_day: dt.date) -> Lasting | None:
    """What holds on a day or later holds no more; the row of that very day is left to be replaced."""
    hold(who)
    of_that_day = None
    for row in kind.objects.touching(from_day, None).filter(participant=who).order_by("valid_from"):
        if row.valid_from == from_day:
            of_that_day = row
        else:
            _cut(row, max(row.valid_from, from_day))
    return of_that_day


def _cut(row: Lasting, until: dt.date) -> None:
    same = {name: getattr(row, name) for name in ("share", "band") if hasattr(row, name)}
    type(row)(
        coop_id=row.coop_id,
        participant=row.participant,
        valid_from=row.valid_from,
        valid_until=until,
        replaces=row,
        **same,
    ).save()
