"""What is published of a box, and the number that stands for it, made a second time by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import permutations

import pytest

from bylaws.decisions.boxes import Ballot, box_root, in_order

FIRST = Ballot("1111", "agree", (("red", 1),))
SECOND = Ballot("2222", "abstain")
THIRD = Ballot("3333", "agree", (("blue", 3), ("red", 0)))
PUBLISHED = (
    b'{"choice":"agree","code":"1111","marks":[["red",1]]}',
    b'{"choice":"abstain","code":"2222","marks":[]}',
    b'{"choice":"agree","code":"3333","marks":[["blue",3],["red",0]]}',
)


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def leaf(published: bytes) -> bytes:
    return sha(b"\x00", published)


def test_the_root_is_that_of_the_published_list_and_of_an_empty_box_that_of_nothing() -> None:
    first, second, third = map(leaf, PUBLISHED)

    assert box_root([FIRST, SECOND, THIRD]) == sha(b"\x01", sha(b"\x01", first, second), third)
    assert box_root([SECOND]) == second
    assert box_root([]) == sha()


def test_who_voted_when_says_nothing_in_the_order_nor_in_the_root() -> None:
    orders = [list(order) for order in permutations((FIRST, SECOND, THIRD))]

    assert [in_order(order) for order in orders] == [[FIRST, SECOND, THIRD]] * 6
    assert {box_root(order) for order in orders} == {box_root([FIRST, SECOND, THIRD])}


@pytest.mark.parametrize(
    "box",
    [
        [FIRST, SECOND],
        [FIRST, SECOND, THIRD, Ballot("4444", "agree")],
        [FIRST, SECOND, SECOND, THIRD],
        [replace(FIRST, code="1112"), SECOND, THIRD],
        [replace(FIRST, choice="abstain"), SECOND, THIRD],
        [replace(FIRST, marks=(("blue", 1),)), SECOND, THIRD],
        [replace(FIRST, marks=(("red", 2),)), SECOND, THIRD],
        [FIRST, SECOND, replace(THIRD, marks=THIRD.marks[::-1])],
    ],
    ids=["less", "more", "one twice", "a code", "a choice", "an option", "points", "the order of marks"],
)
def test_one_ballot_less_more_or_otherwise_has_another_root(box: list[Ballot]) -> None:
    assert box_root(box) != box_root([FIRST, SECOND, THIRD])
