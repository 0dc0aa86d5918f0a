"""What a record and a witness say to each other, and what the witness answers.

Source: C2SP tlog-witness, `add-checkpoint`. The answers are its own: 200 signed, 400 unreadable, 409 asked
from another size than the witness knows, 422 not shown to be the same record, grown.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.record.checkpoints import HASH_BYTES, Checkpoint, counted, read_checkpoint, witnessed
from bylaws.record.notes import LONGEST, Note, Signature, decoded, read_line, read_note
from bylaws.record.tree import Hash

MOST_HASHES: Final = 63
SIGNED: Final = 200
UNREADABLE: Final = 400
FROM_ANOTHER_SIZE: Final = 409
NOT_SHOWN: Final = 422


@dataclass(frozen=True, slots=True)
class Asked:
    """A checkpoint that is to be signed, and the proof that it grew out of one of `old` entries."""

    old: int
    path: tuple[Hash, ...]
    note: Note
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness answers; a fault where the record contradicts what it signed before."""

    status: int
    fault: RecordBroken | None = None


def write_request(old: int, path: Sequence[Hash], note: str) -> str:
    """The request of a record that asks a witness to sign a note of its."""
    hashes = "".join(f"{base64.b64encode(one).decode()}\n" for one in path)
    return f"old {old}\n{hashes}\n{note}"


def read_request(written: str) -> Asked:
    """What is asked; faults `record.request`, `record.note` and `record.checkpoint` for anything else."""
    head, gap, rest = written.partition("\n\n")
    first, *hashes = head.split("\n")
    word, _, old = first.partition(" ")
    path = tuple(map(decoded, hashes))
    if not gap or word != "old" or not counted(old) or len(path) > MOST_HASHES:
        raise bad_request()
    if any(len(one) != HASH_BYTES for one in path):
        raise bad_request()
    note = read_note(rest)
    return Asked(int(old), path, note, read_checkpoint(note.text))


def bad_request() -> InputFault:
    """What is said of a request that is none."""
    return InputFault(
        "This is no request to a witness.",
        code="record.request",
        next_step="Send “old” and a size, the hashes of the proof, an empty line, and the checkpoint.",
    )


def weigh(asked: Asked, last: Checkpoint | None, *, before: bool = False) -> Answer:
    """What a witness answers whose `last` checkpoint of this record is that; None while it has seen none.

    `before` says that it has signed this very checkpoint, or one like it, in the past: that somebody sends it
    again proves nothing. Faults in the answer: `record.rolled-back`, `record.forked`. A proof that does not
    hold is one of those as well; whoever sent it may be a stranger, so it is kept and shown, and taken back
    once the record proves itself.
    """
    have, new = last.size if last else 0, asked.checkpoint
    again = last is not None and (new.size, new.root) == (last.size, last.root)
    if asked.old > new.size:
        return Answer(UNREADABLE)
    if asked.old != have and (new.size > have or again or before):
        return Answer(FROM_ANOTHER_SIZE)
    if asked.path and (again or not have):
        return Answer(NOT_SHOWN)
    try:
        witnessed(last, new, asked.path)
    except RecordBroken as fault:
        return Answer(NOT_SHOWN if new.size > have else FROM_ANOTHER_SIZE, fault)
    return Answer(SIGNED)


def read_answer(written: str) -> tuple[Signature, ...]:
    """The lines a witness answers with; fault `record.note` for anything else."""
    return tuple(map(read_line, written[:LONGEST].splitlines(keepends=True)))
