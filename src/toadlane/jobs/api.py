"""Long work as JSON: how far each piece is, and whether anyone works on it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema

from toadlane.coops.access import Place
from toadlane.coops.api import Slug, one_of, participant_at
from toadlane.jobs import reads
from toadlane.jobs.models import Progress

router = Router()


class JobOut(Schema):
    """One piece of work; `done` of `of`, and `says` what went wrong where it failed."""

    job: UUID
    title: str
    asked_by: str
    state: str = one_of(Progress.State)
    done: int
    of: int
    says: str
    asked_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None


class HouseOut(Schema):
    """The worker's last sign of life, and the co-op's last thirty pieces of work."""

    alive: bool
    beat_at: dt.datetime | None
    waiting: int
    running: int
    jobs: list[JobOut]


@router.get("", response=HouseOut, summary="What waits, runs and was done")
def read_house(request: HttpRequest, coop: Path[Slug]) -> HouseOut:
    """Ask again every few seconds while something runs."""
    house = reads.house(_place(request, coop))
    return HouseOut(
        alive=house.alive,
        beat_at=house.beat_at,
        waiting=house.waiting,
        running=house.running,
        jobs=[as_out(job) for job in house.jobs],
    )


@router.get("/{job}", response=JobOut, summary="One piece of work")
def read_job(request: HttpRequest, coop: Path[Slug], job: UUID) -> JobOut:
    """How far it is."""
    return as_out(_place(request, coop).find(Progress.objects.all(), pk=job))


def as_out(job: Progress) -> JobOut:
    """A piece of work as it stands."""
    return JobOut(
        job=job.pk,
        title=job.title,
        asked_by=job.asked_by,
        state=job.state,
        done=job.done,
        of=job.of,
        says=job.says,
        asked_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


def _place(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, Progress.information_class)
