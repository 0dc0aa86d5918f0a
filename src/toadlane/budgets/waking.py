"""The job that puts projects to the vote, counts the ballots and gives the money, at the right minute."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django_tasks import task

from toadlane.budgets.models import BudgetRound
from toadlane.budgets.standing import ENDS
from toadlane.budgets.verbs.running import bring_up_to
from toadlane.coops import clock
from toadlane.jobs import periodic

EVERY: Final = dt.timedelta(minutes=1)


@task()
def wake_all() -> None:
    """Bring every round up to now that is under way."""
    rows = list(going().select_related("coop").order_by("pk"))
    periodic.each(rows, lambda row: bring_up_to(budget_round=row, at=clock.now(row.coop)))


def going() -> QuerySet[BudgetRound]:
    """Those that are not over."""
    return BudgetRound.objects.exclude(steps__kind__in=ENDS)


def something_goes() -> bool:
    """Whether any is under way."""
    return going().exists()
