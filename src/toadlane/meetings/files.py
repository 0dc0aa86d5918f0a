"""The bytes of documents, in the data folder under their SHA-256: documents/<co-op>/<digest>.<form>."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction

from toadlane.coops.models import Coop
from toadlane.meetings.models import Document, GatheredFile

FOLDER: Final = "documents"
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


def keep(coop: Coop, laid: Laid) -> None:
    """Give it its name; whoever has the same file already keeps theirs, which is the same."""
    target = path_of(coop, (laid.digest, laid.form))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if laid.place.exists():
        laid.place.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def path_of(coop: Coop, kept: Kept) -> Path:
    """Where a file is kept; both parts are ours, so no name of anybody's can lead elsewhere."""
    digest, form = kept
    return Path(default_storage.path(f"{FOLDER}/{coop.pk}/{digest}.{form}"))


def wanted(coop: Coop, kept: Collection[Kept]) -> set[Kept]:
    """Those that a document which is not erased, or a file that waits, still needs."""
    digests = {digest for digest, _ in kept}
    erased = Document.objects.filter(coop=coop, erasure__isnull=False).values("thread")
    standing = Document.objects.filter(coop=coop, digest__in=digests).exclude(thread__in=erased)
    waiting = GatheredFile.objects.filter(coop=coop, digest__in=digests)
    return {*standing.values_list("digest", "form"), *waiting.values_list("digest", "form")} & set(kept)


@transaction.atomic
def forget(coop: Coop, kept: Collection[Kept]) -> None:
    """Remove what nobody needs any more. Nobody else brings files to this co-op meanwhile."""
    hold(coop)
    for one in set(kept) - wanted(coop, kept):
        path_of(coop, one).unlink(missing_ok=True)


def hold(coop: Coop) -> None:
    """One after the other: bringing, replacing and forgetting files of a co-op."""
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
