"""A series made anew: which of its meetings come, which move, and which stay where they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bylaws.meetings.calendar import Cadence, hours, until


@dataclass(frozen=True, slots=True)
class Clock:
    """At which hour by the clock on the wall, for how many minutes, over how many days, in which zone."""

    starts: dt.time | None
    lasts: int
    over: int
    zone: dt.tzinfo


@dataclass(frozen=True, slots=True)
class There:
    """A meeting that is there already; `stays` when it was moved by itself, or is no longer only planned."""

    nth: int
    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The nth meeting of a series, its day in it, and from when to when it is."""

    nth: int
    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be done so that a series is as its cadence says: meetings to `come`, and to `move`."""

    come: tuple[Occurrence, ...]
    move: tuple[Occurrence, ...]


def made(
    cadence: Cadence,
    clock: Clock,
    *,
    from_nth: int,
    there: Sequence[There],
    last: dt.date,
    at_least: int,
    at_most: int,
) -> Made:
    """The meetings of a series from its `from_nth` on, which is held on the first day of the cadence.

    A meeting is the nth of its series, whatever its day: with a new cadence the nth moves to the nth day,
    and brings along its agenda and answers. One that `stays` keeps its hours and its place in the row; so
    what one changed by itself is never undone, nor doubled, by making the series anew. Made again with
    nothing changed, nothing comes and nothing moves. It reaches to the day `last`, and past it for the
    meetings that are there already or until there are `at_least` so many; never more than `at_most`.
    """
    known = {one.nth: one for one in there if one.nth >= from_nth}
    needed = max([at_least, *(nth - from_nth + 1 for nth in known)])
    days = until(cadence, last, at_least=min(needed, at_most), at_most=at_most)
    come, move = list[Occurrence](), list[Occurrence]()
    for nth, day in enumerate(days, from_nth):
        starts_at, ends_at = hours(
            day, starts=clock.starts, lasts=clock.lasts, over=clock.over, zone=clock.zone
        )
        one, old = Occurrence(nth, day, starts_at, ends_at), known.get(nth)
        if old is None:
            come.append(one)
        elif not old.stays and (old.day, old.starts_at, old.ends_at) != (day, starts_at, ends_at):
            move.append(one)
    return Made(tuple(come), tuple(move))


def clashing(move: Collection[Occurrence], now: dt.datetime) -> tuple[Occurrence, ...]:
    """Those that would come to lie in the past, which nobody could be invited to any more."""
    return tuple(one for one in move if one.starts_at <= now)
