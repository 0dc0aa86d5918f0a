"""An export closed by a passphrase that this machine keeps nowhere, also not until the file is made.

A pair of keys is made when it is asked for: the file is closed to the public one, and the passphrase
closes the other, which travels beside it. Both are in the format of `age`, so the stock tool opens them.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyrage

from toadlane.keeping import archive, sealed

KEY, README = "key.age", "README.txt"
ENDING: Final = ".closed.zip"
TEXT: Final = """Everything of a co-op, closed by a passphrase. Two steps open it, with the free program `age`
(https://age-encryption.org) and without Toad Lane:

  1. age --decrypt --identity key.age --output {name} {name}.age
     It asks for the passphrase that was chosen when this was asked for. Nobody can open it without.
  2. Open {name}: its own README.md explains every file in it.
"""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a file is closed to, and what opens it, closed by the passphrase; empty for one left open."""

    recipient: str = ""
    key: bytes = b""


def by_passphrase(passphrase: str) -> Lock:
    """A lock for one file; takes a second, as the format means it to. Fault `backup.passphrase-short`."""
    if not sealed.lock(passphrase=passphrase):
        return Lock()
    identity = pyrage.x25519.Identity.generate()
    said = f"{identity}\n".encode()
    return Lock(str(identity.to_public()), pyrage.passphrase.encrypt(said, passphrase))


def close(source: Path, target: Path, name: str, lock: Lock) -> None:
    """A ZIP with the closed file, what the passphrase opens, and how; streamed, whatever its size."""
    to = sealed.recipient_of(lock.recipient)
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as there, source.open("rb") as plain:
        there.writestr(plainly(README), TEXT.format(name=name))
        there.writestr(plainly(KEY), lock.key)
        with there.open(plainly(f"{name}.age"), "w", force_zip64=True) as shut:
            pyrage.encrypt_io(plain, shut, [to])
    target.chmod(0o600)


def plainly(name: str) -> zipfile.ZipInfo:
    """A part that is not compressed: what is encrypted cannot be."""
    part = archive.undated(name)
    part.compress_type = zipfile.ZIP_STORED
    return part
