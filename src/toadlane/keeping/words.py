"""What is said when a copy cannot be made or read; each with what to do now."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordBroken, Refused

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_FILE: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE}


def disk_full(folder: Path) -> Refused:
    """Nothing more fits; what was there before is still there."""
    return Refused(
        gettext_noop("The disk of {folder} is full; no backup was made there."),
        code="backup.disk-full",
        next_step=gettext_noop(
            "Every earlier backup is untouched and nothing half is left. Make room or name another folder, "
            "and try again."
        ),
        folder=str(folder),
    )


def no_room(folder: Path) -> Refused:
    """The same where something was to be put back."""
    return Refused(
        gettext_noop("The disk of {folder} is full; nothing was restored there."),
        code="restore.disk-full",
        next_step=gettext_noop("The backup is untouched and nothing half is left. Make room, and try again."),
        folder=str(folder),
    )


@contextmanager
def disk_may_be_full(folder: Path, fault: Callable[[Path], Refused] = disk_full) -> Iterator[None]:
    """Turns what the machine says of a full disk into a sentence; anything else goes on as it is."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise fault(folder) from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in FULL_FILE:
            raise fault(folder) from error
        raise


def no_folder(folder: Path) -> InputFault:
    """A folder somebody named is not there: a disk that is not mounted must not be written beside."""
    return InputFault(
        gettext_noop("The folder for backups, {folder}, is not there or cannot be written to."),
        code="backup.no-folder",
        next_step=gettext_noop("Mount the disk or make the folder, and try again."),
        folder=str(folder),
    )


def unreadable(file: Path) -> InputFault:
    """Half a file, or no backup at all."""
    return InputFault(
        gettext_noop("{file} is no whole backup: it is cut short, or it is something else."),
        code="backup.unreadable",
        next_step=gettext_noop("Take another backup. Nothing was changed."),
        file=file.name,
    )


def altered(file: Path, part: str) -> RecordBroken:
    """A byte is not the byte that was written."""
    return RecordBroken(
        gettext_noop("{file} is not as it was written: “{part}” has changed."),
        code="backup.altered",
        next_step=gettext_noop("Take another backup. Nothing was changed."),
        file=file.name,
        part=part,
    )


def unsound(what: str) -> RecordBroken:
    """The copied database does not hold together."""
    return RecordBroken(
        gettext_noop("The copy does not hold together: {what}."),
        code="backup.unsound",
        next_step=gettext_noop("Keep the last good backup apart, and run `./run doctor`."),
        what=what,
    )


def newer(file: Path, version: str) -> InputFault:
    """Made by a version that knows rows this one does not."""
    return InputFault(
        gettext_noop("{file} was made by a newer version of Toad Lane ({version})."),
        code="backup.newer",
        next_step=gettext_noop(
            "Install that version or a later one, and restore with it. Nothing was changed."
        ),
        file=file.name,
        version=version,
    )


def closed(file: Path, **values: Any) -> InputFault:
    """An encrypted backup without the key or passphrase that opens it."""
    return InputFault(
        gettext_noop("{file} is encrypted, and this key or passphrase does not open it."),
        code="backup.closed",
        next_step=gettext_noop(
            "Name the file of the key with --identity, or of the passphrase with --passphrase-file. "
            "Nothing was changed."
        ),
        file=file.name,
        **values,
    )


def living(folder: Path) -> Refused:
    """Somebody keeps a co-op there."""
    return Refused(
        gettext_noop("{folder} holds a co-op already; a backup is never restored over one."),
        code="restore.living",
        next_step=gettext_noop("Name an empty folder with --data. Nothing was changed."),
        folder=str(folder),
    )


def running(folder: Path) -> Refused:
    """The house is open on that folder."""
    return Refused(
        gettext_noop("A running Toad Lane uses {folder}."),
        code="restore.running",
        next_step=gettext_noop("Stop it first, and restore again. Nothing was changed."),
        folder=str(folder),
    )


def not_migrated(version: str) -> RecordBroken:
    """The rows of an older version could not be brought to this one."""
    return RecordBroken(
        gettext_noop("The backup of version {version} could not be brought up to this version."),
        code="restore.not-migrated",
        next_step=gettext_noop("Restore it with the version that made it. Nothing was changed."),
        version=version,
    )
