"""Whether somebody comes, and who else is asked. An answer concerns the meeting alone: it has no entry."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import inviting, plan_refusals
from toadlane.meetings.doors import is_held
from toadlane.meetings.planned_rows import MOST, Invited, Meeting, State
from toadlane.meetings.verbs.agenda import on_the_agenda
from toadlane.record.verbs import append


@transaction.atomic
def answer(*, meeting: Meeting, says: str, note: str = "", by: Participant, at: Moment) -> Invited:
    """Say that one comes, comes later or does not; said again it is said anew, until the meeting is over.

    After the deadline it still counts, since who falls ill in the morning must be able to say so; the page
    shows that it came late. Twice the same is once, so it takes no key. Faults: `meetings.not-invited`,
    `.settled`, `.choice`, `.too-long`.
    """
    if says not in Invited.Answer.values:
        raise plan_refusals.no_choice()
    if len(note) > MOST["note"] or "\x00" in note:
        raise plan_refusals.too_long("note", MOST["note"])
    rows = Invited.objects.select_for_update(of=("self",)).select_related("meeting")
    row = rows.filter(meeting=meeting, participant=by).first()
    if row is None:
        raise plan_refusals.not_invited()
    if row.meeting.state in {State.OVER, State.CANCELLED}:
        raise plan_refusals.settled()
    row.answer, row.note, row.answered_at = says, note, at.instant
    row.save(update_fields=["answer", "note", "answered_at"])
    return row


@transaction.atomic
def ask_also(*, meeting: Meeting, who: Collection[str], by: Participant, at: Moment, key: str) -> list[str]:
    """Invite people by name whom neither stage nor body invites; the keys of those who are new.

    Nobody is invited to what was held: they could approve its minutes. Faults: `meetings.settled`,
    `.not-invited`.
    """
    held = on_the_agenda(meeting, by, at)
    asked: list[Json] = [*sorted(who)]
    content: dict[str, Json] = {"meeting": str(held.pk), "who": asked}
    taken = keys.take(coop=by.coop, key=key, verb="meetings.ask-also", by=by, content=content)
    if not taken.first:
        return []
    if is_held(held):
        raise plan_refusals.settled()
    known = set(Participant.objects.filter(coop=by.coop, key__in=who).values_list("key", flat=True))
    if known != set(who):
        raise absent()
    new = inviting.invite(held, dict.fromkeys(who, inviting.ASKED))
    said: dict[str, Json] = {"meeting": str(held.pk), "who": asked}
    append(kind="meeting.asked.v1", what=said, by=by, at=at, subject=str(held.pk))
    taken.keep(held.pk)
    return new
