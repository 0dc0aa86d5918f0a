"""What recurs is given out when it is due, once, whoever looks."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.toadlane.jobs import chores
from toadlane.jobs import periodic
from toadlane.jobs.models import Due
from toadlane.jobs.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)
NOW = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _hourly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_known", {})
    periodic.register("house.tidy", every=HOUR, work=chores.tidy)


def finish_all() -> None:
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=NOW)


def test_it_is_given_out_at_once_and_then_every_hour() -> None:
    given = []
    for at in (NOW, NOW + SECOND, NOW + HOUR - SECOND, NOW + HOUR):
        given.append(periodic.tick(at))
        finish_all()

    assert given == [["house.tidy"], [], [], ["house.tidy"]]


def test_it_is_not_given_out_again_while_the_last_is_on_its_way() -> None:
    given = [periodic.tick(NOW), periodic.tick(NOW + HOUR)]

    assert given == [["house.tidy"], []]
    assert (DBTaskResult.objects.count(), Due.objects.get().next_at) == (1, NOW + 2 * HOUR)


def test_nothing_is_given_out_while_there_is_nothing_to_do() -> None:
    periodic.register("house.tidy", every=HOUR, work=chores.tidy, when=lambda: False)

    assert (periodic.tick(NOW), DBTaskResult.objects.count()) == ([], 0)


def test_a_change_of_how_often_is_taken_over() -> None:
    periodic.tick(NOW)
    periodic.register("house.tidy", every=2 * HOUR, work=chores.tidy)

    periodic.tick(NOW + SECOND)

    assert Due.objects.get().every == 2 * HOUR


def test_what_a_room_no_longer_registers_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    periodic.tick(NOW)
    monkeypatch.setattr(periodic, "_known", {})

    assert periodic.tick(NOW + HOUR) == []


def test_many_who_look_at_once_give_it_out_once() -> None:
    periodic.write_down(NOW)
    start = Barrier(8)

    def look(_: int) -> bool:
        try:
            start.wait()
            return periodic.give_out("house.tidy", NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as workers:
        given = list(workers.map(look, range(8)))

    assert (sum(given), DBTaskResult.objects.count()) == (1, 1)


def test_the_worker_does_what_recurs() -> None:
    chores.RUNS.clear()

    Worker().work_once(timezone.now())

    assert chores.RUNS == ["tidy"]
