"""How long something has taken, of how long it was to take: a timer can be stopped and goes on over time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

Colour = Literal["calm", "near", "buffer", "over"]
NONE: Final = dt.timedelta()
NEAR: Final = dt.timedelta(minutes=5)
"""At most so long before its end a timer warns, and not before its last fifth."""
LAST: Final = 5
BUFFER: Final = 10
"""A tenth of a meeting belongs to no item, and each item may take a tenth more: together they use it up."""


@dataclass(frozen=True, slots=True)
class Timer:
    """What was spent before, and since when it runs; `planned` None: it only counts.

    `buffer` is what it may take beyond its plan before it takes from others.
    """

    planned: dt.timedelta | None
    spent: dt.timedelta = NONE
    since: dt.datetime | None = None
    buffer: dt.timedelta = NONE

    @classmethod
    def of_an_item(cls, minutes: int, *, spent: dt.timedelta, since: dt.datetime | None) -> Timer:
        """That of an item of an agenda, with its buffer."""
        planned = dt.timedelta(minutes=minutes)
        return cls(planned, spent, since, planned // BUFFER)

    def elapsed(self, at: dt.datetime) -> dt.timedelta:
        """All that was spent until an instant; nothing of what lies ahead of it."""
        return self.spent + (max(NONE, at - self.since) if self.since is not None else NONE)

    def left(self, at: dt.datetime) -> dt.timedelta | None:
        """What is left of its plan; less than nothing once it is over."""
        return None if self.planned is None else self.planned - self.elapsed(at)

    def colour(self, at: dt.datetime) -> Colour:
        """Calm, near its end, in its buffer, or over; each begins at its very instant."""
        left = self.left(at)
        if left is None or self.planned is None:
            return "calm"
        if left > min(NEAR, self.planned // LAST):
            return "calm"
        if left > NONE:
            return "near"
        return "buffer" if left + self.buffer > NONE else "over"

    def stopped(self, at: dt.datetime) -> Timer:
        """The same, stopped at an instant; stopped again it stays as it is."""
        return Timer(self.planned, self.elapsed(at), None, self.buffer)

    def started(self, at: dt.datetime) -> Timer:
        """The same, running from an instant; one that runs goes on as it does."""
        return self if self.since is not None else Timer(self.planned, self.spent, at, self.buffer)
