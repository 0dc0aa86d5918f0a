"""A meeting begins and is over: whoever is invited says so, or the room in which it is held."""

from __future__ import annotations

from django.db import transaction

from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import agendas, plan_refusals
from toadlane.meetings.arranging import may_arrange
from toadlane.meetings.inviting import is_invited
from toadlane.meetings.planned_rows import Meeting, State
from toadlane.meetings.verbs.parts import settle_parts
from toadlane.meetings.verbs.planning import hours_of, write_down


@transaction.atomic
def begin_meeting(*, meeting: Meeting, by: Participant | None, at: Moment) -> Meeting:
    """It is under way; begun twice, it began the first time. Faults `meetings.settled`, `.not-invited`."""
    return _come_to(meeting, State.UNDER_WAY, frozenset({State.PLANNED}), by=by, at=at)


@transaction.atomic
def end_meeting(*, meeting: Meeting, by: Participant | None, at: Moment) -> Meeting:
    """It is over; also one that nobody ended, which the house ends (`by` None), or that nobody began."""
    return _come_to(meeting, State.OVER, frozenset({State.PLANNED, State.UNDER_WAY}), by=by, at=at)


def _come_to(
    meeting: Meeting, state: State, before: frozenset[State], *, by: Participant | None, at: Moment
) -> Meeting:
    held = Meeting.objects.select_for_update(of=("self",)).select_related("coop").get(pk=meeting.pk)
    if by is not None and by.coop_id != held.coop_id:
        raise absent()
    if held.state == state:
        return held
    if held.state not in before:
        raise plan_refusals.settled()
    if by is not None and not is_invited(held, by) and not may_arrange(by, at):
        raise plan_refusals.not_invited()
    was = hours_of(held)
    held.state = state
    if state == State.UNDER_WAY:
        held.began_at = at.instant
    else:
        held.over_at = at.instant
    held.save(update_fields=["state", "began_at", "over_at"])
    if state == State.OVER:
        agendas.carry_to_next(held)
    else:
        settle_parts(meeting=held, at=at)
    write_down(held, "began" if state == State.UNDER_WAY else "over", by=by, at=at, before=was)
    return held
