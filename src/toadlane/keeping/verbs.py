"""What people do to keep copies, and what the house does by itself at night."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import Fault, InputFault, NotThere
from toadlane.coops.access import absent
from toadlane.jobs.port import told, wake
from toadlane.keeping import drills, folders, making, retention, sealed
from toadlane.keeping.making import Made
from toadlane.keeping.models import Keeping
from toadlane.people.models import Person

State = Keeping.State
LONGEST = 200
BROKE = gettext_noop("Something of ours broke. Nothing half is left; the log says where.")


def back_up(*, to: Path | None, recipient: str = "", passphrase: str = "", at: dt.datetime) -> Made:
    """A backup now, into a folder that is there, or into the one of this installation."""
    lock = sealed.lock(recipient=recipient, passphrase=passphrase)
    folder = folders.for_backups(to, ours=False) if to else own_folder()
    return making.make(folder, at=at, lock=lock)


def own_folder() -> Path:
    """Where this installation keeps its backups."""
    return folders.for_backups(settings.BACKUPS["FOLDER"], ours=not settings.BACKUPS["NAMED"])


def before_an_upgrade(*, at: dt.datetime) -> Made:
    """The way back from an upgrade, closed as the nightly backups are."""
    return back_up(to=None, recipient=settings.BACKUPS["FOR"], at=at)


@transaction.atomic
def ask(*, kind: Keeping.Kind, by: Person, at: dt.datetime, key: str) -> Keeping:
    """An operator asks for a backup or a drill; the same click twice is one."""
    from toadlane.keeping.tasks import carry_out  # noqa: PLC0415 — the task calls back into this file

    if not by.operates:
        raise absent()
    if not key or len(key) > LONGEST or not key.isprintable():
        raise unusable()
    row, new = Keeping.objects.get_or_create(
        key=f"asked-{key}", defaults={"kind": kind, "asked_by": by.email, "asked_at": at}
    )
    if row.kind != kind:
        raise other_click()
    if new:
        carry_out.enqueue(str(row.pk))
        transaction.on_commit(wake.set)
    return row


def unusable() -> InputFault:
    """A form without a key."""
    return InputFault(
        gettext_noop("The form came without a usable key, so it cannot be told apart from a second click."),
        code="key.unusable",
        next_step=gettext_noop("Open the page again and send the form from there."),
    )


def other_click() -> InputFault:
    """One key for two things."""
    return InputFault(
        gettext_noop("This form was sent before with something else in it."),
        code="key.other-content",
        next_step=gettext_noop("Open the page again and fill it in anew. What was sent first stands."),
    )


def of_the_house(*, kind: Keeping.Kind, at: dt.datetime) -> Keeping:
    """What the house does by itself, noted before it begins."""
    name = f"house-{kind}-{at.isoformat()}"
    row, _ = Keeping.objects.get_or_create(key=name, defaults={"kind": kind, "asked_at": at})
    return row


def carry_out(*, key: UUID, at: dt.datetime) -> Keeping:
    """Do what was asked for, and note how it went; a fault is noted in words and goes on to the queue."""
    row = Keeping.objects.get(pk=key)
    if row.state in {State.GOOD, State.FAILED}:
        return row
    note(row, state=State.RUNNING)
    try:
        if row.kind == Keeping.Kind.BACKUP:
            made = make(row, at)
            note(row, state=State.GOOD, file=made.file.name, folder=str(made.file.parent), size=made.size)
        else:
            file = try_out(row)
            note(row, state=State.GOOD, file=file.name, folder=str(file.parent))
    except Fault as fault:
        note(row, state=State.FAILED, says=told(fault))
        raise
    finally:
        if row.state == State.RUNNING:
            note(row, state=State.FAILED, says=gettext(BROKE))
        note(row, finished_at=dt.datetime.now(dt.UTC))
    if row.kind == Keeping.Kind.BACKUP:
        tidy()
    return row


def make(row: Keeping, at: dt.datetime) -> Made:
    """The backup somebody asked for."""
    lock = sealed.lock(recipient=settings.BACKUPS["FOR"])
    return making.make(own_folder(), at=at, lock=lock, say=lambda done: note(row, done=done, of=making.STEPS))


def try_out(row: Keeping) -> Path:
    """The latest good backup, tried out."""
    kept = next((one for one in folders.backups_in(own_folder()) if one.file.name in known_good()), None)
    if kept is None:
        raise nothing_to_try()
    if kept.closed:
        raise only_by_hand()
    drills.drill(kept.file, key=sealed.Key(), say=lambda done, of: note(row, done=done, of=of))
    return kept.file


def note(row: Keeping, **said: object) -> None:
    """Write down how far it is."""
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))


def note_made(made: Made, *, at: dt.datetime) -> None:
    """A backup made by a command counts like any other."""
    row = of_the_house(kind=Keeping.Kind.BACKUP, at=at)
    note(
        row,
        state=State.GOOD,
        file=made.file.name,
        folder=str(made.file.parent),
        size=made.size,
        finished_at=dt.datetime.now(dt.UTC),
    )


def note_drilled(file: Path, *, at: dt.datetime) -> None:
    """A drill by hand counts like any other."""
    row = of_the_house(kind=Keeping.Kind.DRILL, at=at)
    note(row, state=State.GOOD, file=file.name, folder=str(file.parent), finished_at=dt.datetime.now(dt.UTC))


def known_good() -> set[str]:
    """The names of the backups that were proved when they were made."""
    return set(
        Keeping.objects.filter(kind=Keeping.Kind.BACKUP, state=State.GOOD).values_list("file", flat=True)
    )


def tidy() -> list[Path]:
    """Take away the backups that need not stay; what was taken away."""
    limits = settings.BACKUPS
    there = folders.backups_in(own_folder())
    ours = [kept for kept in there if kept.name == making.installation()]
    gone = retention.to_remove(ours, days=limits["DAYS"], weeks=limits["WEEKS"], good=known_good())
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def nothing_to_try() -> NotThere:
    """No good backup is there."""
    return NotThere(
        gettext_noop("There is no good backup to try out."),
        code="drill.nothing",
        next_step=gettext_noop("Make a backup first."),
    )


def only_by_hand() -> InputFault:
    """The house encrypts to a key that it does not have, as it should."""
    return InputFault(
        gettext_noop("The backups are encrypted, and only you hold the key."),
        code="drill.closed",
        next_step=gettext_noop("Try one out by hand: ./run drill FILE --identity KEY-FILE"),
    )
