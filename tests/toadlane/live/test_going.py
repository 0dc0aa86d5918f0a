"""A meeting is opened, goes through its agenda, and ends."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.conftest import join
from tests.toadlane.live.conftest import Hall, House, later
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.live import tasks, verbs
from toadlane.live.models import Attendance, GoRound, Live, Run, Turn
from toadlane.meetings.planned_rows import Item, Meeting, State
from toadlane.record.models import Entry


def test_whoever_is_invited_opens_it_once_and_is_there(house: House, planned: Meeting, noon: Moment) -> None:
    first = verbs.open_meeting(meeting=planned, by=house.bo, at=noon, how="online")
    again = verbs.open_meeting(meeting=planned, by=house.ada, at=noon)

    planned.refresh_from_db()
    assert (first, first.opened_by, planned.state) == (again, house.bo, State.UNDER_WAY)
    there = Attendance.objects.order_by("pk").values_list("participant__key", "how")
    assert list(there) == [("bo", "online"), ("ada", "room")]
    gil = join(house.coop, "gil", "member", dt.date(2025, 3, 3))
    with pytest.raises(Refused, match="invited"):
        verbs.open_meeting(meeting=planned, by=gil, at=noon)
    with pytest.raises(InputFault):
        verbs.open_meeting(meeting=planned, by=house.ada, at=noon, how="apologies")
    other = Coop.objects.create(slug="weir", name="Weir", currency="USD", time_zone="UTC")
    with pytest.raises(NotThere):
        verbs.open_meeting(meeting=planned, by=join(other, "kim", "member", noon.day), at=noon)


def test_attendance_says_who_came_late_left_early_and_sent_apologies(hall: Hall) -> None:
    live, at = hall.live, hall.at
    verbs.attend(live=live, how="apologies", by=hall.fay, at=at)
    verbs.attend(live=live, how="room", by=hall.fay, at=hall.after(minutes=10))
    verbs.attend(live=live, how="room", by=hall.fay, at=hall.after(minutes=11))
    verbs.attend(live=live, how="online", by=hall.dee, who="bo", at=hall.after(minutes=12))
    verbs.leave(live=live, by=hall.fay, at=hall.after(minutes=20))
    verbs.leave(live=live, by=hall.fay, at=hall.after(minutes=21))
    verbs.attend(live=live, how="online", by=hall.fay, at=hall.after(minutes=30))
    verbs.attend(live=live, how="apologies", by=hall.dee, at=hall.after(minutes=40))

    def minute(instant: dt.datetime | None) -> int | None:
        return None if instant is None else (instant - at.instant) // dt.timedelta(minutes=1)

    rows = Attendance.objects.order_by("pk")
    assert [
        (row.participant.key, row.how, minute(row.came_at), minute(row.left_at), row.noted_by.key)
        for row in rows.select_related("participant", "noted_by")
    ] == [
        ("ada", "room", 0, None, "ada"),
        ("dee", "online", 0, 40, "dee"),
        ("fay", "room", 10, 20, "fay"),
        ("bo", "online", 12, None, "dee"),
        ("fay", "online", 30, None, "fay"),
    ]
    with pytest.raises(Refused, match="facilitates or takes the minutes"):
        verbs.attend(live=live, how="room", by=hall.bo, who="dee", at=hall.after(minutes=50))
    for who in ("nobody", "a\x00b"):
        with pytest.raises(InputFault, match="Nobody of that name"):
            verbs.attend(live=live, how="room", by=hall.ada, who=who, at=at)
    with pytest.raises(InputFault):
        verbs.attend(live=live, how="asleep", by=hall.ada, at=at)


def test_items_are_taken_up_parked_done_and_taken_up_again_and_their_timers_add_up(hall: Hall) -> None:
    live, ada = hall.live, hall.ada
    verbs.go_on(live=live, after=None, by=ada, at=hall.at)
    verbs.hold_timer(live=live, runs=False, by=ada, at=hall.after(minutes=5))
    verbs.hold_timer(live=live, runs=True, by=ada, at=hall.after(minutes=8))
    verbs.take_up(live=live, item=hall.item("Van"), by=ada, at=hall.after(minutes=10))
    verbs.finish(live=live, item=hall.item("Van"), by=ada, at=hall.after(minutes=11))
    verbs.take_up(live=live, item=hall.item("Budget"), by=ada, at=hall.after(minutes=12))
    verbs.go_on(live=live, after=hall.item("Budget"), by=ada, at=hall.after(minutes=15))
    verbs.park(live=live, item=hall.item("News"), by=ada, at=hall.after(minutes=16))

    runs = Run.objects.order_by("item__order")
    assert list(runs.values_list("item__title", "state", "spent_s", "item__fate")) == [
        ("Budget", "done", 600, "done"),
        ("News", "parked", 60, "open"),
        ("Van", "done", 60, "done"),
    ]
    verbs.take_up(live=live, item=hall.item("Van"), by=ada, at=hall.after(minutes=17))
    assert Item.objects.get(title="Van").fate == "open"


def test_pressed_by_two_at_once_it_goes_on_by_one(hall: Hall) -> None:
    verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)

    with pytest.raises(RecordMoved, match="Somebody else was first"):
        verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)

    assert Run.objects.count() == 1


def test_others_lead_only_while_the_facilitator_is_away(hall: Hall) -> None:
    with pytest.raises(Refused, match="for whoever facilitates"):
        verbs.go_on(live=hall.live, after=None, by=hall.dee, at=hall.at)
    with pytest.raises(Refused, match="Only those who are there"):
        verbs.go_on(live=hall.live, after=None, by=hall.bo, at=hall.at)

    verbs.leave(live=hall.live, by=hall.ada, at=hall.at)
    verbs.go_on(live=hall.live, after=None, by=hall.dee, at=hall.at)

    assert Run.objects.get().item.title == "Budget"
    with pytest.raises(InputFault, match="no item"):
        verbs.take_up(live=hall.live, item=hall.meeting.pk, by=hall.ada, at=hall.at)


def test_it_ends_once_with_an_entry_and_nothing_of_the_floor_is_left(hall: Hall) -> None:
    verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)
    verbs.ask_to_speak(live=hall.live, by=hall.dee, at=hall.at)
    verbs.begin_round(live=hall.live, sort="check-in", by=hall.ada, at=hall.at)
    verbs.end_meeting(live=hall.live, by=hall.dee, at=hall.after(minutes=50))
    verbs.end_meeting(live=hall.live, by=hall.dee, at=hall.after(minutes=51))

    live = Live.objects.get()
    hall.meeting.refresh_from_db()
    assert (live.ended_by, hall.meeting.state) == (hall.dee, State.OVER)
    assert not Run.objects.filter(state="on").exists()
    assert (Turn.objects.count(), GoRound.objects.count()) == (0, 0)
    assert Run.objects.get().spent_s == 3000
    assert not Attendance.objects.filter(left_at=None).exists()
    assert Entry.objects.filter(kind="meeting.held.v1").count() == 1
    with pytest.raises(RecordMoved, match="is over"):
        verbs.attend(live=live, how="room", by=hall.fay, at=hall.after(minutes=52))


def test_a_meeting_nobody_ends_closes_itself_with_what_was_captured(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = verbs.write_note(live=hall.live, text="We began.", by=hall.dee, at=hall.at, key="n")
    in_time, late = hall.after(hours=4, minutes=4), hall.after(hours=4, minutes=5)
    verbs.end_forgotten(live=hall.live, at=in_time)
    assert (tasks.forgotten(in_time.instant).exists(), tasks.forgotten(late.instant).exists()) == (
        False,
        True,
    )

    monkeypatch.setattr("django.utils.timezone.now", lambda: late.instant)
    assert tasks.something_is_forgotten()
    tasks.end_all.call()

    hall.meeting.refresh_from_db()
    live = Live.objects.get()
    assert (live.ended_by, live.ended_at, hall.meeting.state) == (None, late.instant, State.OVER)
    arrived = verbs.rewrite_note(
        note=note, version=1, text="We began late.", by=hall.dee, at=later(late, hours=1), key="r"
    )
    assert arrived.text == "We began late."
    verbs.seal(live=live, at=later(late, hours=2))
    with pytest.raises(RecordMoved, match="agreed"):
        verbs.write_note(live=live, text="Too late.", by=hall.dee, at=later(late, hours=3), key="l")
