"""The root of a log, by the published vectors of RFC 6962 and by its definition written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.record.proofs import half
from bylaws.record.tree import (
    EMPTY,
    Hash,
    Node,
    covering,
    edge,
    grown,
    leaf_hash,
    node_hash,
    resting,
    root,
    root_of,
    roots,
)

# The entries and the roots that the makers of Certificate Transparency publish beside RFC 6962.
ENTRIES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def by_definition(leaves: list[Hash]) -> Hash:
    """The tree as RFC 6962 defines it, halving what is left."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY
    left = half(len(leaves))
    return node_hash(by_definition(leaves[:left]), by_definition(leaves[left:]))


def many(size: int) -> list[Hash]:
    return [leaf_hash(place.to_bytes(4, "big")) for place in range(size)]


def nodes(leaves: list[Hash]) -> dict[Node, Hash]:
    return grown(leaves, size=0, known={})


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_published_roots_come_out(size: int) -> None:
    leaves = LEAVES[:size]

    assert root_of(leaves).hex() == root(size, nodes(leaves)).hex() == ROOTS[size]


def test_a_leaf_never_passes_for_a_node() -> None:
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)


def test_an_entry_is_hashed_behind_a_byte_of_zero_as_the_published_leaf_of_nothing() -> None:
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(st.lists(st.integers(1, 9), max_size=20))
def test_a_log_that_grows_bit_by_bit_has_the_root_of_one_written_at_once(batches: list[int]) -> None:
    leaves, known, size = many(sum(batches)), dict[Node, Hash](), 0

    for batch in batches:
        at_the_edge = {node: known[node] for node in edge(size)}
        known |= grown(leaves[size : size + batch], size=size, known=at_the_edge)
        size += batch

    assert root(size, known) == root_of(leaves) == by_definition(leaves)
    assert known == nodes(leaves)


@given(st.lists(st.integers(0, 40), max_size=6))
def test_every_root_there_was_is_found_in_one_walk(sizes: list[int]) -> None:
    leaves = many(40)

    assert roots(leaves, sorted(sizes)) == [by_definition(leaves[:size]) for size in sorted(sizes)]


def test_a_range_is_covered_by_few_complete_subtrees() -> None:
    assert covering(0, 7) == [(2, 0), (1, 2), (0, 6)]
    assert covering(4, 7) == [(1, 2), (0, 6)]
    assert covering(3, 3) == []
    assert edge(2**40) == [(40, 0)]


def test_only_every_eighth_level_needs_to_be_kept() -> None:
    assert [resting((level, 3)) for level in (0, 3, 7, 8, 11, 16)] == [
        (0, 3, 1),
        (0, 24, 8),
        (0, 384, 128),
        (8, 3, 1),
        (8, 24, 8),
        (16, 3, 1),
    ]
