"""Who records that somebody leaves."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import Membership
from bylaws.kernel.faults import Refused
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.standing import enters


def keeps_list(who: Participant, at: Moment) -> bool:
    """Whether somebody keeps the list of who is what, or leads people through the stages (`led_by`)."""
    return enters(who, at) or leads(who.coop, at.day) in who.roles_on(at.day)


def leads(coop: Coop, day: dt.date) -> str:
    """The role that the charter of a day names for leading people through the stages; empty where none."""
    digests = adopted(coop)
    if not digests:
        return ""
    rule = parsed(coop.pk, digests).on_or_first(day).maybe("membership", Membership)
    return (rule.says.led_by or "") if rule else ""


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
