"""Minutes begin with what was captured in a meeting that was held here; a closed session has its own."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.live.conftest import Hall, House, clock, hall, house, planned
from toadlane.live import verbs as live
from toadlane.live.models import Live
from toadlane.minutes import verbs
from toadlane.minutes.life import life_of
from toadlane.minutes.models import CLOSED, Line, Minutes, Present

__all__ = ["House", "clock", "hall", "house", "planned"]


def test_what_was_captured_is_in_them_and_what_was_closed_apart(hall: Hall) -> None:
    on, at = hall.live, hall.at
    live.take_up(live=on, item=hall.item("Budget"), by=hall.ada, at=at)
    live.write_note(live=on, text="It is tight.", by=hall.dee, at=at, key="1", item=hall.item("Budget"))
    live.capture_decision(live=on, text="We spend less.", by=hall.dee, at=at, key="2")
    live.capture_action(
        live=on, text="Tell the bank", who="ada", due_on=dt.date(2025, 3, 9), by=hall.dee, at=at, key="3"
    )
    live.take_up(live=on, item=hall.item("Van"), by=hall.ada, at=at)
    live.attend(live=on, how="room", by=hall.fay, at=at)
    live.leave(live=on, by=hall.dee, at=at)
    live.close_session(live=on, closed=True, by=hall.ada, at=at)
    live.write_note(live=on, text="Secret heron.", by=hall.fay, at=at, key="4", item=hall.item("Van"))
    live.end_meeting(live=on, by=hall.ada, at=at)

    row = verbs.begin(meeting=hall.meeting, by=hall.dee, at=at)

    said = Line.objects.filter(minutes=row).order_by("part", "order")
    assert [(one.part, one.title, one.text) for one in said] == [
        ("actions", "", "Tell the bank"),
        ("decisions", "", "We spend less."),
        ("issues", "Budget", "It is tight."),
    ]
    assert sorted(life_of(row, at).there) == ["ada", "dee", "fay"]
    closed = Minutes.objects.get(nth=1)
    assert (closed.information_class, closed.title) == (CLOSED, "Van")
    assert sorted(Present.objects.filter(minutes=closed).values_list("participant__key", flat=True)) == [
        "ada",
        "fay",
    ]
    assert [one.text for one in Line.objects.filter(minutes=closed)] == ["Secret heron."]
    assert not Line.objects.filter(minutes=closed, written_by=hall.dee).exists()


def test_once_they_are_approved_nothing_captured_changes_any_more(hall: Hall) -> None:
    on, at = hall.live, hall.at
    live.take_up(live=on, item=hall.item("Budget"), by=hall.ada, at=at)
    live.end_meeting(live=on, by=hall.ada, at=at)
    row = verbs.begin(meeting=hall.meeting, by=hall.dee, at=at)
    for part in ("decisions", "actions"):
        verbs.say_none(minutes=row.pk, part=part, none=True, by=hall.dee, at=at)
    verbs.send_out(minutes=row.pk, by=hall.dee, at=at)
    for who in (hall.ada, hall.dee):
        verbs.approve(minutes=row.pk, edition=1, by=who, at=at)

    assert life_of(Minutes.objects.get(pk=row.pk), at).phase == "approved"
    with pytest.raises(Fault):
        live.write_note(live=Live.objects.get(), text="Late.", by=hall.dee, at=at, key="late")
