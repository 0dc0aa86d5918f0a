"""Signed notes: a text and, under it, a line for each who signed it; readable, and copied by hand if need be.

Source: C2SP signed-note. Reading and writing only: whether a signature holds is said by the `holds`
that is handed in, since the standard library has no Ed25519.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bylaws.kernel.faults import InputFault

Holds: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Whether a public key of 32 bytes signed a message: key, message, signature of 64 bytes (RFC 8032)."""

SIGNATURE: Final = 0x01
COSIGNATURE: Final = 0x04
KEY_BYTES: Final = 32
ID_BYTES: Final = 4
MOST_LINES: Final = 64
LONGEST: Final = 100_000
LONGEST_KEY: Final = 300
DASH: Final = "— "


@dataclass(frozen=True, slots=True)
class Key:
    """A key that signs notes: the name it goes by, which kind of signature it makes, its public half."""

    name: str
    kind: int
    public: bytes

    @property
    def short(self) -> bytes:
        """The four bytes by which a signature line says which key made it."""
        said = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(said).digest()[:ID_BYTES]

    @property
    def told(self) -> str:
        """The key as people hand it on: its name, its short form, its public half."""
        public = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.short.hex()}+{public}"


@dataclass(frozen=True, slots=True)
class Signature:
    """A line under a note: whose, by which key's short form, and what it signed with."""

    name: str
    short: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """The line as it stands under the note."""
        return f"{DASH}{self.name} {base64.b64encode(self.short + self.signed).decode()}\n"

    def is_by(self, key: Key) -> bool:
        """Whether it says that it was made by this key."""
        return (self.name, self.short) == (key.name, key.short)


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and who signed it, in the order of the lines."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def written(self) -> str:
        """The whole note."""
        return self.text + "\n" + "".join(one.line for one in self.signatures)


def signature(key: Key, signed: bytes) -> Signature:
    """A line of this key."""
    return Signature(key.name, key.short, signed)


def read_key(told: str) -> Key:
    """The key that somebody handed on; fault `record.key` for anything else, a mistyped letter too."""
    name, _, rest = told.strip().partition("+")
    short, _, public = rest.partition("+")
    whole = decoded(public)
    if refused_name(name) or len(told) > LONGEST_KEY or not whole or len(whole) != 1 + KEY_BYTES:
        raise bad_key(told)
    key = Key(name, whole[0], whole[1:])
    if key.kind not in {SIGNATURE, COSIGNATURE} or key.short.hex() != short:
        raise bad_key(told)
    return key


def bad_key(told: str) -> InputFault:
    """What is said of a key that is none."""
    return InputFault(
        "“{told}” is no key, or a letter of it is missing or wrong.",
        code="record.key",
        next_step="Copy the whole key from the page Record of whoever signs: name+eight letters+key.",
        told=told[:200],
    )


def read_note(written: str) -> Note:
    """The text and the signatures of a note; fault `record.note` for anything else.

    The text may hold empty lines: the signatures stand after the last one.
    """
    text, gap, under = written.rpartition("\n\n")
    lines = under.splitlines(keepends=True)
    if not gap or len(written) > LONGEST or not 0 < len(lines) <= MOST_LINES or controls(written):
        raise bad_note()
    return Note(text + "\n", tuple(map(read_line, lines)))


def read_line(line: str) -> Signature:
    """One line under a note; fault `record.note`."""
    name, _, signed = line.removeprefix(DASH).removesuffix("\n").partition(" ")
    whole = decoded(signed)
    if not (line.startswith(DASH) and line.endswith("\n")) or refused_name(name) or len(whole) <= ID_BYTES:
        raise bad_note()
    return Signature(name, whole[:ID_BYTES], whole[ID_BYTES:])


def bad_note() -> InputFault:
    """What is said of a note that is none."""
    return InputFault(
        "This is no signed note.",
        code="record.note",
        next_step="Copy all of it: the text, the empty line, and the lines that begin with a dash.",
    )


def signed_by(note: Note, keys: Iterable[Key], *, holds: Holds) -> list[Key]:
    """Which of these keys signed the note; lines of other keys are passed over, as the source says.

    Fault `record.forged` when a line says it is by one of these keys and is not: then nothing of the note
    is to be believed.
    """
    return [
        key
        for key in keys
        for one in note.signatures
        if one.is_by(key) and held(note, one, key, holds(key.public, note.text.encode(), one.signed))
    ]


def held(note: Note, one: Signature, key: Key, holds: bool) -> bool:  # noqa: FBT001 — it is the answer
    """True, or fault `record.forged`."""
    if holds:
        return True
    raise InputFault(
        "The line of {name} under “{text}” was not signed by {name}.",
        code="record.forged",
        next_step="Do not believe this note. Ask {name} which one is true, by another way than it came.",
        name=key.name,
        text=note.text.partition("\n")[0],
        line=one.line,
    )


def decoded(text: str) -> bytes:
    """Base64 in its one spelling, or nothing."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return found if base64.b64encode(found).decode() == text else b""


def refused_name(name: str) -> bool:
    """Whether a key cannot go by this name."""
    return not name or "+" in name or any(letter.isspace() for letter in name)


def controls(text: str) -> bool:
    """Whether there are characters in it that steer a terminal and say nothing."""
    return any(letter < " " and letter != "\n" for letter in text)
