"""What every page shows beside somebody's name: rooms above have it asked with who they are, at no cost.

A room gives an expression over `Participant`, and how what it gave is told to whoever may see what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from toadlane.coops.sight import Sight


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing: what is asked of the database, and what is made of the answer."""

    ask: Callable[[], Any]
    tell: Callable[[Any, Sight], Any]


_known: dict[str, Beside] = {}


def register(name: str, *, ask: Callable[[], Any], tell: Callable[[Any, Sight], Any]) -> None:
    """Called by a room when the application starts, before anybody asks for a page."""
    _known[name] = Beside(ask, tell)


def asked() -> list[Any]:
    """The expressions, in the order of their rooms."""
    return [one.ask() for one in _known.values()]


def told(answers: tuple[Any, ...], sight: Sight) -> Mapping[str, Any]:
    """What was answered, by the names of what was asked, as whoever looks may see it."""
    named = zip(_known.items(), answers, strict=False)
    return {name: one.tell(answer, sight) for (name, one), answer in named}
