"""Real Ed25519 keys for notes, made of a number so that a test is the same each time."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bylaws.record.notes import SIGNATURE, Key


def holds(public: bytes, message: bytes, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def pair(name: str, number: int, kind: int = SIGNATURE) -> tuple[Key, Ed25519PrivateKey]:
    private = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))
    return Key(name, kind, private.public_key().public_bytes_raw()), private
