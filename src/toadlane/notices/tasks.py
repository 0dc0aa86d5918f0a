"""What the queue does about notices: tells of what was done, writes the letters due, forgets old ones."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from toadlane.notices import hearing, posting
from toadlane.notices.models import Notice

LOOK_EVERY: Final = dt.timedelta(seconds=1)
PRUNE_EVERY: Final = dt.timedelta(hours=12)
KEPT_FOR: Final = dt.timedelta(days=400)


@task()
def hear() -> None:
    """Tell people of what was done."""
    hearing.work_off()


@task()
def post() -> None:
    """Write the letters that are due."""
    posting.post(timezone.now())


@task()
def prune() -> None:
    """Forget what everybody was told more than a year ago, and try anew what could not be told."""
    hearing.take_up_again(timezone.now())
    Notice.objects.filter(told_at__lt=timezone.now() - KEPT_FOR).delete()


def anything_due() -> bool:
    """Looked at each second, so it asks one indexed question."""
    return posting.due_now(timezone.now()).exists()
