"""Which fingerprints came before, in little more memory than their own bytes."""

from __future__ import annotations

MARK_BYTES = 16
HEAPS = 1 << 16


class Seen:
    """Fingerprints of sixteen bytes, in heaps by their first two; about 20 bytes each in a large file.

    A set of a million keeps a million objects, at some 100 bytes each. A heap holds sixteen of a million
    fingerprints, end to end, and looking through it takes little longer than finding a place in the set.
    """

    def __init__(self) -> None:
        self.heaps = [b""] * HEAPS

    def first(self, mark: bytes) -> bool:
        """Whether a fingerprint comes for the first time; from now on it does not."""
        place = mark[0] << 8 | mark[1]
        heap = self.heaps[place]
        if mark in heap and _whole(heap, mark):
            return False
        self.heaps[place] = heap + mark
        return True


def _whole(heap: bytes, mark: bytes) -> bool:
    """Whether the bytes are one fingerprint, and not the end of one and the beginning of the next."""
    at = heap.find(mark)
    while at >= 0 and at % MARK_BYTES:
        at = heap.find(mark, at + 1)
    return at >= 0
