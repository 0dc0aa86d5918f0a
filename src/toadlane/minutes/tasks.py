"""What the house does by itself: it freezes what everybody has approved, and reminds of what was promised."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.minutes.models import Action, Minutes
from toadlane.minutes.telling import ACTION
from toadlane.minutes.verbs import settle
from toadlane.notices.telling import Telling, tell

EVERY: Final = dt.timedelta(hours=1)
AHEAD: Final = dt.timedelta(days=2)
LATE: Final = dt.timedelta(days=7)


@task()
def settle_all() -> None:
    """Freeze minutes whose window is over, where as many as it takes have approved; remind of actions."""
    for row in waiting().select_related("coop"):
        settle(minutes=row, at=clock.now(row.coop))
    for coop in Coop.objects.filter(pk__in=due().values("coop")).order_by("slug"):
        remind(coop)


def waiting() -> QuerySet[Minutes]:
    """Minutes that are out, that somebody has approved, and that are not frozen."""
    return Minutes.objects.filter(sent_on__isnull=False, frozen=None, approvals__isnull=False).distinct()


def due() -> QuerySet[Action]:
    """Actions that are due about now."""
    today = timezone.now().date()
    near = (today - LATE, today + AHEAD + dt.timedelta(days=1))
    return Action.objects.filter(over_on=None, who__isnull=False, line__struck_at=None, due_on__range=near)


def something_waits() -> bool:
    """Whether there is anything to do."""
    return waiting().exists() or due().exists()


def remind(coop: Coop) -> None:
    """Tell whoever promised something, once, two days before its day."""
    at = clock.now(coop)
    near = (at.day - LATE, at.day + AHEAD)
    rows = due().filter(coop=coop, due_on__range=near)
    for one in rows.select_related("who", "line__minutes"):
        telling = Telling(
            ACTION.key,
            to=[one.who] if one.who else [],
            words="due",
            information_class=one.line.minutes.information_class,
            of_each=True,
            values={"text": one.line.text[:200], "title": "", "day": str(one.due_on)},
            url=reverse("minutes:actions", args=[coop.slug]) + "?state=mine",
            subject=f"action:{one.pk}",
        )
        tell(telling, coop=coop, at=at.instant, key=f"action-due:{one.pk}:{one.who_id}:{one.due_on}")
