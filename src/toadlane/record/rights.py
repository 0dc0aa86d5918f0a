"""Who keeps a co-op's records: names witnesses, and gives certificates to third parties."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.access import absent
from toadlane.coops.models import SETS_UP, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.record.models import Entry

KEEPS_RECORDS: Final = SETS_UP | {"records-keeper", "records-coordinator", "secretary"}
"""Roles that keep the records, as charters call them."""


def keeps_records(who: Participant | None, at: Moment) -> bool:
    """Whether they keep the co-op's records on a day."""
    return who is not None and bool(KEEPS_RECORDS & who.roles_on(at.day))


def only_records_keepers(coop: Coop, by: Participant, at: Moment) -> None:
    """To whoever may not see the record there is nothing; others are told who does it."""
    if not sight_on(by, at.day).may_see(Matter(coop, Entry.information_class, None)):
        raise absent()
    if not keeps_records(by, at):
        raise Refused(
            gettext_noop("Whoever keeps the records does this, or is bookkeeper, secretary or founder."),
            code="record.not-keeper",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
        )
