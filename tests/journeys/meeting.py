"""A meeting of Lantern that is held, with a proposal put to it and what two scribes wrote down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.meetings.planned_rows import Meeting


def met(proposal: str) -> dict[str, str]:
    """Their keys; another one is about to be opened."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant

    people = {one.key: one for one in Participant.objects.select_related("coop").filter(coop__slug="lantern")}
    ada = people["ada"]
    at = now(ada.coop)
    return {
        "meeting to open": str(planned(ada, at, "Everybody’s hour").pk),
        **held(planned(ada, at, "Monday’s hour"), proposal, people, at),
    }


def planned(by: Participant, at: Moment, title: str) -> Meeting:
    """An hour from now on, that Ada facilitates and Bo writes down."""
    from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
    from toadlane.meetings.planned_rows import Part
    from toadlane.meetings.verbs import plan_meeting

    soon = at.instant + dt.timedelta(minutes=5)
    hours = Hours(soon, soon + dt.timedelta(hours=1))
    items = (
        ItemWanted("The second kettle", 15, "decide", about="It leaks again.", owner="bo"),
        ItemWanted("Who opens on Mondays", 10),
        ItemWanted("News of the network", 5, "inform"),
    )
    frame = Frame(title=title, place="The workshop", who=("member", "candidate"))
    meeting = plan_meeting(wanted=Wanted(frame, hours, items), by=by, at=at, key=f"plan {title}")
    for role, key in (("facilitator", "ada"), ("scribe", "bo")):
        Part.objects.create(
            coop=by.coop,
            meeting=meeting,
            role=role,
            participant=type(by).objects.get(coop=by.coop, key=key),
            way="took",
            since=at.instant,
        )
    return meeting


def held(meeting: Meeting, proposal: str, people: dict[str, Participant], at: Moment) -> dict[str, str]:
    """It goes on: Ada and Bo are there, Dee comes online."""
    from toadlane.live import verbs
    from toadlane.proposals.models import Proposal

    ada, bo, dee = people["ada"], people["bo"], people["dee"]
    live = verbs.open_meeting(meeting=meeting, by=ada, at=at)
    verbs.attend(live=live, how="room", by=bo, at=at)
    verbs.attend(live=live, how="online", by=dee, at=at)
    verbs.go_on(live=live, after=None, by=ada, at=at)
    item = live.runs.get().item_id
    row = Proposal.objects.select_related("coop").get(pk=proposal)
    verbs.put_proposal(live=live, item=item, proposal=row, by=ada, at=at)
    verbs.ask_to_speak(live=live, by=dee, at=at)
    verbs.begin_round(live=live, sort="check-in", seconds=60, by=ada, at=at)
    note = verbs.write_note(live=live, text="The kettle **leaks**.", item=item, by=bo, at=at, key="live 1")
    verbs.rewrite_note(note=note, version=1, text="It leaks at the spout.", by=bo, at=at, key="live 2")
    verbs.rewrite_note(note=note, version=1, text="It leaks a little.", by=ada, at=at, key="live 3")
    decided = verbs.capture_decision(live=live, text="Mend it first", item=item, by=bo, at=at, key="live 4")
    action = verbs.capture_action(
        live=live,
        text="Take it to the smith",
        who="dee",
        due_on=at.day,
        item=item,
        by=bo,
        at=at,
        key="live 5",
    )
    return {
        "meeting": str(meeting.pk),
        "live note": str(note.pk),
        "live decision": str(decided.pk),
        "live action": str(action.pk),
    }
