"""Ties: settled by the round before in which they were not level, else by a lot that was recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Literal

from bylaws.decisions.elections.papers import Election
from bylaws.kernel.faults import InputFault
from bylaws.kernel.reasons import Reason

Wanted = Literal["most", "least"]
GREATEST_NUMBER = 999_999_999
"""The greatest number that somebody may give for a lot; the least is nought."""


def drawn(seed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The order a seed draws of some names: by the SHA-256 of the seed, a line break and the name.

    The seed is published, and made of what nobody knows before the close (the root of the closed box, with
    numbers members gave), so anybody draws the same order and nobody can choose it. The order of `names`
    is of no consequence. Fault `election.seed` for one without a letter.
    """
    if not seed.strip():
        raise InputFault(
            "A lot is drawn from a seed, and there is none.",
            code="election.seed",
            next_step="Publish a seed, and draw from it.",
        )
    return tuple(sorted(names, key=lambda name: (hashlib.sha256(f"{seed}\n{name}".encode()).digest(), name)))


def seed_with(closed: str, numbers: Iterable[tuple[str, int]], *, longest: int) -> str:
    """What stands for the closed ballots, then each number that was given, by who gave it.

    `longest`: the letters a seed may have; from the first number that goes beyond them on, all are left away.
    """
    seed = closed
    for who, number in numbers:
        further = f"{seed} {who}={number}"
        if len(further) > longest:
            break
        seed = further
    return seed


def lot_of(election: Election, names: Sequence[str]) -> tuple[int, ...]:
    """A recorded order of names as places in the list; faults `election.lot` for one unknown or twice."""
    places = {name: n for n, name in enumerate(election.candidates)}
    if len(set(names)) != len(names) or any(name not in places for name in names):
        raise InputFault(
            "The lot names somebody twice, or somebody who does not stand.",
            code="election.lot",
            next_step="Write down each candidate once, in the order drawn.",
        )
    return tuple(places[name] for name in names)


def settled(
    level: Collection[int],
    earlier: Sequence[Sequence[Fraction | int]],
    lot: Sequence[int],
    *,
    wanted: Wanted,
) -> tuple[int, tuple[Reason, ...]] | None:
    """Who of those level has the most or least, by the latest round before that tells; else by the lot.

    `earlier` are the votes at the end of each round before, the first first. In the lot the first drawn has
    the most and the last the least. None where the lot does not name them all, for then it waits for one.
    Source: the Scottish Local Government Elections Order 2007, schedule 1, rules 49 and 51.
    """
    pick = max if wanted == "most" else min
    left = sorted(level)
    for number, votes in reversed(list(enumerate(earlier, 1))):
        best = pick(votes[one] for one in left)
        left = [one for one in left if votes[one] == best]
        if len(left) == 1:
            return left[0], (Reason("elected.level.earlier", {"stage": number}),)
    if not set(left) <= set(lot):
        return None
    by_lot = sorted(left, key=lot.index)
    return by_lot[0 if wanted == "most" else -1], (Reason("elected.level.lot"),)
