"""Whose turn each part of a meeting is, from what was held before and who comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db.models import Count

from bylaws.meetings.parts import Taken, Turn, open_to, turns
from toadlane.coops.moment import Moment
from toadlane.meetings import coming_back
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Invited, Meeting, Part, State

LOOKS_BACK: Final = dt.timedelta(days=730)
"""Who had a part longer ago has waited long enough."""


def turns_of(meeting: Meeting) -> tuple[Turn, ...]:
    """Whose turn each of its parts is now: of those invited who do not say that they stay away.

    Counted over the meetings of its series, or of all meetings without one, of two years.
    """
    rows = list(Invited.objects.filter(meeting=meeting).values_list("participant__key", "because", "answer"))
    day = day_of(meeting)
    text, stage_of = coming_back.text_of(meeting.coop, day), coming_back.stages_on(meeting.coop, day)
    able = {part: _able(open_to(text, part), rows, stage_of) for part in meeting.parts}
    settled = dict(Part.objects.filter(meeting=meeting).values_list("role", "participant__key"))
    absent = {key for key, _because, answer in rows if answer == Invited.Answer.NOT}
    taken, chances = _before(meeting)
    return turns(meeting.parts, able, taken, chances, absent=absent, settled=settled)


def _able(
    stages: frozenset[str] | None, rows: list[tuple[str, str, str]], stage_of: Mapping[str, str | None]
) -> tuple[str, ...]:
    return tuple(
        sorted(key for key, _because, _answer in rows if stages is None or stage_of.get(key) in stages)
    )


def _before(meeting: Meeting) -> tuple[list[Taken], Mapping[str, int]]:
    """Who had which part in earlier meetings, and to how many of those each was invited."""
    earlier = Meeting.objects.filter(
        coop=meeting.coop_id,
        state__in=[State.OVER, State.UNDER_WAY],
        starts_at__lt=meeting.starts_at,
        starts_at__gt=meeting.starts_at - LOOKS_BACK,
    )
    if meeting.series_id is not None:
        earlier = earlier.filter(series=meeting.series_id)
    parts = Part.objects.filter(meeting__in=earlier).values_list(
        "role", "participant__key", "meeting__starts_at"
    )
    invited = Invited.objects.filter(meeting__in=earlier).values_list("participant__key")
    chances = dict(invited.annotate(times=Count("pk")).order_by())
    taken = [Taken(role, who, Moment.of(at, coop=meeting.coop).day) for role, who, at in parts]
    return taken, chances
