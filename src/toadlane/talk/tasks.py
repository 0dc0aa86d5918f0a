"""What the queue does about talks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from toadlane.talk.models import EarlierWords

PRUNE_EVERY: Final = dt.timedelta(hours=12)
EARLIER_FOR: Final = dt.timedelta(days=30)


@task()
def prune() -> None:
    """Forget after a month what stood before an edit."""
    EarlierWords.objects.filter(edited_at__lt=timezone.now() - EARLIER_FOR).delete()
