"""The bookkeeper's pages: bring a file, say who is whom, decide what is open, bring it in, take it back."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.bylaws.facts.readers.exports import toggl_file
from tests.toadlane.conftest import NOON
from tests.toadlane.work.bringing import TWO, Bringing, hours, of_ada
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.models import Progress
from toadlane.people.models import Person
from toadlane.work import files, import_forms
from toadlane.work.models import HoursImport
from toadlane.work.reads.waiting import imports as waiting

SignedIn = Callable[[Participant | Person], Client]
IMPORTS = "/c/harbour/work/imports/"
STRANGE = toggl_file(
    of_ada(),
    of_ada(user="Guest", email="guest@elsewhere.example", project="Night duty"),
    of_ada(start="09:30:00", end="10:30:00"),
    of_ada(duration="-1:00"),
    of_ada(),
)

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


def test_a_first_visit_says_what_to_do(ada: Participant, signed_in: SignedIn) -> None:
    page = text(signed_in(ada).get(IMPORTS))

    assert "No file has been brought yet" in page
    assert "The detailed report of Toggl, Harvest, Clockify or Kimai" in page


def test_a_file_goes_all_the_way_on_the_pages(ada: Participant, bo: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)
    page = page_of(browser, STRANGE)

    first = text(browser.get(page))
    assert "One name in the file stands for nobody." in first
    assert 'value="Night duty"' in first
    assert "“-1:00” in “Duration” is less than no time." in first
    assert "Bring in" not in first.replace("Bring in the", "")

    mapping = rows(
        {"project": "Night duty", "kind": "learning", "place": "1"}, {"kind": "client-work", "place": "2"}
    )
    looked = browser.post(
        f"{page}look/", {"person_0": "ada", "person_1": "*out", "key": "look", "zone": "", **mapping}
    )
    assert (looked.status_code, looked["Location"]) == (302, page)

    second = text(browser.get(page))
    for words in (
        "Bring in 2 entries",
        "One pair of entries overlaps",
        "One line cannot be brought in",
        "One line repeats an earlier one",
        "Leave out the lines that cannot be brought in",
    ):
        assert words in second

    unsaid = browser.post(f"{page}entries/", {"key": "one"})
    assert unsaid.status_code == 422
    assert "There are 3 things to put right" in text(unsaid)
    accepted = {"leave_out": "on", "overlaps": "on", "copies": "out", "key": "two"}
    assert {browser.post(f"{page}entries/", accepted).status_code for _ in range(50)} == {302}
    assert hours() == [
        ("ada", "client-work", "2025-02-03", 32400, 3600, "Front page"),
        ("ada", "client-work", "2025-02-03", 34200, 3600, "Front page"),
    ]
    assert "These hours are in" in text(browser.get(page))

    assert {browser.post(f"{page}undoing/", {"key": "undo"}).status_code for _ in range(50)} == {302}
    assert hours() == []
    assert "undone" in text(browser.get(IMPORTS))


def test_a_known_file_is_ready_after_one_look(
    ada: Participant, bo: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    """People are known by their addresses, and work counts as it did last time."""
    bring.bring_in(toggl_file(of_ada(date="2025-02-04", end_date="2025-02-04")))
    browser = signed_in(ada)

    page = browser.get(page_of(browser, TWO))

    assert "Bring in 2 entries" in text(page)


def test_the_same_file_again_says_that_nothing_is_new(
    ada: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    bring.bring_in(TWO)
    browser = signed_in(ada)

    page = browser.get(page_of(browser, TWO))

    assert "Every entry of this file is in already, or is left out." in text(page)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"a;b\r\n1;2\r\n", "No line at the top names columns we know; it says: a, b."),
        (b"\x00\x01\x02\x00\x05", "zero bytes"),
    ],
)
def test_a_file_that_is_none_is_refused_with_words_and_keeps_the_columns_typed(
    ada: Participant, signed_in: SignedIn, content: bytes, says: str
) -> None:
    answer = upload(signed_in(ada), content, column_project="Auftrag")

    assert answer.status_code == 422
    page = text(answer)
    assert says in page or "columns does not work" in page
    assert 'value="Auftrag"' in page
    assert '<details class="more" open>' in page
    assert HoursImport.objects.count() == 0


def test_a_file_over_the_limit_is_refused_with_words(
    ada: Participant, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BYTES_AT_MOST", 10)

    answer = upload(signed_in(ada), TWO)

    assert answer.status_code == 422
    assert "The file is larger than 0 MB. Export a shorter period." in text(answer)


def test_a_file_of_another_tracker_is_read_by_its_columns(ada: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)
    content = b"Wer;Tag;Dauer\r\nAda;2025-02-03;7,5\r\n"

    answer = upload(browser, content, column_name="Wer", column_date="Tag", column_duration="Dauer")

    assert answer.status_code == 302
    assert HoursImport.objects.get().found["people"] == [["Ada", 1, 27000]]


def test_the_order_of_day_and_month_is_asked_and_everything_typed_is_kept(
    ada: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    page = page_of(browser, toggl_file(of_ada(date="03/02/2025", end_date="03/02/2025")))
    asked = text(browser.get(page))
    unsaid = browser.post(f"{page}look/", {"key": "one", **rows()})
    said = browser.post(f"{page}look/", {"key": "two", "date_order": "dmy", **rows()})

    assert "What does 3/2/2025 mean in this file?" in asked
    assert unsaid.status_code == 422
    assert said.status_code == 302
    assert HoursImport.objects.get().reading["date_order"] == "dmy"
    assert 'value="Website"' in text(browser.get(page))


def test_a_row_without_a_kind_and_a_name_nobody_bears_are_pointed_out_and_kept(
    ada: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    page = page_of(browser, STRANGE)

    answer = browser.post(
        f"{page}look/",
        {"person_0": "ada", "person_1": "zoe", "key": "k", **rows({"project": "Website", "task": "Typed"})},
    )

    assert answer.status_code == 422
    shown = text(answer)
    assert "Nobody here is called “zoe”." in shown
    assert "Say what this work counts as, or empty the row." in shown
    assert 'value="Typed"' in shown


def test_in_a_large_coop_people_are_typed_with_suggestions(
    ada: Participant, bo: Participant, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_forms, "CHOICES_AT_MOST", 1)
    browser = signed_in(ada)
    page = page_of(browser, STRANGE)

    shown = text(browser.get(page))
    mapping = rows({"kind": "client-work"})
    said = {"person_0": "Ada (ada)", "person_1": "left out", "key": "k", **mapping}
    answer = browser.post(f"{page}look/", said)

    assert '<option value="Bo (bo)"></option>' in shown
    assert 'value="Ada (ada)"' in shown
    assert answer.status_code == 302
    assert HoursImport.objects.get().mapping["leave_out_people"] == ["guest@elsewhere.example"]


def test_the_narrow_rows_decide_before_the_one_for_whatever_is_left(
    ada: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    page = page_of(browser, TWO)

    mapping = rows(
        {"kind": "learning", "place": "1"},
        {"project": "Website", "billable": "yes", "kind": "client-work", "place": "3"},
        {"project": "Website", "kind": "administration", "place": "2"},
        {"project": "", "kind": ""},
    )
    browser.post(f"{page}look/", {"person_0": "ada", "person_1": "ada", "key": "k", **mapping})

    assert HoursImport.objects.get().mapping["work"] == [
        {"project": "Website", "kind": "administration"},
        {"project": "Website", "billable": True, "kind": "client-work"},
        {"kind": "learning"},
    ]


def test_a_file_is_given_up(ada: Participant, bring: Bringing, signed_in: SignedIn) -> None:
    source = bring.look(TWO)

    answer = signed_in(ada).post(f"{IMPORTS}{source.pk}/discarding/", {"key": "k"})

    assert (answer["Location"], HoursImport.objects.get().state) == (IMPORTS, "discarded")


@pytest.mark.parametrize("act", ["undoing", "discarding", "entries"])
def test_a_form_without_its_key_changes_nothing(
    ada: Participant, bring: Bringing, signed_in: SignedIn, act: str
) -> None:
    source = bring.look(TWO)

    assert signed_in(ada).post(f"{IMPORTS}{source.pk}/{act}/", {}).status_code == 422
    assert HoursImport.objects.get().state == "previewed"


def test_while_a_job_is_at_work_the_page_shows_how_far_it_is(
    ada: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    source = bring.look(TWO)
    job = Progress.objects.create(
        coop=source.coop, title="Bring in the hours of “toggl.csv”", state="running", done=1, of=2
    )
    HoursImport.objects.update(state="coming", job=job)
    browser, page = signed_in(ada), f"{IMPORTS}{source.pk}/"

    whole, part = browser.get(page), browser.get(page, headers={"HX-Request": "true"})
    Progress.objects.update(state="done")
    done = browser.get(page, headers={"HX-Request": "true"})

    assert "1 of 2" in text(whole)
    assert "<html" not in text(part)
    assert (done.status_code, done["HX-Refresh"]) == (204, "true")


def test_a_job_that_failed_is_told(ada: Participant, bring: Bringing, signed_in: SignedIn) -> None:
    source = bring.look(TWO)
    job = Progress.objects.create(coop=source.coop, title="x", state="failed", says="Something has changed.")
    HoursImport.objects.update(job=job)

    assert "Something has changed." in text(signed_in(ada).get(f"{IMPORTS}{source.pk}/"))


def test_today_shows_the_bookkeeper_what_waits(bring: Bringing, bo: Participant, noon: Moment) -> None:
    first = bring.look(TWO)
    bring.bring_in(toggl_file(of_ada(date="2025-02-04", end_date="2025-02-04")))

    assert [(item.title, item.url) for item in waiting(bring.by, noon)] == [
        ("Hours wait in “toggl.csv”", f"{IMPORTS}{first.pk}/")
    ]
    assert list(waiting(bo, noon)) == []


def test_before_the_first_look_the_work_of_last_time_is_kept_in_mind(
    ada: Participant, bo: Participant, bring: Bringing, signed_in: SignedIn
) -> None:
    bring.bring_in(toggl_file(of_ada(date="2025-02-04", end_date="2025-02-04")))
    browser = signed_in(ada)
    page = page_of(browser, toggl_file(of_ada(date="03/02/2025", end_date="03/02/2025")))

    browser.post(f"{page}look/", {"key": "k", "date_order": "dmy", **rows()})

    assert "Bring in one entry" in text(browser.get(page))
