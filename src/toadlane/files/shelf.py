"""The bytes of files, in the data folder under their SHA-256: <folder>/<co-op>/<digest>.<form>.

Backups and exports find them there: a folder for each kind of file, in it one for each co-op.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage

from toadlane.coops.models import Coop

UNFINISHED: Final = ".part-documents-"
"""Backups pass over folders that begin so, and exports look only into folders of a co-op."""
STALE_S: Final = 86_400

Kept = tuple[str, str]
"""Digest and form."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Bytes that are on the disk, but not yet under their name."""

    digest: str
    size: int
    form: str
    place: Path


@contextmanager
def workbench() -> Iterator[Path]:
    """A folder for what is not finished; gone at the end. What a killed process left is swept after a day."""
    top = Path(default_storage.path(""))
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in top.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > STALE_S:
            shutil.rmtree(left, ignore_errors=True)
    bench = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=top))
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def lay(data: bytes, form: str, bench: Path) -> Laid:
    """Write the bytes down, and wait until the disk has them."""
    digest = hashlib.sha256(data).hexdigest()
    place = bench / digest
    with place.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Laid(digest, len(data), form, place)


def put(folder: str, coop: Coop, laid: Laid) -> None:
    """Give it its name; whoever has the same file already keeps theirs, which is the same."""
    target = place_of(folder, coop, (laid.digest, laid.form))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if laid.place.exists():
        laid.place.replace(target)
    opened = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def place_of(folder: str, coop: Coop, kept: Kept) -> Path:
    """Where a file is kept; every part is ours, so no name of anybody's can lead elsewhere."""
    digest, form = kept
    return Path(default_storage.path(f"{folder}/{coop.pk}/{digest}.{form}"))


def hold(coop: Coop) -> None:
    """One after the other: bringing and forgetting files of a co-op."""
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
