"""Fingerprints that came before are known, however many came."""

from __future__ import annotations

from hashlib import blake2b

from bylaws.facts.readers.seen import Seen


def test_each_of_many_fingerprints_is_new_once() -> None:
    marks = [blake2b(str(number).encode(), digest_size=16).digest() for number in range(70_000)]
    seen = Seen()

    assert all(seen.first(mark) for mark in marks)
    assert not any(seen.first(mark) for mark in marks)


def test_the_end_of_one_and_the_beginning_of_the_next_are_no_fingerprint() -> None:
    """Made so that all four lie in one heap, and the third is there already across the first two."""
    seen, same = Seen(), b"\x01\x02"
    one, next_one = same + b"a" * 6 + same + b"b" * 6, same + b"c" * 6 + same + b"d" * 6
    across = one[8:] + next_one[:8]

    assert [seen.first(one), seen.first(next_one), seen.first(across), seen.first(across)] == [
        True,
        True,
        True,
        False,
    ]
