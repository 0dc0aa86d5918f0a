"""What a killed process left is begun again, and given up after a few tries."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.brought_up import this_database
from tests.toadlane.jobs import chores
from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Beat, Progress
from toadlane.jobs.port import enqueue
from toadlane.jobs.rescue import DEAD_AFTER, rescue
from toadlane.jobs.worker import Worker
from toadlane.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
State = Progress.State
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def asked(harbour: Coop, ada: Participant) -> Progress:
    return enqueue(chores.count_hours, coop=harbour, title="Count", by=ada, rows=2)


def taken_by(name: str) -> None:
    """A worker that took the task and was killed."""
    DBTaskResult.objects.get().claim(name)
    Progress.objects.update(state=State.RUNNING, started_at=timezone.now())


def test_what_a_dead_worker_left_is_begun_again(asked: Progress, worker: Worker) -> None:
    taken_by("dead")

    worker.work_once(timezone.now())

    asked.refresh_from_db()
    assert (asked.state, asked.done) == (State.DONE, 2)
    assert DBTaskResult.objects.get().worker_ids == ["dead", worker.name]


def test_until_it_is_taken_up_again_it_waits_and_says_why(asked: Progress) -> None:
    taken_by("dead")

    rescued = rescue(timezone.now(), mine="me")

    asked.refresh_from_db()
    assert (rescued, asked.state) == (1, State.WAITING)
    assert asked.says == "The process ended in the middle of it. It is begun again."


@pytest.mark.parametrize(("age", "rescued"), [(DEAD_AFTER - SECOND, 0), (DEAD_AFTER, 1)])
def test_a_worker_counts_as_dead_after_half_a_minute_without_a_sign(
    asked: Progress, age: dt.timedelta, rescued: int
) -> None:
    now = timezone.now()
    taken_by("other")
    Beat.objects.create(worker="other", beat_at=now - age)

    assert rescue(now, mine="me") == rescued


def test_what_was_taken_three_times_is_given_up(asked: Progress) -> None:
    for name in ("first", "second", "third"):
        taken_by(name)

    rescue(timezone.now(), mine="me")

    asked.refresh_from_db()
    assert (asked.state, DBTaskResult.objects.get().status) == (State.FAILED, "FAILED")
    assert asked.says == (
        "The process ended in the middle of it at every try, of which there were 3. Ask for it anew."
    )


def test_two_rescuers_put_a_task_back_once(asked: Progress) -> None:
    from toadlane.jobs.rescue import put_back

    taken_by("dead")
    [seen_by_both] = DBTaskResult.objects.running()

    assert [put_back(seen_by_both, timezone.now()) for _ in range(2)] == [True, False]


def test_a_process_killed_in_the_middle_leaves_nothing_half_done(
    harbour: Coop, ada: Participant, worker: Worker
) -> None:
    """A real process is killed between the first and the second half of one transaction."""
    asked = enqueue(chores.note, coop=harbour, title="Note", by=ada)
    script = Path(__file__).parent / "killed_in_the_middle.py"
    environment = {**os.environ, "TOADLANE_DATABASE_URL": this_database()}
    with subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    half_way = (said, Entry.objects.count(), DBTaskResult.objects.get().status)

    worker.work_once(timezone.now() + DEAD_AFTER)

    asked.refresh_from_db()
    assert half_way == ("half\n", 0, "RUNNING")
    assert (asked.state, Entry.objects.count()) == (State.DONE, 1)


def test_a_worker_says_goodbye_when_it_stops(asked: Progress, worker: Worker) -> None:
    worker.start()
    until(lambda: Beat.objects.filter(worker=worker.name).exists() and done(asked))
    worker.stop()
    worker.join()

    assert (done(asked), Beat.objects.count()) == (True, 0)


def done(asked: Progress) -> bool:
    return Progress.objects.get(pk=asked.pk).state == State.DONE


def until(happened: Callable[[], bool]) -> None:
    patience = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.05)
