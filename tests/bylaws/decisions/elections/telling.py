"""Telling elections briefly: `told("3 ABC", "2 BA")`, three papers with A, B, C and two with B, A."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Election, Order, election

LETTERS = "ABCDEFGHIJ"


def told(*papers: str, candidates: int = 0, seats: int = 1, withdrawn: str = "") -> Election:
    """An election of candidates called by letters; `-` is a blank paper."""
    rankings: Counter[Order] = Counter()
    for paper in papers:
        times, _, marks = paper.partition(" ")
        rankings[tuple(LETTERS.index(one) for one in marks.strip("-"))] += int(times)
    size = candidates or 1 + max((max(order) for order in rankings if order), default=0)
    out = [LETTERS.index(one) for one in withdrawn]
    return election(LETTERS[:size], rankings, seats=seats, withdrawn=out)


def won(counted: Counted) -> str:
    """The winners by their letters, in the order they were elected; in brackets who waits for a lot."""
    level = "".join(counted.election.names(counted.tie.level)) if counted.tie else ""
    return "".join(counted.winners) + (f"({level})" if level else "")


def random_election(seed: int, *, candidates: int = 6, papers: int = 60, seats: int = 3) -> Election:
    """Voters who lean to some candidates, and name some of them."""
    pick = random.Random(seed)  # noqa: S311 - voters to try
    size = pick.randint(2, candidates)
    lean = [pick.random() ** 2 + 0.05 for _ in range(size)]
    rankings = []
    for _ in range(pick.randint(1, papers)):
        order = sorted(range(size), key=lambda one: -(pick.random() ** (1 / lean[one])))
        rankings.append(tuple(order[: pick.randint(0, size)]))
    return election(LETTERS[:size], rankings, seats=pick.randint(1, seats))


def cents(votes: Fraction) -> Fraction:
    """Votes as a sheet prints them, to two decimals."""
    return Fraction(int(votes * 100 + Fraction(1, 2)), 100)
