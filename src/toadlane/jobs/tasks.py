"""The queue's own housekeeping."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from toadlane.jobs.models import Beat

KEPT_FOR: Final = dt.timedelta(days=7)
PRUNE_EVERY: Final = dt.timedelta(hours=6)


@task()
def prune() -> None:
    """Forget finished tasks after a week; what people asked for stays in their list of jobs."""
    before = timezone.now() - KEPT_FOR
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Beat.objects.filter(beat_at__lt=before).delete()
