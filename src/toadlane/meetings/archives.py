"""A ZIP of many files, unpacked in memory and never trusted: not its names, not its sizes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, InputFault
from toadlane.files import limits as of_one
from toadlane.files.formats import DAMAGED
from toadlane.meetings import limits

LOCKED: Final = 0x1
LEFT_BY_MACHINES: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file of an archive, or why it could not be taken out."""

    name: str
    data: bytes = b""
    fault: Fault | None = None


def is_archive(name: str) -> bool:
    """Whether a file is to be unpacked, by its name."""
    return name.lower().endswith(".zip")


def unpacked(file: BinaryIO) -> Iterator[Unpacked]:
    """Its files one by one; faults for the whole: `document.archive`, `.too-many`, `.too-much`."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise damaged() from error
    with archive:
        entries = [
            entry for entry in archive.infolist() if not (entry.is_dir() or of_a_machine(entry.filename))
        ]
        if len(entries) > limits.FILES_AT_ONCE:
            raise limits.too_many()
        if sum(entry.file_size for entry in entries) > limits.BYTES_AT_ONCE:
            raise limits.too_much()
        for entry in entries:
            yield taken_out(archive, entry)


def taken_out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Unpacked:
    """One file; never more of it than the limit, whatever the archive says."""
    name = entry.filename
    if leads_out(name):
        return Unpacked(name, fault=outside())
    if entry.flag_bits & LOCKED:
        return Unpacked(name, fault=locked())
    try:
        with archive.open(entry) as packed:
            data = packed.read(of_one.BYTES_OF_ONE + 1)
    except DAMAGED:
        return Unpacked(name, fault=damaged())
    return (
        Unpacked(name, fault=of_one.too_large()) if len(data) > of_one.BYTES_OF_ONE else Unpacked(name, data)
    )


def of_a_machine(name: str) -> bool:
    """What systems leave in archives without anybody's wish."""
    parts = set(PurePosixPath(name).parts)
    return bool(parts & LEFT_BY_MACHINES)


def leads_out(name: str) -> bool:
    """Whether a name points outside the folder it would be unpacked into."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def damaged() -> InputFault:
    """The fault for an archive, or a file in it, that cannot be read."""
    return InputFault(
        gettext_noop("The archive is damaged, or it is no ZIP file."),
        code="document.archive",
        next_step=gettext_noop("Pack the files again as ZIP, or bring them one by one."),
    )


def locked() -> InputFault:
    """The fault for a file under a password."""
    return InputFault(
        gettext_noop("The file is locked by a password."),
        code="document.locked",
        next_step=gettext_noop("Unlock it, and bring it again."),
    )


def outside() -> InputFault:
    """The fault for a name that climbs out of its folder; honest archives hold none."""
    return InputFault(
        gettext_noop("The name of this file leads out of the archive."),
        code="document.name",
        next_step=gettext_noop("Pack the file anew, or bring it by itself."),
    )
