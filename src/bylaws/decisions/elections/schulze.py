"""Pairs compared: everybody against everybody, and the strongest way from each to each (Schulze, margins).

Source: M. Schulze, “A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method”, Social Choice and Welfare 36 (2011), with margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from bylaws.decisions.elections.counted import Counted, Round, Tie
from bylaws.decisions.elections.lots import settled
from bylaws.decisions.elections.papers import Election, points_given
from bylaws.kernel.reasons import Reason

Table = list[list[int]]


def count_schulze(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """The first by the strongest ways, as many as there are seats; those on one paper may be level.

    Whoever is not named stands level behind all who are. With several seats these are the ones most widely
    preferred, not a body in proportion. Those between whom no way tells, at the last seat, wait for a lot.
    Fault `election.points`.
    """
    if not election.valid:
        return Counted(election, "schulze", seats, (), reasons=(Reason("elected.no-papers"),))
    over = _preferred(election)
    size = len(election.candidates)
    margins = tuple(tuple(over[a][b] - over[b][a] for b in range(size)) for a in range(size))
    ways = _strongest(margins, election.standing)
    beaten = {a: tuple(b for b in election.standing if ways[b][a] > ways[a][b]) for a in election.standing}
    ranked = sorted(election.standing, key=lambda one: (len(beaten[one]), one))
    told = tuple(_beats(election, one, beaten[one]) for one in ranked)
    elected, tie, why = _first(ranked, beaten, min(seats, len(ranked)), lot)
    votes = tuple(Fraction(len(election.standing) - 1 - len(beaten[n])) if n in beaten else Fraction(0)
                  for n in range(size))  # fmt: skip
    one = Round("count", (), votes, elected=elected, reasons=(*told, *why))
    return Counted(election, "schulze", seats, (one,), elected, tie, margins=margins)


def _preferred(election: Election) -> Table:
    """On how many papers each stands before each other."""
    size = len(election.candidates)
    over = [[0] * size for _ in range(size)]
    here, standing = election.cleared, set(election.standing)
    for order, times in here.orders.items():
        behind = standing.copy()
        for before in order:
            behind.discard(before)
            row = over[before]
            for one in behind:
                row[one] += times
    for paper, times in here.others.items():
        if paper.points:
            raise points_given("schulze")
        behind = standing.copy()
        for rank in paper.ranks:
            behind.difference_update(rank)
            for before, one in product(rank, behind):
                over[before][one] += times
    return over


def _strongest(margins: Sequence[Sequence[int]], standing: Sequence[int]) -> Table:
    """The strength of the strongest way from each to each; a way is as strong as its weakest step."""
    ways = [[max(0, margin) for margin in row] for row in margins]
    for over in standing:
        for a in standing:
            reach = ways[a][over]
            if a == over or not reach:
                continue
            row, onward = ways[a], ways[over]
            for b in standing:
                if b not in (a, over):
                    row[b] = max(row[b], min(reach, onward[b]))
    return ways


def _first(
    ranked: Sequence[int], beaten: dict[int, tuple[int, ...]], seats: int, lot: Sequence[int]
) -> tuple[tuple[int, ...], Tie | None, tuple[Reason, ...]]:
    """One seat after another to somebody whom none of those left beats; a lot among several, if need be."""
    left, elected, why = list(ranked), list[int](), list[Reason]()
    while len(elected) < seats:
        best = [one for one in left if not set(beaten[one]) & set(left)]
        if len(best) > seats - len(elected):
            found = settled(best, (), lot, wanted="most")
            if found is None:
                return tuple(elected), Tie("election", tuple(sorted(best))), tuple(why)
            best, more = [found[0]], found[1]
            why += more
        elected += best
        left = [one for one in left if one not in best]
    return tuple(elected), None, tuple(why)


def _beats(election: Election, one: int, by: tuple[int, ...]) -> Reason:
    names = ", ".join(election.names(by))
    code = "elected.beaten" if by else "elected.unbeaten"
    return Reason(code, {"name": election.candidates[one], **({"by": names} if by else {})})
