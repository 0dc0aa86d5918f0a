"""Looks at what is private about somebody else: the room above that keeps the log is told of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment

LOGGED: Final = frozenset(
    {"personal-details", "payment-details", "leave-reasons", "evaluations", "accountability"}
)
"""Classes of which each look of somebody else is written down for the person concerned."""

Listener = Callable[[str, Participant, Participant, Moment, str], None]
_listeners: dict[str, Listener] = {}


def register(name: str, listener: Listener) -> None:
    """Called once by the room that keeps the log; the name keeps a second call harmless."""
    _listeners[name] = listener


def note(
    information_class: str, *, about: Participant | None, by: Participant | None, at: Moment, where: str
) -> None:
    """Somebody was given something of a class about somebody; what is their own is no look."""
    if information_class not in LOGGED or about is None or by is None or about.pk == by.pk:
        return
    for listener in _listeners.values():
        listener(information_class, about, by, at, where)
