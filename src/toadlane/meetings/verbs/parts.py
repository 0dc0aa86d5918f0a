"""Parts of a meeting: settled by turn, taken by oneself, or handed to somebody else."""

from __future__ import annotations

from django.db import transaction

from bylaws.meetings.parts import open_to
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import coming_back, plan_refusals
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Invited, Meeting, Part
from toadlane.meetings.turning import turns_of
from toadlane.meetings.verbs.agenda import on_the_agenda
from toadlane.record.verbs import append


@transaction.atomic
def give_part(*, meeting: Meeting, role: str, to: str, by: Participant, at: Moment, key: str) -> Part:
    """Somebody takes a part: oneself, or whom one hands it to; whoever is invited may say so.

    Two who swap do it in two clicks. Faults: `meetings.part`, `.not-invited`, `.settled`.
    """
    held = on_the_agenda(meeting, by, at)
    content = {"meeting": str(held.pk), "role": role, "to": to}
    taken = keys.take(coop=by.coop, key=key, verb="meetings.part", by=by, content=content)
    if not taken.first:
        return Part.objects.get(coop=by.coop, meeting=held, role=role)
    if role not in held.parts:
        raise absent()
    way = Part.Way.TOOK if to == by.key else Part.Way.SWAPPED
    row = write_part(held, role, whom(held, role, to), way, at=at)
    said = {"meeting": str(held.pk), "role": role, "to": to, "way": str(way)}
    append(kind="meeting.part-given.v1", what={**said}, by=by, at=at, subject=str(held.pk))
    taken.keep(row.pk)
    return row


def whom(meeting: Meeting, role: str, key: str) -> Participant:
    """Somebody who is invited and whom the charter's role is open to; else fault `meetings.part`."""
    row = Invited.objects.select_related("participant").filter(meeting=meeting, participant__key=key).first()
    day = day_of(meeting)
    stages = open_to(coming_back.text_of(meeting.coop, day), role)
    if row is None or (stages is not None and row.participant.stage_on(day) not in stages):
        raise plan_refusals.not_yours()
    who: Participant = row.participant
    return who


def write_part(meeting: Meeting, role: str, who: Participant, way: str, *, at: Moment) -> Part:
    """The part is theirs from now on."""
    row, _new = Part.objects.update_or_create(
        meeting=meeting,
        role=role,
        defaults={"coop": meeting.coop, "participant": who, "way": way, "since": at.instant},
    )
    return row


@transaction.atomic
def settle_parts(*, meeting: Meeting, at: Moment) -> list[Part]:
    """Give every part that nobody took to whose turn it is; done twice, it is done once."""
    there = set(Part.objects.filter(meeting=meeting).values_list("role", flat=True))
    wanted = {one.part: one.who for one in turns_of(meeting) if one.who and one.part not in there}
    if not wanted:
        return []
    people = {one.key: one for one in Participant.objects.filter(coop=meeting.coop, key__in=wanted.values())}
    made = [
        write_part(meeting, part, people[who], Part.Way.TURN, at=at) for part, who in wanted.items() if who
    ]
    parts: dict[str, Json] = {part: who for part, who in wanted.items() if who}
    append(
        kind="meeting.parts-by-turn.v1",
        what={"meeting": str(meeting.pk), "parts": parts},
        by=None,
        at=at,
        subject=str(meeting.pk),
        coop=meeting.coop,
    )
    return made
