"""What the book does by itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from toadlane.record import asking, checkpointing, verbs
from toadlane.record.models import Unsequenced

SEQUENCE_EVERY: Final = dt.timedelta(seconds=5)
SIGN_EVERY: Final = dt.timedelta(days=1)
ASK_EVERY: Final = dt.timedelta(minutes=1)


@task()
def sequence() -> None:
    """Give every waiting entry its place, batch after batch."""
    while verbs.sequence_all():
        pass


def entries_wait() -> bool:
    """Whether there is any entry without a place."""
    return Unsequenced.objects.exists()


@task()
def sign() -> None:
    """Sign what every record that grew says of itself; red where one is not what it was."""
    checkpointing.sign_all()


def records_grew() -> bool:
    """Whether any record has entries that no checkpoint vouches for."""
    return checkpointing.grown().exists()


@task()
def ask_witnesses() -> None:
    """Have the last checkpoints signed by whoever witnesses them."""
    asking.ask_all(timezone.now())


def witnesses_wait() -> bool:
    """Whether any witness is to be asked by now."""
    return asking.due(timezone.now()).exists()
