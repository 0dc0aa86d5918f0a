"""The page of a meeting that is held: who sees what, buttons, the outbox, and what asking again costs."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.toadlane.conftest import join
from tests.toadlane.live.conftest import Hall, Raise
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import verbs
from toadlane.live.models import Attendance, CapturedAction, CapturedDecision, Note, PutProposal, Run, Turn
from toadlane.meetings.doors import was_there
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.proposals.models import Position, Proposal

Enter = Callable[[Participant], Client]
pytestmark = pytest.mark.usefixtures("_now")


def outbox(of: Participant) -> Any:
    """What a browser says with words that it kept for somebody."""
    return {"HTTP_X_OUTBOX": str(of.pk)}


@pytest.fixture
def _now(clock: Callable[[Moment], None], noon: Moment) -> None:
    """It is noon for pages too."""
    clock(noon)


def at(meeting: Meeting, rest: str = "") -> str:
    """An address of it."""
    return f"/c/harbour/meetings/{meeting.pk}/live/{rest}"


def press(browser: Client, hall: Hall, act: str, **takes: object) -> int:
    """A button of the page."""
    said = {"act": act, "key": f"{act} {takes}", **{name: str(value) for name, value in takes.items()}}
    return browser.post(at(hall.meeting, "acting/"), said).status_code


def test_it_is_opened_gone_through_and_ended_from_the_page(
    planned: Meeting, signed_in: Enter, ada: Participant, house: object
) -> None:
    browser = signed_in(ada)
    assert b"has not been opened" in browser.get(at(planned)).content
    assert browser.post(at(planned, "opening/"), {"how": "room", "key": "o"}).status_code == 302
    live = planned.live
    hall = Hall(planned, live, ada, ada, ada, ada, Moment(live.opened_at, live.opened_at.date()))
    assert press(browser, hall, "next", after="") == 302
    assert press(browser, hall, "next", after="") == 409
    first = Run.objects.get()
    for act in ("ask", "pause", "go-on", "close-session", "open-session"):
        assert press(browser, hall, act, sort="speech") == 302
    begun = {"sort": "check-in", "minutes": "1.5", "private": "on", "key": "r"}
    assert browser.post(at(planned, "rounds/"), begun).status_code == 302
    seen = browser.get(at(planned)).content.decode()
    assert [words in seen for words in ("Budget", "1:30", "speaks for the first time")] == [True] * 3
    assert browser.post(at(planned, "rounds/"), {"sort": "shout", "key": "x"}).status_code == 422
    for act in ("heard", "call", "end-round", "leave", "attend"):
        press(browser, hall, act, how="room")
    assert press(browser, hall, "finish", item=first.item_id) == 302
    assert press(browser, hall, "fly") == 404
    assert press(browser, hall, "end") == 302
    assert b"This meeting is over" in browser.get(at(planned)).content
    assert press(browser, hall, "ask", sort="speech") == 409


def test_asking_again_in_vain_costs_one_question_of_ours_and_says_nothing(
    hall: Hall, signed_in: Enter
) -> None:
    browser = signed_in(hall.dee)
    address = at(hall.meeting, "now/")
    whole = browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = browser.get(address, HTTP_IF_NONE_MATCH=whole["ETag"])
    ours = ["live_live" in one["sql"] for one in asked]
    other = signed_in(hall.fay).get(address, HTTP_IF_NONE_MATCH=whole["ETag"])
    verbs.ask_to_speak(live=hall.live, by=hall.ada, at=hall.at)
    changed = browser.get(address, HTTP_IF_NONE_MATCH=whole["ETag"])

    assert (whole.status_code, again.status_code, again.content, changed.status_code) == (200, 304, b"", 200)
    assert other.status_code == 200
    assert ours == [False, False, True]  # whose session, who, and whether anything changed
    assert f'data-tag="{changed["ETag"][1:-1]}"' in changed.content.decode()
    assert Client().get(address).status_code == 404


def test_as_many_questions_for_five_hundred_as_for_four(hall: Hall, signed_in: Enter) -> None:
    browser = signed_in(hall.ada)
    verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)
    verbs.ask_to_speak(live=hall.live, by=hall.dee, at=hall.at)
    verbs.write_note(live=hall.live, text="One.", by=hall.dee, at=hall.at, key="0")
    browser.get(at(hall.meeting))
    with CaptureQueriesContext(connection) as few:
        browser.get(at(hall.meeting))
    coop, since = hall.ada.coop, hall.at.instant
    people = Participant.objects.bulk_create(
        Participant(coop=coop, key=f"p{n}", name=f"Person {n}") for n in range(500)
    )
    Invited.objects.bulk_create(
        Invited(coop=coop, meeting=hall.meeting, participant=one, because="asked") for one in people
    )
    Attendance.objects.bulk_create(
        Attendance(coop=coop, live=hall.live, participant=one, how="online", came_at=since, noted_by=one)
        for one in people[:100]
    )
    Turn.objects.bulk_create(
        Turn(coop=coop, live=hall.live, participant=one, asked_at=since) for one in people[:50]
    )
    for n in range(1, 5):
        verbs.write_note(live=hall.live, text=f"{n}.", by=hall.dee, at=hall.at, key=str(n))
    with CaptureQueriesContext(connection) as many:
        seen = browser.get(at(hall.meeting))

    assert len(many) == len(few) <= 30
    assert "102 of 504 invited" in seen.content.decode()


def test_two_scribes_write_from_the_page_and_the_second_is_told(hall: Hall, signed_in: Enter) -> None:
    ada, dee = signed_in(hall.ada), signed_in(hall.dee)
    wrote = {"text": "We **begin**. <script>alert(1)</script>", "key": "1"}
    assert dee.post(at(hall.meeting, "notes/"), wrote).status_code == 302
    note = Note.objects.get()
    its = at(hall.meeting, f"notes/{note.pk}/")
    assert 'name="version" value="1"' in ada.get(its).content.decode()
    dee.post(its, {"text": "We begin late.", "version": 1, "key": "2"})
    told = ada.post(its, {"text": "We begin at ten.", "version": 1, "key": "3"}, follow=True)

    seen = told.content.decode()
    assert "Both texts are kept" in seen
    assert "We begin late." in seen
    assert "We begin at ten." in seen
    assert "<script>alert" not in seen
    assert "We **begin**" in ada.get(its).content.decode()
    struck = {"version": 2, "struck": "yes", "key": "4"}
    assert ada.post(f"{its}striking/", struck).status_code == 302
    assert ada.post(its, {"text": "", "version": 2, "key": "5"}).status_code == 422


def test_what_one_typed_is_not_sent_by_another_who_signs_in_on_the_same_machine(
    hall: Hall, signed_in: Enter
) -> None:
    """The page is open still, and who signs in has a good form from it: her words wait until she is back."""
    said = {"text": "Hers.", "key": "k"}

    his = signed_in(hall.ada).post(at(hall.meeting, "notes/"), said, **outbox(hall.dee))
    hers = signed_in(hall.dee).post(at(hall.meeting, "notes/"), said, **outbox(hall.dee))

    assert (his.status_code, hers.status_code) == (403, 204)
    assert [note.written_by for note in Note.objects.all()] == [hall.dee]


def test_the_outbox_of_a_browser_is_told_in_words_and_once(hall: Hall, signed_in: Enter) -> None:
    browser = signed_in(hall.dee)
    kept = browser.post(at(hall.meeting, "notes/"), {"text": "Offline.", "key": "k"}, **outbox(hall.dee))
    again = browser.post(at(hall.meeting, "notes/"), {"text": "Offline.", "key": "k"}, **outbox(hall.dee))
    refused = browser.post(
        at(hall.meeting, "actions/"),
        {"text": "Ring", "who": "fay", "due_on": "2025-03-01", "key": "a"},
        **outbox(hall.dee),
    )

    assert (kept.status_code, again.status_code, Note.objects.count()) == (204, 204, 1)
    assert (refused.status_code, refused["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "before the meeting" in refused.content.decode()


def test_a_position_is_taken_from_one_s_own_page_and_its_outcome_noted(
    hall: Hall, signed_in: Enter, raised: Raise
) -> None:
    proposal = raised(matter="budget")
    browser = signed_in(hall.ada)
    press(browser, hall, "next", after="")
    put = {"item": str(hall.item("Budget")), "proposal": str(proposal.pk), "key": "p"}
    assert browser.post(at(hall.meeting, "proposals/"), put).status_code == 302
    for who in (hall.ada, hall.dee):
        said = {"proposal": str(proposal.pk), "stance": "agree", "revision": 1, "key": f"s {who.key}"}
        assert signed_in(who).post(at(hall.meeting, "position/"), said).status_code == 302
    seen = signed_in(hall.fay).get(at(hall.meeting)).content.decode()

    assert list(Position.objects.values_list("participant__key", "stance", "channel")) == [
        ("ada", "agree", "meeting"),
        ("dee", "agree", "meeting"),
    ]
    found = re.search(r'name="text" value="([^"]+)"><input type="hidden" name="item" value="([^"]+)"', seen)
    assert found is not None
    noted = {"text": found[1], "item": found[2], "proposal": str(proposal.pk), "key": "d"}
    browser.post(at(hall.meeting, "decisions/"), noted)
    assert CapturedDecision.objects.get().proposal_id == proposal.pk
    assert "Note what came of it" not in browser.get(at(hall.meeting)).content.decode()
    assert browser.post(at(hall.meeting, "proposals/"), {**put, "off": "yes", "key": "q"}).status_code == 302
    assert browser.post(
        at(hall.meeting, "proposals/"), {**put, "proposal": "x", "off": "yes"}
    ).status_code in {404, 422}


def test_the_item_at_hand_leads_to_a_proposal_in_its_words_and_to_positions_on_paper(
    hall: Hall, signed_in: Enter, raised: Raise
) -> None:
    paper = reverse("proposals:speaking", args=["harbour", raised(matter="budget").pk])
    verbs.go_on(live=hall.live, after=None, by=hall.ada, at=hall.at)
    run = Run.objects.get()
    PutProposal.objects.create(
        coop=run.coop, run=run, proposal=Proposal.objects.get(), put_by=hall.ada, put_at=hall.at.instant
    )
    browser = signed_in(hall.ada)

    hers, his = (signed_in(who).get(at(hall.meeting)).content.decode() for who in (hall.ada, hall.fay))

    assert (f"{paper}#paper" in hers, paper in his) == (True, False)
    assert "Enter it" in browser.get(paper).content.decode()
    begin = re.search(r'href="(/c/harbour/[^"]+origin_kind=agenda-item[^"]+)"', hers)
    assert begin is not None
    assert "It came of this: Item of an agenda" in " ".join(
        browser.get(html.unescape(begin[1])).content.decode().split()
    )


def test_what_was_captured_is_put_right_and_struck_out_on_its_page(hall: Hall, signed_in: Enter) -> None:
    browser = signed_in(hall.dee)
    said = {"text": "Ring the bank", "who": "fay", "due_on": "2025-03-10", "key": "a"}
    browser.post(at(hall.meeting, "actions/"), said)
    browser.post(at(hall.meeting, "decisions/"), {"text": "Quiet Fridays", "key": "d"})
    for kind, row in (
        ("actions", CapturedAction.objects.get()),
        ("decisions", CapturedDecision.objects.get()),
    ):
        its = at(hall.meeting, f"{kind}/{row.pk}/")
        assert browser.get(its).status_code == 200
        anew = {"text": "Anew", "who": "ada", "version": 1, "key": "n"}
        assert browser.post(its, anew).status_code == 302
        assert browser.post(its, {**anew, "text": "Again"}).status_code == 409
        assert browser.post(f"{its}striking/", {"version": 2, "struck": "yes", "key": "s"}).status_code == 302
        row.refresh_from_db()
        assert (row.text, row.struck_at is not None) == ("Anew", True)


def test_what_is_written_in_a_closed_session_is_absent_for_all_others(hall: Hall, signed_in: Enter) -> None:
    press(signed_in(hall.ada), hall, "next", after="")
    press(signed_in(hall.ada), hall, "close-session")
    item = hall.item("Budget")
    note = verbs.write_note(live=hall.live, text="Heard there.", item=item, by=hall.dee, at=hall.at, key="1")
    action = verbs.capture_action(
        live=hall.live, text="Done there.", who="dee", item=item, by=hall.dee, at=hall.at, key="2"
    )
    inside, outside = signed_in(hall.dee), signed_in(hall.fay)

    assert "Heard there." in inside.get(at(hall.meeting)).content.decode()
    seen = outside.get(at(hall.meeting)).content.decode()
    assert ("Heard there." in seen, "Done there." in seen, "closed session" in seen) == (False, False, True)
    for address in (f"notes/{note.pk}/", f"actions/{action.pk}/"):
        assert [one.get(at(hall.meeting, address)).status_code for one in (inside, outside)] == [200, 404]


def test_whoever_may_not_see_the_meeting_finds_nothing_there(hall: Hall, signed_in: Enter) -> None:
    gil = join(hall.ada.coop, "gil", "former", dt.date(2025, 3, 3))
    browser = signed_in(gil)
    nothing = UUID(int=0)
    for rest in ("", "now/", f"notes/{nothing}/", f"decisions/{nothing}/"):
        assert browser.get(at(hall.meeting, rest)).status_code == 404
        assert signed_in(hall.ada).get(at(hall.meeting, rest)).status_code == (
            404 if "/" in rest[:-1] else 200
        )
    assert browser.post(at(hall.meeting, "notes/"), {"text": "x", "key": "k"}).status_code == 404


def test_today_leads_to_where_a_meeting_is_opened(
    planned: Meeting, signed_in: Enter, bo: Participant
) -> None:
    assert at(planned) in signed_in(bo).get("/c/harbour/").content.decode()


def test_the_page_of_a_meeting_leads_into_it_and_knows_who_was_there(hall: Hall, signed_in: Enter) -> None:
    its = f"/c/harbour/meetings/{hall.meeting.pk}/"
    seen = signed_in(hall.fay).get(reverse("meetings:meeting", args=["harbour", hall.meeting.pk]))

    assert f'href="{its}live/"' in seen.content.decode()
    assert was_there(hall.meeting) == {"ada", "dee"}


def test_today_leads_into_a_meeting_that_is_on(hall: Hall, signed_in: Enter) -> None:
    assert at(hall.meeting) in signed_in(hall.fay).get("/c/harbour/").content.decode()
