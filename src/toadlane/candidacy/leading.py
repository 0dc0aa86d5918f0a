"""Who leads people in: the role the charter names, and whoever enters people."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import Refused
from toadlane.charter.reads import charter_of, has_charter
from toadlane.coops.access import Place, absent
from toadlane.coops.models import SETS_UP, Coop, Participant
from toadlane.coops.moment import Moment


def track(coop: Coop, on: dt.date) -> Rule[Membership] | None:
    """The membership rule of a day; None while there is none."""
    if not has_charter(coop):
        return None
    return charter_of(coop).on_or_first(on).maybe("membership", Membership)


def roles_that_lead(coop: Coop, on: dt.date) -> frozenset[str]:
    """The roles that lead people through the stages on a day."""
    rule = track(coop, on)
    return SETS_UP | ({rule.says.led_by} if rule and rule.says.led_by else set())


def leads(place: Place) -> bool:
    """Whether whoever looks leads people in."""
    return place.participant is not None and bool(
        roles_that_lead(place.coop, place.moment.day) & place.sight.audiences
    )


def require_leading(place: Place) -> None:
    """To everybody else what only those who lead see is not there."""
    if not leads(place):
        raise absent()


def only_leaders(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever holds none of the roles that lead people in."""
    if by.coop_id != coop.pk:
        raise absent()
    if roles_that_lead(coop, at.day) & by.roles_on(at.day):
        return
    rule = track(coop, at.day)
    raise Refused(
        gettext_noop("Taking people in is for whoever leads them through the stages on {day}."),
        code="candidacy.not-leading",
        next_step=gettext_noop("Ask one of them; the page of people says who holds which role."),
        article=rule.article if rule else None,
        day=at.day.isoformat(),
    )
