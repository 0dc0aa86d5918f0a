"""What rooms above tell beside an article, such as an exception to it: they register here, the page asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from toadlane.coops.access import Place


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside an article; `url` is where more is told, "" where nowhere."""

    number: int
    says: str
    url: str = ""


Provider = Callable[[Place, dt.date], Iterable[Note]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Called by a room when the application starts; the name keeps a second call harmless."""
    _providers[name] = provider


def notes(place: Place, on: dt.date) -> dict[int, list[Note]]:
    """By article, what is told beside it on a day, to whoever stands in `place`."""
    found: dict[int, list[Note]] = {}
    for provider in _providers.values():
        for note in provider(place, on):
            found.setdefault(note.number, []).append(note)
    return found
