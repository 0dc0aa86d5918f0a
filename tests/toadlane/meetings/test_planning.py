"""A meeting is planned with its agenda, and whoever it is for is invited."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, Refused
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
from toadlane.meetings.planned_rows import Invited, Item, Meeting
from toadlane.meetings.verbs import plan_meeting, put_item
from toadlane.record.models import Entry

TEN = dt.datetime(2025, 3, 10, 14, 0, tzinfo=dt.UTC)


def wanted(**other: object) -> Wanted:
    frame = Frame(title="Monday", who=("candidate", "member"))
    said = {"frame": frame, "hours": Hours(TEN, TEN + dt.timedelta(hours=1)), **other}
    return Wanted(**said)  # type: ignore[arg-type]


def test_a_meeting_is_planned_once_with_its_agenda_and_its_invited(
    ada: Participant, bo: Participant, noon: Moment
) -> None:
    asked = wanted(items=[ItemWanted("Budget", 20, "decide"), ItemWanted("News", 5, "inform", owner="bo")])
    first = plan_meeting(wanted=asked, by=ada, at=noon, key="once")
    again = plan_meeting(wanted=asked, by=ada, at=noon, key="once")
    assert first == again
    assert list(Invited.objects.order_by("participant__key").values_list("participant__key", "because")) == [
        ("ada", "stage:member"),
        ("bo", "stage:candidate"),
    ]
    assert list(Item.objects.values_list("title", "minutes", "aim", "owner__key")) == [
        ("Budget", 20, "decide", None),
        ("News", 5, "inform", "bo"),
    ]
    assert Meeting.objects.get().zone == "America/New_York"
    assert Entry.objects.filter(kind="meeting.planned.v1").count() == 1


def test_who_may_raise_nothing_plans_nothing_but_puts_items_on(
    ada: Participant, bo: Participant, noon: Moment
) -> None:
    with pytest.raises(Refused, match="does not let you plan"):
        plan_meeting(wanted=wanted(), by=bo, at=noon, key="bo")
    meeting = plan_meeting(wanted=wanted(), by=ada, at=noon, key="ada")
    put_item(meeting=meeting, wanted=ItemWanted("Keys"), by=bo, at=noon, key="keys")
    assert list(Item.objects.values_list("title", "put_by__key")) == [("Keys", "bo")]


def test_a_meeting_that_may_decide_nothing_has_nothing_to_decide(ada: Participant, noon: Moment) -> None:
    listening = Frame(title="Listening", decides=False)
    with pytest.raises(InputFault, match="decides nothing"):
        plan_meeting(
            wanted=wanted(frame=listening, items=[ItemWanted("Vote", aim="decide")]),
            by=ada,
            at=noon,
            key="x",
        )
