"""Making a backup while the house is open, and proving it before it counts."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordMoved
from toadlane.keeping import archive, databases, folders, proofs, sealed, words
from toadlane.keeping.archive import DATA, DATABASE, Manifest
from toadlane.keeping.version import VERSION

STEPS: Final = 5
Say = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and proved."""

    file: Path
    size: int
    manifest: Manifest


def make(folder: Path, *, at: dt.datetime, lock: sealed.Lock, say: Say = lambda _done: None) -> Made:
    """One backup of this installation in a folder that is there.

    Faults: `backup.disk-full`, `backup.no-folder`, `backup.unsound`, `backup.altered`, `backup.taken`.
    Whatever goes wrong, nothing half is left and no earlier backup is touched.
    """
    name = folders.named(installation(), at)
    target = folder / (name + (sealed.ENDING if lock else ""))
    if target.exists():
        raise taken(target)
    with words.disk_may_be_full(folder), folders.room_to_work(folder) as room:
        whole = written(room, name, at, say)
        manifest = checked(whole, room)
        say(4)
        if lock:
            sealed.close(whole, room / target.name, lock)
        folders.kept_safely(room / target.name, target)
    say(STEPS)
    return Made(target, target.stat().st_size, manifest)


def written(room: Path, name: str, at: dt.datetime, say: Say) -> Path:
    """The open backup file, not yet proved."""
    data, database = Path(settings.DATA), database_file()
    beside = room / "files"
    hold(data, folders.other_files(data, database), beside)
    databases.copy_served(room / DATABASE)
    say(1)
    # Once more: a file that the copied rows name was there at one of the two moments.
    hold(data, folders.other_files(data, database), beside)
    proofs.prove(room / DATABASE)
    say(2)
    target = room / name
    with archive.writing(target) as writer:
        writer.add(DATABASE, room / DATABASE)
        for part in folders.other_files(beside, None):
            writer.add(DATA + part, beside / part)
        writer.finish(described(room / DATABASE, at))
    (room / DATABASE).unlink()
    target.chmod(0o600)
    say(3)
    return target


def described(database: Path, at: dt.datetime) -> Manifest:
    """What the manifest says of the copied database."""
    with proofs.reading(database) as copy:
        return Manifest(
            version=VERSION,
            made_at=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            engine=connections[DEFAULT_DB_ALIAS].vendor,
            schema=proofs.schema(copy),
            rows=proofs.counts(copy),
            heads=proofs.heads(copy),
        )


def checked(file: Path, room: Path) -> Manifest:
    """Open the finished file again and prove all of it; its manifest."""
    with archive.reading(file) as reader:
        again = room / "again.sqlite3"
        reader.take_out(DATABASE, again)
        for part in reader.manifest.parts:
            if part != DATABASE:
                reader.check(part)
        agree(again, reader.manifest)
        again.unlink()
        return reader.manifest


def agree(database: Path, manifest: Manifest) -> None:
    """The database is sound, and is the one the manifest tells of; fault `backup.unsound`."""
    proofs.prove(database)
    with proofs.reading(database) as copy:
        if proofs.counts(copy) != manifest.rows:
            raise words.unsound("rows")
        if proofs.heads(copy) != manifest.heads or proofs.schema(copy) != manifest.schema:
            raise words.unsound("manifest")


def hold(data: Path, names: list[str], beside: Path) -> None:
    """Keep hold of files as they are now, also if somebody removes them in a moment."""
    for name in names:
        target = beside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if target.exists() and unchanged(data / name, target):
                continue
            target.unlink(missing_ok=True)
            os.link(data / name, target)
        except FileNotFoundError:
            continue  # removed since it was listed
        except OSError:  # another disk, or one that knows no links
            copied(data / name, target)


def unchanged(source: Path, target: Path) -> bool:
    """Whether what is held is still what is there; a file that is gone is held as it was."""
    if not source.exists():
        return True
    now, held = source.stat(), target.stat()
    return (now.st_size, now.st_mtime_ns) == (held.st_size, held.st_mtime_ns)


def copied(source: Path, target: Path) -> None:
    """A copy where no link can be made; nothing where the file is gone."""
    try:
        shutil.copy2(source, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)


def installation() -> str:
    """What this installation is called in the names of its backups: its data folder's own name."""
    plain = "".join(c if c.isalnum() or c in "._" else "-" for c in Path(settings.DATA).name)
    return plain.strip("-.") or "toadlane"


def database_file() -> Path | None:
    """The served database, where it is a file."""
    connection = connections[DEFAULT_DB_ALIAS]
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def taken(target: Path) -> RecordMoved:
    """Two backups in one second."""
    return RecordMoved(
        gettext_noop("A backup called {file} was made a moment ago."),
        code="backup.taken",
        next_step=gettext_noop("Use that one, or try again in a second."),
        file=target.name,
    )
