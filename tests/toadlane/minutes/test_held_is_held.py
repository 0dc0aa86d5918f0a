"""What was held and noted is not made undone by whoever plans meetings."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import RecordMoved
from tests.toadlane.conftest import join
from tests.toadlane.minutes.conftest import HELD, HOUR, House, days, key
from toadlane.coops.moment import Moment
from toadlane.meetings.arranging import Hours
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.meetings.verbs import ask_also, cancel_meeting, move_meeting
from toadlane.minutes import verbs
from toadlane.minutes.models import Frozen


def test_a_meeting_whose_minutes_say_who_was_there_is_not_cancelled_nor_moved_away(house: House) -> None:
    """Nobody pressed “begin” that day: it is still planned, and was held all the same."""
    sent = house.sent()
    later = house.after("ada", "bo", "dee")
    house.note(sent, later, "bo", "dee")
    ahead = house.at.instant + dt.timedelta(days=9)
    where = {"place": "", "link": "", "presence": "either"}

    for held in (Meeting.objects.get(pk=house.meeting.pk), Meeting.objects.get(pk=later.pk)):
        with pytest.raises(RecordMoved, match="stays as it is"):
            cancel_meeting(meeting=held, by=house.ada, at=house.at, key=key())
        with pytest.raises(RecordMoved, match="stays as it is"):
            move_meeting(
                meeting=held, hours=Hours(ahead, ahead + HOUR), **where, by=house.ada, at=house.at, key=key()
            )

    house.later(3)
    verbs.settle(minutes=sent, at=house.at)
    assert Frozen.objects.filter(minutes=sent).exists()


def test_a_meeting_nobody_came_to_is_cancelled_when_it_is_past(house: House) -> None:
    assert cancel_meeting(meeting=house.meeting, by=house.ada, at=house.at, key=key()).state == "cancelled"


def test_nobody_is_invited_to_what_was_held_and_so_to_approve_it(house: House) -> None:
    sent = house.sent()
    join(house.coop, "gus", "trial", dt.date(2024, 1, 1))

    with pytest.raises(RecordMoved, match="stays as it is"):
        ask_also(meeting=sent.meeting, who=["gus"], by=house.ada, at=house.at, key=key())

    assert not Invited.objects.filter(meeting=sent.meeting, participant__key="gus").exists()


def test_a_clock_that_was_put_back_makes_nothing_count_sooner_and_stops_nobody(house: House) -> None:
    sent = house.sent()
    later = house.after("ada", "bo", "dee")
    house.note(sent, later, "ada", "bo", "dee")
    before = Moment.of(HELD - dt.timedelta(days=30), coop=house.coop)

    verbs.settle(minutes=sent, at=before)
    assert not Frozen.objects.filter(minutes=sent).exists()
    verbs.contest(minutes=sent.pk, edition=1, by=house.bo, at=before)

    house.at = days(house.at, 3, house.coop)
    assert house.life(sent).now.value.approved_by == ("ada", "dee")
