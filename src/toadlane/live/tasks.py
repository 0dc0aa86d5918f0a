"""A meeting that nobody ends is ended by the house, with what was written in it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from toadlane.coops import clock
from toadlane.live.models import Live
from toadlane.live.verbs import end_forgotten

EVERY: Final = dt.timedelta(minutes=10)


@task()
def end_all() -> None:
    """End those that should have ended hours ago."""
    for live in forgotten(timezone.now()).select_related("coop"):
        end_forgotten(live=live, at=clock.now(live.coop))


def something_is_forgotten() -> bool:
    """Whether there is any."""
    return forgotten(timezone.now()).exists()


def forgotten(now: dt.datetime) -> QuerySet[Live]:
    """Those whose time is over."""
    return Live.objects.filter(ended_at=None, closes_at__lte=now).order_by("closes_at")
