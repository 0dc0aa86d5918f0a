"""Uploaded files, kept in the data folder until their hours are in or nobody wants them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, NotThere
from toadlane.work.models import HoursImport

BYTES_AT_MOST: Final = 256 * 1024 * 1024
CHUNK: Final = 1 << 20
HEAD: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    size: int
    digest: str
    head: bytes


def look_at(file: BinaryIO, name: str) -> Upload:
    """Its size, digest and first bytes, read piece by piece; fault `hours-file.too-large`."""
    digest, size, head = hashlib.sha256(), 0, b""
    file.seek(0)
    while piece := file.read(CHUNK):
        head = head or piece[:HEAD]
        size += len(piece)
        if size > BYTES_AT_MOST:
            raise too_large()
        digest.update(piece)
    return Upload(name[-200:], size, digest.hexdigest(), head)


def too_large() -> InputFault:
    """The fault for a file over the limit."""
    return InputFault(
        gettext_noop("The file is larger than {megabytes} MB."),
        code="hours-file.too-large",
        next_step=gettext_noop(
            "Export a shorter period, such as half a year, and import the parts one by one."
        ),
        megabytes=BYTES_AT_MOST // 1024 // 1024,
    )


def keep(source: HoursImport, file: BinaryIO) -> None:
    """Put the file where it is found again."""
    file.seek(0)
    default_storage.save(place(source), File(file))


def forget(source: HoursImport) -> None:
    """Remove the file once the transaction holds."""
    transaction.on_commit(lambda: remove(source))


def remove(source: HoursImport) -> None:
    """Remove the file now, and what was read of it; does nothing where it is gone."""
    default_storage.delete(place(source))
    spool(source).unlink(missing_ok=True)
    spool_digest(source).unlink(missing_ok=True)


def chunks(source: HoursImport) -> Iterator[bytes]:
    """The file from its beginning, piece by piece."""
    try:
        kept = default_storage.open(place(source), "rb")
    except FileNotFoundError:
        raise NotThere(
            gettext_noop("The file “{file}” is not kept here any more."),
            code="hours-file.gone",
            next_step=gettext_noop("Upload it again."),
            file=source.file_name,
        ) from None
    with kept:
        while piece := kept.read(CHUNK):
            yield piece


def place(source: HoursImport) -> str:
    """Where the file of an import is kept."""
    return f"imports/{source.coop_id}/{source.pk}"


def spool(source: HoursImport) -> Path:
    """Where the rows read from the file are kept."""
    return Path(default_storage.path(f"{place(source)}.read"))


def spool_digest(source: HoursImport) -> Path:
    """Where it is kept what those rows were when they were written."""
    return spool(source).with_suffix(".digest")
