"""Who may do what with hours: one's own, or anyone's as the bookkeeper."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment

BOOKKEEPER: Final = "bookkeeper"


def is_bookkeeper(who: Participant, at: Moment) -> bool:
    """Whether someone holds the role on the day."""
    return BOOKKEEPER in who.roles_on(at.day)


def only_bookkeepers(by: Participant, at: Moment) -> None:
    """Refuse everyone else."""
    if not is_bookkeeper(by, at):
        raise Refused(
            gettext_noop("This is for whoever holds the role of bookkeeper on {day}."),
            code="work.not-bookkeeper",
            next_step=gettext_noop("Ask the bookkeeper, or have the members give you the role."),
            day=at.day.isoformat(),
        )
