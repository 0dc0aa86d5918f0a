"""Work for the queue, as rooms would ask for it."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from bylaws.kernel.faults import InputFault
from toadlane.coops.moment import Moment
from toadlane.jobs.port import Tracker, job
from toadlane.record import verbs as record

RUNS: list[str] = []


@job
def count_hours(tracker: Tracker, rows: int) -> None:
    for done in range(1, rows + 1):
        tracker.reached(done, of=rows)


@job
def import_a_bad_file(tracker: Tracker) -> None:
    tracker.reached(3, of=10)
    raise InputFault("Row {row} has no day.", code="x", next_step="Add it and import again.", row=4)


@job
def stumble(tracker: Tracker) -> None:
    raise ZeroDivisionError(tracker.coop.slug)


@job
def note(tracker: Tracker) -> None:
    from django.db import transaction

    with transaction.atomic():
        record.append(
            kind="note.v1",
            what={},
            by=None,
            at=Moment.of(timezone.now(), coop=tracker.coop),
            coop=tracker.coop,
        )


@task()
def tidy() -> None:
    RUNS.append("tidy")
