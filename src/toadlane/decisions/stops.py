"""What keeps a decision from being acted on, or not yet: rooms above that know of it say so here."""

from __future__ import annotations

from collections.abc import Callable

from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority

Stop = Callable[[Authority, Moment], None]
"""Raises a fault that says what stands in the way."""
_known: dict[str, Stop] = {}


def register(name: str, stop: Stop) -> None:
    """Called by a room when the application starts; the name keeps a second call harmless."""
    _known[name] = stop


def refuse_stopped(authority: Authority, at: Moment) -> None:
    """The fault of the first thing that stands in the way."""
    for stop in _known.values():
        stop(authority, at)
