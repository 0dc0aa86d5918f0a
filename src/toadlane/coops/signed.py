"""What stands in a link that works without signing in: the key of a row, signed by this house for one use."""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer


def token_of(key: UUID, salt: str) -> str:
    """The same each time, and made by no one without the house's key; `salt` tells uses apart."""
    return _signer(salt).sign(key.hex)


def key_in(token: str, salt: str) -> UUID | None:
    """The key of a link that we signed for this use; else None."""
    try:
        return UUID(_signer(salt).unsign(token))
    except (BadSignature, ValueError):
        return None


def _signer(salt: str) -> Signer:
    return Signer(salt=salt, sep=".")
