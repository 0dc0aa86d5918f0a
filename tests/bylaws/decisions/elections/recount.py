"""A second count of the same papers, written from the rules alone: slow, one paper at a time."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from bylaws.decisions.elections.papers import Election
from tests.bylaws.decisions.second.electing import Counting


def scottish(election: Election, seats: int) -> list[str]:
    """The rules of 2007, with each paper for itself: the names of those elected, in that order."""
    each = [election.names(order) for order, times in election.orders.items() for _ in range(times)]
    return Counting(election.names(election.standing), each, seats).elect_all()


def countback(election: Election, seats: int, whose: str) -> tuple[str, ...] | None:
    """Who comes after somebody elected: nobody, or one of the losers; None where it has to wait for a lot."""
    each = [election.names(order) for order, times in election.orders.items() for _ in range(times)]
    counting = Counting(election.names(election.standing), each, seats)
    left = set(counting.standing) - {*counting.elect_all()}
    theirs = counting.kept.get(whose) or [(x.order, x.value) for x in counting.papers if x.has == whose]
    rounds: list[dict[str, Fraction]] = []
    while True:
        votes = dict.fromkeys(left, Fraction(0))
        for order, value in theirs:
            following = next((one for one in order if one in left), None)
            if following is not None:
                votes[following] += value
        if not any(votes.values()):
            return ()
        best = max(votes, key=lambda one: votes[one])
        if 2 * votes[best] > sum(votes.values()):
            return (best,)
        rounds.append(votes)
        last = sorted(left)
        for before in reversed(rounds):
            fewest = min(before[one] for one in last)
            last = [one for one in last if before[one] == fewest]
        more = [votes[one] for one in left if one not in last]
        if len(last) > 1 and (not more or sum(votes[one] for one in last) >= min(more)):
            return None
        left -= {*last}


def schulze(election: Election) -> set[str]:
    """Those whom no way beats, each way of at most five steps written out."""
    here = election.standing
    margin: dict[tuple[int, int], int] = {}
    for a, b in permutations(here, 2):
        place = [
            (order.index(a) if a in order else 99, order.index(b) if b in order else 99, times)
            for order, times in election.orders.items()
        ]
        margin[a, b] = sum(times * ((x < y) - (x > y)) for x, y, times in place)
    strongest = {
        (a, b): max(
            min(margin[step] for step in zip((a, *way), (*way, b), strict=True))
            for size in range(len(here) - 1)
            for way in permutations([one for one in here if one not in (a, b)], size)
        )
        for a, b in permutations(here, 2)
    }
    beaten = {b for (a, b), way in strongest.items() if max(way, 0) > max(strongest[b, a], 0)}
    return {*election.names(one for one in here if one not in beaten)}
