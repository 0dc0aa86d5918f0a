"""The pages of meetings: planned, answered, ordered, moved, cancelled with buttons; hidden is absent."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests.toadlane.conftest import NOON
from toadlane.coops import clock
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
from toadlane.meetings.coming_back import Rhythm
from toadlane.meetings.planned_rows import Invited, Item, Meeting, Part, Series
from toadlane.meetings.verbs import begin_series, plan_meeting
from toadlane.people.models import Person

SCRIPT = "<script>alert(1)</script>"
Enter = Callable[[Participant | Person], Client]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda coop: Moment.of(NOON, coop=coop))


@pytest.fixture
def monday(ada: Participant, bo: Participant, noon: Moment) -> Meeting:
    series = begin_series(
        frame=Frame(title=f"Monday {SCRIPT}", who=("candidate", "member"), opens_with=("proposals",)),
        rhythm=Rhythm("P7D", dt.date(2025, 3, 10)),
        agenda=(ItemWanted(f"Budget {SCRIPT}", 20, "decide"), ItemWanted("News", 50)),
        by=ada,
        at=noon,
        key="begin",
    )
    return Meeting.objects.get(series=series, nth=1)


def keyed(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def test_everything_of_a_meeting_is_done_with_buttons(
    monday: Meeting, bo: Participant, ada: Participant, signed_in: Enter
) -> None:
    browser = signed_in(ada)
    at = f"/c/harbour/meetings/{monday.pk}/"
    page = browser.get(at).content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert "does not fit" in page

    def send(act: str, **said: object) -> int:
        key = keyed(browser.get(at).content.decode())
        return browser.post(f"{at}{act}/", {"key": key, **said}).status_code

    item = Item.objects.get(meeting=monday, title="News")
    assert send("acts/answer", says="late", note="train") == 302
    assert send("acts/item", title="Keys", minutes=5, aim="inform", owner="bo") == 302
    assert send(f"items/{item.pk}/step", down="no") == 302
    assert send(f"items/{item.pk}/fate", fate="done") == 302
    assert send("acts/part", role="scribe", to="bo") == 302
    assert send("acts/fill", template="go-round") == 302
    assert (
        send(
            "acts/move", scope="ahead", day="2025-03-11", starts="15:00", lasts=90, days=1, presence="online"
        )
        == 302
    )
    assert send("acts/cancel", scope="one", because="ill") == 302
    assert send("acts/undo", edition=Meeting.objects.get(pk=monday.pk).edition) == 302
    rows = Item.objects.filter(meeting=monday).order_by("order").values_list("title", "fate")
    assert list(rows)[:4] == [
        ("Proposals that close soon", "open"),
        ("News", "done"),
        (f"Budget {SCRIPT}", "open"),
        ("Keys", "open"),
    ]
    assert Invited.objects.get(meeting=monday, participant=ada).answer == "late"
    assert Part.objects.get(meeting=monday, role="scribe").participant == bo
    now = Meeting.objects.get(pk=monday.pk)
    assert (now.state, now.starts_at.isoformat()) == ("planned", "2025-03-11T19:00:00+00:00")
    assert send("acts/item", title="", minutes=5, aim="inform") == 422
    assert send("acts/nothing") == 404
    assert send(f"items/{item.pk}/nothing") == 404
    assert browser.get(f"{at}printed/").status_code == 200
    pdf = browser.get(f"{at}agenda.pdf")
    words = " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())
    assert f"Monday {SCRIPT} When March 11, 2025, 3:00 PM–4:30 PM (America/New_York)" in words.replace(
        "\u202f", " "
    )
    assert "Scribe Bo" in words
    assert f"Budget {SCRIPT} decide" in words
    assert pdf["Content-Disposition"] == 'attachment; filename="harbour-agenda-2025-03-11.pdf"'


def test_an_item_is_said_anew_and_whoever_comes_second_sees_what_the_first_one_said(
    monday: Meeting, bo: Participant, ada: Participant, signed_in: Enter
) -> None:
    hers, his = signed_in(ada), signed_in(bo)
    row = Item.objects.get(meeting=monday, title="News")
    at = f"/c/harbour/meetings/{monday.pk}/items/{row.pk}/"
    said = {"minutes": 15, "aim": "discuss", "owner": "", "about": "Read the sheet.", "edition": 0}
    assert at in hers.get(f"/c/harbour/meetings/{monday.pk}/").content.decode()
    assert [who.get(at).status_code for who in (hers, his)] == [200, 200]

    first = {**said, "title": "News of the shop", "key": "first"}
    twice = [hers.post(at, first).status_code for _twice in range(2)]
    late = his.post(at, {**said, "title": "Good news", "key": "late"})
    edition = re.search(r'name="edition" value="(\d+)"', late.content.decode())
    assert edition is not None
    shown = [
        words in late.content.decode() for words in ("News of the shop", "Good news", "As it stands now")
    ]
    again = his.post(at, {**said, "title": "Good news", "key": "again", "edition": edition[1]})

    assert (twice, late.status_code, shown, again.status_code) == ([302, 302], 409, [True] * 3, 302)
    seen = late.content.decode()
    assert seen.count('role="alert"') == 1  # what stands in the way is said once, above what it is about
    assert seen.index('role="alert"') < seen.index("As it stands now") < seen.index("Good news")
    row.refresh_from_db()
    assert (row.title, row.minutes, row.about, row.edition) == ("Good news", 15, "Read the sheet.", 2)
    assert hers.post(at, {**first, "minutes": 0, "edition": 2}).status_code == 422
    Item.objects.filter(pk=row.pk).update(fate="dropped")
    assert hers.get(at).status_code == 404


def test_what_fills_itself_keeps_its_title_and_takes_another_time(
    monday: Meeting, ada: Participant, signed_in: Enter
) -> None:
    browser, row = signed_in(ada), Item.objects.get(meeting=monday, standing="proposals")
    at = f"/c/harbour/meetings/{monday.pk}/items/{row.pk}/"

    said = {"title": "Mine", "minutes": 25, "aim": "inform", "owner": "ada", "edition": 0, "key": "s"}
    assert browser.post(at, said).status_code == 302

    row.refresh_from_db()
    assert (row.title, row.minutes, row.standing) == ("Proposals that close soon", 25, "proposals")


def test_the_list_finds_the_past_and_plans_the_next(
    monday: Meeting, ada: Participant, bo: Participant, signed_in: Enter
) -> None:
    Meeting.objects.filter(nth=2).update(state="over")
    browser = signed_in(ada)
    assert b"Monday" in browser.get("/c/harbour/meetings/?q=news").content
    assert b"No earlier meeting" in browser.get("/c/harbour/meetings/?q=nowhere").content
    sent = {
        "day": "2025-04-01",
        "starts": "10:00",
        "lasts": 60,
        "days": 1,
        "purpose": "strategy",
        "who": ["member"],
    }
    more = {"presence": "online", "decides": "yes", "unpaid": "no", "template": "friday"}
    key = keyed(browser.get("/c/harbour/meetings/planning/").content.decode())
    answer = browser.post("/c/harbour/meetings/planning/", {**sent, **more, "title": "Friday", "key": key})
    assert answer.status_code == 302
    assert Item.objects.filter(meeting__title="Friday").count() == 4
    rhythm = {"every": "P7D", "weekdays": ["0", "3"], "monthly_by": "date", "title": "Twice", "key": "twice"}
    assert browser.post("/c/harbour/meetings/series/new/", {**sent, **more, **rhythm}).status_code == 302
    twice = Series.objects.get(title="Twice")
    page = browser.get(f"/c/harbour/meetings/series/{twice.pk}/")
    assert b"Thursday" in page.content
    often = {"every": "P14D", "day": "2025-04-07", "starts": "11:00", "lasts": 30, "days": 1, "key": "often"}
    at = f"/c/harbour/meetings/series/{twice.pk}/acts"
    assert browser.post(f"{at}/often/", often).status_code == 302
    assert browser.post(f"{at}/undo/", {"edition": 1, "key": "undo"}).status_code == 302
    assert browser.post(f"{at}/end/", {"because": "spring", "scope": "one", "key": "end"}).status_code == 302
    assert signed_in(bo).get("/c/harbour/meetings/planning/").status_code == 404


def test_whoever_is_not_invited_and_may_not_see_finds_nothing(  # noqa: PLR0917 - who looks, and what at
    monday: Meeting, bo: Participant, ada: Participant, chi: Person, noon: Moment, signed_in: Enter
) -> None:
    ten = dt.datetime(2025, 3, 12, 14, tzinfo=dt.UTC)
    own = Wanted(Frame(title="Members", who=("member",)), Hours(ten, ten + dt.timedelta(hours=1)))
    closed = plan_meeting(wanted=own, by=ada, at=noon, key="closed")
    hers, his = signed_in(ada), signed_in(bo)
    assert [who.get(f"/c/harbour/meetings/{closed.pk}/").status_code for who in (hers, his)] == [200, 404]
    assert his.get(f"/c/harbour/meetings/{monday.pk}/").status_code == 200
    assert his.get(f"/c/harbour/meetings/series/{monday.series_id}/").status_code == 200
    item = Item.objects.filter(meeting=monday).last()
    assert item is not None
    step = {"key": "step", "down": "no"}
    at = f"/c/harbour/meetings/{monday.pk}/items/{item.pk}/step/"
    assert his.post(at, step).status_code == 302
    assert signed_in(chi).get(f"/c/harbour/meetings/{monday.pk}/").status_code == 404
    assert b"Members" not in his.get("/c/harbour/meetings/").content


def test_a_page_asks_as_much_for_five_hundred_as_for_two(
    monday: Meeting, ada: Participant, harbour: Coop, signed_in: Enter
) -> None:
    browser = signed_in(ada)

    def asked() -> list[int]:
        counted = []
        for path in ("", f"{monday.pk}/"):
            with CaptureQueriesContext(connection) as told:
                assert browser.get(f"/c/harbour/meetings/{path}").status_code == 200
            counted.append(len(told))
        return counted

    asked()
    few = asked()
    crowd = [Participant(coop=harbour, key=f"p{n}", name=f"P {n}") for n in range(500)]
    Participant.objects.bulk_create(crowd)
    StagePeriod.objects.bulk_create(
        StagePeriod(coop=harbour, participant=one, stage="member", valid_from=dt.date(2024, 1, 1))
        for one in crowd
    )
    Invited.objects.bulk_create(
        Invited(coop=harbour, meeting=monday, participant=one, because="stage:member") for one in crowd
    )
    assert asked() == few


def test_a_word_longer_than_a_line_of_the_paper_breaks(
    monday: Meeting, ada: Participant, signed_in: Enter
) -> None:
    Item.objects.filter(meeting=monday, title="News").update(about="ab" * 60)

    pdf = signed_in(ada).get(f"/c/harbour/meetings/{monday.pk}/agenda.pdf")

    lines = PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().splitlines()
    assert max(map(len, lines)) < 120 <= sum(one.count("a") + one.count("b") for one in lines)


def test_whoever_looks_late_is_not_asked_to_answer_by_an_hour_that_is_past(
    monday: Meeting, ada: Participant, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, at = signed_in(ada), f"/c/harbour/meetings/{monday.pk}/"
    by = monday.answer_by
    assert by is not None

    def says(instant: dt.datetime) -> list[bool]:
        monkeypatch.setattr(clock, "now", lambda coop: Moment.of(instant, coop=coop))
        page = browser.get(at).content.decode()
        return [words in page for words in ("Do you come?", "Please answer by")]

    assert says(by - dt.timedelta(seconds=1)) == [True, True]
    assert says(by) == [True, False]
