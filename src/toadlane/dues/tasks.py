"""Dues that become due are told of, by themselves."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django_tasks import task

from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.dues import telling
from toadlane.dues.models import DuesKept

EVERY: Final = dt.timedelta(hours=6)


@task()
def remind() -> None:
    """Tell everybody of dues that are due soon, due, or about to have something follow; each once."""
    for coop in Coop.objects.filter(pk__in=DuesKept.objects.values("coop")).order_by("slug"):
        telling.remind(coop, clock.now(coop))


def anywhere() -> bool:
    """Whether any co-op keeps dues here."""
    return DuesKept.objects.exists()
