"""The heartbeat is green while work is done, amber when it is held up, red when nobody does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.toadlane.conftest import operate
from tests.toadlane.jobs import chores
from toadlane.coops import clock, providers
from toadlane.coops.models import Participant
from toadlane.jobs import gauges, heart, periodic
from toadlane.jobs.gauges import Gauge
from toadlane.jobs.heart import LATE, SLOW
from toadlane.jobs.models import Beat, Due
from toadlane.jobs.rescue import DEAD_AFTER

SECOND = dt.timedelta(seconds=1)
PAGE, HEALTH, API = "/house/jobs/", "/health/jobs/", "/api/v1/house/jobs"
SignedIn = Callable[[Participant], Client]


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauges, "_known", {})
    monkeypatch.setattr(periodic, "_known", {})


@pytest.fixture
def opal(ada: Participant) -> Participant:
    """Ada runs the installation, too."""
    operate(ada)
    return ada


def beat(silent: dt.timedelta = SECOND) -> None:
    Beat.objects.create(worker="w", beat_at=timezone.now() - silent)


def task(**more: Any) -> None:
    said = {
        "task_path": "tests.toadlane.jobs.chores.tidy",
        "args_kwargs": {"args": [], "kwargs": {}},
        "backend_name": "default",
        "run_after": timezone.now(),
        **more,
    }
    row = DBTaskResult.objects.create(**said)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=more.get("enqueued_at", timezone.now()))


def health() -> tuple[int, str]:
    answer = Client().get(HEALTH)
    return answer.status_code, answer.json()["state"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("silent", "expected"),
    [(None, (503, "red")), (SECOND, (200, "green")), (DEAD_AFTER + SECOND, (503, "red"))],
    ids=["never begun", "beating", "silent"],
)
def test_the_watch_on_the_machine_hears_whether_anybody_works(
    silent: dt.timedelta | None, expected: tuple[int, str]
) -> None:
    if silent is not None:
        beat(silent)

    assert health() == expected


@pytest.mark.django_db
def test_it_says_nothing_about_the_inside_and_is_kept_by_nobody() -> None:
    beat()

    answer = Client().get(HEALTH)

    assert (set(answer.json()), "no-store" in answer["Cache-Control"]) == ({"state", "silent_s"}, True)
    assert Client().post(HEALTH).status_code == 405


@pytest.mark.django_db
def test_work_that_waits_too_long_is_amber_and_not_a_moment_before() -> None:
    beat()
    now = timezone.now()
    task(enqueued_at=now - SLOW)

    assert [heart.heart(at).colour.value for at in (now, now + SECOND)] == ["green", "amber"]


@pytest.mark.django_db
def test_work_that_failed_is_amber_for_a_day() -> None:
    beat()
    now = timezone.now()
    task(status="FAILED", finished_at=now)

    assert [heart.heart(at).failed for at in (now, now + dt.timedelta(days=1))] == [1, 0]
    assert health() == (200, "amber")


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "colour"), [("InputFault", "green"), ("RecordBroken", "amber")])
def test_what_the_asker_can_put_right_is_no_trouble_of_the_house(fault: str, colour: str) -> None:
    beat()
    task(status="FAILED", finished_at=timezone.now(), exception_class_path=f"bylaws.kernel.faults.{fault}")

    assert health() == (200, colour)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gauge", "colour"),
    [
        (Gauge("Letters", 3, None), "green"),
        (Gauge("Letters", 3, dt.datetime(2025, 1, 1, tzinfo=dt.UTC)), "amber"),
        (Gauge("Letters", 0, None, given_up=1), "amber"),
    ],
)
def test_what_waits_elsewhere_counts_as_well(gauge: Gauge, colour: str) -> None:
    beat()
    gauges.register("post", lambda _now: [gauge])

    assert health() == (200, colour)


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "colour"), [(True, "amber"), (False, "green")])
def test_recurring_work_is_late_only_if_there_is_something_to_do(*, wanted: bool, colour: str) -> None:
    beat()
    periodic.register("house.tidy", every=SECOND, work=chores.tidy, when=lambda: wanted)
    Due.objects.create(name="house.tidy", every=SECOND, next_at=timezone.now() - LATE - SECOND)

    assert health() == (200, colour)


def test_operators_see_it_all_and_others_see_nothing(
    opal: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    beat()
    periodic.register("house.tidy", every=SECOND, work=chores.tidy)
    periodic.tick(timezone.now())
    gauges.register("post", lambda _now: [Gauge("Letters", 7)])
    browser = signed_in(opal)

    page, part, api = (
        browser.get(PAGE).content.decode(),
        browser.get(PAGE, headers={"HX-Request": "true"}).content.decode(),
        browser.get(API).json(),
    )

    assert all(words in page for words in ("at work", "Letters", "house.tidy"))
    assert ("<html" in part, "house.tidy" in part) == (False, True)
    assert (api["state"], api["waiting"], api["gauges"][0]["waiting"], api["recurring"][0]["name"]) == (
        "green",
        1,
        7,
        "house.tidy",
    )
    assert [signed_in(bo).get(address).status_code for address in (PAGE, API)] == [404, 404]
    assert [Client().get(PAGE).status_code, Client().get(API).status_code] == [302, 401]


def test_the_page_says_what_stands_still_and_since_when(opal: Participant, signed_in: SignedIn) -> None:
    never = signed_in(opal).get(PAGE).content.decode()
    beat(dt.timedelta(hours=3))
    silent = signed_in(opal).get(PAGE).content.decode()

    assert ("Nobody works, and nobody said goodbye or ever began." in never, "3\xa0hours ago" in silent) == (
        True,
        True,
    )


def test_today_tells_operators_and_nobody_else_when_the_worker_stopped(
    opal: Participant, bo: Participant
) -> None:
    now = clock.now(opal.coop)

    def told(who: Participant) -> list[str]:
        return [item.url for item in providers.waiting(who, now) if item.url == PAGE]

    assert (told(opal), told(bo)) == ([PAGE], [])
    beat()
    assert told(opal) == []


def test_the_heartbeat_costs_the_same_whatever_waits(
    opal: Participant, signed_in: SignedIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    beat()
    browser = signed_in(opal)
    for _ in range(20):
        task()

    with django_assert_num_queries(4):
        browser.get(PAGE)
