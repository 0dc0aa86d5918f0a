"""A commitment says nothing about its content until somebody opens it, and fits no other content then."""

from __future__ import annotations

import hashlib
import hmac

from bylaws.kernel.faults import InputFault

SALT_BYTES = 32


def commit(content: bytes, *, salt: bytes) -> bytes:
    """The 32 bytes that stand for `content` under a `salt` of 32 bytes: SHA-256 of salt and content.

    The salt keeps short content from being guessed; whoever erases salt and content leaves a number
    that says nothing. Fault `record.salt` for a salt of another length, which would make the border
    between salt and content uncertain. Source: research/reliability.md §4.
    """
    if len(salt) != SALT_BYTES:
        raise InputFault(
            "A salt has {needed} bytes; this one has {given}.",
            code="record.salt",
            next_step="Make the salt by a source of chance, with the right length.",
            needed=SALT_BYTES,
            given=len(salt),
        )
    return hashlib.sha256(salt + content).digest()


def opens(commitment: bytes, *, content: bytes, salt: bytes) -> bool:
    """Whether salt and content are what the commitment was made of; fault `record.salt` as in `commit`."""
    return hmac.compare_digest(commitment, commit(content, salt=salt))
