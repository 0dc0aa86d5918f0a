"""Saying that an approval which another noted for one in a meeting is not one's own."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.minutes import refusals
from toadlane.minutes.life import Life, life_of
from toadlane.minutes.models import ApprovalContested, Minutes
from toadlane.minutes.verbs.standing import held
from toadlane.record.verbs import append


@transaction.atomic
def contest(*, minutes: UUID, edition: int, by: Participant, at: Moment) -> Minutes:
    """Say that it is not one's own: it does not count, and nobody notes another; done twice, it is done once.

    That is possible until the minutes are approved. Faults: `minutes.none-noted`, `.contested-late`.
    """
    life = held(minutes, by, at)
    if _is_done(life, edition, by):
        return life.row
    if life.phase == "approved" or life.now.value.complete:
        raise refusals.contested_late()
    mine = life.noted_for(by)
    if mine is None or mine.edition != edition:
        raise refusals.none_noted()
    ApprovalContested.objects.create(coop=by.coop, approval=mine, by=by, happened_at=at.instant)
    what: dict[str, Json] = {
        "approval": str(mine.pk),
        "edition": mine.edition,
        "minutes": str(life.row.pk),
        "noted_by": mine.said_by.key,
        "undone": _is_undone(life, at),
    }
    append(kind="minutes.contested.v1", what=what, by=by, at=at, subject=str(life.row.pk))
    return life.row


def _is_done(life: Life, edition: int, by: Participant) -> bool:
    mine = (one for one in life.approvals if one.participant_id == by.pk and one.edition == edition)
    return any(hasattr(one, "contested") for one in mine)


def _is_undone(life: Life, at: Moment) -> bool:
    """Whether the minutes would have been approved by what was noted, and are not without this."""
    return not life.now.value.lacks_then and bool(life_of(life.row, at).now.value.lacks_then)
