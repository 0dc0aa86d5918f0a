"""Who speaks next: points of order, a direct reply, whoever has not spoken, then whoever waits longest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

Sort = Literal["point-of-order", "reply", "speech"]
Because = Literal["point-of-order", "reply", "first-time", "waited"]
BEFORE: Final[tuple[Because, ...]] = ("point-of-order", "reply", "first-time", "waited")


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asked to speak, at an instant."""

    who: str
    sort: Sort
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the stack, and what put it there."""

    wish: Wish
    because: Because


def stack(
    wishes: Iterable[Wish], *, spoken: AbstractSet[str] = frozenset(), replied: AbstractSet[str] = frozenset()
) -> tuple[Place, ...]:
    """The wishes in the order in which they are called, each with its reason.

    `spoken` are those who have spoken in this meeting, `replied` those who had a direct reply to the item
    at hand: the next reply of theirs waits like any other wish, so that two cannot keep the floor between
    them. Whoever asked at the same instant goes by their key. The order is the progressive stack that
    consensus facilitators use.
    """
    places = [Place(wish, because(wish, spoken, replied)) for wish in wishes]
    return tuple(sorted(places, key=lambda one: (BEFORE.index(one.because), one.wish.asked_at, one.wish.who)))


def because(wish: Wish, spoken: AbstractSet[str], replied: AbstractSet[str]) -> Because:
    """What decides about the place of one wish."""
    if wish.sort == "point-of-order":
        return "point-of-order"
    if wish.sort == "reply" and wish.who not in replied:
        return "reply"
    return "waited" if wish.who in spoken else "first-time"
