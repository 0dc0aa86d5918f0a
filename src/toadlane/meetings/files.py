"""The bytes of documents: `documents` on the shelf of files, and which of them somebody still needs."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from django.db import transaction

from toadlane.coops.models import Coop
from toadlane.files import shelf
from toadlane.files.shelf import UNFINISHED, Kept, Laid, hold, lay, workbench
from toadlane.meetings.models import Document, GatheredFile

__all__ = ["UNFINISHED", "Kept", "Laid", "forget", "hold", "keep", "lay", "path_of", "wanted", "workbench"]

FOLDER: Final = "documents"


def keep(coop: Coop, laid: Laid) -> None:
    """Give it its name."""
    shelf.put(FOLDER, coop, laid)


def path_of(coop: Coop, kept: Kept) -> Path:
    """Where a file is kept."""
    return shelf.place_of(FOLDER, coop, kept)


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
