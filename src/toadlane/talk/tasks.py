"""What the queue does about talks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from toadlane.talk import addresses, answering
from toadlane.talk.models import EarlierWords, HeardLetter, ReplyAddress

PRUNE_EVERY: Final = dt.timedelta(hours=12)
EARLIER_FOR: Final = dt.timedelta(days=30)
READ_EVERY: Final = dt.timedelta(minutes=1)
HEARD_FOR: Final = dt.timedelta(days=120)


@task()
def prune() -> None:
    """Forget after a month what stood before an edit, and addresses nobody answers by any more."""
    EarlierWords.objects.filter(edited_at__lt=timezone.now() - EARLIER_FOR).delete()
    ReplyAddress.objects.filter(made_at__lt=timezone.now() - addresses.LASTS).delete()
    HeardLetter.objects.filter(heard_at__lt=timezone.now() - HEARD_FOR).delete()


@task()
def read_answers() -> None:
    """Take in what people answered by e-mail."""
    answering.read_mailbox()


def is_set_up() -> bool:
    """Whether there is a mailbox to look into."""
    return addresses.mailbox() is not None
