"""The tree over a co-op's record: its hashes, those of it that are kept, and proofs out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from bylaws.record import proofs
from bylaws.record.tree import KEPT, Hash, Node, edge, leaf_hash, resting, root, root_of
from toadlane.coops.models import Coop
from toadlane.record.models import Checkpoint, Sequenced, Subtree


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands at a place of the record a checkpoint vouches for."""

    place: int
    leaf: Hash
    path: list[Hash]
    checkpoint: Checkpoint


def keep_subtrees(coop: Coop, size: int) -> None:
    """Keep the hash of every complete subtree of 256, 65,536 … entries of the first `size`, once."""
    for level in range(KEPT, size.bit_length(), KEPT):
        have = Subtree.objects.filter(coop=coop, level=level).count()
        Subtree.objects.bulk_create(
            Subtree(coop=coop, level=level, place=place, digest=_folded(coop, (level, place)))
            for place in range(have, size >> level)
        )


def _folded(coop: Coop, node: Node) -> Hash:
    level, place = node
    below = {(level - KEPT, place << KEPT, 1 << KEPT)}
    return root_of(one for _, one in sorted(_kept(coop, below).items()))


def hashes(coop: Coop, nodes: Iterable[Node]) -> dict[Node, Hash]:
    """The hashes of complete subtrees, in two questions whatever the size of the record."""
    wanted = {node: resting(node) for node in nodes}
    kept = _kept(coop, set(wanted.values()))
    return {
        node: root_of(kept[level, place] for place in range(first, first + many))
        for node, (level, first, many) in wanted.items()
    }


def _kept(coop: Coop, ranges: set[tuple[int, int, int]]) -> dict[Node, Hash]:
    leaves = [Q(place__gte=first, place__lt=first + many) for level, first, many in ranges if level == 0]
    above = [
        Q(level=level, place__gte=first, place__lt=first + many) for level, first, many in ranges if level
    ]
    found: dict[Node, Hash] = {}
    if leaves:
        rows = Sequenced.objects.filter(reduce(or_, leaves), coop=coop)
        told = rows.values_list("place", "entry__commitment")
        found |= {(0, place): leaf_hash(bytes(commitment)) for place, commitment in told.iterator()}
    if above:
        digests = Subtree.objects.filter(reduce(or_, above), coop=coop).values_list(
            "level", "place", "digest"
        )
        found |= {(level, place): bytes(digest) for level, place, digest in digests.iterator()}
    return found


def root_at(coop: Coop, size: int) -> Hash:
    """The root over the first `size` entries."""
    return root(size, hashes(coop, edge(size)))


def proof_of(place: int, checkpoint: Checkpoint) -> Proof:
    """That the entry at `place` stands in what `checkpoint` vouches for; fault `record.no-such-place`."""
    ranges = proofs.inclusion_ranges(place, checkpoint.size)
    known = hashes(checkpoint.coop, [(0, place), *proofs.needed(ranges)])
    return Proof(place, known[0, place], proofs.proof(ranges, known), checkpoint)


def growth(coop: Coop, first: int, second: int) -> list[Hash]:
    """That the record of `second` entries begins with the `first` ones; fault `record.shrunk`."""
    ranges = proofs.consistency_ranges(first, second)
    return proofs.proof(ranges, hashes(coop, proofs.needed(ranges)))
