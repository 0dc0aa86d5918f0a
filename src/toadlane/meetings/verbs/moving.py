"""One meeting is moved or cancelled by itself, and that is undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import agendas, coming_back, inviting, plan_refusals
from toadlane.meetings.arranging import Frame, Hours, plain, refuse_bad_hours, refuse_who_may_not, usable
from toadlane.meetings.doors import is_held
from toadlane.meetings.planned_rows import Meeting, MeetingChange, State
from toadlane.meetings.verbs.planning import hours_of, write_down

MOVED, CANCELLED, UNDONE = "moved", "cancelled", "undone"


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    hours: Hours,
    place: str,
    link: str,
    presence: str,
    because: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Meeting:
    """Another time or place for this meeting alone; its series made anew leaves it there.

    Faults: `meetings.arrange`, `.settled`, `.hours`, `.far`, `.in-the-past`, `.too-late`, those of its frame.
    """
    refuse_bad_hours(hours)
    content = plain(
        {"hours": [hours.starts_at, hours.ends_at, hours.all_day], "place": [place, link, presence]}
    )
    held, first = held_for(meeting, by, at, key=key, verb="move", content={**content, "because": because})
    if not first:
        return held
    if held.state != State.PLANNED or is_held(held):
        raise plan_refusals.settled()
    if hours.starts_at <= at.instant:
        raise plan_refusals.in_the_past()
    before, was = hours_of(held), inviting.day_of(held)
    held.starts_at, held.ends_at, held.all_day = hours.starts_at, hours.ends_at, hours.all_day
    held.place, held.link, held.presence, held.own = place, link, presence, True
    usable(Frame(**{name: getattr(held, name) for name in Frame.__slots__}), held.coop)
    if inviting.day_of(held) != was:
        _call_in_time(held, at)
    _is_at_another_hour(held)
    held.edition += 1
    held.save()
    inviting.invite(held)
    write_down(held, MOVED, by=by, at=at, before=before, because=because)
    return held


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str = "", by: Participant, at: Moment, key: str) -> Meeting:
    """It is not held; what was on its agenda comes over to the next of its series."""
    held, first = held_for(meeting, by, at, key=key, verb="cancel", content={"because": because})
    if not first:
        return held
    if held.state != State.PLANNED or is_held(held):
        raise plan_refusals.settled()
    before = hours_of(held)
    held.state = State.CANCELLED
    held.edition += 1
    held.save(update_fields=["state", "edition"])
    agendas.carry_to_next(held)
    write_down(held, CANCELLED, by=by, at=at, before=before, because=because)
    return held


@transaction.atomic
def undo_meeting(*, meeting: Meeting, edition: int, by: Participant, at: Moment, key: str) -> Meeting:
    """As it was before it was last moved or cancelled; `edition` is the one that was looked at.

    Faults: `meetings.arrange`, `.moved`, `.in-the-past`; `.too-late` where there was time to call people when
    it was moved or cancelled, and there is none any more.
    """
    held, first = held_for(meeting, by, at, key=key, verb="undo", content={"edition": edition})
    if not first:
        return held
    last = MeetingChange.objects.filter(meeting=held).order_by("-nth").first()
    if last is None or last.what not in {MOVED, CANCELLED} or held.edition != edition:
        raise plan_refusals.moved()
    before = hours_of(held)
    was: dict[str, Any] = dict(last.before)
    for name in ("starts_at", "ends_at"):
        was[name] = dt.datetime.fromisoformat(was[name])
    if was["starts_at"] <= at.instant:
        raise plan_refusals.in_the_past()
    for name, value in was.items():
        setattr(held, name, value)
    _call_in_time(held, at, left=last.happened_at)
    _is_at_another_hour(held)
    held.edition += 1
    held.save()
    if last.what == CANCELLED:
        agendas.take_back(held)
    write_down(held, UNDONE, by=by, at=at, before=before)
    return held


def _call_in_time(held: Meeting, at: Moment, *, left: dt.datetime | None = None) -> None:
    """By when people are called to its day; fault `meetings.too-late`, unless it `left` that day later."""
    day, notice = inviting.day_of(held), coming_back.notice_of(held, at)
    held.invite_by = coming_back.invite_by(day, notice, held.zone)
    if left is None or held.invite_by is None or left < held.invite_by:
        coming_back.refuse_too_late(day, notice, held.zone, held.article, at)


def _is_at_another_hour(held: Meeting) -> None:
    """Whoever was reminded of another hour is reminded of this one."""
    held.answer_by = held.starts_at - coming_back.ANSWER_BEFORE
    held.reminded_at = None


def held_for(
    meeting: Meeting, by: Participant, at: Moment, *, key: str, verb: str, content: dict[str, Json]
) -> tuple[Meeting, bool]:
    """The meeting in this transaction's hand, and whether this click is the first."""
    if by.coop_id != meeting.coop_id:
        raise absent()
    refuse_who_may_not(by, at)
    said: dict[str, Json] = {**content, "meeting": str(meeting.pk)}
    taken = keys.take(coop=by.coop, key=key, verb=f"meetings.{verb}", by=by, content=said)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("coop", "series")
    held = rows.get(pk=meeting.pk)
    if taken.first:
        taken.keep(held.pk)
    return held, taken.first
