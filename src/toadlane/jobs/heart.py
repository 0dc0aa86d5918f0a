"""Whether the house does its work: green, amber or red, and why."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.jobs import gauges, periodic
from toadlane.jobs.gauges import Gauge
from toadlane.jobs.models import Beat, Due
from toadlane.jobs.rescue import DEAD_AFTER

SLOW: Final = dt.timedelta(minutes=5)
"""What waits longer holds others up."""
LATE: Final = dt.timedelta(minutes=10)
"""So long after its time, recurring work is late."""
FAULTS: Final = "bylaws.kernel.faults."
LATELY: Final = dt.timedelta(days=1)


class Colour(StrEnum):
    """How the heart beats."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Recurring:
    """One thing the house does every so often."""

    name: str
    every: dt.timedelta
    last_at: dt.datetime | None
    next_at: dt.datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Heart:
    """Everything the page shows."""

    now: dt.datetime
    beat_at: dt.datetime | None
    workers: int
    waiting: int
    running: int
    failed: int
    oldest_at: dt.datetime | None
    gauges: Sequence[Gauge]
    recurring: Sequence[Recurring]

    @property
    def colour(self) -> Colour:
        """Red when nobody works, amber when something waits too long or was given up."""
        if not self.workers:
            return Colour.RED
        return Colour.AMBER if any(self.troubles) else Colour.GREEN

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is not as it should be while somebody works."""
        slow = [one.label for one in self.gauges if is_slow(one.oldest_at, self.now) or one.given_up]
        late = [one.name for one in self.recurring if one.late]
        queue = [_("The queue")] if is_slow(self.oldest_at, self.now) else []
        failed = [_("Work that failed since yesterday")] if self.failed else []
        return (*queue, *failed, *slow, *late)

    @property
    def silent_s(self) -> int | None:
        """Seconds since the last sign of life."""
        return None if self.beat_at is None else max(0, (self.now - self.beat_at) // dt.timedelta(seconds=1))

    @property
    def version(self) -> str:
        """Another text whenever the page would look another way, but for the seconds."""
        seen = (self.colour, self.troubles, self.waiting, self.running, self.failed, self.gauges)
        said = repr((seen, [(one.name, one.next_at) for one in self.recurring]))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def is_slow(since: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether something waits too long."""
    return since is not None and now - since > SLOW


def heart(now: dt.datetime) -> Heart:
    """How it stands; the same few questions whatever waits."""
    beats = Beat.objects.aggregate(
        last=Max("beat_at"), alive=Count("pk", filter=Q(beat_at__gt=now - DEAD_AFTER))
    )
    status = TaskResultStatus
    # What the asker can put right, such as a file that cannot be read, is no trouble of the house.
    ours = ~Q(exception_class_path__startswith=FAULTS) | Q(exception_class_path=f"{FAULTS}RecordBroken")
    failed = Q(status=status.FAILED, finished_at__gt=now - LATELY) & ours
    queue = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=status.READY)),
        running=Count("pk", filter=Q(status=status.RUNNING)),
        failed=Count("pk", filter=failed),
        oldest=Min("enqueued_at", filter=Q(status=status.READY)),
    )
    return Heart(
        now=now,
        beat_at=beats["last"],
        workers=beats["alive"],
        waiting=queue["waiting"],
        running=queue["running"],
        failed=queue["failed"],
        oldest_at=queue["oldest"],
        gauges=gauges.measured(now),
        recurring=list(recurring(now)),
    )


def recurring(now: dt.datetime) -> Iterator[Recurring]:
    """What the house does every so often: when it did last, and when it will."""
    rows = list(Due.objects.filter(name__in=periodic.names()).order_by("name"))
    ended = dict(
        DBTaskResult.objects.filter(pk__in=[row.last_task for row in rows if row.last_task]).values_list(
            "pk", "finished_at"
        )
    )
    for row in rows:
        last_at = ended.get(row.last_task) if row.last_task else None
        waits = now - row.next_at > LATE and periodic.wanted(row.name)
        yield Recurring(row.name, row.every, last_at, row.next_at, late=waits)


def alive(now: dt.datetime) -> bool:
    """Whether anybody works, in one question."""
    return Beat.objects.filter(beat_at__gt=now - DEAD_AFTER).exists()


def for_operators(participant: Participant, at: Moment) -> Iterator[Item]:
    """On *Today* of whoever runs the installation: that nothing is done any more."""
    if participant.person is None or not participant.person.operates or alive(at.instant):
        return
    yield Item(
        title=_("The worker has stopped"),
        verb=_("See since when"),
        url=reverse("jobs:heart"),
        detail=_("Imports, letters and backups wait until it is started again."),
    )


def now() -> Heart:
    """How it stands at this moment."""
    return heart(timezone.now())
