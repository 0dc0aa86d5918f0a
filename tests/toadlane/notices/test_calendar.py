"""The calendar of one's own days: by a private address, as long as its reader takes part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from icalendar import Calendar

from bylaws.kernel.faults import NotThere
from tests.toadlane.crowds import all_at_once
from toadlane.coops import clock, dates, providers
from toadlane.coops.dates import Dated
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.notices import calendars
from toadlane.notices.models import CalendarAddress

CHOICES, MAKE, END = (f"/c/harbour/notices/{page}" for page in ("choices/", "calendar/", "calendar/end/"))
API = "/api/v1/coops/harbour/notices/calendar"
JUNE, MAY = dt.date(2025, 6, 1), dt.date(2025, 5, 1)
SIDE = "/c/harbour/roles/side/"


@pytest.fixture(autouse=True)
def _days(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    """Two things wait, one of them with a day; three days lie ahead, one of them the same again."""
    monkeypatch.setattr(clock, "now", lambda _coop: noon)
    waits = [Item("Answer Bo", "Answer", "/c/harbour/record/"), Item("Vote", "Vote", SIDE, due_on=MAY)]
    hostile = "Lease\r\nEND:VCALENDAR, 100\N{PER MILLE SIGN}; Zoë " + "x" * 200
    lie = [
        Dated("A term ends", JUNE, SIDE),
        Dated("Vote, too", MAY, SIDE),
        Dated(hostile, JUNE, "/c/harbour/"),
    ]
    monkeypatch.setattr(providers, "_providers", {"one": (lambda _who, _at: waits, None)})
    monkeypatch.setattr(dates, "_providers", {"one": lambda _who, _at: lie})


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    return signed_in(ada)


def path(address: str) -> str:
    return address[address.index("/notices/") :]


def events(body: bytes) -> Iterator[tuple[dt.date, str, str]]:
    for one in Calendar.from_ical(body).walk("VEVENT"):
        yield one.decoded("dtstart"), str(one["summary"]), str(one["url"])


def test_a_calendar_program_reads_each_day_once_signed_in_nowhere(browser: Client, noon: Moment) -> None:
    browser.post(MAKE)
    address = browser.get(API).json()["address"]

    answer = Client().get(path(address))
    again = Client().get(path(address))

    days = sorted(events(answer.content))
    lease = next(title for _on, title, _url in days if title.startswith("Lease"))
    assert address in browser.get(CHOICES).content.decode()
    assert sorted((on, url.partition("/c/harbour/")[2]) for on, _title, url in days) == [
        (MAY, "roles/side/"),
        (JUNE, ""),
        (JUNE, "roles/side/"),
    ]
    assert {title for _on, title, _url in days} == {"Vote", "A term ends", lease}
    assert ("Zoë" in lease, answer.content.count(b"END:VCALENDAR\r\n")) == (True, 1)
    assert (answer["Content-Type"], answer.content) == ("text/calendar; charset=utf-8", again.content)
    assert "no-store" in answer["Cache-Control"]


def test_it_is_made_once_and_one_made_after_it_was_stopped_is_another(browser: Client) -> None:
    first, same = (browser.put(API).json()["address"] for _ in range(2))
    browser.post(END)
    gone = Client().get(path(first))
    browser.delete(API)
    second = browser.put(API).json()["address"]

    assert (first == same, first == second, gone.status_code) == (True, False, 404)
    assert [Client().get(path(one)).status_code for one in (first, second)] == [404, 200]
    assert browser.delete(API).json() == {"address": ""}


def test_an_address_that_was_stopped_answers_as_one_that_never_was(ada: Participant, noon: Moment) -> None:
    address = path(calendars.make(by=ada, at=noon))
    calendars.stop(of=ada)
    stopped = Client().get(address)
    token = address.rpartition("/")[2].removesuffix(".ics")
    made_up = (f"x{token[1:]}", "0", "\u202e" * 900)
    never = [Client().get(address.replace(token, other)) for other in made_up]

    def bare(body: bytes) -> str:
        return re.sub(r"calendar/[^\"&]*?\.ics|calendar%2F[^\"&]*?\.ics|[A-Za-z0-9]{32,}", "", body.decode())

    assert {answer.status_code for answer in (stopped, *never)} == {404}
    assert {bare(never[0].content), bare(never[1].content)} == {bare(stopped.content)}


def test_whoever_has_left_has_no_calendar_from_that_minute(ada: Participant, noon: Moment) -> None:
    address = path(calendars.make(by=ada, at=noon))
    [stage] = StagePeriod.objects.filter(participant=ada)
    over = {"valid_from": stage.valid_from, "valid_until": noon.day, "replaces": stage}
    StagePeriod.objects.create(coop=ada.coop, participant=ada, stage="member", **over)
    StagePeriod.objects.create(coop=ada.coop, participant=ada, stage="former", valid_from=noon.day)

    assert Client().get(address).status_code == 404
    with pytest.raises(NotThere):
        calendars.make(by=ada, at=noon)


def test_whose_account_is_closed_has_no_calendar(ada: Participant, noon: Moment) -> None:
    address = path(calendars.make(by=ada, at=noon))
    assert ada.person is not None
    type(ada.person).objects.filter(pk=ada.person.pk).update(is_active=False)

    assert Client().get(address).status_code == 404


def test_a_stranger_and_somebody_of_no_co_op_make_none(
    harbour: Coop, chi: Participant, signed_in: Callable[[Participant], Client]
) -> None:
    answers = [signed_in(chi).post(MAKE).status_code, signed_in(chi).put(API).status_code]

    assert (answers, CalendarAddress.objects.count()) == ([404, 404], 0)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one(ada: Participant, noon: Moment) -> None:
    made = all_at_once([lambda: calendars.make(by=ada, at=noon)] * 2)

    assert (len(set(made)), CalendarAddress.objects.count()) == (1, 1)


def test_a_term_without_end_breaks_no_calendar(
    ada: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = [Dated("A term ends", dt.date.max, SIDE)]
    monkeypatch.setattr(dates, "_providers", {"one": lambda _who, _at: last})

    assert dt.date.max in [on for on, _title, _url in events(calendars.written(ada, noon))]
