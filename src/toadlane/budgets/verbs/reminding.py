"""Whoever has not voted is reminded once, in the last day before the close."""

from __future__ import annotations

import datetime as dt
from typing import Final

from toadlane.budgets import telling
from toadlane.budgets.standing import Standing, voters
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.register import persons
from toadlane.notices.models import Notice
from toadlane.notices.telling import tell

REMINDED: Final = dt.timedelta(days=1)


def remind(standing: Standing, at: Moment) -> None:
    """Tell those whose ballot is missing, where the vote is open for two days or more."""
    row, closes = standing.row, standing.closes_at
    if closes - at.instant > REMINDED or closes - standing.gathered_at < 2 * REMINDED:
        return
    coop, kind = row.coop, telling.CLOSING.key
    if Notice.objects.filter(coop=coop, kind=kind, subject=str(row.pk)).exists():
        return
    keys = voters(standing, persons(coop), at.day)
    people = [
        one for one in Participant.objects.filter(coop=coop, key__in=keys) if not standing.has_voted(one)
    ]
    tell(telling.closing(row, people), coop=coop, at=at.instant, key=f"{kind}:{row.pk}")
