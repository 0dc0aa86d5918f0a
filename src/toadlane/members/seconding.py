"""Who can be the second member to somebody: not whom they alone have just brought in."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.models import Invitation
from toadlane.record.models import Entry

TOLD_FOR: Final = dt.timedelta(days=7)
"""So long all members have been told of somebody before they confirm what who brought them in does."""
STAGES: Final = ("stage.begun.v1", "stage.corrected.v1")
MADE: Final = (*STAGES, "person.came-back.v1", "departure.taken-back.v1")
"""By these somebody alone can make another what they are."""


def refuse_fresh(first: Participant, second: Participant, at: Moment) -> None:
    """Refuse somebody whom `first` alone brought in, or made what they are, in the last seven days.

    Not in the days in which a co-op begins: while nobody else was here before them, nobody is passed over.
    """
    since = _since(first, second, at)
    if since is None or not _others_before(first, second, since):
        return
    raise Refused(
        gettext_noop("{first} brought {second} in a few days ago, so another member has to confirm this."),
        code="members.fresh",
        next_step=gettext_noop("Ask another member, or wait until {day}: by then all members were told."),
        first=first.name,
        second=second.name,
        day=(at.day + TOLD_FOR).isoformat(),
    )


def _since(first: Participant, second: Participant, at: Moment) -> dt.datetime | None:
    """When `first` last did what made `second` somebody here, if that is not long ago."""
    long_ago = at.instant - TOLD_FOR
    asked = Invitation.objects.filter(participant=second, made_by=first, accepted_at__gt=long_ago)
    made = asked.order_by("made_at").values_list("made_at", flat=True).first()
    rows = Entry.objects.filter(coop=first.coop, kind__in=MADE, subject=second.key)
    begun = rows.filter(actor=first.key, happened_at__gt=long_ago).order_by("happened_at")
    found = [one for one in (made, begun.values_list("happened_at", flat=True).first()) if one is not None]
    return min(found, default=None)


def _others_before(first: Participant, second: Participant, since: dt.datetime) -> bool:
    """Whether somebody else signed in here by then."""
    rows = Participant.objects.filter(coop=first.coop, person__isnull=False)
    late = Invitation.objects.filter(coop=first.coop, accepted_at__gte=since).values("participant")
    return rows.exclude(Q(pk=first.pk) | Q(pk=second.pk) | Q(pk__in=late)).exists()
