"""What the pages of imports show, and to whom."""

from __future__ import annotations

import datetime as dt
import io
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
from tests.bylaws.facts.readers.exports import toggl_file
from tests.toadlane.conftest import NOON, join
from tests.toadlane.work.bringing import ADA_AND_BO, TWO, Bringing, hours, of_ada, of_bo
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import seal_hours

SignedIn = Callable[[Participant | Person], Client]
IMPORTS = "/c/harbour/work/imports/"
pytestmark = pytest.mark.usefixtures("charter")


@pytest.fixture(autouse=True)
def _it_is_monday() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def upload(browser: Client, content: bytes, **more: str) -> HttpResponse:
    file = io.BytesIO(content)
    file.name = "toggl.csv"
    return browser.post(IMPORTS, {"file": file, "key": uuid.uuid4().hex, **more})  # type: ignore[return-value]


def page_of(browser: Client, content: bytes) -> str:
    location: str = upload(browser, content)["Location"]
    return location


def text(page: object) -> str:
    assert isinstance(page, HttpResponse)
    return re.sub(r"\s+", " ", page.content.decode())


def rows(*said: dict[str, str]) -> dict[str, str]:
    """The rows of a mapping as a browser sends them."""
    form = {"rules-TOTAL_FORMS": str(len(said)), "rules-INITIAL_FORMS": "0"}
    return form | {f"rules-{n}-{name}": value for n, row in enumerate(said) for name, value in row.items()}


def test_hours_that_cannot_come_in_are_told_in_words(
    ada: Participant, bo: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    """It is 3 March 2025, Bo came on 1 July 2024, and January is sealed."""
    period = Period(dt.date(2025, 1, 1), dt.date(2025, 2, 1))
    seal_hours(coop=ada.coop, period=period, by=ada, at=bring.at)
    days = {"2025-03-04": of_ada, "2024-06-30": of_bo, "2025-01-31": of_ada, "2019-01-31": of_ada}
    content = toggl_file(*(line(date=day, end_date=day) for day, line in days.items()), of_ada(task="Odd"))
    mapping = {**ADA_AND_BO, "work": [{"task": "Odd", "kind": "odd-jobs"}, {"kind": "client-work"}]}
    source = bring.look(content, mapping)

    page = text(signed_in(ada).get(f"{IMPORTS}{source.pk}/"))

    for words in (
        "March 4, 2025 is still to come.",
        "Bo was not there yet, or no longer, on June 30, 2024.",
        "January 31, 2025 belongs to a closed year, whose hours are sealed.",
        "January 31, 2019 lies before the charter took effect, so no rule counts its hours.",
        "“odd-jobs” is no kind of work that the charter names on February 3, 2025.",
    ):
        assert words in page


def test_entries_that_were_changed_here_are_shown_beside_the_file(
    ada: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    bring.bring_in(TWO)
    TimeEntry.objects.filter(participant=ada).update(seconds=1800)

    page = text(signed_in(ada).get(f"{IMPORTS}{bring.look(TWO).pk}/"))

    assert "In already, and different here" in page
    assert "Feb 3, 2025, 0:30" in page


def test_a_file_that_cannot_be_read_to_its_end_can_be_given_up(ada: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)
    page = page_of(browser, TWO + b'"never closed')

    answer = browser.post(f"{page}look/", {"key": "k", **rows()})

    assert answer.status_code == 422
    assert "The quotation marks around line" in text(answer)
    assert "Give this file up" in text(browser.get(page))


def test_a_candidate_sees_no_imports_and_a_member_looks_without_touching(
    ada: Participant, bo: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    source = bring.look(TWO)
    page = f"{IMPORTS}{source.pk}/"
    member = Participant.objects.get(key="ada")

    assert signed_in(bo).get(IMPORTS).status_code == 404
    assert signed_in(bo).get(page).status_code == 404
    assert signed_in(bo).post(f"{page}entries/", {"key": "k"}).status_code == 404
    assert "Give this file up" in text(signed_in(member).get(page))


def test_a_member_who_is_no_bookkeeper_is_refused(
    harbour_member: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    source, browser = bring.look(TWO), signed_in(harbour_member)
    page = f"{IMPORTS}{source.pk}/"

    shown = text(browser.get(page))
    answers = [
        upload(browser, TWO).status_code,
        browser.post(f"{page}look/", {"person_0": "ada", "person_1": "bo", "key": "a", **rows()}).status_code,
        browser.post(f"{page}entries/", {"key": "b"}).status_code,
        browser.post(f"{page}undoing/", {"key": "c"}).status_code,
        browser.post(f"{page}discarding/", {"key": "d"}).status_code,
    ]

    assert "Give this file up" not in shown
    assert "Bring in" not in shown
    assert "The bookkeeper brings files in." in text(browser.get(IMPORTS))
    assert answers == [409] * 5
    assert (HoursImport.objects.get().state, hours()) == ("previewed", [])


def test_outside_there_are_no_imports(bring: Bringing, chi: Person, signed_in: SignedIn) -> None:
    page = f"{IMPORTS}{bring.look(TWO).pk}/"

    assert {
        browser.get(address).status_code
        for browser in (signed_in(chi), Client())
        for address in (IMPORTS, page, f"{IMPORTS}{uuid.UUID(int=1)}/")
    } == {404}


def test_an_import_takes_the_same_number_of_queries_for_3_and_for_300_people(
    ada: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    browser, page, counts = signed_in(ada), f"{IMPORTS}{bring.look(TWO).pk}/", []
    for many in (3, 297):
        for _ in range(many):
            join(ada.coop, f"p-{uuid.uuid4().hex[:8]}", "member", dt.date(2024, 1, 1))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
