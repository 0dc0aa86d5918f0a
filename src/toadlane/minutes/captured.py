"""What there is of a meeting before its minutes: its agenda, and what was captured while it was held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from toadlane.coops.models import Participant
from toadlane.meetings.planned_rows import Fate, Item, Meeting
from toadlane.minutes.models import Part

NOT_HELD: Final = frozenset({Fate.CARRIED, Fate.DROPPED})


@dataclass(frozen=True, slots=True)
class Said:
    """One line to begin with; `key` is what it was captured as."""

    part: str
    title: str = ""
    text: str = ""
    who: Participant | None = None
    due_on: dt.date | None = None
    proposal: UUID | None = None
    key: UUID | None = None
    by: Participant | None = None


@dataclass
class Captured:
    """Of a meeting, or of one `closed` session of it: who was there or sent apologies, and the lines."""

    closed: bool = False
    title: str = ""
    present: list[tuple[Participant, bool]] = field(default_factory=list)
    lines: list[Said] = field(default_factory=list)


def captured(meeting: Meeting) -> list[Captured]:
    """The meeting, and each of its closed sessions."""
    return [Captured(lines=[_item(one) for one in _items(meeting)])]


def _items(meeting: Meeting) -> list[Item]:
    rows = Item.objects.filter(meeting=meeting).exclude(fate__in=NOT_HELD)
    return list(rows.order_by("order", "pk"))


def _item(one: Item) -> Said:
    return Said(Part.ISSUES, title=one.title, key=one.pk)
