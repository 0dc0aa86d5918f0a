"""The copies of this installation as JSON, for whoever runs it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from toadlane.coops.api import Click, one_of
from toadlane.keeping import reads, verbs
from toadlane.keeping.models import Keeping
from toadlane.keeping.operators import operator

router = Router()


class KeepingOut(Schema):
    """One backup or drill; `says` what went wrong where it failed."""

    kind: str = one_of(Keeping.Kind)
    state: str = one_of(Keeping.State)
    done: int
    of: int
    file: str
    size: int
    says: str
    asked_at: dt.datetime
    finished_at: dt.datetime | None


class StandingOut(Schema):
    """The last good backup and drill, whether they are too old, and the last twenty of both."""

    backup: KeepingOut | None
    backup_is_late: bool
    drill: KeepingOut | None
    drill_is_late: bool
    encrypted: bool
    lately: list[KeepingOut]


class Ask(Schema):
    """A click."""

    key: Click


@router.get("", response=StandingOut, summary="How the copies of this installation stand")
def read_standing(request: HttpRequest) -> StandingOut:
    """For whoever runs this installation."""
    operator(request)
    now = reads.standing(timezone.now())
    return StandingOut(
        backup=told(now.backup) if now.backup else None,
        backup_is_late=now.backup_is_late,
        drill=told(now.drill) if now.drill else None,
        drill_is_late=now.drill_is_late,
        encrypted=now.encrypted,
        lately=[told(one) for one in now.lately],
    )


@router.post("", response={202: KeepingOut}, summary="Make a backup now")
def make_backup(request: HttpRequest, said: Ask) -> Status[KeepingOut]:
    """It is made by the queue; ask `GET` how far it is."""
    return asked(request, said, Keeping.Kind.BACKUP)


@router.post("/drills", response={202: KeepingOut}, summary="Try out the latest backup now")
def make_drill(request: HttpRequest, said: Ask) -> Status[KeepingOut]:
    """It is restored apart, exported, brought in elsewhere and compared."""
    return asked(request, said, Keeping.Kind.DRILL)


def asked(request: HttpRequest, said: Ask, kind: Keeping.Kind) -> Status[KeepingOut]:
    """Ask for it."""
    row = verbs.ask(kind=kind, by=operator(request), at=timezone.now(), key=said.key)
    return Status(202, told(row))


def told(row: Keeping) -> KeepingOut:
    """One as it stands."""
    return KeepingOut(
        kind=row.kind,
        state=row.state,
        done=row.done,
        of=row.of,
        file=row.file,
        size=row.size,
        says=row.says,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
    )
