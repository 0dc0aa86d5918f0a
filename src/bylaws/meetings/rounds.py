"""Go-rounds: everyone is heard once before anyone is heard twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a round: from when, and whether they were heard or passed."""

    who: str
    came_at: dt.datetime
    heard_at: dt.datetime | None = None
    passed_at: dt.datetime | None = None
    here: bool = True


def order(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """The seats as the round goes: by when they came into it, so whoever comes late is heard last."""
    return tuple(sorted(seats, key=lambda seat: (seat.came_at, seat.who)))


def waiting(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Those still to be heard, the next one first; nobody waits for whoever passed or went away."""
    return tuple(
        seat for seat in order(seats) if seat.here and seat.heard_at is None and seat.passed_at is None
    )


def may_be_heard(who: str, seats: Sequence[Seat]) -> bool:
    """Whether somebody may take a turn: who was not heard yet, also after passing; else when nobody waits."""
    heard = any(seat.who == who and seat.heard_at is not None for seat in seats)
    return not heard or not waiting(seats)
