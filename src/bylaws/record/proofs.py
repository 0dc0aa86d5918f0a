"""Proofs about a log, short enough to print: that an entry stands in it, that it only ever grew.

Built after RFC 6962, sections 2.1.1 and 2.1.2; checked after RFC 9162, sections 2.1.3.2 and 2.1.4.2,
which say the same from the other side. A proof holds at most twice as many hashes as its size has bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from bylaws.kernel.faults import InputFault
from bylaws.record.tree import EMPTY, Hash, Known, Node, covering, folded, node_hash

Range: TypeAlias = tuple[int, int]


def inclusion_ranges(place: int, size: int) -> list[Range]:
    """Which leaves stand for each hash of the proof that leaf `place` is in a log of `size`, leaf first.

    Fault `record.no-such-place` when the log is not that long.
    """
    if not 0 <= place < size:
        raise InputFault(
            "A log of {size} entries has none at {place}.",
            code="record.no-such-place",
            next_step="Ask for a place from 0 to before the size.",
            size=size,
            place=place,
        )
    found: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + half(end - start)
        near, far = ((start, middle), (middle, end)) if place < middle else ((middle, end), (start, middle))
        found.append(far)
        start, end = near
    return found[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Which leaves stand for each hash of the proof that a log of `first` grew into one of `second`.

    None for two equal sizes, and none from an empty log: everything grows out of nothing. Fault
    `record.shrunk` when the second is smaller.
    """
    if not 0 <= first <= second:
        raise InputFault(
            "A log of {second} entries did not grow out of one of {first}.",
            code="record.shrunk",
            next_step="Give the smaller size first.",
            first=first,
            second=second,
        )
    if first in {0, second}:
        return []
    found: list[Range] = []
    start, end = 0, second
    while first != end:
        middle = start + half(end - start)
        if first <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    if start:
        found.append((start, end))
    return found[::-1]


def half(leaves: int) -> int:
    """The largest power of two below a number of leaves: how many go to the left."""
    return 1 << (leaves - 1).bit_length() - 1


def needed(ranges: Sequence[Range]) -> list[Node]:
    """All the nodes to look up for a proof, so that they can be fetched in one go."""
    return [node for start, end in ranges for node in covering(start, end)]


def proof(ranges: Sequence[Range], known: Known) -> list[Hash]:
    """The hashes of a proof, from the nodes that `needed` names."""
    return [folded(known[node] for node in covering(start, end)) for start, end in ranges]


def included(leaf: Hash, *, place: int, size: int, path: Sequence[Hash], root: Hash) -> bool:
    """Whether a proof shows that the hashed `leaf` stands at `place` in the log of `size` with this root."""
    if not 0 <= place < size:
        return False
    here, last, whole = place, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            whole = node_hash(beside, whole)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            whole = node_hash(whole, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and whole == root


def consistent(*, first: int, second: int, first_root: Hash, second_root: Hash, path: Sequence[Hash]) -> bool:
    """Whether a proof shows that the log of `second` entries begins with exactly the `first` ones."""
    if first == second:
        return not path and first_root == second_root
    if first == 0:
        return not path and first_root == EMPTY
    if not 0 < first < second or not path:
        return False
    hashes = list(path) if first & (first - 1) else [first_root, *path]
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
