"""The tree over a log: one number of 32 bytes that no other entries, and no other order, could give.

Source: RFC 6962, section 2.1. A leaf is hashed after a byte 0 and a node after a byte 1, so that neither
passes for the other. Every subtree over 1, 2, 4, 8 … leaves is complete once and never changes again:
`Node` (level, index) is the one over the leaves from index × 2^level. Whoever keeps those finds the root
of any earlier log, and any proof, in a few steps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

Hash: TypeAlias = bytes
Node: TypeAlias = tuple[int, int]
Known: TypeAlias = Mapping[Node, Hash]

EMPTY: Final[Hash] = hashlib.sha256().digest()
_sha = hashlib.sha256


def leaf_hash(content: bytes) -> Hash:
    """The hash of one leaf; of a co-op's log, the content is the entry's commitment."""
    return _sha(b"\0" + content).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """The hash of the two halves of a subtree."""
    return _sha(b"\1" + left + right).digest()


def grown(leaves: Sequence[Hash], *, size: int, known: Known) -> dict[Node, Hash]:
    """The nodes that become complete when `leaves`, hashed, are added to a log of `size` leaves.

    `known` holds the nodes of `edge(size)`. The leaves themselves are among the answer, at level 0.
    """
    level, start, row = 0, size, list(leaves)
    found: dict[Node, Hash] = {}
    while row:
        found.update(zip(((level, place) for place in range(start, start + len(row))), row, strict=True))
        if start & 1:
            row.insert(0, known[level, start - 1])
            start -= 1
        row = pairs(row)
        level, start = level + 1, start >> 1
    return found


def pairs(row: Sequence[Hash]) -> list[Hash]:
    """One level up: each two neighbours together; the last one of an odd number waits."""
    return [_sha(b"\1" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]


def edge(size: int) -> list[Node]:
    """The complete subtrees that make up a log of `size` leaves, largest first; one for each bit set."""
    return covering(0, size)


def covering(start: int, end: int) -> list[Node]:
    """The complete subtrees that make up the leaves from `start` to before `end`, from the left.

    For the ranges of RFC 6962 alone, which begin at a multiple of the largest power of two within them.
    """
    found: list[Node] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def folded(hashes: Iterable[Hash]) -> Hash:
    """The hash of the leaves that `covering` names, out of its nodes' hashes in that order."""
    *rest, whole = [EMPTY, *hashes]
    for left in reversed(rest[1:]):
        whole = node_hash(left, whole)
    return whole


def root(size: int, known: Known) -> Hash:
    """The root of a log of `size` leaves, from the nodes of `edge(size)`."""
    return folded(known[node] for node in edge(size))


def root_of(leaves: Iterable[Hash]) -> Hash:
    """The root over leaves that are hashed already, without keeping anything."""
    row = list(leaves)
    waiting: list[Hash] = []
    while row:
        if len(row) & 1:
            waiting.append(row[-1])
        row = pairs(row)
    return folded(reversed(waiting))


def roots(leaves: Sequence[Hash], sizes: Iterable[int]) -> list[Hash]:
    """The roots the log had at these sizes, smallest first, in one walk over its hashed leaves.

    Every size is at most the number of leaves.
    """
    known: dict[Node, Hash] = {}
    found, size = [], 0
    for later in sizes:
        known |= grown(leaves[size:later], size=size, known=known)
        known, size = {node: known[node] for node in edge(later)}, later
        found.append(root(later, known))
    return found


KEPT: Final = 8
"""Of the levels above the leaves, each eighth is worth keeping: 1 hash for 256, and few to read for any."""


def resting(node: Node) -> tuple[int, int, int]:
    """What a node is folded from when only every eighth level is kept: that level, the first, how many."""
    level, index = node
    kept = level - level % KEPT
    many = 1 << level - kept
    return kept, index * many, many
