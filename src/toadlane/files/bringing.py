"""A file that somebody brings: looked at before anything is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from toadlane.files import limits
from toadlane.files.formats import form_of, usable_name
from toadlane.files.shelf import Laid, lay


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sent it."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is one of ours: its name as it is shown, its bytes on the disk and not yet on the shelf."""

    name: str
    laid: Laid


def look_at(one: Sent, bench: Path) -> Brought:
    """Lay a file down; faults of `formats.form_of`."""
    name = usable_name(one.name)
    one.file.seek(0)
    data = one.file.read(limits.BYTES_OF_ONE + 1)
    return Brought(name, lay(data, form_of(name, data), bench))
