"""The heartbeat as JSON, for whoever runs the installation."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from toadlane.coops.access import absent
from toadlane.jobs import heart
from toadlane.jobs.heart import Colour

router = Router()


class GaugeOut(Schema):
    """How many wait somewhere, since when the oldest does, and how many were given up."""

    label: str
    waiting: int
    oldest_at: dt.datetime | None
    given_up: int


class RecurringOut(Schema):
    """One thing the house does every so often."""

    name: str
    every_s: float
    last_at: dt.datetime | None
    next_at: dt.datetime
    late: bool


class HeartOut(Schema):
    """Red when nobody works, amber when something waits too long or was given up."""

    state: Colour
    beat_at: dt.datetime | None
    workers: int
    waiting: int
    running: int
    failed_lately: int
    oldest_at: dt.datetime | None
    troubles: list[str]
    gauges: list[GaugeOut]
    recurring: list[RecurringOut]


@router.get("", response=HeartOut, summary="Whether the house does its work")
def read_heart(request: HttpRequest) -> HeartOut:
    """For whoever runs the installation; a watch on the machine asks /health/jobs/."""
    if not getattr(request.user, "operates", False):
        raise absent()
    stands = heart.now()
    return HeartOut(
        state=stands.colour,
        beat_at=stands.beat_at,
        workers=stands.workers,
        waiting=stands.waiting,
        running=stands.running,
        failed_lately=stands.failed,
        oldest_at=stands.oldest_at,
        troubles=list(stands.troubles),
        gauges=[
            GaugeOut(label=one.label, waiting=one.waiting, oldest_at=one.oldest_at, given_up=one.given_up)
            for one in stands.gauges
        ],
        recurring=[
            RecurringOut(
                name=one.name,
                every_s=one.every.total_seconds(),
                last_at=one.last_at,
                next_at=one.next_at,
                late=one.late,
            )
            for one in stands.recurring
        ],
    )
