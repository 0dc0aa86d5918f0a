"""Who can be the second member to somebody: not whom they alone have just brought in."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import MEMBER, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members.models import WAITS, Invitation
from toadlane.members.parting import STAYS
from toadlane.record.models import Entry

TOLD_FOR: Final = dt.timedelta(days=7)
"""So long all members have been told of somebody before they confirm what who brought them in does."""
STAGES: Final = ("stage.begun.v1", "stage.corrected.v1")
ALONE: Final = dt.timedelta(days=7)
"""So long it waits for an objection where nobody else is there who could confirm it."""
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


def others(first: Participant, about: Participant, at: Moment) -> bool:
    """Whether a member is there who signs in, besides whoever said something and whom it is about.

    Also one who is away, if the first entered that in these weeks: they do not make themselves alone.
    """
    entered = Entry.objects.filter(coop=first.coop, actor=first.key, kind__in=STAGES)
    sent_away = entered.filter(happened_at__gt=at.instant - WAITS).values_list("subject", flat=True)
    away = Q(stage__in=STAYS, participant__key__in=list(sent_away))
    rows = StagePeriod.objects.on(at.day).filter(Q(stage=MEMBER) | away, coop=first.coop)
    rows = rows.filter(participant__person__isnull=False)
    return rows.exclude(participant__in=[first.pk, about.pk]).exists()


def refuse_alone(
    first: Participant, about: Participant, entered_on: dt.date, by: Participant, at: Moment
) -> None:
    """Who said it does not confirm it; where nobody else is there who could, it waits for an objection."""
    if by.pk != first.pk:
        refuse_fresh(first, by, at)
        return
    if others(first, about, at):
        raise Refused(
            gettext_noop("You told this yourself, so another member has to confirm it."),
            code="departing.own-word",
            next_step=gettext_noop("Ask any other member to look at it."),
        )
    if at.day < entered_on + ALONE:
        raise Refused(
            gettext_noop("Nobody else is there to confirm this, so it waits for an objection until {day}."),
            code="departing.waits",
            next_step=gettext_noop("Come back on that day, if {name} has not said that it is not so."),
            day=(entered_on + ALONE).isoformat(),
            name=about.name,
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
