"""Pairs compared: everybody against everybody, and the strongest way from each to each (Schulze, margins).

Source: M. Schulze, “A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method”, Social Choice and Welfare 36 (2011), with margins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    beaten = _beating(margins, election.standing)
    ranked = sorted(election.standing, key=lambda one: (len(beaten[one]), one))
    told = tuple(_beats(election, one, beaten[one]) for one in ranked)
    elected, tie, why = _first(ranked, beaten, min(seats, len(ranked)), lot)
    votes = tuple(Fraction(len(election.standing) - 1 - len(beaten[n])) if n in beaten else Fraction(0)
                  for n in range(size))  # fmt: skip
    one = Round("count", (), votes, elected=elected, reasons=(*told, *why))
    return Counted(election, "schulze", seats, (one,), elected, tie, margins=margins)


def _preferred(election: Election) -> Table:
    """On how many papers each stands before each other.

    A row is added up as one long number, in which each candidate has a place of their own.
    """
    here, size = election.cleared, len(election.candidates)
    wide = (sum(here.orders.values()) + sum(here.others.values())).bit_length()
    place = [1 << wide * one for one in range(size)]
    everybody, rows = sum(place[one] for one in election.standing), [0] * size
    for order, times in here.orders.items():
        behind = everybody
        for before in order:
            behind -= place[before]
            rows[before] += times * behind
    for paper, times in here.others.items():
        if paper.points:
            raise points_given("schulze")
        behind = everybody
        for rank in paper.ranks:
            behind -= sum(place[one] for one in rank)
            for before in rank:
                rows[before] += times * behind
    only = (1 << wide) - 1
    return [[row >> wide * one & only for one in range(size)] for row in rows]


def _beating(margins: Sequence[Sequence[int]], standing: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Whom each is beaten by: from them a stronger way leads there than back.

    A way is as strong as its weakest step. Steps are laid the strongest first, so of two who come to reach
    each other whoever reaches the other by stronger steps alone has the stronger way. Sets of candidates are
    numbers with a bit for each.
    """
    steps: dict[int, list[tuple[int, int]]] = {}
    for a, b in product(standing, standing):
        if margins[a][b] > 0:
            steps.setdefault(margins[a][b], []).append((a, b))
    reach, back = dict.fromkeys(standing, 0), dict.fromkeys(standing, 0)
    beaten = dict.fromkeys(standing, 0)
    for strength in sorted(steps, reverse=True):
        new: dict[int, int] = {}
        for a, b in steps[strength]:
            if not reach[a] >> b & 1:
                _lay(reach, back, new, a, b)
        for b, whom in new.items():
            beaten[b] |= whom & ~reach[b]
    return {one: tuple(_of(beaten[one])) for one in standing}


def _lay(reach: dict[int, int], back: dict[int, int], new: dict[int, int], a: int, b: int) -> None:
    """Whoever reaches `a` reaches `b` as well, and whom `b` does; `new`: by whom each is reached since."""
    there = reach[b] | 1 << b
    for one in (a, *_of(back[a])):
        more = there & ~reach[one] & ~(1 << one)
        reach[one] |= more
        for other in _of(more):
            back[other] |= 1 << one
            new[other] = new.get(other, 0) | 1 << one


def _of(several: int) -> Iterator[int]:
    """The candidates in a set, in the order of the list."""
    while several:
        least = several & -several
        yield least.bit_length() - 1
        several ^= least


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
