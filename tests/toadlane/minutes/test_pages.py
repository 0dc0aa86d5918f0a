"""The pages of minutes, from the first line to the approved paper."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from pypdf import PdfReader

from tests.toadlane.conftest import join
from tests.toadlane.minutes.conftest import HELD, HOUR, House, key
from toadlane.coops.models import Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.meetings.planned_rows import Meeting
from toadlane.minutes import verbs
from toadlane.minutes.models import Action, Line, Minutes
from toadlane.ui import names

SignedIn = Callable[[Participant], Client]
Clock = Callable[[Moment], None]


def test_minutes_are_begun_written_and_sent_out_on_their_page(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    ada = signed_in(house.ada)
    begin = f"/c/harbour/meetings/{house.meeting.pk}/minutes/"
    assert ada.get(begin).status_code == 200
    page = ada.post(begin, {"key": key()}).headers["Location"]
    sent = ada.post(f"{page}sending/", {"key": key()})
    assert (sent.status_code, "Still empty" in sent.content.decode()) == (409, True)
    ada.post(f"{page}attendance/", {"key": key(), "there": ["ada", "bo", "dee"], "apologies": ["fay"]})
    ada.post(f"{page}line/", {"key": key(), "part": "decisions", "text": "We buy the **van**.<script>"})
    ada.post(f"{page}none/", {"key": key(), "part": "actions", "none": "yes"})
    line = Line.objects.get(part="decisions")
    moved = ada.post(
        f"{page}line/", {"key": key(), "part": "decisions", "line": line.pk, "edition": 9, "text": "Mine."}
    )
    assert (moved.status_code, "Mine." in moved.content.decode()) == (409, True)

    assert ada.post(f"{page}sending/", {"key": key()}).status_code == 302

    told = ada.get(page).content.decode()
    assert "<strong>van</strong>" in told
    assert "<script>" not in told.split("</head>")[1].split("We buy")[1][:60]
    assert ada.get(begin).headers["Location"] == page
    assert signed_in(house.bo).get(page).status_code == 200


def test_they_are_corrected_and_approved_on_their_page(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.sent()
    page = f"/c/harbour/meetings/minutes/{row.pk}/"
    line = Line.objects.get(part="decisions")
    signed_in(house.bo).post(
        f"{page}correction/",
        {
            "key": key(),
            "part": "decisions",
            "line": line.pk,
            "text": "A used van.",
            "because": "It was said.",
        },
    )
    ada = signed_in(house.ada)
    refused = ada.post(f"{page}approval/", {"key": key(), "edition": 1})
    assert (refused.status_code, "wait for an answer" in refused.content.decode()) == (409, True)
    one = house.life(row).pending[0].pk
    said = {"key": key(), "correction": one, "accepted": "yes", "edition": 1, "text": "A used van."}
    assert ada.post(f"{page}answer/", said).status_code == 302
    for who in (house.ada, house.bo, house.dee):
        assert signed_in(who).post(f"{page}approval/", {"key": key(), "edition": 2}).status_code == 302

    told = ada.get(page).content.decode()
    words = ("Its entry in the record", "A used van.", "What it said before", "<strong>van</strong>")
    assert [one for one in words if one not in told] == []


def test_what_was_noted_is_contested_on_the_page_by_whoever_it_names(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    Meeting.objects.filter(pk=later.pk).update(title="<b>Next</b>")
    clock(house.at)
    page, ada, bo = f"/c/harbour/meetings/minutes/{row.pk}/", signed_in(house.ada), signed_in(house.bo)
    those = {"key": key(), "meeting": later.pk, "those": ["ada", "bo"]}
    told = ada.post(f"{page}together/", those, follow=True).content.decode()
    words = (
        "Noted. Those you named are told",
        "counts after Mar 5, 2025",
        "in “&lt;b&gt;Next&lt;/b&gt;” of Feb 27, 2025, noted by Ada",
    )
    assert [one for one in words if one not in told] == []
    shown = [signed_in(who).get(page).content.decode() for who in (house.ada, house.bo, house.dee)]
    assert ["That is not mine" in one for one in shown] == [False, True, False]

    sent = {"key": key(), "edition": 1}
    assert signed_in(house.dee).post(f"{page}contesting/", sent).status_code == 409
    assert bo.get(f"{page}contesting/").status_code == 405
    told = [bo.post(f"{page}contesting/", sent, follow=True).content.decode() for _ in range(2)][-1]

    assert [one in told for one in ("It does not count", "not theirs, they say", "That is not mine")] == [
        True,
        True,
        False,
    ]
    assert "Approve the minutes" in told


def test_who_was_told_in_a_closed_session_alone_is_absent_for_others(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.written()
    closed = verbs.begin_closed(
        minutes=row.pk, title="Pay", there=["ada", "dee"], by=house.ada, at=house.at, key=key()
    )

    answer = signed_in(house.bo).post(
        f"/c/harbour/meetings/minutes/{closed.pk}/contesting/", {"key": key(), "edition": 1}
    )

    assert answer.status_code == 404


def test_a_page_asks_as_much_however_many_were_noted(house: House, signed_in: SignedIn, clock: Clock) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee", "fay")
    clock(house.at)
    page, dee = f"/c/harbour/meetings/minutes/{row.pk}/", signed_in(house.dee)
    dee.get(page)

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert dee.get(page).status_code == 200
        return len(questions)

    house.note(row, later, "bo")
    before = asked()
    house.note(row, later, "ada", "dee")
    house.contest(row, house.bo)

    assert asked() == before


def test_the_papers_say_the_same_and_are_read_back(house: House, signed_in: SignedIn, clock: Clock) -> None:
    row = house.frozen()
    ada, page = signed_in(house.ada), f"/c/harbour/meetings/minutes/{row.pk}/minutes."
    words = ["Harbour Web Cooperative", "Monday", "Ada, Bo, Dee", "Fay", "van", "Get three offers", "Dee"]

    pdf, word, text = (ada.get(f"{page}{form}") for form in ("pdf", "docx", "md"))

    read = docx.Document(io.BytesIO(word.content))
    said = "\n".join(one.text for one in read.paragraphs)
    assert [one for one in words if one not in said] == []
    assert [one for one in words if one not in text.content.decode()] == []
    assert "We buy the **van**." in text.content.decode()
    pages = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert [one for one in words if one not in pages] == []
    assert [one.headers["Content-Disposition"] for one in (pdf, word, text)] == [
        f'attachment; filename="harbour-minutes-2025-02-24.{form}"' for form in ("pdf", "docx", "md")
    ]
    assert ada.get(f"{page}exe").status_code == 404


def test_papers_number_what_was_numbered_and_say_that_a_session_was_closed(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row, long = house.written(), "ab" * 60
    house.write(
        row, "decisions", f"Two steps:\n\n3. we ask\n\n   in writing\n4. we pay\n\n> It was said.\n\n{long}"
    )
    closed = verbs.begin_closed(
        minutes=row.pk, title="Pay", there=["dee"], by=house.ada, at=house.at, key=key()
    )
    ada = signed_in(house.ada)
    page = "/c/harbour/meetings/minutes/"

    pdf, word, plain, apart = (
        ada.get(f"{page}{one.pk}/minutes.{form}").content
        for one, form in ((row, "pdf"), (row, "docx"), (row, "md"), (closed, "pdf"))
    )
    text = plain.decode()

    printed = [line for one in PdfReader(io.BytesIO(pdf)).pages for line in one.extract_text().splitlines()]
    said = ("2 Two steps:", "3. we ask", "in writing", "4. we pay", "It was said.")
    assert [one for one in said if one not in printed] == []
    assert max(map(len, printed)) < len(long)  # it breaks where the line ends
    written = [
        (one.text, one.style.name if one.style else "") for one in docx.Document(io.BytesIO(word)).paragraphs
    ]
    assert written[-9:-3] == [
        ("2.\tTwo steps:", "Normal"),
        ("3. we ask", "Normal"),
        ("in writing", "Normal"),
        ("4. we pay", "Normal"),
        ("It was said.", "Normal"),
        (long, "Normal"),
    ]
    assert "1. We buy the **van**.\n" in text
    assert "\n2. Two steps:\n\n   3. we ask\n\n      in writing\n   4. we pay\n\n   > It was said.\n" in text
    assert "\nGet three offers\n" in text  # one alone has no number
    assert "Closed session. Draft of minutes." in PdfReader(io.BytesIO(apart)).pages[0].extract_text()
    assert "Closed session." not in printed


def test_a_closed_session_is_hidden_wherever_minutes_are_found(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.written()
    ada = signed_in(house.ada)
    page = ada.post(
        f"/c/harbour/meetings/minutes/{row.pk}/closed/",
        {"key": key(), "title": "Unlucky pay", "there": ["dee"]},
    ).headers["Location"]
    closed = Minutes.objects.get(nth=1)
    house.write(closed, "decisions", "Secret salmon.")
    house.write(closed, "actions", "Secret otter", who="dee")

    places = ("find/?q=secret", "decided/", "actions/", "decided.csv", "actions.csv", "find/")
    for who, sees in ((house.dee, True), (house.bo, False), (house.fay, False)):
        client = signed_in(who)
        found = [client.get(f"/c/harbour/meetings/{one}").content.decode() for one in places]
        assert any("Secret" in one for one in found) is sees
        assert any("Unlucky" in one for one in found) is sees
        statuses = [client.get(f"{page}{more}").status_code for more in ("", "minutes.md")]
        assert statuses == ([200, 200] if sees else [404, 404])
        assert ("Unlucky" in client.get(f"/c/harbour/meetings/minutes/{row.pk}/").content.decode()) is sees


def test_what_a_closed_session_asks_of_somebody_who_was_not_in_it_they_find_and_can_say_done(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.written()
    said: dict[str, Any] = {"title": "Unlucky pay", "there": ["ada", "dee"], "key": key()}
    closed = verbs.begin_closed(minutes=row.pk, by=house.ada, at=house.at, **said)
    house.write(closed, "decisions", "Secret salmon.")
    line = house.write(closed, "actions", "Call the bank", who="fay")
    house.write(closed, "actions", "Secret otter", who="dee")
    fay, mine = signed_in(house.fay), "/c/harbour/meetings/actions/?state=mine"
    action = Action.objects.get(line=line)

    found = fay.get(mine).content.decode()

    assert f'id="action-{action.pk}"' in found
    assert [one in found for one in ("Call the bank", "Secret", "Unlucky")] == [True, False, False]
    assert mine in fay.get("/c/harbour/").content.decode()
    for more in ("", "?state=open", "?who=fay"):
        assert "Call the bank" not in fay.get(f"/c/harbour/meetings/actions/{more}").content.decode()
    assert "Call the bank" not in signed_in(house.bo).get(mine).content.decode()
    done = fay.post(f"/c/harbour/meetings/actions/{action.pk}/", {"key": key(), "what": "done"})
    assert (done.status_code, Action.objects.get(pk=action.pk).done) == (302, True)


def test_what_was_decided_and_who_does_what_are_found_across_meetings(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    house.frozen()
    dee = signed_in(house.dee)
    action = Action.objects.get()

    found = dee.get("/c/harbour/meetings/find/?q=VAN&year=2025&who=bo").content.decode()
    assert [one in found for one in ("We buy the", "Ada, Bo, Dee", "The van")] == [True, True, True]
    for nothing in ("q=boat", "q=van&year=2024", "q=van&who=fay", "q=van&series=x", "year=٣", "q=%00"):
        assert "We buy the" not in dee.get(f"/c/harbour/meetings/find/?{nothing}").content.decode()
    assert "Get three offers" in dee.get("/c/harbour/meetings/actions/?state=mine").content.decode()
    assert "Get three offers" not in dee.get("/c/harbour/meetings/actions/?state=overdue").content.decode()
    step = f"/c/harbour/meetings/actions/{action.pk}/"
    assert dee.post(step, {"key": key(), "what": "done"}).status_code == 302
    assert dee.post(step, {"key": key(), "what": "done"}).status_code == 409
    assert "Get three offers" not in dee.get("/c/harbour/meetings/actions.csv?state=open").content.decode()
    assert b"Get three offers" in dee.get("/c/harbour/meetings/actions.csv?state=done").content
    assert b"We buy the" in dee.get("/c/harbour/meetings/decided.csv").content
    assert dee.get("/c/harbour/meetings/decided.xlsx").content.startswith(b"PK")
    assert dee.get("/c/harbour/meetings/decided.pdf").status_code == 404
    affairs = dee.get("/c/harbour/meetings/affairs/").content.decode()
    assert [one in affairs for one in ("We buy the", "To do: 0; overdue: 0")] == [True, True]


def test_every_page_of_minutes_stands_in_the_room_of_meetings(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    browser, row = signed_in(house.ada), house.written()
    pages = [f"minutes/{row.pk}/", "find/", "decided/", "actions/", "affairs/"]

    rooms = [browser.get(f"/c/harbour/meetings/{page}").context["room"] for page in pages]

    assert rooms == ["meet"] * len(pages)


def test_names_to_choose_among_are_drawn_once_however_many_lines_choose(
    house: House, signed_in: SignedIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, ada = house.written(), signed_in(house.ada)
    drawn: list[str] = []

    def counted(text: str) -> str:
        drawn.append(text)
        return escape(text)

    monkeypatch.setattr(names, "escape", counted)

    def how_often() -> int:
        drawn.clear()
        assert ada.get(f"/c/harbour/meetings/minutes/{row.pk}/").content.count(b">Fay</option>") > 1
        return drawn.count("Fay")

    few = how_often()
    for number in range(8):
        house.write(row, "actions", f"Thing {number}", who="dee")

    assert how_often() == few == 2  # as they are, and behind “nobody yet”


def test_a_page_of_minutes_asks_as_much_however_long_they_are(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row, ada = house.written(), signed_in(house.ada)
    page = f"/c/harbour/meetings/minutes/{row.pk}/"
    ada.get(page)

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert ada.get(page).status_code == 200
        return len(questions)

    before = asked()
    for number in range(8):
        house.write(row, "actions", f"Thing {number}", who="dee")

    assert asked() == before


def test_minutes_in_any_script_are_read_back_and_accessible(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.written()
    house.write(row, "decisions", "我们买**货车**。 Мы покупаем. 회의 👩‍💻")
    house.write(row, "decisions", "- נקנה רכב\n- شاحنة")

    answer = signed_in(house.ada).get(f"/c/harbour/meetings/minutes/{row.pk}/minutes.pdf")

    found = PdfReader(io.BytesIO(answer.content))
    root: Any = found.trailer["/Root"]
    said = "".join(page.extract_text() for page in found.pages).replace(" ", "")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    words = ("我们买货车", "Мыпокупаем", "회의", "רכב", "[U+")
    assert [one for one in words if one not in said] == ["[U+"]


def test_the_list_of_meetings_leads_to_the_minutes_of_each_that_has_some_and_to_none_that_are_hidden(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    row = house.sent()
    house.plan("Nobody wrote", HELD - 24 * HOUR)
    ada, page = signed_in(house.ada), "/c/harbour/meetings/"
    way = f'href="/c/harbour/meetings/minutes/{row.pk}/"'

    with CaptureQueriesContext(connection) as few:
        told = ada.get(page).content.decode()
    for number in range(4):
        house.meeting = house.plan(f"Week {number}", HELD - (48 + 24 * number) * HOUR)
        house.begin()
    with CaptureQueriesContext(connection) as many:
        later = ada.get(page).content.decode()
    Visibility.objects.create(coop=house.coop, information_class="evaluations", audience="bookkeeper")
    Minutes.objects.filter(pk=row.pk).update(information_class="evaluations")
    gil = join(house.coop, "gil", "member", dt.date(2025, 2, 28))
    hidden = signed_in(gil).get(page).content.decode()

    assert (told.count("Its minutes"), later.count("Its minutes"), way in told) == (1, 5, True)
    assert len(many) == len(few)
    assert (way in hidden, "Monday" in hidden) == (False, True)
