"""A whole meeting by forms alone, as a browser without scripts sends them, up to approved minutes."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.toadlane.live.conftest import House
from tests.toadlane.live.forms_alone import Alone
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live.models import Attendance, CapturedAction, CapturedDecision, Note
from toadlane.meetings.planned_rows import Item, Meeting
from toadlane.minutes.models import Frozen, Minutes

Enter = Callable[[Participant], Client]


def test_it_is_held_written_and_agreed_by_forms_alone(
    planned: Meeting, house: House, noon: Moment, clock: Callable[[Moment], None], signed_in: Enter
) -> None:
    clock(noon)
    ada, dee = Alone(signed_in(house.ada)), Alone(signed_in(house.dee))
    live = f"/c/harbour/meetings/{planned.pk}/live/"
    budget = str(Item.objects.get(meeting=planned, title="Budget").pk)

    ada.open(live).press("Open it: I am in the room")
    dee.open(live).press("I am online").press("I want to speak")
    ada.open(live).press("Take up the next item").press("Call the next one")
    dee.open(live).press("I have spoken")
    dee.press("Add the paragraph", text="We have **enough**.", item=budget)
    dee.press("Note the decision", text="We buy paint.", item=budget)
    dee.press("Note the action", text="Ask for prices", who="dee", item=budget)
    ada.open(live).press("Begin the round", sort="check-in", minutes="1").press("End the round")
    ada.press("Note it", who="fay", how="room").press("End the meeting")

    dee.open(f"/c/harbour/meetings/{planned.pk}/minutes/").press("Begin the minutes")
    page = dee.at
    dee.press("Send them out")
    for who in (house.ada, house.dee, house.fay):
        Alone(signed_in(who)).open(page).press("Approve the minutes")

    assert (Note.objects.count(), CapturedDecision.objects.count(), CapturedAction.objects.count()) == (
        1,
        1,
        1,
    )
    assert set(Attendance.objects.values_list("participant__key", flat=True)) == {"ada", "dee", "fay"}
    assert Frozen.objects.get().minutes == Minutes.objects.get()
    told = dee.open(page).page
    assert [
        one for one in ("We buy paint.", "Ask for prices", "Its entry in the record") if one not in told
    ] == []
    assert "Approve the minutes" not in dee.buttons
