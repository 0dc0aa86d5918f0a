"""Planning one meeting: its frame, its hours, who is invited, and the first of its agenda."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import coming_back, inviting, plan_refusals
from toadlane.meetings.arranging import Wanted, plain, refuse_bad_hours, refuse_who_may_not, usable
from toadlane.meetings.planned_rows import Meeting, MeetingChange
from toadlane.meetings.verbs.agenda import put_all
from toadlane.record.verbs import append

PLANNED = "planned"


@transaction.atomic
def plan_meeting(*, wanted: Wanted, by: Participant, at: Moment, key: str) -> Meeting:
    """Plan a meeting by itself; faults `meetings.arrange`, `.hours`, `.far`, of its frame and its items."""
    refuse_who_may_not(by, at)
    refuse_bad_hours(wanted.hours)
    taken = keys.take(coop=by.coop, key=key, verb="meetings.plan", by=by, content=wanted.said())
    if not taken.first:
        return Meeting.objects.select_related("coop").get(coop=by.coop, pk=taken.result)
    frame = usable(wanted.frame, by.coop)
    if wanted.hours.starts_at <= at.instant:
        raise plan_refusals.in_the_past()
    meeting = Meeting(
        coop=by.coop,
        planned_by=by,
        planned_at=at.instant,
        starts_at=wanted.hours.starts_at,
        ends_at=wanted.hours.ends_at,
        all_day=wanted.hours.all_day,
        answer_by=max(at.instant, wanted.hours.starts_at - coming_back.ANSWER_BEFORE),
        **frame.fields(),
    )
    day, notice = inviting.day_of(meeting), coming_back.notice_of(meeting, at)
    coming_back.refuse_too_late(day, notice, meeting.zone, meeting.article, at)
    meeting.invite_by = coming_back.invite_by(day, notice, meeting.zone)
    meeting.save()
    inviting.invite(meeting, dict.fromkeys(wanted.also, inviting.ASKED))
    put_all(meeting, wanted.items, by=by, at=at)
    write_down(meeting, PLANNED, by=by, at=at)
    taken.keep(meeting.pk)
    return meeting


def hours_of(meeting: Meeting) -> dict[str, Any]:
    """When and where it is, as a change keeps it."""
    named = ("starts_at", "ends_at", "all_day", "zone", "place", "link", "presence", "state", "own")
    kept: dict[str, Any] = plain({name: getattr(meeting, name) for name in named})
    return kept


def write_down(
    meeting: Meeting,
    what: str,
    *,
    by: Participant | None,
    at: Moment,
    before: dict[str, Any] | None = None,
    because: str = "",
) -> MeetingChange:
    """The change as a row that stays, and its entry in the record; inside the verb's transaction."""
    row = MeetingChange.objects.create(
        coop=meeting.coop,
        meeting=meeting,
        nth=MeetingChange.objects.filter(meeting=meeting).count() + 1,
        what=what,
        before=before or {},
        after=hours_of(meeting),
        because=because,
        by=by,
        happened_at=at.instant,
    )
    said: dict[str, Json] = {
        "after": row.after,
        "because": because,
        "before": row.before,
        "meeting": str(meeting.pk),
        "title": meeting.title,
    }
    append(kind=f"meeting.{what}.v1", what=said, by=by, at=at, subject=str(meeting.pk), coop=meeting.coop)
    return row
