"""A proof holds for what it was made for, and for nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.record.proofs import (
    consistency_ranges,
    consistent,
    included,
    inclusion_ranges,
    needed,
    proof,
)
from bylaws.record.tree import EMPTY, Hash, root
from tests.bylaws.record.test_tree import LEAVES, ROOTS, many, nodes

SIZE = 21
LOG = many(SIZE)
KNOWN = nodes(LOG)
TOP = [root(size, KNOWN) for size in range(SIZE + 1)]


def test_the_published_proof_that_a_leaf_is_in_comes_out() -> None:
    published = (
        "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
        "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
        "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    )

    assert coded(proof(inclusion_ranges(5, 8), nodes(LEAVES))) == published


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        (
            6,
            8,
            (
                "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
                "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
            ),
        ),
        (
            2,
            5,
            (
                "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
            ),
        ),
    ],
)
def test_the_published_proof_of_growth_comes_out(first: int, second: int, published: tuple[str, ...]) -> None:
    path = proof(consistency_ranges(first, second), nodes(LEAVES))
    roots = {"first_root": bytes.fromhex(ROOTS[first]), "second_root": bytes.fromhex(ROOTS[second])}

    assert coded(path) == published
    assert consistent(first=first, second=second, path=path, **roots)


def test_every_leaf_of_every_log_is_proved_in_its_own_place_alone() -> None:
    for size in range(1, SIZE + 1):
        for place in range(size):
            path = proof(inclusion_ranges(place, size), KNOWN)

            assert included(LOG[place], place=place, size=size, path=path, root=TOP[size])
            assert not any(
                included(LOG[place], place=other, size=size, path=path, root=TOP[size])
                for other in (place - 1, place + 1, size)
            )


def test_every_log_is_proved_to_grow_out_of_every_shorter_one() -> None:
    for second in range(SIZE + 1):
        for first in range(second + 1):
            path = proof(consistency_ranges(first, second), KNOWN)

            assert grew(first, second, TOP[first], TOP[second], path)


def test_a_bit_changed_anywhere_breaks_a_proof_that_a_leaf_is_in() -> None:
    path = proof(inclusion_ranges(6, 13), KNOWN)
    tries = [
        *(included(LOG[6], place=6, size=13, path=other, root=TOP[13]) for other in damaged(path)),
        *(included(other, place=6, size=13, path=path, root=TOP[13]) for [other] in damaged([LOG[6]])),
        *(included(LOG[6], place=6, size=13, path=path, root=other) for [other] in damaged([TOP[13]])),
        included(LOG[6], place=6, size=13, path=path[:-1], root=TOP[13]),
        included(LOG[6], place=6, size=13, path=[*path, EMPTY], root=TOP[13]),
        included(LOG[6], place=-1, size=13, path=path, root=TOP[13]),
        included(LOG[0], place=0, size=1, path=[EMPTY], root=TOP[1]),
    ]

    assert len(tries) == 256 * (len(path) + 2) + 4
    assert not any(tries)


@pytest.mark.parametrize("first", [4, 6, 12])
def test_a_bit_changed_anywhere_breaks_a_proof_of_growth(first: int) -> None:
    path = proof(consistency_ranges(first, 13), KNOWN)
    tries = [
        *(grew(first, 13, TOP[first], TOP[13], other) for other in damaged(path)),
        *(grew(first, 13, other, TOP[13], path) for [other] in damaged([TOP[first]])),
        *(grew(first, 13, TOP[first], other, path) for [other] in damaged([TOP[13]])),
        grew(first, 13, TOP[first], TOP[13], path[:-1]),
        grew(first, 13, TOP[first], TOP[13], [*path, EMPTY]),
        grew(first, 13, TOP[first], TOP[13], []),
        grew(first + 1, 13, TOP[first], TOP[13], path),
    ]

    assert not any(tries)


def test_two_logs_of_one_length_are_the_same_or_nothing_proves_it() -> None:
    assert grew(3, 3, TOP[3], TOP[3], [])
    assert not grew(3, 3, TOP[3], TOP[4], [])
    assert not grew(3, 3, TOP[3], TOP[3], [EMPTY])


def test_everything_grows_out_of_nothing() -> None:
    assert grew(0, 3, EMPTY, TOP[3], [])
    assert not grew(0, 3, TOP[1], TOP[3], [])
    assert not grew(0, 3, EMPTY, TOP[3], [EMPTY])


def test_no_log_shrinks() -> None:
    assert not grew(4, 3, TOP[4], TOP[3], [EMPTY])
    with pytest.raises(InputFault) as refused:
        consistency_ranges(4, 3)
    assert refused.value.code == "record.shrunk"


@pytest.mark.parametrize("place", [-1, 8])
def test_no_proof_of_a_place_that_is_not_there(place: int) -> None:
    with pytest.raises(InputFault) as refused:
        inclusion_ranges(place, 8)

    assert refused.value.says == f"A log of 8 entries has none at {place}."


def test_a_proof_of_ten_million_entries_is_short() -> None:
    size = 10_000_000
    path, growth = inclusion_ranges(1_234_567, size), consistency_ranges(1_234_567, size)

    assert (len(path), len(growth)) == (24, 25)
    assert len(needed([*path, *growth])) < 3 * 24 + len(growth)


def grew(first: int, second: int, first_root: Hash, second_root: Hash, path: list[Hash]) -> bool:
    return consistent(first=first, second=second, first_root=first_root, second_root=second_root, path=path)


def damaged(hashes: list[Hash]) -> Iterator[list[Hash]]:
    """The same with one bit changed, for every bit."""
    for which, whole in enumerate(hashes):
        for bit in range(8 * len(whole)):
            other = (int.from_bytes(whole, "big") ^ 1 << bit).to_bytes(len(whole), "big")
            yield [*hashes[:which], other, *hashes[which + 1 :]]


def coded(hashes: list[Hash]) -> tuple[str, ...]:
    return tuple(base64.b64encode(one).decode() for one in hashes)
