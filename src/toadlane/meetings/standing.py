"""What fills the standing items of an agenda: this room knows proposals, rooms above register the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from toadlane.coops.access import Place
from toadlane.meetings.planned_rows import Meeting


@dataclass(frozen=True, slots=True)
class Filled:
    """One line that a standing item shows, with the page that tells more."""

    text: str
    url: str = ""
    due_on: dt.date | None = None


Filler = Callable[[Place, Meeting], Iterable[Filled]]
_fillers: dict[str, dict[str, Filler]] = {}
AT_MOST: Final = 20


def register(item: str, name: str, filler: Filler) -> None:
    """Called by a room when the application starts: what it puts under a standing item such as “finances”.

    A filler shows whoever looks what they may see and nothing else, in a fixed number of questions. Several
    may fill one item; the name keeps a second call harmless.
    """
    _fillers.setdefault(item, {})[name] = filler


def filled(place: Place, meeting: Meeting, items: Collection[str]) -> Mapping[str, list[Filled]]:
    """What each standing item shows now, what is due first at the top."""
    found: dict[str, list[Filled]] = {}
    for item in items:
        lines = [line for filler in _fillers.get(item, {}).values() for line in filler(place, meeting)]
        lines.sort(key=lambda line: (line.due_on is None, line.due_on or dt.date.max))
        found[item] = lines[:AT_MOST]
    return found
