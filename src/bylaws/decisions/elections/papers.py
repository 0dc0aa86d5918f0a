"""The candidates of an election and the papers of those who voted, equal papers taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from bylaws.kernel.faults import InputFault, Refused

Order = tuple[int, ...]
"""Candidates by their place in the list, counted from 0, the first preference first."""
MOST_CANDIDATES = 1_000
Method = Literal["scottish", "irv", "meek", "schulze", "approval", "score"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is more than an order. `ranks`: preferences in order; several in one of them are level.

    `points`: what each candidate was given, where points were asked for; a paper has one or the other.
    """

    ranks: tuple[Order, ...] = ()
    points: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Election:
    """Who stands, and how many papers say what. `withdrawn` are passed over on every paper.

    `orders`: each different order of preference with how many papers have it, the blank ones as `()`;
    `others`: the papers with candidates who are level, or with points.
    """

    candidates: tuple[str, ...]
    orders: Mapping[Order, int]
    others: Mapping[Paper, int] = field(default_factory=dict)
    withdrawn: frozenset[int] = frozenset()
    seats: int = 1
    title: str = ""

    @cached_property
    def standing(self) -> Order:
        """The candidates who have not withdrawn, in the order of the list."""
        return tuple(n for n in range(len(self.candidates)) if n not in self.withdrawn)

    @cached_property
    def cleared(self) -> Election:
        """The same without those who have withdrawn: what came after them on a paper moves up."""
        if not self.withdrawn:
            return self
        orders, others = Counter[Order](), Counter[Paper]()
        for order, times in self.orders.items():
            orders[tuple(one for one in order if one not in self.withdrawn)] += times
        for paper, times in self.others.items():
            ranks = (tuple(one for one in rank if one not in self.withdrawn) for rank in paper.ranks)
            left = tuple(rank for rank in ranks if rank)
            points = tuple((one, given) for one, given in paper.points if one not in self.withdrawn)
            if points or any(len(rank) > 1 for rank in left):
                others[Paper(left, points)] += times
            else:
                orders[tuple(rank[0] for rank in left)] += times
        return replace(self, orders=dict(orders), others=dict(others))

    @cached_property
    def blank(self) -> int:
        """How many papers name nobody who stands; they count for nobody and for no quota."""
        return self.cleared.orders.get((), 0)

    @cached_property
    def valid(self) -> int:
        """How many papers name somebody who stands."""
        here = self.cleared
        return sum(here.orders.values()) + sum(here.others.values()) - self.blank

    def names(self, who: Iterable[int]) -> tuple[str, ...]:
        """What these candidates are called."""
        return tuple(self.candidates[one] for one in who)

    def without(self, names: Iterable[str]) -> Election:
        """The same where these have withdrawn as well; fault `election.withdrawn` for an unknown name."""
        gone = set(self.withdrawn)
        for name in names:
            if name not in self.candidates:
                raise InputFault(
                    "“{name}” is none of the candidates.",
                    code="election.withdrawn",
                    next_step="Write the name as it stands with the papers.",
                    name=name[:200],
                )
            gone.add(self.candidates.index(name))
        return replace(self, withdrawn=frozenset(gone))

    def strict(self, method: Method) -> list[tuple[Order, int]]:
        """The papers as orders of preference; faults `election.level` and `election.points`.

        A method that passes votes on from one to the next has no place for two who are level.
        """
        here = self.cleared
        for paper in here.others:
            raise points_given(method) if paper.points else _level(method)
        papers = dict(here.orders)
        papers.pop((), None)
        return list(papers.items())


def election(
    candidates: Sequence[str],
    rankings: Iterable[Sequence[int]] | Mapping[Order, int],
    *,
    seats: int = 1,
    withdrawn: Iterable[int] = (),
) -> Election:
    """An election from orders of preference, one for each voter, or each with how many gave it.

    Faults: `election.candidates` (none, or one twice), `election.seats`, `election.twice` (a candidate twice
    on one paper), `election.unknown`, `election.times` (no whole number of papers from 1).
    """
    if len(set(candidates)) != len(candidates) or not 0 < len(candidates) <= MOST_CANDIDATES:
        raise InputFault(
            "An election has from one to {most} candidates, each with a name of their own.",
            code="election.candidates",
            next_step="Name each candidate once.",
            most=MOST_CANDIDATES,
        )
    check_seats(seats)
    given = dict(rankings) if isinstance(rankings, Mapping) else dict(Counter(map(tuple, rankings)))
    for order, times in given.items():
        _check_order(order, times, len(candidates))
    return Election(tuple(candidates), given, withdrawn=frozenset(withdrawn), seats=seats)


def check_seats(seats: int) -> None:
    """Fault `election.seats` where nothing is to be filled."""
    if seats < 1:
        raise InputFault(
            "At least one seat is to be filled.",
            code="election.seats",
            next_step="Say how many seats there are.",
        )


def points_given(method: Method) -> Refused:
    """The fault of a paper with points where an order of preference is counted."""
    return Refused(
        "There are papers with points, and {method} counts preferences in their order.",
        code="election.points",
        next_step="Count them by score.",
        method=method,
    )


def _check_order(order: Order, times: int, candidates: int) -> None:
    if len(set(order)) != len(order):
        raise InputFault(
            "A paper names one candidate twice.", code="election.twice", next_step="Name each once."
        )
    if order and not 0 <= min(order) <= max(order) < candidates:
        raise InputFault(
            "A paper names somebody who does not stand.",
            code="election.unknown",
            next_step="Name those of the list.",
        )
    if times < 1:
        raise InputFault(
            "There is no such number of papers: {times}.",
            code="election.times",
            next_step="Give a whole number from 1.",
            times=times,
        )


def _level(method: Method) -> Refused:
    return Refused(
        "There are papers on which two candidates are level, and {method} takes one after another.",
        code="election.level",
        next_step="Count them by schulze, or ask for papers in which no two are level.",
        method=method,
    )
