"""A log of a million entries held against its checkpoint; proofs out of logs up to ten million.

`python -m bench.record`, in turns with what it stands beside, in the same run: verifying — every entry
against its commitment, all of them against the root — beside SHA-256 over each entry's same bytes, salt
and content. Then a table of proofs by size of the log: how many hashes, and how long one takes.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import time
from collections.abc import Callable

from bylaws.record.canonical import canonical
from bylaws.record.proofs import included, inclusion_ranges, needed, proof
from bylaws.record.tree import Hash, Node, grown, leaf_hash, root, root_of

LIMIT = 3.0
SALT = bytes(range(32))


def main() -> int:
    """Fails when verifying is beyond its limit."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--largest", type=int, default=10_000_000)
    asked.add_argument("--rounds", type=int, default=3)
    sizes = asked.parse_args()
    good = verifying(sizes.entries, sizes.rounds)
    table(sizes.largest)
    return 0 if good else 1


def entry(number: int) -> bytes:
    """An entry as long as a position somebody took."""
    return canonical(
        {
            "actor": "ada",
            "coop": "01a20643-1c0e-747b-b716-8059281ec7fd",
            "entry": f"01a20643-1c7b-7302-b8c5-{number:012x}",
            "happened_at": "2026-11-23T02:13:04.000000Z",
            "kind": "proposal.position-taken.v1",
            "recorded_at": "2026-11-23T02:13:04.531201Z",
            "subject": "01a20629-76ff-7148-a2be-1b0aca11f6cb",
            "what": {"choice": "agree", "reason": "Only if it lasts.", "text": 1, "look_again": None},
        }
    )


def verifying(entries: int, rounds: int) -> bool:
    """Beside hashing."""
    kept = [SALT + entry(number) for number in range(entries)]
    commitments = [hashlib.sha256(one).digest() for one in kept]
    nodes = grown([leaf_hash(one) for one in commitments], size=0, known={})
    whole = root(entries, nodes)
    del nodes

    def hashed() -> object:
        return [hashlib.sha256(one).digest() for one in kept]

    def held() -> object:
        made = [hashlib.sha256(one).digest() for one in kept]
        return made == commitments and root_of(map(leaf_hash, made)) == whole

    floor, ours = in_turns(hashed, held, rounds)
    ratio = min(ours) / min(floor)
    median = statistics.median(ours) / statistics.median(floor)
    print(
        f"    {entries:,} entries of {len(kept[0])} bytes: {min(floor):.2f} s hashed, {min(ours):.2f} s held"
    )
    print(f"    {ratio:.2f}× least, {median:.2f}× median (limit {LIMIT:g}×)")
    return ratio <= LIMIT


def in_turns(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Processor seconds of both, one after the other in each round."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for times, work in zip(found, (one, other), strict=True):
            began = time.process_time()
            result = work()
            times.append(time.process_time() - began)
            sound(result)
    return found


def sound(result: object) -> None:
    """A bench of something wrong says nothing."""
    if not result:
        raise SystemExit("The log did not verify.")


def table(largest: int) -> None:
    """How proofs grow with the log; the hashes of its leaves are made up, those of its nodes are real."""
    nodes: dict[Node, Hash] = {}
    size, place = 0, 617
    print("    entries      hashes in a proof   made and checked")
    for upto in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        if upto > largest:
            break
        leaves = [leaf_hash(number.to_bytes(32, "big")) for number in range(size, upto)]
        nodes |= grown(leaves, size=size, known=nodes)
        size, whole = upto, root(upto, nodes)
        path: list[Hash] = []
        began = time.process_time()
        for _ in range(100):
            ranges = inclusion_ranges(place, size)
            path = proof(ranges, {node: nodes[node] for node in needed(ranges)})
            sound(included(nodes[0, place], place=place, size=size, path=path, root=whole))
        print(f"    {size:<12,} {len(path):<19} {(time.process_time() - began) * 10_000:.0f} µs")


if __name__ == "__main__":
    sys.exit(main())
