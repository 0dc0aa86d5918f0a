"""Pairs compared, beside the definition written down alone: every step of every way, one paper at a time."""

from __future__ import annotations

import random

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import MOST_CANDIDATES, Election, Paper, election
from tests.bylaws.decisions.elections.telling import LETTERS


def made_up(seed: int) -> Election:
    """Some who stand, some who withdrew, papers in order and papers with some who are level."""
    pick = random.Random(seed)  # noqa: S311 - papers to try
    size = pick.randint(1, 6)
    orders = {tuple(pick.sample(range(size), pick.randint(0, size))): pick.choice((1, 1, 3)) for _ in "12345"}
    others = {}
    for _ in range(pick.randint(0, 3)):
        mixed, first = pick.sample(range(size), size), pick.randint(0, size)
        ranks = (tuple(sorted(mixed[:first])), tuple(sorted(mixed[first:])))
        others[Paper(tuple(rank for rank in ranks if rank))] = pick.randint(1, 4)
    gone = pick.sample(range(size), pick.choice((0, 0, min(1, size - 1))))
    return Election(tuple(LETTERS[:size]), orders, others, withdrawn=frozenset(gone))


def preferred(told: Election, a: int, b: int) -> int:
    """On how many papers one stands before another."""
    papers = [([[one] for one in order], times) for order, times in told.orders.items()]
    papers += [([[*rank] for rank in paper.ranks], times) for paper, times in told.others.items()]
    return sum(times for ranks, times in papers if at(ranks, a) < at(ranks, b))


def at(ranks: list[list[int]], who: int) -> int:
    return next((place for place, rank in enumerate(ranks) if who in rank), len(ranks))


def beaten(told: Election) -> dict[int, int]:
    """By how many each is beaten: the strongest way between two, through one more candidate at a time."""
    here = told.standing
    ways = {(a, b): max(0, preferred(told, a, b) - preferred(told, b, a)) for a in here for b in here}
    for over in here:
        for a in here:
            for b in here:
                if len({a, b, over}) == 3:
                    ways[a, b] = max(ways[a, b], min(ways[a, over], ways[over, b]))
    return {a: sum(ways[b, a] > ways[a, b] for b in here) for a in here}


def test_who_beats_whom_is_as_the_definition_has_it() -> None:
    for seed in range(300):
        told = made_up(seed)
        counted = count(told, "schulze", seats=1, lot=told.candidates)

        found = beaten(told)
        if counted.rounds:
            votes = {one: int(counted.rounds[0].votes[one]) for one in told.standing}
            assert votes == {one: len(found) - 1 - by for one, by in found.items()}, seed
            assert found[counted.elected[0]] == 0


def test_as_many_as_may_stand_each_ranked_by_all_are_compared() -> None:
    pick = random.Random(1)  # noqa: S311 - papers to try
    everybody = range(MOST_CANDIDATES)
    orders = [pick.sample(everybody, MOST_CANDIDATES) for _ in range(50)]
    told = election([f"C{n}" for n in everybody], orders)

    counted = count(told, "schulze", seats=1, lot=told.candidates)

    assert len(counted.elected) == 1
    assert len(counted.margins) == MOST_CANDIDATES
