"""A meeting is opened, and it ends; one that nobody ends does so by itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.models import Attendance, GoRound, Live, Run, Turn
from toadlane.live.verbs.attending import attend
from toadlane.live.verbs.going import stop
from toadlane.live.verbs.standing import changed, locked, only_here
from toadlane.meetings import verbs as meetings
from toadlane.meetings.inviting import is_invited
from toadlane.meetings.planned_rows import Meeting
from toadlane.record.verbs import append

FORGOTTEN_AFTER: Final = dt.timedelta(hours=3)
"""So long after its planned end a meeting that nobody ended is over."""
How = Attendance.How


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Participant, at: Moment, how: str = How.ROOM) -> Live:
    """Open it, being there oneself; opened by two at once, it is opened once and both are there.

    Whoever is invited may: a charter says who meets, not whose hand opens the door. Faults
    `meetings.settled`, `live.not-invited`, `.over`.
    """
    if by.coop_id != meeting.coop_id:
        raise absent()
    if not is_invited(meeting, by):
        raise refusals.not_invited()
    if how not in {How.ROOM, How.ONLINE}:
        raise refusals.no_choice()
    begun = meetings.begin_meeting(meeting=meeting, by=by, at=at)
    closes_at = max(begun.ends_at, at.instant) + FORGOTTEN_AFTER
    live, new = Live.objects.get_or_create(
        meeting=begun,
        defaults={
            "coop": begun.coop,
            "opened_by": by,
            "opened_at": at.instant,
            "closes_at": closes_at,
        },
    )
    if new:
        Attendance.objects.create(
            coop=begun.coop, live=live, participant=by, how=how, came_at=at.instant, noted_by=by
        )
    elif live.ended_at is None:
        attend(live=live, how=how, by=by, at=at)
    return live


@transaction.atomic
def end_meeting(*, live: Live, by: Participant, at: Moment) -> Live:
    """End it: whoever is there may, so that nobody is locked in. Ended twice, it ended the first time."""
    if locked(live).ended_at is not None:
        return live
    return _end(only_here(live, by), by, at)


@transaction.atomic
def end_forgotten(*, live: Live, at: Moment) -> Live:
    """End one that nobody ended, with what was captured; at the instant at which it was to close."""
    row = locked(live)
    if row.ended_at is not None or row.closes_at > at.instant:
        return row
    return _end(row, None, at)


def _end(live: Live, by: Participant | None, at: Moment) -> Live:
    for run in Run.objects.filter(live=live, since__isnull=False):
        stop(run, at)
    Run.objects.filter(live=live, state=Run.State.ON).update(state=Run.State.PARKED)
    Turn.objects.filter(live=live).delete()
    GoRound.objects.filter(live=live, ended_at=None).delete()
    here = Attendance.objects.filter(live=live, left_at=None, came_at__isnull=False)
    what: dict[str, Json] = {
        "meeting": str(live.meeting_id),
        "there": [str(key) for key in sorted(set(here.values_list("participant__key", flat=True)))],
    }
    here.update(left_at=at.instant)
    meetings.end_meeting(meeting=live.meeting, by=by, at=at)
    live.ended_by, live.ended_at = by, at.instant
    changed(live, "ended_by", "ended_at")
    append(
        kind="meeting.held.v1", what=what, by=by, at=at, subject=f"meeting:{live.meeting_id}", coop=live.coop
    )
    return live


@transaction.atomic
def seal(*, live: Live, at: Moment) -> Live:
    """Its minutes are agreed: nothing of what was written in it changes any more. For the room of minutes."""
    row = locked(live)
    if row.sealed_at is None:
        row.sealed_at = at.instant
        changed(row, "sealed_at")
    return row
