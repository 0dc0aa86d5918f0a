"""The pages of hours: a month of one's own, somebody else's, and everyone's sums."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.kernel.periods import Period
from tests.toadlane.conftest import NOON, join
from tests.toadlane.work.bringing import code_of, hours
from tests.toadlane.work.conftest import Worked
from tests.toadlane.work.texts import HARBOUR, OWN_HOURS_ONLY
from toadlane.charter.verbs import adopt_amendment, adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.people.models import Person
from toadlane.work.models import TimeEntry
from toadlane.work.reads.hours import hours_by_month
from toadlane.work.reads.waiting import own_hours
from toadlane.work.verbs import Stint, log_hours, seal_hours

SignedIn = Callable[[Participant | Person], Client]
MINE = "/c/harbour/work/"
OPENNESS = HARBOUR[HARBOUR.index("## Article 12") :]

pytestmark = pytest.mark.usefixtures("charter")


@pytest.fixture(autouse=True)
def _it_is_monday() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def typed(**more: str) -> dict[str, str]:
    said = {"day": "2025-03-03", "work": "client-work", "length": "7:30", "started": "", "note": ""}
    return {**said, "key": uuid.uuid4().hex, **more}


def text(page: object) -> str:
    assert isinstance(page, HttpResponse)
    return re.sub(r"\s+", " ", page.content.decode())


def test_an_empty_month_says_so_and_has_the_form(ada: Participant, signed_in: SignedIn) -> None:
    page = signed_in(ada).get(MINE)

    assert page.status_code == 200
    assert "No hours in this month" in text(page)
    assert 'name="length"' in text(page)


def test_ada_logs_hours_on_the_page_and_sees_them(ada: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)

    answer = browser.post(MINE, typed(length="7,5", started="09:15", note="Front page"))
    page = browser.get(answer["Location"])

    assert (answer.status_code, answer["Location"]) == (302, f"{MINE}?month=2025-03")
    assert hours() == [("ada", "client-work", "2025-03-03", 33300, 27000, "Front page")]
    for words in ("March 3 to March 9", "Mon, Mar 3", "client work", "7:30", "09:15–16:45", "Front page"):
        assert words in text(page)
    assert "March 1 to March 2" not in text(page)


def test_the_same_form_sent_fifty_times_is_one_entry(ada: Participant, signed_in: SignedIn) -> None:
    browser, form = signed_in(ada), typed()

    assert {browser.post(MINE, form).status_code for _ in range(50)} == {302}
    assert len(hours()) == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"length": "0:00"}, "That is no time at all."),
        ({"length": "-1"}, "“-1” in “Hours” is less than no time."),
        ({"length": "25"}, "25 is more than one entry can last: a day."),
        ({"length": "=1+1"}, "“=1+1” in “Hours” begins like a spreadsheet formula"),
        ({"length": "soon"}, "“soon” in “Hours” is not a length of time."),
        ({"work": "clent-work"}, "is not one of the available choices"),
        ({"day": "3.3.2025"}, "Enter a valid date."),
        ({"day": "2025-03-04"}, "2025-03-04 is still to come."),
        ({"day": "2023-12-31"}, "nothing was in force on 2023-12-31. Give a day from 2024-01-01 on."),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(
    ada: Participant, signed_in: SignedIn, wrong: dict[str, str], says: str
) -> None:
    page = signed_in(ada).post(MINE, typed(note="Wrote the minutes", **wrong))

    assert page.status_code == 422
    assert says in text(page)
    assert 'value="Wrote the minutes"' in text(page)
    assert hours() == []


def test_an_overlap_asks_and_the_second_sending_keeps_both(
    ada: Participant, signed_in: SignedIn, worked: Worked
) -> None:
    worked(ada, "2025-03-03", started=32_400)
    browser, form = signed_in(ada), typed(length="1", started="09:30")

    asked = browser.post(MINE, form)
    kept = browser.post(MINE, {**typed(length="1", started="09:30"), "overlapping": "on"})

    assert (asked.status_code, kept.status_code) == (422, 302)
    assert "This overlaps an entry of client-work on 2025-03-03, from 09:00." in text(asked)
    assert "Both entries are right: keep this one too" in text(asked)
    assert "Overlaps</span>" in text(browser.get(MINE))


def test_months_lead_to_each_other(ada: Participant, signed_in: SignedIn, worked: Worked) -> None:
    worked(ada, "2025-02-28", "learning", 5400)
    browser = signed_in(ada)

    now, before = browser.get(MINE), browser.get(f"{MINE}?month=2025-02")

    assert 'href="?month=2025-02" rel="prev"' in text(now)
    assert 'rel="next"' not in text(now)
    assert 'href="?month=2025-03" rel="next"' in text(before)
    assert "1:30" in text(before)


@pytest.mark.parametrize("month", ["", "2025-13", "x", "0001-01", "2025-03-01", "9999-12", "-1"])
def test_a_month_that_is_none_is_this_month(ada: Participant, signed_in: SignedIn, month: str) -> None:
    page = signed_in(ada).get(MINE, {"month": month})

    assert (page.status_code, page.context["month"].first) == (200, dt.date(2025, 3, 1))


def test_weeks_and_kinds_are_added_up_and_too_much_is_pointed_out(
    ada: Participant, signed_in: SignedIn, worked: Worked
) -> None:
    for day in range(24, 29):
        worked(ada, f"2025-02-{day}", seconds=9 * 3600)
    worked(ada, "2025-02-23", "learning", 11 * 3600)

    page = signed_in(ada).get(f"{MINE}?month=2025-02")

    month = page.context["month"]
    assert month.by_kind == [("client-work", 45 * 3600), ("learning", 11 * 3600)]
    assert [(str(week.period.from_day), week.seconds // 3600) for week in month.weeks if week.lines] == [
        ("2025-02-24", 45),
        ("2025-02-17", 11),
    ]
    assert "45:00 in this week: more than the 40:00 we agreed on." in text(page)
    assert "11:00 on Sun, Feb 23: more than the 10:00 we agreed on for a day." in text(page)
    assert "Article 6 — Hours" in text(page)


def test_ada_changes_and_removes_an_entry(ada: Participant, signed_in: SignedIn, worked: Worked) -> None:
    entry, browser = worked(ada, "2025-02-28", started=32_400), signed_in(ada)
    page = f"{MINE}entries/{entry.pk}/"

    shown = browser.get(page)
    wrong = browser.post(page, typed(length="x"))
    changed = browser.post(page, typed(day="2025-03-01", length="0:45", work="learning", note="Course"))
    removal = {"key": uuid.uuid4().hex}

    assert 'value="1:00"' in text(shown)
    assert (wrong.status_code, changed.status_code, changed["Location"]) == (
        422,
        302,
        f"{MINE}?month=2025-03",
    )
    assert hours() == [("ada", "learning", "2025-03-01", None, 2700, "Course")]
    assert {browser.post(f"{page}removal/", removal).status_code for _ in range(50)} == {302}
    assert hours() == []
    assert browser.get(page).status_code == 404


def test_bo_sees_adas_hours_and_cannot_touch_them(
    ada: Participant, bo: Participant, signed_in: SignedIn, worked: Worked
) -> None:
    entry, browser = worked(ada, "2025-03-03"), signed_in(bo)

    page = browser.get("/c/harbour/work/people/ada/")

    assert "Hours of Ada" in text(page)
    assert 'name="length"' not in text(page)
    assert browser.post("/c/harbour/work/people/ada/", typed()).status_code == 409
    assert browser.get(f"{MINE}entries/{entry.pk}/").status_code == 404
    assert browser.post(f"{MINE}entries/{entry.pk}/removal/", {"key": "k"}).status_code == 404
    assert len(hours()) == 1


def test_the_bookkeeper_logs_and_changes_bos_hours(
    ada: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)

    logged = browser.post("/c/harbour/work/people/bo/", typed())
    entry = TimeEntry.objects.get()
    changed = browser.post(f"{MINE}entries/{entry.pk}/", typed(length="2"))

    assert logged["Location"] == "/c/harbour/work/people/bo/?month=2025-03"
    assert changed["Location"] == "/c/harbour/work/people/bo/?month=2025-03"
    assert hours() == [("bo", "client-work", "2025-03-03", None, 7200, "")]


def test_an_entry_of_a_closed_year_is_shown_and_not_offered_to_be_changed(
    ada: Participant, noon: Moment, signed_in: SignedIn, worked: Worked
) -> None:
    entry = worked(ada, "2025-03-01")
    seal_hours(coop=ada.coop, period=Period(dt.date(2025, 3, 1), dt.date(2025, 3, 2)), by=ada, at=noon)

    page = signed_in(ada).get(f"{MINE}entries/{entry.pk}/")

    assert "The hours of a closed year stay as they are." in text(page)
    assert ("Keep the change" in text(page), "Remove the entry" in text(page)) == (False, False)


def test_everyones_sums_of_the_fiscal_year(
    ada: Participant, bo: Participant, signed_in: SignedIn, worked: Worked
) -> None:
    worked(ada, "2025-01-01", seconds=3600)
    worked(ada, "2024-12-31", seconds=60)
    worked(bo, "2025-03-03", "learning", 1800)

    page = signed_in(bo).get(f"{MINE}everyone/")
    before = signed_in(bo).get(f"{MINE}everyone/?year=2024")

    assert [(row.participant.key, dict(row.by_kind)) for row in page.context["page"]] == [
        ("ada", {"client-work": 3600}),
        ("bo", {"learning": 1800}),
    ]
    assert (page.context["total"], before.context["total"]) == (5400, 60)
    assert "Fiscal year 2025, January 1, 2025 to December 31, 2025" in text(page)


@pytest.mark.parametrize("year", ["", "x", "2026", "٢٠٢٥", "99999", "1"])
def test_a_year_that_is_none_is_this_year(ada: Participant, signed_in: SignedIn, year: str) -> None:
    assert signed_in(ada).get(f"{MINE}everyone/", {"year": year}).context["year"] == 2025


def test_where_hours_are_ones_own_bo_sees_only_bos(
    ada: Participant, bo: Participant, noon: Moment, signed_in: SignedIn, worked: Worked
) -> None:
    adopt_amendment(coop=ada.coop, name="own", source=OWN_HOURS_ONLY, by=ada, at=noon, key="own")
    worked(ada, "2025-03-03")
    worked(bo, "2025-03-03", seconds=60)

    mine, everyone = signed_in(bo).get(MINE), signed_in(bo).get(f"{MINE}everyone/")
    adas = signed_in(bo).get("/c/harbour/work/people/ada/")
    kept = signed_in(ada).get(f"{MINE}everyone/")

    assert mine.status_code == 200
    assert [row.participant.key for row in everyone.context["page"]] == ["bo"]
    assert everyone.context["total"] == 60
    assert adas.status_code == 404
    assert [row.participant.key for row in kept.context["page"]] == ["ada", "bo"]


@pytest.mark.parametrize(
    "page",
    ["", "everyone/", "people/ada/", "people/zoe/", "imports/", f"entries/{uuid.UUID(int=1)}/"],
)
def test_outside_there_is_nothing(ada: Participant, chi: Person, signed_in: SignedIn, page: str) -> None:
    assert signed_in(chi).get(MINE + page).status_code == 404
    assert Client().get(MINE + page).status_code == 404


def test_pages_take_the_same_number_of_queries_for_3_and_for_300_people(
    ada: Participant, signed_in: SignedIn
) -> None:
    browser, counts = signed_in(ada), []
    for many in (3, 297):
        for _ in range(many):
            who = join(ada.coop, f"p-{uuid.uuid4().hex[:8]}", "member", dt.date(2024, 1, 1))
            for owner in (who, ada):
                TimeEntry.objects.create(
                    coop=ada.coop,
                    participant=owner,
                    work="learning",
                    day=dt.date(2025, 3, 1),
                    seconds=60,
                    fingerprint=uuid.uuid4().bytes,
                )
        for page in ("", "everyone/", "imports/"):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(MINE + page).status_code == 200
            counts.append(len(asked))

    assert counts[:3] == counts[3:]


def test_hours_by_month(ada: Participant, worked: Worked) -> None:
    worked(ada, "2025-01-31", seconds=60)
    worked(ada, "2025-01-01", seconds=60)
    worked(ada, "2025-02-01", "learning", 60)
    worked(ada, "2025-03-01", seconds=60)

    found = hours_by_month(ada, Period(dt.date(2025, 1, 1), dt.date(2025, 3, 1)))

    assert found == {
        dt.date(2025, 1, 1): {"client-work": 120},
        dt.date(2025, 2, 1): {"learning": 60},
    }
    assert list(hours_by_month(ada, Period(dt.date(2025, 2, 1), None))) == [
        dt.date(2025, 2, 1),
        dt.date(2025, 3, 1),
    ]


def test_today_reminds_whoever_logged_nothing_this_week(bo: Participant, noon: Moment, harbour: Coop) -> None:
    item = Item(
        title="No hours logged this week", verb="Log hours", url=MINE, due_on=dt.date(2025, 3, 9), detail=""
    )
    sunday = Stint(dt.date(2025, 3, 2), "learning", 60)
    log_hours(participant=bo, stint=sunday, by=bo, at=noon, key="sunday")
    before = list(own_hours(bo, noon))

    log_hours(participant=bo, stint=Stint(noon.day, "learning", 60), by=bo, at=noon, key="monday")

    assert (before, list(own_hours(bo, noon))) == ([item], [])


def test_today_reminds_nobody_who_is_away(harbour: Coop, noon: Moment) -> None:
    away = [join(harbour, stage, stage, dt.date(2024, 1, 1)) for stage in ("former", "sabbatical")]
    gone = Participant.objects.create(coop=harbour, key="gone", name="Gone")

    assert [item for who in (*away, gone) for item in own_hours(who, noon)] == []


def test_before_there_is_a_charter_the_pages_say_so(signed_in: SignedIn) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = join(quay, "dee", "member", dt.date(2024, 1, 1))

    pages = [signed_in(dee).get(f"/c/quay/work/{page}") for page in ("", "everyone/", "imports/")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "There is no charter yet." in text(pages[0])
    assert 'name="length"' not in text(pages[0])


def test_a_charter_without_kinds_of_work_is_told_when_hours_are_logged(signed_in: SignedIn) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = join(quay, "dee", "member", dt.date(2024, 1, 1))
    at = Moment.of(NOON, coop=quay)
    adopt_charter(
        coop=quay, source=HARBOUR[: HARBOUR.index("```toml rule")] + OPENNESS, by=dee, at=at, key="c"
    )
    browser = signed_in(dee)

    assert browser.get("/c/quay/work/").status_code == 200
    refused = code_of(
        log_hours, participant=dee, stint=Stint(at.day, "client-work", 60), by=dee, at=at, key="k"
    )
    assert refused == "charter.silent"
