"""The worker outlives a database that is away for a while, and there is one in each process."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError

from toadlane.jobs import worker as house
from toadlane.jobs.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_database_that_is_away_is_waited_for(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OperationalError("gone"), OperationalError("gone"), None])
    monkeypatch.setattr(house, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(worker, "work_once", lambda _now: answered(worker, answers))

    worker.work()

    assert (list(answers), worker.ended.is_set()) == ([], True)


def answered(worker: Worker, answers: Iterator[OperationalError | None]) -> None:
    answer = next(answers)
    if answer is not None:
        raise answer
    worker.stop()


def test_a_sign_of_life_that_was_not_taken_does_not_stop_the_worker(worker: Worker) -> None:
    tried: list[str] = []

    def lost() -> None:
        tried.append("beat")
        raise OperationalError("gone")

    worker.tell(lost)

    assert tried == ["beat"]


def test_the_worker_stops_when_the_main_thread_has_ended(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Thread()
    monkeypatch.setattr(house, "WATCH_EVERY_S", 0.01)
    monkeypatch.setattr(threading, "main_thread", lambda: ended)

    worker.start()
    worker.join()

    assert worker.stopping.is_set()


@pytest.mark.usefixtures("worker")
def test_there_is_one_worker_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing recurs: on a busy machine it would have time to begin the chores of every room."""
    monkeypatch.setattr(house, "_started", [])

    first, second = house.start(), house.start()
    first.stop()
    first.join()

    assert first is second
