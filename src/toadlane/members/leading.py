"""Who leads people in: the role the membership rule of the charter names, and whoever enters people."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import Place
from toadlane.coops.models import SETS_UP, Coop


def track(coop: Coop, on: dt.date) -> Rule[Membership] | None:
    """The membership rule of a day; None while there is none."""
    digests = adopted(coop)
    if not digests:
        return None
    return parsed(coop.pk, digests).on_or_first(on).maybe("membership", Membership)


def led_by(coop: Coop, on: dt.date) -> str:
    """The role that the charter of a day names for leading people through the stages; empty where none."""
    rule = track(coop, on)
    return (rule.says.led_by or "") if rule else ""


def roles_that_lead(coop: Coop, on: dt.date) -> frozenset[str]:
    """The roles that lead people in on a day."""
    role = led_by(coop, on)
    return SETS_UP | {role} if role else SETS_UP


def leads(place: Place) -> bool:
    """Whether whoever looks leads people in."""
    return place.participant is not None and bool(
        roles_that_lead(place.coop, place.moment.day) & place.sight.audiences
    )
