"""What rooms above put on the page of a meeting: the way to hold it, its minutes, the hours it took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from toadlane.coops.access import Place
from toadlane.meetings.planned_rows import Invited, Meeting


@dataclass(frozen=True, slots=True)
class Door:
    """A link on the page of a meeting; one that does something (`sends`) is a button with its own key."""

    words: str
    url: str
    is_first: bool = False
    sends: bool = False
    note: str = ""


Opener = Callable[[Place, Meeting], Iterable[Door]]
Attending = Callable[[Meeting], Iterable[str]]
Keeping = Callable[[Place, Sequence[Meeting]], Mapping[UUID, Door]]
_openers: dict[str, Opener] = {}
_attending: dict[str, Attending] = {}
_keeping: dict[str, Keeping] = {}
NOTED_IN: Final = ("live", "minutes")
"""Where it is noted who was there: the meeting as it was held, and where that was not here, its minutes."""


def register(name: str, opener: Opener) -> None:
    """Called by a room above when the application starts; the name keeps a second call harmless."""
    _openers[name] = opener


def doors_of(place: Place, meeting: Meeting) -> Iterator[Door]:
    """All of them, for whoever looks."""
    for opener in _openers.values():
        yield from opener(place, meeting)


def keep(name: str, keeping: Keeping) -> None:
    """Called by a room above that keeps something of meetings, and tells of many of them in one question."""
    _keeping[name] = keeping


def kept_of(place: Place, meetings: Sequence[Meeting]) -> Mapping[UUID, Sequence[Door]]:
    """What is kept of each of some meetings, as far as whoever looks may see it."""
    found: dict[UUID, list[Door]] = {}
    for keeping in _keeping.values():
        for key, door in keeping(place, meetings).items():
            found.setdefault(key, []).append(door)
    return found


def tell_attendance(room: str, attending: Attending) -> None:
    """Called by a room in which it is noted who was there: tells their keys."""
    _attending[room] = attending


def is_held(meeting: Meeting) -> bool:
    """Whether it is noted who was there: then it was held, also where nobody said that it began."""
    return any(any(_attending[room](meeting)) for room in NOTED_IN if room in _attending)


def was_there(meeting: Meeting) -> frozenset[str]:
    """Who was at a meeting: as it was noted there or in its minutes, else whoever had said that they come."""
    for room in NOTED_IN:
        found = frozenset(_attending[room](meeting)) if room in _attending else frozenset()
        if found:
            return found
    come = [Invited.Answer.COMING, Invited.Answer.LATE]
    rows = Invited.objects.filter(meeting=meeting, answer__in=come)
    return frozenset(rows.values_list("participant__key", flat=True))
