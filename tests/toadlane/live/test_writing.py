"""Notes, decisions and actions; two scribes on one line; what arrives late arrives once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.conftest import join
from tests.toadlane.live.conftest import Hall, Raise
from tests.toadlane.proposals.conftest import take
from toadlane.coops.models import Coop
from toadlane.live import verbs
from toadlane.live.models import CapturedAction, CapturedDecision, Note, NoteEdition
from toadlane.meetings.planned_rows import Meeting


def written() -> list[tuple[str, str, bool]]:
    """What the notes say, by whom, and whether it is kept beside another."""
    rows = Note.objects.order_by("first", "id")
    return [(row.text, row.written_by.key, row.beside_id is not None) for row in rows]


def test_two_scribes_on_one_line_lose_nothing(hall: Hall) -> None:
    ada, dee, at = hall.ada, hall.dee, hall.at
    note = verbs.write_note(live=hall.live, text="We begin.", by=dee, at=at, key="1")
    verbs.write_note(live=hall.live, text="Somebody laughs.", by=ada, at=at, key="2")
    verbs.rewrite_note(note=note, version=1, text="We begin late.", by=dee, at=at, key="3")

    beside = verbs.rewrite_note(note=note, version=1, text="We begin at ten.", by=ada, at=at, key="4")
    again = verbs.rewrite_note(note=note, version=1, text="We begin at ten.", by=ada, at=at, key="4")
    same = verbs.rewrite_note(note=note, version=1, text="We begin late.", by=ada, at=at, key="5")

    assert (beside, beside.beside, same) == (again, note, note)
    assert written() == [
        ("We begin late.", "dee", False),
        ("We begin at ten.", "ada", True),
        ("Somebody laughs.", "ada", False),
    ]
    assert list(NoteEdition.objects.values_list("text", "nth")) == [("We begin.", 1)]


def test_a_text_for_a_paragraph_that_was_struck_out_is_kept_beside_it(hall: Hall) -> None:
    note = verbs.write_note(live=hall.live, text="We begin.", by=hall.dee, at=hall.at, key="1")
    verbs.strike_note(note=note, version=1, struck=True, by=hall.ada, at=hall.at)
    verbs.strike_note(note=note, version=1, struck=True, by=hall.ada, at=hall.at)
    kept = verbs.rewrite_note(note=note, version=1, text="We begin late.", by=hall.dee, at=hall.at, key="2")

    assert (kept.beside, kept.struck_at) == (note, None)
    verbs.strike_note(note=note, version=1, struck=False, by=hall.ada, at=hall.at)
    verbs.rewrite_note(note=note, version=1, text="We began.", by=hall.ada, at=hall.at, key="3")
    with pytest.raises(RecordMoved):
        verbs.strike_note(note=note, version=1, struck=True, by=hall.ada, at=hall.at)


def test_what_was_typed_offline_arrives_once(hall: Hall) -> None:
    verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)
    said = {"live": hall.live, "text": "Offline.", "item": hall.item("Budget"), "by": hall.dee, "at": hall.at}
    first = verbs.write_note(**said, key="k")  # type: ignore[arg-type]
    again = verbs.write_note(**said, key="k")  # type: ignore[arg-type]

    assert (first, Note.objects.count(), first.run is not None) == (again, 1, True)
    with pytest.raises(InputFault):
        verbs.write_note(**{**said, "text": "Another."}, key="k")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " \n\u200b", "a" * 10_001])
def test_a_note_says_something_that_fits(hall: Hall, text: str) -> None:
    with pytest.raises(InputFault, match="missing or too long"):
        verbs.write_note(live=hall.live, text=text, by=hall.dee, at=hall.at, key="1")


def test_only_those_invited_write_and_only_on_what_was_taken_up(hall: Hall) -> None:
    gil = join(hall.ada.coop, "gil", "member", dt.date(2025, 3, 3))
    other = Coop.objects.create(slug="weir", name="Weir", currency="USD", time_zone="UTC")
    kim = join(other, "kim", "member", dt.date(2025, 3, 3))
    with pytest.raises(Refused, match="invited"):
        verbs.write_note(live=hall.live, text="Me too.", by=gil, at=hall.at, key="1")
    with pytest.raises(NotThere):
        verbs.write_note(live=hall.live, text="Me too.", by=kim, at=hall.at, key="1")
    with pytest.raises(InputFault, match="no item"):
        verbs.write_note(
            live=hall.live, text="Soon.", item=hall.item("Van"), by=hall.dee, at=hall.at, key="1"
        )


def test_actions_say_who_and_by_when_and_are_put_right_by_one_at_a_time(hall: Hall) -> None:
    live, dee, at = hall.live, hall.dee, hall.at
    said = {"live": live, "text": "Call the bank", "who": "fay", "due_on": dt.date(2025, 3, 10)}
    made = verbs.capture_action(**said, by=dee, at=at, key="1")  # type: ignore[arg-type]
    assert made == verbs.capture_action(**said, by=dee, at=at, key="1")  # type: ignore[arg-type]
    now = verbs.rewrite_action(action=made, version=1, text="Ring the bank", who="ada", by=dee, at=at)
    with pytest.raises(RecordMoved):
        verbs.rewrite_action(action=made, version=1, text="Write to it", who="bo", by=hall.ada, at=at)
    same = verbs.rewrite_action(action=made, version=1, text="Ring the bank", who="ada", by=dee, at=at)

    assert (now.version, same.version, now.who, now.due_on) == (2, 2, hall.ada, None)
    with pytest.raises(InputFault, match="before the meeting"):
        verbs.capture_action(
            live=live, text="Then", who="fay", due_on=dt.date(2025, 3, 2), by=dee, at=at, key="2"
        )
    with pytest.raises(InputFault, match="Nobody of that name"):
        verbs.capture_action(live=live, text="Who", who="zoe", by=dee, at=at, key="3")
    verbs.strike(captured=made, struck=True, by=dee, at=at)
    assert CapturedAction.objects.get().struck_at == at.instant


def test_a_decision_may_name_the_proposal_on_which_positions_were_taken(hall: Hall, raised: Raise) -> None:
    live, ada, dee, at = hall.live, hall.ada, hall.dee, hall.at
    proposal = raised(matter="budget")
    verbs.go_on(live=live, after=None, by=ada, at=at)
    item = hall.item("Budget")
    with pytest.raises(InputFault, match="no such proposal"):
        verbs.capture_decision(live=live, text="Yes", item=item, proposal=proposal.pk, by=dee, at=at, key="1")
    put = verbs.put_proposal(live=live, item=item, proposal=proposal, by=dee, at=at)
    assert put == verbs.put_proposal(live=live, item=item, proposal=proposal, by=ada, at=at)
    live.refresh_from_db()
    before = live.version
    take(proposal, "agree", hall.fay, at)
    live.refresh_from_db()
    assert live.version == before + 1
    made = verbs.capture_decision(
        live=live, text="Quiet Fridays", item=item, proposal=proposal.pk, by=dee, at=at, key="1"
    )
    again = verbs.rewrite_decision(decision=made, version=1, text="Fridays are quiet", by=ada, at=at)
    verbs.take_off_proposal(live=live, item=item, proposal=proposal.pk, by=ada, at=at)

    assert (made, again.version, again.proposal_id) == (CapturedDecision.objects.get(), 2, proposal.pk)
    Meeting.objects.filter(pk=hall.meeting.pk).update(decides=False)
    with pytest.raises(Refused, match="decides nothing"):
        verbs.capture_decision(live=live, text="Yes", by=dee, at=at, key="2")
    with pytest.raises(Refused, match="decides nothing"):
        verbs.put_proposal(live=live, item=item, proposal=proposal, by=ada, at=at)


def test_what_arrived_before_the_minutes_were_agreed_has_arrived_when_it_is_sent_again(hall: Hall) -> None:
    sent: dict[str, Any] = {"live": hall.live, "by": hall.dee, "at": hall.at}
    anew: dict[str, Any] = {"version": 1, "by": hall.dee, "at": hall.at}

    def outbox() -> list[object]:
        note = verbs.write_note(**sent, text="We begin.", key="1")
        return [
            note,
            verbs.rewrite_note(**anew, note=note, text="We begin late.", key="2"),
            verbs.capture_decision(**sent, text="We spend less.", key="3"),
            verbs.capture_action(**sent, text="Tell the bank", who="ada", key="4"),
        ]

    first = outbox()
    verbs.end_meeting(live=hall.live, by=hall.ada, at=hall.at)
    verbs.seal(live=hall.live, at=hall.at)

    assert outbox() == first
    with pytest.raises(Fault) as other:
        verbs.write_note(**sent, text="And another.", key="5")
    assert other.value.code == "live.agreed"
    assert written() == [("We begin late.", "dee", False)]
