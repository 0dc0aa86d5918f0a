"""The job that closes lists, has people vote, and seats those elected, at the right minute."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django_tasks import task

from toadlane.coops import clock
from toadlane.elections.models import Election, ElectionStep, Vacancy
from toadlane.elections.standing import ENDS
from toadlane.elections.verbs.running import bring_up_to
from toadlane.jobs import periodic

EVERY: Final = dt.timedelta(minutes=1)


@task()
def wake_all() -> None:
    """Bring every election up to now that is under way."""
    rows = list(going().select_related("coop").order_by("pk"))
    periodic.each(rows, lambda row: bring_up_to(election=row, at=clock.now(row.coop)))


def going() -> QuerySet[Election]:
    """Those that are not over, and those of which a seat that fell vacant is being filled."""
    ended = ElectionStep.objects.filter(election=OuterRef("pk"), kind__in=ENDS)
    refilled = Vacancy.objects.filter(election=OuterRef("pk"), over=None)
    return Election.objects.filter(~Exists(ended) | Exists(refilled))


def something_goes() -> bool:
    """Whether any is under way."""
    return going().exists()
