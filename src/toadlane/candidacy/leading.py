"""What only those who lead people in see and do about candidates."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.leading import leads, roles_that_lead, track


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
