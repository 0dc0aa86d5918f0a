"""Sending minutes out: from then on they are changed by corrections, and approved."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.minutes import refusals
from toadlane.minutes.models import Minutes
from toadlane.minutes.verbs.standing import held, only_a_draft, only_writers
from toadlane.record.verbs import append


@transaction.atomic
def send_out(*, minutes: UUID, by: Participant, at: Moment) -> Minutes:
    """Everybody who may see them is told, and may suggest corrections; sent out twice, they went out once.

    Faults: `minutes.not-yours`, `.incomplete`, `.approved`.
    """
    life = held(minutes, by, at)
    only_writers(life, by)
    if life.row.sent_on is not None and life.phase != "approved":
        return life.row
    only_a_draft(life)
    if life.missing:
        raise refusals.incomplete(life.missing)
    row = life.row
    row.sent_by, row.sent_at, row.sent_on = by, at.instant, at.day
    row.save(update_fields=["sent_by", "sent_at", "sent_on"])
    what: dict[str, Json] = {
        "edition": row.edition,
        "meeting": str(row.meeting_id),
        "minutes": str(row.pk),
        "session": row.nth,
    }
    append(kind="minutes.sent.v1", what=what, by=by, at=at, subject=str(row.pk))
    return row
