"""What somebody has read of what they were told. It concerns nobody else, and done twice it is done once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from toadlane.coops.models import Participant
from toadlane.notices.models import Notice


def read(notices: Collection[UUID], *, by: Participant, at: dt.datetime) -> int:
    """They have read these of theirs; how many of them they had not."""
    mine = Notice.objects.filter(participant=by, pk__in=notices, read_at__isnull=True)
    return mine.update(read_at=at)


def read_all(*, by: Participant, at: dt.datetime, until: dt.datetime) -> int:
    """They have read whatever they were told up to an instant: the page they look at shows no later ones."""
    mine = Notice.objects.filter(participant=by, told_at__lte=until, read_at__isnull=True)
    return mine.update(read_at=at)
