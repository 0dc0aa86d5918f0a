"""Encrypted copies, in the format of `age`: whoever holds the key opens them without us.

A recipient's key is streamed; a passphrase takes the whole file in memory, which is how the format's
library does it, so it is for copies of ordinary size.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyrage
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.keeping import words

ENDING: Final = ".age"
PASSPHRASE_LARGEST: Final = 1 << 30
PASSPHRASE_SHORTEST: Final = 12
AGE: Final = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Lock:
    """How a copy is closed: for the holder of a key, or by a passphrase; by neither, it stays open."""

    recipient: str = ""
    passphrase: str = ""

    def __bool__(self) -> bool:
        return bool(self.recipient or self.passphrase)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a copy: the text of an identity file, or a passphrase."""

    identity: str = ""
    passphrase: str = ""


def lock(*, recipient: str = "", passphrase: str = "") -> Lock:
    """A lock that will hold; faults `backup.recipient` and `backup.passphrase-short`."""
    if recipient:
        recipient_of(recipient)
    if passphrase and len(passphrase) < PASSPHRASE_SHORTEST:
        raise InputFault(
            gettext_noop("A passphrase has at least {least} characters."),
            code="backup.passphrase-short",
            next_step=gettext_noop(
                "Choose a longer one, such as five words, and keep it apart from the backup."
            ),
            least=PASSPHRASE_SHORTEST,
        )
    return Lock(recipient, passphrase)


def recipient_of(text: str) -> pyrage.x25519.Recipient:
    """The public key somebody wrote; fault `backup.recipient` for anything else."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise InputFault(
            gettext_noop("“{key}” is no public key of age."),
            code="backup.recipient",
            next_step=gettext_noop("`age-keygen` makes a pair; the public key begins with “age1”."),
            key=text.strip()[:80],
        ) from error


def close(source: Path, target: Path, by: Lock) -> None:
    """Write a closed copy of a file, for the owner's eyes alone."""
    with (
        source.open("rb") as plain,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as shut,
    ):
        if by.recipient:
            pyrage.encrypt_io(plain, shut, [recipient_of(by.recipient)])
        else:
            refuse_too_large(source)
            shut.write(pyrage.passphrase.encrypt(plain.read(), by.passphrase))


def refuse_too_large(source: Path) -> None:
    """A passphrase is for copies that fit in memory."""
    if source.stat().st_size > PASSPHRASE_LARGEST:
        raise InputFault(
            gettext_noop("This backup is too large for a passphrase."),
            code="backup.passphrase-large",
            next_step=gettext_noop("Encrypt it to a key instead: --encrypt-to and a public key of age."),
        )


def is_closed(file: Path) -> bool:
    """Whether a file is encrypted, by its first bytes."""
    with file.open("rb") as start:
        return start.read(len(AGE)) == AGE


def open_into(file: Path, target: Path, key: Key) -> None:
    """Write the open copy of a closed file; fault `backup.closed` when the key does not fit."""
    try:
        with (
            file.open("rb") as shut,
            os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as plain,
        ):
            if key.identity:
                pyrage.decrypt_io(shut, plain, identities(key.identity))
            elif key.passphrase:
                plain.write(pyrage.passphrase.decrypt(shut.read(), key.passphrase))
            else:
                raise words.closed(file)
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise words.closed(file) from error


def identities(text: str) -> list[pyrage.x25519.Identity]:
    """The secret keys in an identity file; lines that begin with # are remarks."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [pyrage.x25519.Identity.from_str(line) for line in lines]
