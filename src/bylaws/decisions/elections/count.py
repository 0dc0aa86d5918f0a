"""Counting an election by one of the methods there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.irv import count_irv
from bylaws.decisions.elections.lots import lot_of
from bylaws.decisions.elections.meek import count_meek
from bylaws.decisions.elections.papers import Election, Method, check_seats
from bylaws.decisions.elections.points import count_approval, count_score
from bylaws.decisions.elections.schulze import count_schulze
from bylaws.decisions.elections.scottish import count_scottish

METHODS: tuple[Method, ...] = get_args(Method)
COUNTS: Mapping[Method, Callable[[Election, int, Sequence[int]], Counted]] = {
    "scottish": count_scottish,
    "irv": count_irv,
    "meek": count_meek,
    "schulze": count_schulze,
    "approval": count_approval,
    "score": count_score,
}


def count(
    election: Election, method: Method, *, seats: int | None = None, lot: Sequence[str] = ()
) -> Counted:
    """What an election comes to by a method, with every round; the same for whatever order of the papers.

    `seats`: in place of those the election has. `lot`: names in the order drawn (`lots.drawn`), which settles
    every tie that no earlier round does; without one the count stops there. Faults: `election.seats`,
    `election.lot`, and those of the method.
    """
    wanted = election.seats if seats is None else seats
    check_seats(wanted)
    return COUNTS[method](election, wanted, lot_of(election, lot))
