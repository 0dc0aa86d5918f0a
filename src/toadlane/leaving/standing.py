"""Who records that somebody leaves."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.leading import led_by
from toadlane.members.standing import enters


def keeps_list(who: Participant, at: Moment) -> bool:
    """Whether somebody keeps the list of who is what, or leads people through the stages (`led_by`)."""
    return enters(who, at) or led_by(who.coop, at.day) in who.roles_on(at.day)


def only_keepers(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever does not keep the list."""
    if by.coop_id != coop.pk:
        raise absent()
    if not keeps_list(by, at):
        raise Refused(
            gettext_noop("That somebody leaves is recorded by whoever keeps the list of who is what."),
            code="departing.not-keeper",
            next_step=gettext_noop("Ask a founder or bookkeeper; the page of people says who they are."),
        )
