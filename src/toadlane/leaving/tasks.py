"""A departure takes effect when its day comes, by itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from toadlane.charter.following import latest_day
from toadlane.coops import clock
from toadlane.leaving.models import Departure
from toadlane.leaving.verbs.effect import take_effect

EVERY: Final = dt.timedelta(minutes=5)


@task()
def follow_departures() -> None:
    """Let every departure whose day has come, perhaps while the house slept, take effect."""
    for departure in due():
        take_effect(departure=departure, at=clock.now(departure.coop))


def somebody_leaves() -> bool:
    """Whether anybody's day has come, somewhere on earth."""
    return due().exists()


def due() -> QuerySet[Departure]:
    """Departures whose day has come and that have not taken effect."""
    rows = Departure.objects.filter(leaves_on__lte=latest_day(timezone.now()), taken_back=None, done=None)
    return rows.select_related("coop")
