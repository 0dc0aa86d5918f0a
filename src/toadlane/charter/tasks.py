"""What was adopted for a later day takes effect when that day comes, by itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task

from toadlane.charter.following import latest_day
from toadlane.charter.models import CharterText, Followed
from toadlane.charter.verbs import take_effect
from toadlane.coops import clock

EVERY: Final = dt.timedelta(minutes=5)


@task()
def follow_charters() -> None:
    """Let every text that takes effect today, or did while the house slept, take effect."""
    for followed in behind():
        take_effect(coop=followed.coop, at=clock.now(followed.coop))


def something_takes_effect() -> bool:
    """Whether any co-op has a text to follow that it does not follow yet."""
    return behind().exists()


def behind() -> QuerySet[Followed]:
    """Co-ops with a text that takes effect after the day they were last looked at."""
    texts = CharterText.objects.filter(
        coop=OuterRef("coop"),
        takes_effect_on__gt=OuterRef("through"),
        takes_effect_on__lte=latest_day(timezone.now()),
    )
    return Followed.objects.select_related("coop").filter(Exists(texts))
