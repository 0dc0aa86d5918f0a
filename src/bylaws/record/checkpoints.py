"""Checkpoints: what a log says of itself on a day, and what a witness has to see before it signs that too.

Sources: C2SP tlog-checkpoint, tlog-cosignature (version 1) and tlog-witness.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.record.notes import COSIGNATURE, Holds, Key, Note, Signature, decoded, signature
from bylaws.record.proofs import consistent
from bylaws.record.tree import EMPTY, Hash

HASH_BYTES: Final = 32
TIME_BYTES: Final = 8
LINES: Final = 3
DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's name, how many entries it has, its root, and further lines its keeper adds."""

    origin: str
    size: int
    root: Hash
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, self.size, root, *self.more))


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that a note's text says; fault `record.checkpoint` for anything else."""
    *lines, after = text.split("\n")
    if after or len(lines) < LINES or not all(lines) or not counted(lines[1]):
        raise bad_checkpoint()
    origin, size, root, *more = lines
    if len(decoded(root)) != HASH_BYTES:
        raise bad_checkpoint()
    return Checkpoint(origin, int(size), decoded(root), tuple(more))


def counted(text: str) -> bool:
    """Whether it is a number of entries in its one spelling."""
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS and str(int(text)) == text


def bad_checkpoint() -> InputFault:
    """What is said of a checkpoint that is none."""
    return InputFault(
        "This is no checkpoint.",
        code="record.checkpoint",
        next_step="Copy all of it: the name of the record, how many entries, and the line of letters.",
    )


def cosigned_message(checkpoint: str, time: int) -> bytes:
    """What a witness signs: that it saw this checkpoint at `time`, seconds since 1970 in UTC."""
    return f"cosignature/v1\ntime {time}\n{checkpoint}".encode()


def cosignature(key: Key, *, time: int, signed: bytes) -> Signature:
    """A witness's line: when it saw the checkpoint, and the 64 bytes over `cosigned_message`."""
    return signature(key, time.to_bytes(TIME_BYTES, "big") + signed)


def seen_by(note: Note, witnesses: Iterable[Key], *, holds: Holds) -> list[tuple[Key, int]]:
    """Which of these witnesses cosigned a checkpoint, each with when, in seconds since 1970 in UTC.

    A line that says it is by one of them and is not counts for nothing.
    """
    found = []
    for key in witnesses:
        for one in note.signatures:
            time = int.from_bytes(one.signed[:TIME_BYTES], "big")
            message = cosigned_message(note.text, time)
            if (
                one.is_by(key)
                and key.kind == COSIGNATURE
                and holds(key.public, message, one.signed[TIME_BYTES:])
            ):
                found.append((key, time))
    return found


def witnessed(last: Checkpoint | None, new: Checkpoint, path: Sequence[Hash]) -> Checkpoint:
    """The checkpoint a witness keeps from now on, when `new` is the log of its `last` one, only grown.

    `path` proves it (`proofs.consistency_ranges`). Faults, each loud, since somebody may have changed the
    past: `record.rolled-back` when the log is shorter than it was, `record.forked` when it has another
    past, as two roots for one size show at once.
    """
    if last is None:
        last = Checkpoint(new.origin, 0, EMPTY)
    if new.size < last.size:
        raise broken(
            "The record “{origin}” had {before} entries and now says it has {now}: its end is gone.",
            "record.rolled-back",
            last,
            new,
        )
    same = consistent(first=last.size, second=new.size, first_root=last.root, second_root=new.root, path=path)
    if not same or last.origin != new.origin:
        raise broken(
            "The record “{origin}” of {now} entries does not begin with the {before} that were there: "
            "its past is another one.",
            "record.forked",
            last,
            new,
        )
    return new


def broken(says: str, code: str, last: Checkpoint, new: Checkpoint) -> RecordBroken:
    """The refusal of a witness, with both checkpoints to show."""
    return RecordBroken(
        says,
        code=code,
        next_step="Keep both checkpoints, sign nothing, and ask the members of that co-op what happened.",
        origin=new.origin,
        before=last.size,
        now=new.size,
        last=last.text,
        new=new.text,
    )
