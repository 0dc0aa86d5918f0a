"""What the queue does: what operators ask for, and a backup each night."""

from __future__ import annotations

import datetime as dt
import time
import zoneinfo
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from toadlane.coops.demo import is_demo
from toadlane.coops.models import Coop
from toadlane.keeping import reads, verbs
from toadlane.keeping.leaving import making
from toadlane.keeping.models import Keeping
from toadlane.keeping.own import making as own
from toadlane.people import sessions, tries

LOOK_EVERY: Final = dt.timedelta(minutes=10)
NIGHT: Final = range(2, 5)
A_DAY: Final = dt.timedelta(hours=20)
OVERDUE: Final = dt.timedelta(hours=26)
TRY_AGAIN: Final = dt.timedelta(hours=1)
EXPIRED_EVERY: Final = dt.timedelta(hours=1)
SESSIONS_EVERY: Final = dt.timedelta(hours=12)
TRIES_EVERY: Final = dt.timedelta(minutes=10)
DRILL_EVERY: Final = dt.timedelta(days=6, hours=20)


@task()
def carry_out(key: str) -> None:
    """One backup or drill that was asked for."""
    verbs.carry_out(key=UUID(key), at=timezone.now())


@task()
def nightly() -> None:
    """A backup; and once a week the latest is tried out."""
    now = timezone.now()
    verbs.carry_out(key=verbs.of_the_house(kind=Keeping.Kind.BACKUP, at=now).pk, at=now)
    if drill_is_due(now):
        verbs.carry_out(key=verbs.of_the_house(kind=Keeping.Kind.DRILL, at=now).pk, at=now)


@task()
def make_file(key: str) -> None:
    """The file of everything that members asked for."""
    making.carry_out(key=UUID(key))


@task()
def make_own(key: str) -> None:
    """The file of what is kept about one person."""
    own.carry_out(key=UUID(key))


@task()
def remove_expired() -> None:
    """Files of everything, and of one's own, whose days are over."""
    making.remove_expired(timezone.now())
    own.remove_expired(timezone.now())


@task()
def forget_sessions() -> None:
    """Where people were signed in, and are no more."""
    sessions.forget_over(timezone.now())


@task()
def forget_tries() -> None:
    """Tries at the door that count no more."""
    tries.sweep(time.time())


def any_tries() -> bool:
    """Whether one is over."""
    return tries.any_over(time.time())


def any_expired() -> bool:
    """Whether there is one."""
    return making.any_expired(timezone.now()) or own.any_expired(timezone.now())


def due() -> bool:
    """Whether a backup is wanted now: at night once, by day when the last is too old or never was."""
    if is_demo():
        return False
    coop = Coop.objects.order_by("pk").values_list("time_zone", flat=True).first()
    return coop is not None and is_due(timezone.now(), zone=coop)


def is_due(now: dt.datetime, *, zone: str) -> bool:
    """The same at an instant, in the zone of the first co-op here."""
    tried = Keeping.objects.filter(kind=Keeping.Kind.BACKUP).order_by("-asked_at").first()
    if tried is not None and tried.state != Keeping.State.GOOD and now - tried.asked_at < TRY_AGAIN:
        return False
    good = reads.last_good(Keeping.Kind.BACKUP)
    if good is None:
        return True
    age = now - good.asked_at
    at_night = now.astimezone(zoneinfo.ZoneInfo(zone)).hour in NIGHT
    return age > OVERDUE or (at_night and age > A_DAY)


def drill_is_due(now: dt.datetime) -> bool:
    """Once a week; never for encrypted backups, which only the holder of the key can try out."""
    if settings.BACKUPS["FOR"]:
        return False
    tried = Keeping.objects.filter(kind=Keeping.Kind.DRILL).order_by("-asked_at").first()
    return tried is None or tried.state != Keeping.State.GOOD or now - tried.asked_at > DRILL_EVERY
