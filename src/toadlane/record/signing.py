"""The key by which this installation signs what its records say of themselves."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from bylaws.record.notes import SIGNATURE, Key

PURPOSE: Final = b"toad lane: signing checkpoints of records, v1"


def key_of(origin: str) -> Key:
    """The public half, under the name of the record it signs for."""
    return Key(origin, SIGNATURE, _private(settings.SECRET_KEY).public_key().public_bytes_raw())


def sign(message: bytes) -> bytes:
    """The signature of this installation: 64 bytes, Ed25519."""
    return _private(settings.SECRET_KEY).sign(message)


def holds(public: bytes, message: bytes, signed: bytes) -> bool:
    """Whether a public key signed a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(secret: str) -> Ed25519PrivateKey:
    """Made of the installation's secret, so that it is kept and restored along with that."""
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret.encode(), PURPOSE, hashlib.sha256))
