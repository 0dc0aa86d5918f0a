"""The keys by which this installation signs what its records say of themselves, and what others say."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from bylaws.record.notes import COSIGNATURE, SIGNATURE, Key

PURPOSE: Final = b"toad lane: signing checkpoints of records, v1"
WITNESSING: Final = b"toad lane: signing checkpoints of others as a witness, v1"
SHORT: Final = 16


def key_of(origin: str) -> Key:
    """The public half, under the name of the record it signs for."""
    return Key(origin, SIGNATURE, _public(PURPOSE))


def sign(message: bytes) -> bytes:
    """The signature of this installation: 64 bytes, Ed25519."""
    return _private(settings.SECRET_KEY, PURPOSE).sign(message)


def witness_key() -> Key:
    """The key this installation signs with as a witness; its name is made of it, and moves along."""
    public = _public(WITNESSING)
    return Key(f"toad-lane-witness/{hashlib.sha256(public).hexdigest()[:SHORT]}", COSIGNATURE, public)


def sign_as_witness(message: bytes) -> bytes:
    """The signature of this installation under what it saw of others."""
    return _private(settings.SECRET_KEY, WITNESSING).sign(message)


def holds(public: bytes, message: bytes, signed: bytes) -> bool:
    """Whether a public key signed a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(purpose: bytes) -> bytes:
    return _private(settings.SECRET_KEY, purpose).public_key().public_bytes_raw()


def _private(secret: str, purpose: bytes) -> Ed25519PrivateKey:
    """Made of the installation's secret, so that it is kept and restored along with that."""
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret.encode(), purpose, hashlib.sha256))
