"""What people do to keep copies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings

from toadlane.keeping import folders, making, sealed
from toadlane.keeping.making import Made


def back_up(*, to: Path | None, recipient: str = "", passphrase: str = "", at: dt.datetime) -> Made:
    """A backup now, into a folder that is there, or into the one of this installation."""
    lock = sealed.lock(recipient=recipient, passphrase=passphrase)
    folder = folders.for_backups(to, ours=False) if to else own_folder()
    return making.make(folder, at=at, lock=lock)


def own_folder() -> Path:
    """Where this installation keeps its backups."""
    return folders.for_backups(Path(settings.DATA) / folders.BACKUPS, ours=True)
