"""What stands in a data folder, and what backups are called."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bylaws.kernel.faults import Refused
from toadlane.keeping import sealed, words
from toadlane.mail import kept as mail

DATABASE_FILE: Final = "toadlane.sqlite3"
BACKUPS: Final = "backups"
ENDING: Final = ".toadlane"
UNFINISHED: Final = ".part-"
EXPORTS: Final = "exports"
MADE_ANEW: Final = ("static", BACKUPS, EXPORTS)
"""Folders that a start makes by itself, or that hold backups: a backup holds neither."""
STAMP: Final = "%Y-%m-%dT%H%M%SZ"
NAMED: Final = re.compile(r"(?P<name>.+)-(?P<stamp>\d{4}-\d\d-\d\dT\d{6}Z)\.toadlane(?:\.age)?")
STALE_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup file in a folder, by its name alone."""

    file: Path
    name: str
    made_at: dt.datetime

    @property
    def closed(self) -> bool:
        """Whether it is encrypted, by its ending."""
        return self.file.suffix == sealed.ENDING


def named(name: str, at: dt.datetime) -> str:
    """What a backup made at an instant is called."""
    return f"{name}-{at.astimezone(dt.UTC).strftime(STAMP)}{ENDING}"


def backups_in(folder: Path) -> list[Kept]:
    """The backups in a folder, latest first; whatever else is there is no concern of ours."""
    found = [kept for file in listed(folder) if (kept := as_kept(file)) is not None]
    return sorted(found, key=lambda kept: (kept.made_at, kept.file.name), reverse=True)


def listed(folder: Path) -> list[Path]:
    """The files of a folder; none where it is not there."""
    try:
        return [file for file in folder.iterdir() if file.is_file()]
    except OSError:
        return []


def as_kept(file: Path) -> Kept | None:
    """A file as a backup, if it is called like one."""
    match = NAMED.fullmatch(file.name)
    if match is None:
        return None
    made_at = dt.datetime.strptime(match["stamp"], STAMP).replace(tzinfo=dt.UTC)
    return Kept(file, match["name"], made_at)


def other_files(data: Path, database: Path | None) -> list[str]:
    """Every file of a data folder that a backup holds beside the database, as relative names."""
    found = []
    for place, folders, files in os.walk(data):
        at = Path(place)
        top = at == data
        folders[:] = sorted(f for f in folders if not (f.startswith(UNFINISHED) or (top and f in MADE_ANEW)))
        for file in sorted(files):
            whole = at / file
            if whole.is_file() and not whole.is_symlink() and not left_out(whole, database):
                found.append(str(whole.relative_to(data)))
    return found


def left_out(file: Path, database: Path | None) -> bool:
    """The database, copied in its own way, backups, which would hold each other, and the mail password."""
    # A copy that is tried out somewhere else must not write letters in the co-op's name.
    password = file.name.lstrip(".").startswith(mail.PASSWORD)
    return password or of_a_database(file, database) or as_kept(file) is not None


def of_a_database(file: Path, database: Path | None) -> bool:
    """The database itself, or what SQLite keeps beside it."""
    names = {DATABASE_FILE} if database is None else {database.name, DATABASE_FILE}
    return any(file.name in {name, f"{name}-wal", f"{name}-shm", f"{name}-journal"} for name in names)


@contextmanager
def room_to_work(folder: Path, full: Callable[[Path], Refused] = words.disk_full) -> Iterator[Path]:
    """A folder inside a folder for what is not finished; gone at the end, whatever happens.

    What a killed process left there is swept after a day. `full` is the fault for a full disk.
    """
    sweep(folder)
    try:
        room = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
    except OSError as error:
        if error.errno in words.FULL:
            raise full(folder) from error
        raise words.no_folder(folder) from error
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away unfinished work that is a day old."""
    for left in stale(folder):
        shutil.rmtree(left, ignore_errors=True)


def stale(folder: Path) -> list[Path]:
    """Unfinished work in a folder that is a day old."""
    if not folder.is_dir():
        return []
    found = [left for left in folder.glob(f"{UNFINISHED}*") if left.is_dir()]
    return [left for left in found if time.time() - left.stat().st_mtime > STALE_S]


def for_backups(folder: Path, *, ours: bool) -> Path:
    """A folder that backups can be written to; one of our own is made, one that was named must be there."""
    try:
        if ours:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        usable = folder.is_dir() and os.access(folder, os.W_OK)
    except OSError as error:
        raise words.no_folder(folder) from error
    if not usable:
        raise words.no_folder(folder)
    return folder


def kept_safely(file: Path, target: Path) -> None:
    """Onto the disk, then under its name: a power cut leaves the whole file or none."""
    with file.open("rb") as done:
        os.fsync(done.fileno())
    file.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
