"""What one person alone brings about by those they have just brought in waits until all members were told."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.members.models import Invitation
from toadlane.members.seconding import MADE, TOLD_FOR, refuse_fresh
from toadlane.proposals.models import Attempt, Position
from toadlane.record.models import Entry

YES = (Position.Stance.AGREE, Position.Stance.RESERVATION)


def refuse_one_alone(authority: Authority, at: Moment) -> None:
    """Refuse to act on a proposal that nobody agreed to but somebody and those they alone made members.

    What was adopted stands; it is acted on once seven days have passed since, for by then all were told.
    A rule by which one decides alone is the charter's own, and is not asked. Fault `proposals.fresh`.
    """
    if authority.proposal is None or authority.decided_on < at.day - TOLD_FOR:
        return
    agreed = {one.pk: one for one in who_agreed(authority)}
    for maker in makers(authority, agreed.values(), at) if len(agreed) > 0 else ():
        others = [one for one in agreed.values() if one.pk != maker.pk]
        if others and all(is_fresh(maker, one, at) for one in others):
            raise Refused(
                gettext_noop(
                    "Nobody agreed to it but {name} and those whom {name} brought in a few days ago."
                ),
                code="proposals.fresh",
                next_step=gettext_noop("Wait until {day}: by then all members were told of them."),
                name=maker.name,
                day=(at.day + TOLD_FOR).isoformat(),
            )


def who_agreed(authority: Authority) -> list[Participant]:
    """Those who agreed when it was adopted, each by their latest position."""
    last = Attempt.objects.filter(proposal=authority.proposal).order_by("-nth").first()
    rows = (
        Position.objects.filter(attempt=last).select_related("participant__coop").order_by("taken_at", "pk")
    )
    latest = {row.participant_id: row for row in rows}
    return [row.participant for row in latest.values() if row.stance in YES]


def makers(authority: Authority, agreed: Iterable[Participant], at: Moment) -> list[Participant]:
    """Those who agreed, and whoever brought one of them in lately."""
    people = list(agreed)
    since = at.instant - TOLD_FOR
    rows = Entry.objects.filter(coop=authority.coop_id, kind__in=MADE, happened_at__gt=since)
    made = rows.filter(subject__in=[one.key for one in people]).values_list("actor", flat=True)
    asked = Invitation.objects.filter(participant__in=people, accepted_at__gt=since)
    known = {one.pk for one in people}
    others = Participant.objects.select_related("coop").filter(coop=authority.coop_id)
    by_entry = others.filter(key__in=set(made)).exclude(pk__in=known)
    by_letter = others.filter(pk__in=asked.values("made_by")).exclude(pk__in=known)
    return [*people, *{one.pk: one for one in (*by_entry, *by_letter)}.values()]


def is_fresh(first: Participant, second: Participant, at: Moment) -> bool:
    """Whether `first` alone made `second` what they are a few days ago."""
    try:
        refuse_fresh(first, second, at)
    except Refused:
        return True
    return False
