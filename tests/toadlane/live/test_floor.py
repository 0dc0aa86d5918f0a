"""The stack and the rounds of a meeting."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.live.conftest import Hall
from toadlane.live import verbs
from toadlane.live.models import GoRound, LetIn, RoundSeat, Turn
from toadlane.live.order import in_order


def stack(hall: Hall) -> list[tuple[str, str]]:
    """Who waits, and why there."""
    rows = Turn.objects.select_related("participant")
    return [(turn.participant.key, place.because) for turn, place in in_order(rows, None)]


def test_first_time_speakers_come_first_and_nobody_is_passed_over(hall: Hall) -> None:
    live, ada, dee, fay = hall.live, hall.ada, hall.dee, hall.fay
    verbs.attend(live=live, how="room", by=fay, at=hall.at)
    verbs.ask_to_speak(live=live, by=dee, at=hall.after(minutes=1))
    verbs.call_next(live=live, after=None, by=ada, at=hall.after(minutes=2))
    speaking = Turn.objects.get(called_at__isnull=False)
    verbs.have_spoken(live=live, turn=speaking.pk, by=dee, at=hall.after(minutes=3))
    verbs.ask_to_speak(live=live, by=dee, at=hall.after(minutes=4))
    verbs.ask_to_speak(live=live, by=fay, at=hall.after(minutes=5))
    verbs.ask_to_speak(live=live, by=fay, at=hall.after(minutes=6))

    assert stack(hall) == [("fay", "first-time"), ("dee", "waited")]
    verbs.ask_to_speak(live=live, by=dee, sort="point-of-order", at=hall.after(minutes=7))
    assert stack(hall) == [("dee", "point-of-order"), ("fay", "first-time")]
    verbs.call_next(live=live, after=None, by=ada, at=hall.after(minutes=8))
    with pytest.raises(RecordMoved):
        verbs.call_next(live=live, after=None, by=ada, at=hall.after(minutes=8))
    now = Turn.objects.get(called_at__isnull=False, done_at=None)
    with pytest.raises(Refused, match="facilitates"):
        verbs.have_spoken(live=live, turn=now.pk, by=fay, at=hall.after(minutes=9))
    verbs.call_next(live=live, after=now.pk, by=ada, at=hall.after(minutes=9))
    assert Turn.objects.get(called_at__isnull=False, done_at=None).participant == fay
    assert stack(hall) == []
    with pytest.raises(InputFault):
        verbs.ask_to_speak(live=live, by=ada, sort="shout", at=hall.at)


def test_whoever_leaves_or_takes_it_back_waits_no_more(hall: Hall) -> None:
    verbs.ask_to_speak(live=hall.live, by=hall.ada, at=hall.at)
    verbs.ask_to_speak(live=hall.live, by=hall.dee, at=hall.at)
    verbs.take_back(live=hall.live, by=hall.ada, at=hall.at)
    verbs.leave(live=hall.live, by=hall.dee, at=hall.at)

    assert stack(hall) == []
    with pytest.raises(Refused, match="Only those who are there"):
        verbs.ask_to_speak(live=hall.live, by=hall.dee, at=hall.at)


def test_of_a_private_round_nothing_is_left_at_its_end(hall: Hall) -> None:
    live, ada = hall.live, hall.ada
    begun = verbs.begin_round(live=live, sort="check-in", seconds=60, by=ada, at=hall.at)
    assert begun == verbs.begin_round(live=live, sort="check-in", seconds=60, by=ada, at=hall.at)
    with pytest.raises(RecordMoved, match="A round is on"):
        verbs.begin_round(live=live, sort="check-out", by=ada, at=hall.at)
    verbs.attend(live=live, how="room", by=hall.fay, at=hall.after(minutes=1))
    verbs.be_heard(live=live, by=ada, at=hall.after(minutes=2))
    verbs.be_heard(live=live, by=ada, at=hall.after(minutes=2))
    with pytest.raises(Refused, match="for whoever facilitates"):
        verbs.be_heard(live=live, by=hall.fay, who="dee", at=hall.after(minutes=2))
    verbs.be_heard(live=live, by=hall.dee, passes=True, at=hall.after(minutes=3))
    ended = verbs.be_heard(live=live, by=ada, who="fay", at=hall.after(minutes=4))

    assert ended is None
    assert (GoRound.objects.count(), RoundSeat.objects.count()) == (0, 0)
    with pytest.raises(RecordMoved, match="No round"):
        verbs.be_heard(live=live, by=ada, at=hall.at)


def test_another_round_keeps_its_question_and_not_who_spoke(hall: Hall) -> None:
    live, ada = hall.live, hall.ada
    with pytest.raises(InputFault, match="not even its question"):
        verbs.begin_round(live=live, sort="reactions", asks="How is it?", by=ada, at=hall.at)
    with pytest.raises(InputFault, match="none of the choices"):
        verbs.begin_round(live=live, sort="reactions", seconds=0, by=ada, at=hall.at)
    verbs.begin_round(live=live, sort="reactions", asks="How is it?", private=False, by=ada, at=hall.at)
    verbs.end_round(live=live, by=ada, at=hall.after(minutes=5))
    verbs.end_round(live=live, by=ada, at=hall.after(minutes=6))

    assert list(GoRound.objects.values_list("sort", "asks", "private")) == [
        ("reactions", "How is it?", False)
    ]
    assert RoundSeat.objects.count() == 0


def test_a_closed_session_is_among_those_who_were_there_and_who_is_let_in(hall: Hall) -> None:
    live, ada, dee, fay = hall.live, hall.ada, hall.dee, hall.fay
    verbs.go_on(live=live, after=None, by=ada, at=hall.at)
    verbs.close_session(live=live, closed=True, by=ada, at=hall.at)
    item = hall.item("Budget")

    def note(by: object, key: str) -> None:
        verbs.write_note(live=live, text="Among us.", item=item, by=by, at=hall.at, key=key)  # type: ignore[arg-type]

    note(dee, "dee")
    with pytest.raises(NotThere):
        note(fay, "fay")
    verbs.let_in(live=live, who="fay", inside=True, by=ada, at=hall.at)
    note(fay, "fay")
    verbs.let_in(live=live, who="dee", inside=False, by=ada, at=hall.at)
    verbs.let_in(live=live, who="ada", inside=False, by=ada, at=hall.at)
    assert set(LetIn.objects.values_list("participant__key", flat=True)) == {"ada", "fay"}
    verbs.leave(live=live, by=ada, at=hall.at)
    for act in ({"closed": False}, {"who": "dee", "inside": True}):
        verb = verbs.close_session if "closed" in act else verbs.let_in
        with pytest.raises(NotThere):  # Dee leads while Ada is away, and is not in it
            verb(live=live, by=dee, at=hall.at, **act)
