"""Minutes begin with what was captured in a meeting that was held here; a closed session has its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.live.conftest import Hall, House, Raise, clock, hall, house, later, planned, raised
from tests.toadlane.proposals.conftest import take
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.live import verbs as live
from toadlane.live.models import Live
from toadlane.meetings.fillers import closing
from toadlane.minutes import verbs
from toadlane.minutes.life import life_of
from toadlane.minutes.models import CLOSED, Line, Minutes, Present
from toadlane.minutes.register import Asked, actions
from toadlane.minutes.verbs.drafting import Worded
from toadlane.proposals import verbs as proposals
from toadlane.proposals.models import Proposal

__all__ = ["House", "clock", "hall", "house", "planned", "raised"]
SignedIn = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
KEPT = ("matter", "rule", "article", "raised_by", "raised_at", "raised_on")


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


def test_a_decision_put_in_other_words_is_still_that_of_its_proposal(
    hall: Hall, raised: Raise, signed_in: SignedIn, clock: Clock
) -> None:
    proposal, at = raised(), hall.at
    live.end_meeting(live=hall.live, by=hall.ada, at=at)
    row = verbs.begin(meeting=hall.meeting, by=hall.dee, at=at)
    worded = Worded("decisions", "Fridays are quite.", proposal=proposal.pk)
    line = verbs.write_line(minutes=row.pk, worded=worded, by=hall.dee, at=at, key="1")
    dee, page = signed_in(hall.dee), f"/c/harbour/meetings/minutes/{row.pk}/"
    [(_line, form)] = next(one for one in dee.get(page).context["parts"] if one["part"].key == "decisions")[
        "lines"
    ]
    shown = {name: str(form[name].value() or "") for name in form.fields}

    answer = dee.post(f"{page}line/", {**shown, "text": "Fridays are quiet.", "key": "2"})

    line.refresh_from_db()
    assert (answer.status_code, line.text, line.proposal_id) == (302, "Fridays are quiet.", proposal.pk)


def test_a_decision_names_no_proposal_that_is_nowhere_or_elsewhere(
    hall: Hall, raised: Raise, signed_in: SignedIn, clock: Clock
) -> None:
    elsewhere, at = raised(), hall.at
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    elsewhere = Proposal(coop=other, **{one: getattr(elsewhere, one) for one in KEPT})
    elsewhere.save()
    live.end_meeting(live=hall.live, by=hall.ada, at=at)
    row = verbs.begin(meeting=hall.meeting, by=hall.dee, at=at)
    dee, lines = signed_in(hall.dee), f"/api/v1/coops/harbour/minutes/{row.pk}/lines"
    said = {"part": "decisions", "text": "So it is."}

    for number, named in enumerate((uuid4(), elsewhere.pk)):
        body = {**said, "proposal": str(named), "key": f"{number}"}
        assert dee.post(lines, body, content_type="application/json").status_code == 404

    assert not Line.objects.filter(minutes=row).exists()


def test_evenings_belong_to_the_day_that_the_co_op_has(hall: Hall, raised: Raise, noon: Moment) -> None:
    proposal, evening = raised(matter="network"), later(noon, days=5, hours=9)
    place = Place(hall.ada.coop, hall.ada, noon, sight_on(hall.ada, noon.day))
    [closes] = closing(place, hall.meeting)
    for who in (hall.ada, hall.dee, hall.fay):
        take(proposal, "agree", who, noon)
    said: dict[str, Any] = {"proposal": proposal, "by": hall.ada, "at": later(noon, days=4)}
    action = proposals.add_action(**said, text="Call them", who="ada", key="call")
    ended = {**said, "action": action.pk, "at": evening, "done": True, "because": ""}
    proposals.end_action(**ended, key="called")

    [done] = actions(place, Asked(state="done"))

    assert evening.instant.date() != evening.day
    assert (closes.due_on, done.over_on) == (dt.date(2025, 3, 6), evening.day)


def test_promises_of_proposals_are_found_without_accents_and_in_the_year_of_the_co_op(
    hall: Hall, raised: Raise, noon: Moment
) -> None:
    proposal = raised(matter="network")
    place = Place(hall.ada.coop, hall.ada, noon, sight_on(hall.ada, noon.day))
    for who in (hall.ada, hall.dee, hall.fay):
        take(proposal, "agree", who, noon)
    new_year = dt.datetime(2026, 1, 1, 3, 0, tzinfo=dt.UTC)
    eve = Moment.of(new_year, coop=hall.ada.coop)
    proposals.add_action(
        proposal=proposal, text="Réserver le CAFÉ", who="ada", by=hall.ada, at=eve, key="call"
    )

    def found(**asked: Any) -> list[str]:
        return [one.text for one in actions(place, Asked(**asked))]

    assert (eve.day.year, eve.instant.year) == (2025, 2026)
    assert found(words="cafe RÉSERVER", year=2025) == found(words="café") == ["Réserver le CAFÉ"]
    assert found(year=2026) == found(words="ca%fe") == []


def test_whatever_was_written_is_in_the_minutes_however_much_it_is(hall: Hall) -> None:
    """Three notes that no one line holds: each word of them stands in one, below the same item."""
    on, at, van = hall.live, hall.at, hall.item("Van")
    live.take_up(live=on, item=van, by=hall.ada, at=at)
    for nth in range(3):
        live.write_note(live=on, text=f"{nth}" + " heron" * 1_500, by=hall.dee, at=at, key=f"{nth}", item=van)
    live.end_meeting(live=on, by=hall.ada, at=at)

    row = verbs.begin(meeting=hall.meeting, by=hall.dee, at=at)

    said = Line.objects.filter(minutes=row).order_by("part", "order")
    assert [(one.title, one.text[:7]) for one in said] == [
        ("Van", "0 heron"),
        ("", "1 heron"),
        ("", "2 heron"),
    ]
    assert sum(one.text.count("heron") for one in said) == 4_500
