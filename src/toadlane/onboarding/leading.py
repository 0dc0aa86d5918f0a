"""What only those who lead people in do about first steps."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.leading import roles_that_lead


def only_leaders(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever does not."""
    if by.coop_id != coop.pk:
        raise absent()
    if not roles_that_lead(coop, at.day) & by.roles_on(at.day):
        raise Refused(
            gettext_noop("The list of first steps is kept by those who lead people in."),
            code="onboarding.not-leading",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
        )
