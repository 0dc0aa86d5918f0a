"""The job that opens, reminds and concludes at the right minute; whoever looks before it writes the same."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import models
from django.utils import timezone
from django_tasks import task

from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.proposals.models import Waking
from toadlane.proposals.verbs.running import bring_up_to

EVERY: Final = dt.timedelta(minutes=1)
AT_ONCE: Final = 500
AGAIN: Final = dt.timedelta(minutes=10)
"""One at which the work fails holds nobody up: it is tried anew so much later."""


@task()
def wake_all() -> None:
    """Bring every proposal up to now whose time has come."""
    for waking in due(timezone.now()).select_related("proposal__coop")[:AT_ONCE]:
        Waking.objects.filter(pk=waking.pk).update(next_at=timezone.now() + AGAIN)
        bring_up_to(proposal=waking.proposal, at=clock.now(waking.proposal.coop))


def something_is_due() -> bool:
    """Whether any has to be woken."""
    return due(timezone.now()).exists()


def due(now: dt.datetime) -> models.QuerySet[Waking]:
    """Those whose time has come, the longest waiting first."""
    return Waking.objects.filter(next_at__lte=now).order_by("next_at")


def bring_all(coop: Coop, at: Moment) -> None:
    """Those of one co-op that are due, for whoever looks before the job has come by."""
    for waking in due(at.instant).filter(coop=coop).select_related("proposal")[:AT_ONCE]:
        bring_up_to(proposal=waking.proposal, at=at)
