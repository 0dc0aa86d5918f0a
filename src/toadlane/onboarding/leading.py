"""Who leads people in: those who enter people, and the role the charter's membership rule names."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import Membership
from bylaws.kernel.faults import Refused
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.standing import ENTER


def leaders(coop: Coop, at: Moment) -> frozenset[str]:
    """The roles that lead people in on the day."""
    digests = adopted(coop)
    if not digests:
        return ENTER
    rule = parsed(coop.pk, digests).on_or_first(at.day).maybe("membership", Membership)
    return ENTER | {rule.says.led_by} if rule and rule.says.led_by else ENTER


def may_lead(place: Place) -> bool:
    """Whether whoever looks leads people in."""
    return bool(leaders(place.coop, place.moment) & place.sight.audiences)


def only_leaders(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever does not."""
    if by.coop_id != coop.pk:
        raise absent()
    if not leaders(coop, at) & by.roles_on(at.day):
        raise Refused(
            gettext_noop("The list of first steps is kept by those who lead people in."),
            code="onboarding.not-leading",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
        )
