"""How the copies of this installation stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from toadlane.keeping.models import Keeping

Kind, State = Keeping.Kind, Keeping.State
LAST: Final = 20
TOO_OLD: Final = {Kind.BACKUP: dt.timedelta(hours=48), Kind.DRILL: dt.timedelta(days=15)}


@dataclass(frozen=True, slots=True)
class Standing:
    """What an operator's page shows."""

    backup: Keeping | None
    drill: Keeping | None
    lately: list[Keeping]
    now: dt.datetime
    folder: Path
    encrypted: bool
    days: int
    weeks: int

    @property
    def backup_is_late(self) -> bool:
        """Whether the last good backup is too old, or never was."""
        return late(self.backup, Kind.BACKUP, self.now)

    @property
    def drill_is_late(self) -> bool:
        """The same of the last good drill."""
        return late(self.drill, Kind.DRILL, self.now)

    @property
    def failed(self) -> Keeping | None:
        """The last one of either kind, when it failed."""
        finished = next((one for one in self.lately if one.state in {State.GOOD, State.FAILED}), None)
        return finished if finished is not None and finished.state == State.FAILED else None

    @property
    def on_its_way(self) -> bool:
        """Whether something is waiting or running."""
        return any(one.finished_at is None and not one.broke_off(self.now) for one in self.lately)

    @property
    def version(self) -> str:
        """Another text whenever the page would look another way."""
        seen = [(one.pk, one.state, one.done, one.of, one.says) for one in self.lately]
        told = repr((seen, self.backup_is_late, self.drill_is_late))
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def standing(now: dt.datetime) -> Standing:
    """How it stands; three questions."""
    return Standing(
        backup=last_good(Kind.BACKUP),
        drill=last_good(Kind.DRILL),
        lately=list(Keeping.objects.order_by("-asked_at", "-pk")[:LAST]),
        now=now,
        folder=settings.BACKUPS["FOLDER"],
        encrypted=bool(settings.BACKUPS["FOR"]),
        days=settings.BACKUPS["DAYS"],
        weeks=settings.BACKUPS["WEEKS"],
    )


def last_good(kind: Keeping.Kind) -> Keeping | None:
    """The last that went well."""
    return Keeping.objects.filter(kind=kind, state=State.GOOD).order_by("-asked_at", "-pk").first()


def late(last: Keeping | None, kind: Keeping.Kind, now: dt.datetime) -> bool:
    """Whether the last one is too old to be relied upon."""
    return last is None or now - last.asked_at > TOO_OLD[kind]
