"""Harbour meets: Ada facilitates, Dee takes the minutes, Fay comes along, Bo, a candidate, is invited too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.toadlane.proposals.conftest import House, Raise, clock, house, later, raised
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import verbs
from toadlane.live.models import Live
from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
from toadlane.meetings.planned_rows import Item, Meeting, Part
from toadlane.meetings.verbs import plan_meeting

__all__ = ["House", "Raise", "clock", "house", "later", "raised"]
ITEMS = (
    ItemWanted("Budget", 20, "decide", "What the money is for"),
    ItemWanted("News", 5),
    ItemWanted("Van", 10, "decide"),
)


@dataclass(frozen=True)
class Hall:
    """A meeting that Ada opened."""

    meeting: Meeting
    live: Live
    ada: Participant
    dee: Participant
    fay: Participant
    bo: Participant
    at: Moment

    def item(self, title: str) -> UUID:
        """One of its items."""
        return Item.objects.get(meeting=self.meeting, title=title).pk

    def after(self, **ahead: int) -> Moment:
        """So long after it began."""
        return later(self.at, **ahead)


@pytest.fixture
def planned(house: House, noon: Moment) -> Meeting:
    frame = Frame(title="Monday", who=("candidate", "member"))
    soon = noon.instant + dt.timedelta(minutes=5)
    hours = Hours(soon, soon + dt.timedelta(hours=1))
    meeting = plan_meeting(wanted=Wanted(frame, hours, ITEMS), by=house.ada, at=noon, key="plan")
    for role, who in (("facilitator", house.ada), ("scribe", house.dee)):
        Part.objects.create(
            coop=house.coop, meeting=meeting, role=role, participant=who, way="took", since=noon.instant
        )
    return meeting


@pytest.fixture
def hall(house: House, planned: Meeting, noon: Moment) -> Hall:
    """Ada opened it; Dee is there too, online."""
    live = verbs.open_meeting(meeting=planned, by=house.ada, at=noon)
    verbs.attend(live=live, how="online", by=house.dee, at=noon)
    return Hall(planned, live, house.ada, house.dee, house.fay, house.bo, noon)
