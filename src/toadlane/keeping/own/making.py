"""Making the file of one's own data, keeping it for its days, and removing it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from bylaws.kernel.faults import Fault
from toadlane.coops.models import Participant
from toadlane.jobs.port import told
from toadlane.keeping import exporting, folders, words
from toadlane.keeping.models import OwnFile
from toadlane.keeping.own import writing
from toadlane.keeping.own.refusals import FILE
from toadlane.keeping.verbs import BROKE

State = OwnFile.State
KEPT_FOR: Final = dt.timedelta(days=7)
OWN: Final = "own"
ENDING: Final = "my-data.zip"


def carry_out(*, key: UUID) -> None:
    """Make the file; a fault is noted in words. Killed anywhere, the queue begins it again."""
    row = OwnFile.objects.select_related("person", "only").filter(pk=key).first()
    if row is None or row.state in {State.READY, State.FAILED}:
        return
    note(row, state=State.RUNNING, says="")
    with translation.override(row.language):
        try:
            size = make(row)
            if not note(row, state=State.READY, size=size, kept_until=timezone.now() + KEPT_FOR):
                place_of(row).unlink(missing_ok=True)
        except Fault as fault:
            note(row, state=State.FAILED, says=told(fault))
            raise
        finally:
            if row.state == State.RUNNING:
                note(row, state=State.FAILED, says=gettext(BROKE))


def make(row: OwnFile) -> int:
    """The file under its place; its size."""
    folder = own_folder()
    with words.disk_may_be_full(folder, FILE.disk_full):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with folders.room_to_work(folder, FILE.disk_full) as room:
            whole = room / "own.zip"
            taking_part = taking_part_in(row)
            writing.write(
                whole,
                row.person,
                taking_part,
                at=row.asked_at,
                reached=lambda done, of: note(row, done=done, of=of),
            )
            size = whole.stat().st_size
            folders.kept_safely(whole, place_of(row))
    return size


def taking_part_in(row: OwnFile) -> list[Participant]:
    """Who they are in each co-op that is told of."""
    found = Participant.objects.filter(person=row.person_id).select_related("coop").order_by("coop__slug")
    return list(found.filter(coop=row.only) if row.only is not None else found)


def place_of(row: OwnFile) -> Path:
    """Where a file is kept: one place, however often it is begun."""
    return own_folder() / f"{row.pk}.zip"


def own_folder() -> Path:
    """Where all of them are kept; no backup holds them."""
    return exporting.own_folder() / OWN


def download_name(row: OwnFile) -> str:
    """What it is called by whoever takes it."""
    stamp = row.asked_at.astimezone(dt.UTC).strftime(folders.STAMP)
    return "-".join([row.only.slug, stamp, ENDING] if row.only else [stamp, ENDING])


def note(row: OwnFile, **said: Any) -> bool:
    """Write down how far it is; False where its person was erased meanwhile."""
    for name, value in said.items():
        setattr(row, name, value)
    return bool(OwnFile.objects.filter(pk=row.pk).update(**said))


def expired(now: dt.datetime) -> QuerySet[OwnFile]:
    """Files whose days are over."""
    return OwnFile.objects.filter(Q(kept_until__lte=now), removed_at=None)


def any_expired(now: dt.datetime) -> bool:
    """Whether there is one, or work of a killed process, which nobody closed."""
    return expired(now).exists() or bool(folders.stale(own_folder()))


def remove_expired(now: dt.datetime) -> None:
    """Remove them."""
    folders.sweep(own_folder())
    for row in expired(now):
        remove(row, now)


def remove(row: OwnFile, now: dt.datetime) -> None:
    """The file first: broken off between the two, it is done again."""
    place_of(row).unlink(missing_ok=True)
    note(row, removed_at=now)
