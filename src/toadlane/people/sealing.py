"""What is kept sealed: whoever has the database alone, or a copy of it, cannot read it.

So it is with the details people keep about themselves, and with the secrets of second factors. The key is
the installation's, in the format of `age`: from the environment, or in a file of the data folder made at
first use. A backup of that folder holds the key too; close backups where that matters.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyrage
from django.conf import settings
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken

FILE: Final = "details_key"
WHOLE: Final = 256
"""Sealed texts are as long as the next multiple of this, so that their length says little."""

anything_sealed: Final[list[Callable[[], bool]]] = []
"""Asked before a key is made: each room that seals says whether it has, for then another key is no cure."""


def seal(text: str) -> bytes:
    """A text closed to this installation's key."""
    data = text.encode()
    padded = data + b"\x00" * (-len(data) % WHOLE)
    return bytes(pyrage.encrypt(padded, [_key(make=True).to_public()]))


def unseal(sealed: bytes | memoryview) -> str:
    """The text again; fault `details.key` where another key closed it."""
    try:
        opened = pyrage.decrypt(bytes(sealed), [_key(make=False)])
    except pyrage.DecryptError as error:
        raise _other_key() from error
    return bytes(opened).rstrip(b"\x00").decode()


def _key(*, make: bool) -> pyrage.x25519.Identity:
    place = Path(settings.DATA) / FILE
    if not settings.DETAILS_KEY and not place.exists():
        if not make or any(has() for has in anything_sealed):
            raise _other_key()
        _make(place)
    return _read(settings.DETAILS_KEY, str(place))


def _make(place: Path) -> None:
    """Whole or not at all, and never twice: a second maker finds the first one's."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".details-")
    with os.fdopen(handle, "w") as file:
        file.write(f"{pyrage.x25519.Identity.generate()}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(name, place)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()


@lru_cache(maxsize=4)
def _read(given: str, place: str) -> pyrage.x25519.Identity:
    said = given or Path(place).read_text("ascii")
    try:
        return pyrage.x25519.Identity.from_str(said.strip())
    except pyrage.IdentityError as error:
        raise _other_key() from error


def _other_key() -> RecordBroken:
    return RecordBroken(
        gettext_noop("This is kept sealed, and the key that opens it is not here."),
        code="details.key",
        next_step=gettext_noop(
            "Whoever runs this installation puts back the file details_key, or its setting, from a backup."
        ),
    )
