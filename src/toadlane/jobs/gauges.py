"""What waits elsewhere than in the queue: rooms above tell the heartbeat how much, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gauge:
    """How many wait, since when the oldest does, and how many were given up."""

    label: str
    waiting: int
    oldest_at: dt.datetime | None = None
    given_up: int = 0


Measure = Callable[[dt.datetime], Iterable[Gauge]]
_known: dict[str, Measure] = {}


def register(name: str, measure: Measure) -> None:
    """Called by a room when the application starts; the name keeps a second call harmless."""
    _known[name] = measure


def measured(now: dt.datetime) -> list[Gauge]:
    """What every room tells."""
    return [gauge for measure in _known.values() for gauge in measure(now)]
