"""Who brings the past: whoever writes the minutes or keeps the papers."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.access import absent
from toadlane.coops.models import KEEPS_PAPERS, Coop, Participant
from toadlane.coops.moment import Moment


def may_bring(who: Participant, at: Moment) -> bool:
    """Whether someone holds one of the roles on the day."""
    return bool(KEEPS_PAPERS & who.roles_on(at.day))


def only_bringers(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse everyone else."""
    if by.coop_id != coop.pk:
        raise absent()
    if not may_bring(by, at):
        raise Refused(
            gettext_noop(
                "Past documents are brought by whoever is scribe, secretary, bookkeeper or founder on {day}."
            ),
            code="document.not-yours",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
            day=at.day.isoformat(),
        )
