"""The agenda: when each item has its time, what does not fit, and what comes over to the next meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bylaws.kernel.faults import InputFault
from bylaws.meetings.timers import BUFFER

Fate = Literal["open", "done", "carried", "dropped"]
ROUND_MINUTES: Final = 5


@dataclass(frozen=True, slots=True)
class Box:
    """The minutes of a meeting that are an item's; one that does not fit ends after the buffer began."""

    key: str
    begins: int
    ends: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All boxes of a meeting, what is left for nothing in particular, and by how much it is too much."""

    boxes: tuple[Box, ...]
    planned: int
    free: int
    over: int


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the rules see it: what came of it, whether it fills itself at every meeting."""

    key: str
    fate: Fate = "open"
    standing: bool = False


def buffer_of(lasts: int) -> int:
    """The minutes kept free of a meeting of so many: a tenth, in whole fives, rounded down.

    Talk takes longer than one thinks: each item may take a tenth more, which comes out of these.
    """
    return lasts // BUFFER // ROUND_MINUTES * ROUND_MINUTES


def boxes(items: Iterable[tuple[str, int]], lasts: int) -> Plan:
    """When each item (key, minutes) has its time in a meeting of `lasts` minutes, in their order.

    An item that would end after the last minute before the buffer does not fit; it keeps its place, for the
    meeting may be faster, and comes over if it is not. Nothing is cut short.
    """
    found: list[Box] = []
    now, room = 0, lasts - buffer_of(lasts)
    for key, minutes in items:
        found.append(Box(key, now, now + minutes, now + minutes <= room))
        now += minutes
    return Plan(tuple(found), now, max(0, lasts - now), max(0, now - room))


def carried(items: Iterable[Line]) -> tuple[str, ...]:
    """The items that come over to the next meeting, in their order: all that are open but standing ones.

    A standing item is filled anew each time; what is done or was taken off does not come back.
    """
    return tuple(one.key for one in items if one.fate == "open" and not one.standing)


def in_order(keys: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The items as somebody put them: those they named, in that order; what came meanwhile stands last.

    One that is no longer there is passed over, so two who order at once lose no item. Fault `agenda.twice`
    where one is named twice.
    """
    if len(set(wanted)) != len(wanted):
        raise InputFault(
            "An item is named twice in the order.",
            code="agenda.twice",
            next_step="Open the agenda again and put it in order from there.",
        )
    there = set(keys)
    first = [key for key in wanted if key in there]
    named = set(first)
    return (*first, *(key for key in keys if key not in named))


def stepped(keys: Sequence[str], key: str, *, by: int) -> tuple[str, ...]:
    """The same order with one item some places up (less than nothing) or down, as far as there are places."""
    if key not in keys:
        return tuple(keys)
    rest = [one for one in keys if one != key]
    place = max(0, min(len(rest), keys.index(key) + by))
    return (*rest[:place], key, *rest[place:])
