"""Long work is asked for in a transaction, shows how far it is, and ends done or failed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bylaws.kernel.faults import RecordMoved
from tests.toadlane.jobs import chores
from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Progress
from toadlane.jobs.port import enqueue, wake
from toadlane.jobs.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
State = Progress.State


def test_a_job_waits_runs_and_is_done(harbour: Coop, ada: Participant, worker: Worker) -> None:
    asked = enqueue(chores.count_hours, coop=harbour, title="Import of March", by=ada, rows=7)
    before = (asked.state, asked.done, asked.of, asked.asked_by)

    worker.work_once(timezone.now())

    asked.refresh_from_db()
    assert before == (State.WAITING, 0, 0, "ada")
    assert (asked.state, asked.done, asked.of) == (State.DONE, 7, 7)
    assert asked.started_at is not None
    assert asked.finished_at is not None
    assert asked.asked_at <= asked.started_at <= asked.finished_at


def test_a_job_that_meets_a_fault_says_what_and_what_now(
    harbour: Coop, ada: Participant, worker: Worker
) -> None:
    asked = enqueue(chores.import_a_bad_file, coop=harbour, title="Import of March", by=ada)

    worker.work_once(timezone.now())

    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.says) == (
        State.FAILED,
        3,
        "Row 4 has no day. Add it and import again.",
    )


def test_a_job_that_stumbles_fails_and_the_next_one_runs(
    harbour: Coop, ada: Participant, worker: Worker
) -> None:
    first = enqueue(chores.stumble, coop=harbour, title="Stumble", by=ada)
    second = enqueue(chores.count_hours, coop=harbour, title="Count", by=None, rows=1)

    worker.work_once(timezone.now())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.FAILED, State.DONE)
    assert first.says == "Something of ours broke. Nothing is half done; ask for it anew."


def test_a_job_asked_for_in_a_transaction_that_fails_was_never_asked_for(
    harbour: Coop, ada: Participant, worker: Worker
) -> None:
    with pytest.raises(RecordMoved):
        ask_and_fail(harbour, ada)

    worker.work_once(timezone.now())

    assert (Progress.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def ask_and_fail(harbour: Coop, ada: Participant) -> None:
    with transaction.atomic():
        enqueue(chores.count_hours, coop=harbour, title="Count", by=ada, rows=1)
        raise RecordMoved("Bo was first.", code="x", next_step="Look again.")


def test_asking_wakes_the_worker_when_it_commits_and_not_before(harbour: Coop, ada: Participant) -> None:
    wake.clear()

    with transaction.atomic():
        enqueue(chores.count_hours, coop=harbour, title="Count", by=ada, rows=1)
        before = wake.is_set()

    assert (before, wake.is_set()) == (False, True)


def test_finished_tasks_are_forgotten_after_a_week_and_the_list_of_jobs_stays(
    harbour: Coop, ada: Participant, worker: Worker
) -> None:
    from toadlane.jobs import tasks

    enqueue(chores.count_hours, coop=harbour, title="Count", by=ada, rows=1)
    worker.work_once(timezone.now())
    young = DBTaskResult.objects.count()
    tasks.prune.call()
    kept = DBTaskResult.objects.count()
    DBTaskResult.objects.update(finished_at=timezone.now() - tasks.KEPT_FOR - dt.timedelta(seconds=1))

    tasks.prune.call()

    assert (young, kept, DBTaskResult.objects.count(), Progress.objects.count()) == (1, 1, 0, 1)
