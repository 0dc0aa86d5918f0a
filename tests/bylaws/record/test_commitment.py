"""A commitment fits its content and no other."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.record.commitment import commit, opens

SALT = bytes(range(32))


def test_a_commitment_is_the_hash_of_salt_and_content() -> None:
    assert commit(b"Ada: 12 hours", salt=SALT) == hashlib.sha256(SALT + b"Ada: 12 hours").digest()


@given(st.binary(), st.binary(), st.binary(min_size=32, max_size=32))
def test_a_commitment_opens_with_its_own_content_alone(content: bytes, other: bytes, salt: bytes) -> None:
    commitment = commit(content, salt=salt)

    assert opens(commitment, content=content, salt=salt)
    assert opens(commitment, content=other, salt=salt) is (other == content)


def test_another_salt_opens_nothing() -> None:
    commitment = commit(b"Ada: 12 hours", salt=SALT)

    assert not opens(commitment, content=b"Ada: 12 hours", salt=bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(InputFault) as refused:
        commit(b"Ada: 12 hours", salt=bytes(length))

    assert refused.value.says == f"A salt has 32 bytes; this one has {length}."
