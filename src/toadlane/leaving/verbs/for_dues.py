"""A membership that the charter ends for unpaid dues, as one way of leaving with all that belongs to it."""

from __future__ import annotations

from uuid import UUID

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving import reckoning
from toadlane.leaving.verbs.going import Told, leave


def leave_for_dues(participant: Participant, by: Participant, at: Moment) -> UUID:
    """Inside the transaction of the verb of dues, which asks whether it is so and who says it."""
    found = reckoning.departure(participant, "dues", told_on=at.day, leaves_on=at.day)
    return leave(participant, found, Told("dues", at.day, at.day), by=by, at=at).pk
