"""Work that a killed process left half way: begun again, and given up after a few tries."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from toadlane.jobs.follow import job_ended
from toadlane.jobs.models import Beat, Progress

DEAD_AFTER: Final = dt.timedelta(seconds=30)
TRIES_MAX: Final = 3
GIVEN_UP: Final = gettext_noop(
    "The process ended in the middle of it at every try, of which there were {tries}. Ask for it anew."
)
BEGUN_AGAIN: Final = gettext_noop("The process ended in the middle of it. It is begun again.")


def rescue(now: dt.datetime, *, mine: str) -> int:
    """Put back what no living worker has in hand; how many tasks that were.

    `mine` is the worker that asks: it has nothing in hand while it asks.
    """
    running = DBTaskResult.objects.running()
    if not running.exists():
        return 0
    alive = set(Beat.objects.filter(beat_at__gt=now - DEAD_AFTER).values_list("worker", flat=True)) - {mine}
    left = [row for row in running if not row.worker_ids or row.worker_ids[-1] not in alive]
    return sum(put_back(row, now) for row in left)


@transaction.atomic
def put_back(row: DBTaskResult[..., object], now: dt.datetime) -> bool:
    """One task to the queue again, or failed for good; False when somebody else was first."""
    given_up = len(row.worker_ids) >= TRIES_MAX
    outcome = {
        "status": TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
        "finished_at": now if given_up else None,
    }
    still_so = DBTaskResult.objects.filter(
        pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
    )
    if not still_so.update(**outcome):
        return False
    for progress in Progress.objects.filter(task=row.pk).select_related("coop"):
        with override(progress.coop.language):
            progress.says = gettext(GIVEN_UP if given_up else BEGUN_AGAIN).format(tries=TRIES_MAX)
        progress.state = Progress.State.FAILED if given_up else Progress.State.WAITING
        progress.finished_at = now if given_up else None
        progress.save(update_fields=["says", "state", "finished_at"])
        if given_up:
            job_ended.send(Progress, job=progress)
    return True
