"""What leaving comes to in this co-op: the rules of the charter over who somebody is and what they hold."""

from __future__ import annotations

import datetime as dt

from bylaws.kernel.reasons import Explained
from bylaws.membership import departing, returning
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Participant, RolePeriod
from toadlane.decisions.exactly import fingerprint_of
from toadlane.work.reads import people_of

NOTICED = ("resignation", "retirement")
"""The ways people take themselves."""


def departure(
    who: Participant, way: departing.Way, *, told_on: dt.date, leaves_on: dt.date | None
) -> Explained[departing.Departure]:
    """What leaving comes to; the faults of `bylaws.membership.departing`, and `charter.none`."""
    charter = charter_of(who.coop)
    person = people_of(who.coop, only=who)[who.key]
    roles = {period.role for period in roles_from(who, told_on)}
    return departing.departing(
        person, way, told_on=told_on, leaves_on=leaves_on, roles=roles, charter=charter
    )


def roles_from(who: Participant, day: dt.date) -> list[RolePeriod]:
    """The roles somebody holds on a day or will hold after it."""
    rows = RolePeriod.objects.filter(participant=who).exclude(valid_until__lte=day)
    return [row for row in rows.order_by("role", "valid_from") if row.valid_until != row.valid_from]


def return_of(who: Participant, stage: str, from_day: dt.date) -> Explained[returning.Return]:
    """What coming back takes; the faults of `bylaws.membership.returning`, and `charter.none`."""
    person = people_of(who.coop, only=who)[who.key]
    return returning.returning(person, stage, from_day=from_day, charter=charter_of(who.coop))


def fingerprint_of_departure(who: Participant, said: departing.Departure) -> str:
    """What members decide on who part with somebody: who, how, from which day."""
    return fingerprint_of(
        {"leaves_on": said.leaves_on.isoformat(), "participant": who.key, "way": said.way, "coop": _coop(who)}
    )


def fingerprint_of_return(who: Participant, said: returning.Return) -> str:
    """What members decide on when somebody comes back: who, as what, from which day."""
    return fingerprint_of(
        {
            "from_day": said.from_day.isoformat(),
            "participant": who.key,
            "stage": said.stage,
            "coop": _coop(who),
        }
    )


def _coop(who: Participant) -> str:
    return str(who.coop_id)
