"""Hours and imports through the API: the same verbs, the same refusals."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.toadlane.conftest import NOON
from tests.toadlane.work.bringing import ADA_AND_BO, TWO, hours
from tests.toadlane.work.conftest import Worked
from tests.toadlane.work.texts import OWN_HOURS_ONLY
from toadlane.charter.verbs import adopt_amendment
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
WORK = "/api/v1/coops/harbour/work"
HOUR: dict[str, Any] = {"day": "2025-03-03", "work": "client-work", "seconds": 3600, "key": "one"}

pytestmark = pytest.mark.usefixtures("charter")


@pytest.fixture(autouse=True)
def _it_is_monday() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def sent(browser: Client, address: str, body: dict[str, Any], *, put: bool = False) -> Any:
    send = browser.put if put else browser.post
    return send(WORK + address, body, content_type="application/json")


def test_an_entry_is_logged_read_changed_and_removed(bo: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(bo)

    logged = [sent(browser, "/hours", HOUR).json() for _ in range(50)]
    entry = logged[0]["id"]
    changed = sent(browser, f"/hours/{entry}", {**HOUR, "seconds": 60, "key": "two"}, put=True)
    read = browser.get(f"{WORK}/hours", {"person": "bo", "from_day": "2025-03-01"}).json()
    removed = {sent(browser, f"/hours/{entry}/removal", {"key": "three"}).status_code for _ in range(50)}

    assert len({one["id"] for one in logged}) == 1
    assert changed.json() == {
        "id": entry,
        "person": "bo",
        "day": "2025-03-03",
        "work": "client-work",
        "seconds": 60,
        "started": None,
        "note": "",
        "imported": False,
    }
    assert read == [changed.json()]
    assert (removed, hours()) == ({204}, [])


def test_the_bookkeeper_logs_for_bo_and_bo_not_for_ada(
    ada: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    for_bo = sent(signed_in(ada), "/hours", {**HOUR, "person": "bo"})
    for_ada = sent(signed_in(bo), "/hours", {**HOUR, "person": "ada", "key": "two"})
    for_nobody = sent(signed_in(bo), "/hours", {**HOUR, "person": "zoe", "key": "three"})

    assert [answer.status_code for answer in (for_bo, for_ada, for_nobody)] == [201, 409, 404]
    assert for_ada.json()["code"] == "hours.others"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"seconds": 0}, "api.schema"),
        ({"seconds": 86_401}, "api.schema"),
        ({"work": "clent-work"}, "hours.unknown-work"),
        ({"day": "2025-03-04"}, "hours.ahead"),
        ({"day": "2023-12-31"}, "charter.not-yet"),
        ({"key": ""}, "api.schema"),
    ],
)
def test_what_cannot_be_logged_is_problem_json(
    bo: Participant, signed_in: SignedIn, more: dict[str, Any], code: str
) -> None:
    answer = sent(signed_in(bo), "/hours", {**HOUR, **more})

    assert (answer.status_code, answer.json()["code"], hours()) == (422, code, [])


def test_where_hours_are_ones_own_the_api_shows_no_others(
    ada: Participant, bo: Participant, noon: Moment, signed_in: SignedIn, worked: Worked
) -> None:
    adopt_amendment(coop=ada.coop, name="own", source=OWN_HOURS_ONLY, by=ada, at=noon, key="own")
    entry = worked(ada, "2025-03-03")
    worked(bo, "2025-03-03", seconds=60)
    browser = signed_in(bo)
    march = {"from_day": "2025-03-01", "until": "2025-04-01"}

    assert [one["person"] for one in browser.get(f"{WORK}/hours", {"until": "2025-04-01"}).json()] == ["bo"]
    assert browser.get(f"{WORK}/hours", {"person": "ada"}).json() == []
    assert browser.get(f"{WORK}/sums", march).json() == [
        {"person": "bo", "by_kind": {"client-work": 60}, "seconds": 60}
    ]
    assert sent(browser, f"/hours/{entry.pk}/removal", {"key": "k"}).status_code == 404
    assert browser.get(f"{WORK}/imports").status_code == 404


def test_a_file_goes_all_the_way_through_the_api(
    ada: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    file = io.BytesIO(TWO)
    file.name = "toggl.csv"

    started = browser.post(f"{WORK}/imports", {"file": file, "key": "start"}).json()
    address = f"/imports/{started['id']}"
    looked = sent(browser, f"{address}/look", {"mapping": dict(ADA_AND_BO), "key": "look"}).json()
    came = sent(browser, f"{address}/entries", {"key": "in"}).json()
    listed = browser.get(f"{WORK}/imports").json()
    read = browser.get(f"{WORK}{address}").json()
    gone = sent(browser, f"{address}/undoing", {"key": "undo"}).json()

    assert [one["state"] for one in (started, looked, came, gone)] == [
        "uploaded",
        "previewed",
        "in",
        "undone",
    ]
    assert looked["found"]["new"] == [["ada", "client-work", 1, 3600], ["bo", "client-work", 1, 3600]]
    assert [(one["file"], one["entries"], one["found"]) for one in listed] == [("toggl.csv", 2, {})]
    assert read["found"]["rows"] == 2
    assert hours() == []


def test_a_file_is_given_up_through_the_api(ada: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)
    file = io.BytesIO(TWO)
    file.name = "toggl.csv"
    started = browser.post(f"{WORK}/imports", {"file": file, "key": "start"}).json()

    gone = sent(browser, f"/imports/{started['id']}/discarding", {"key": "away"})

    assert gone.json()["state"] == "discarded"


def test_outside_the_api_shows_nothing(ada: Participant, chi: Person, signed_in: SignedIn) -> None:
    browser = signed_in(chi)

    assert [browser.get(WORK + page).status_code for page in ("/hours", "/imports")] == [404, 404]
    assert sent(browser, "/hours", HOUR).status_code == 404
