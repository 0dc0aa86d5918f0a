"""Who is there: in the room, online, or with apologies; who comes later, and who leaves before the end."""

from __future__ import annotations

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.models import Attendance, GoRound, Live, RoundSeat, Turn
from toadlane.live.verbs.standing import changed, held, invited_one, may_note_others

How = Attendance.How


@transaction.atomic
def attend(*, live: Live, how: str, by: Participant, at: Moment, who: str = "") -> Attendance:
    """Somebody is there from now on, there in another way, or sends apologies; said again, nothing changes.

    `who` is somebody else's key, noted by whoever leads or takes the minutes. Faults `live.choice`,
    `.nobody`, `.not-for-others`.
    """
    row = held(live, by)
    person = _whom(row, who, by)
    if how not in How.values:
        raise refusals.no_choice()
    now = Attendance.objects.filter(live=row, participant=person, left_at=None).first()
    if now is not None and now.how == how:
        return now
    if how == How.APOLOGIES and now is not None:  # here until now
        return _leaves(row, now, at)
    if now is None:
        now = Attendance(coop=row.coop, live=row, participant=person)
    now.how, now.noted_by = how, by
    if how != How.APOLOGIES and now.came_at is None:
        now.came_at = at.instant
        _into_the_round(row, person, at)
    now.save()
    changed(row)
    return now


@transaction.atomic
def leave(*, live: Live, by: Participant, at: Moment, who: str = "") -> Live:
    """Somebody leaves; whoever is not there has left already."""
    row = held(live, by)
    person = _whom(row, who, by)
    now = Attendance.objects.filter(live=row, participant=person, left_at=None, came_at__isnull=False).first()
    if now is not None:
        _leaves(row, now, at)
    return row


def _whom(live: Live, who: str, by: Participant) -> Participant:
    if not who or who == by.key:
        return by
    if not may_note_others(live, by):
        raise refusals.not_for_others()
    return invited_one(live, who)


def _leaves(live: Live, now: Attendance, at: Moment) -> Attendance:
    now.left_at = at.instant
    now.save(update_fields=["left_at"])
    Turn.objects.filter(live=live, participant=now.participant_id, done_at=None).delete()
    changed(live)
    return now


def _into_the_round(live: Live, person: Participant, at: Moment) -> None:
    """Whoever comes while a round is on is heard in it, last."""
    on = GoRound.objects.filter(live=live, ended_at=None).first()
    if on is not None:
        RoundSeat.objects.get_or_create(
            round=on, participant=person, defaults={"coop": live.coop, "came_at": at.instant}
        )
