"""Sending, as work for the queue."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from toadlane.mail import outbox

LOOK_EVERY: Final = dt.timedelta(seconds=1)
PRUNE_EVERY: Final = dt.timedelta(hours=12)


@task()
def send() -> None:
    """Hand over what is due."""
    outbox.send_due()


@task()
def prune() -> None:
    """Forget old letters."""
    outbox.prune(timezone.now())


def anything_due() -> bool:
    """Looked at each second, so it asks one indexed question."""
    return outbox.due(timezone.now()).exists()
