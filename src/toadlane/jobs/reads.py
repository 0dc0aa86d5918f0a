"""What the page of jobs asks."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Max

from toadlane.coops.access import Place
from toadlane.jobs.models import Beat, Progress
from toadlane.jobs.rescue import DEAD_AFTER

LAST = 30


@dataclass(frozen=True, slots=True)
class House:
    """The worker's life and a co-op's work, as one page shows them."""

    beat_at: dt.datetime | None
    alive: bool
    silent_s: int
    waiting: int
    running: int
    jobs: list[Progress]

    @property
    def version(self) -> str:
        """Another text whenever the page would look another way."""
        seen = [(job.pk, job.state, job.done, job.of, job.says) for job in self.jobs]
        return hashlib.sha256(repr((self.alive, self.waiting, self.running, seen)).encode()).hexdigest()[:32]


def house(place: Place) -> House:
    """How it stands now."""
    beat_at = Beat.objects.aggregate(last=Max("beat_at"))["last"]
    silent = place.moment.instant - beat_at if beat_at else dt.timedelta.max
    jobs = list(place.visible(Progress.objects.all()).order_by("-asked_at", "-pk")[:LAST])
    open_states = place.visible(Progress.objects.filter(finished_at=None)).values_list("state", flat=True)
    states = list(open_states)
    return House(
        beat_at=beat_at,
        alive=silent < DEAD_AFTER,
        silent_s=max(0, silent // dt.timedelta(seconds=1)),
        waiting=states.count(Progress.State.WAITING),
        running=states.count(Progress.State.RUNNING),
        jobs=jobs,
    )
