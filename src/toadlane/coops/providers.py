"""What waits for someone: rooms above fill this list, *Today* reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, with its one verb."""

    title: str
    verb: str
    url: str
    due_on: dt.date | None = None
    detail: str = ""


Provider = Callable[[Participant, Moment], Iterable[Item]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Called once by each room when the application starts; the name keeps a second call harmless."""
    _providers[name] = provider


def waiting(participant: Participant, at: Moment) -> list[Item]:
    """Everything that waits for someone: what is due first comes first, then what has no day."""
    items = [item for provider in _providers.values() for item in provider(participant, at)]
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or dt.date.max))
