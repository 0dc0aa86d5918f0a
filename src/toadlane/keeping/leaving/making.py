"""Making the file of a taking, keeping it for its days, and removing it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from bylaws.kernel.faults import Fault
from toadlane.jobs.port import told
from toadlane.keeping import exporting, folders, words
from toadlane.keeping.alarms import tell_taker
from toadlane.keeping.leaving import closing
from toadlane.keeping.leaving.refusals import FILE
from toadlane.keeping.models import TakenFile
from toadlane.keeping.verbs import BROKE

State = TakenFile.State
KEPT_FOR: Final = dt.timedelta(days=7)
TAKEN: Final = "taken"
"""Apart from what whoever runs the machine exports: only what is in here is removed by itself."""


def carry_out(*, key: UUID) -> TakenFile:
    """Make the file; a fault is noted in words. Killed anywhere, the queue begins it again."""
    row = TakenFile.objects.select_related("taking__coop", "taking__by").get(pk=key)
    if row.state in {State.READY, State.FAILED}:
        return row
    note(row, state=State.RUNNING, says="")
    with translation.override(row.taking.coop.language):
        try:
            digest, size = make(row)
            until = timezone.now() + KEPT_FOR
            ended(row, state=State.READY, digest=digest, size=size, kept_until=until)
        except Fault as fault:
            ended(row, state=State.FAILED, says=told(fault))
            raise
        finally:
            if row.state == State.RUNNING:
                ended(row, state=State.FAILED, says=gettext(BROKE))
    return row


@transaction.atomic
def ended(row: TakenFile, **said: object) -> None:
    """Write down what came of it, and tell whoever asked."""
    note(row, **said)
    tell_taker(row.taking, row, at=timezone.now())


def make(row: TakenFile) -> tuple[str, int]:
    """The export under its place, open or closed; its digest and size."""
    folder, slug = place_of(row).parent, row.taking.coop.slug
    with words.disk_may_be_full(folder, FILE.disk_full):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with folders.room_to_work(folder, FILE.disk_full) as room:
            made = exporting.made_in(room, slug, at=row.asked_at)
            whole = made.file
            if row.recipient:
                whole = room / "closed.zip"
                lock = closing.Lock(row.recipient, bytes(row.sealed_key))
                closing.close(made.file, whole, exporting.file_name(slug, row.asked_at), lock)
            size = whole.stat().st_size
            folders.kept_safely(whole, place_of(row))
    return made.digest, size


def place_of(row: TakenFile) -> Path:
    """Where the file of a taking is kept: one place, however often it is begun."""
    return own_folder() / f"{row.pk}.zip"


def own_folder() -> Path:
    """Where all of them are kept."""
    return exporting.own_folder() / TAKEN


def download_name(row: TakenFile, slug: str) -> str:
    """What it is called by whoever takes it."""
    name = exporting.file_name(slug, row.asked_at)
    return name.removesuffix(".zip") + closing.ENDING if row.recipient else name


def note(row: TakenFile, **said: object) -> None:
    """Write down how far it is."""
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))


def expired(now: dt.datetime) -> QuerySet[TakenFile]:
    """Files whose days are over."""
    return TakenFile.objects.filter(Q(kept_until__lte=now), removed_at=None)


def any_expired(now: dt.datetime) -> bool:
    """Whether there is one, or work of a killed process, which nobody closed."""
    return expired(now).exists() or bool(folders.stale(own_folder()))


def remove_expired(now: dt.datetime) -> int:
    """Remove them; how many."""
    folders.sweep(own_folder())
    rows = list(expired(now))
    for row in rows:
        remove(row, now)
    return len(rows)


def remove(row: TakenFile, now: dt.datetime) -> None:
    """The file first: broken off between the two, it is done again."""
    place_of(row).unlink(missing_ok=True)
    note(row, removed_at=now, sealed_key=b"")
