"""The rooms of a co-op, always in the same order; a subject opens its own when the app starts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SHOWN_LOW = 5
"""How many rooms the bar at the bottom of a phone shows before “more”."""

_LOW_FIRST = ("today", "decide", "meet", "work", "money", "people", "charter", "clients", "record")
"""Which of them a phone shows first; the order on the bar stays the order of the house."""

_ORDER: dict[str, tuple[Words, str]] = {
    "today": (_("Today"), "today"),
    "decide": (_("Decide"), "decide"),
    "meet": (_("Meet"), "meet"),
    "work": (_("Work"), "work"),
    "clients": (_("Clients"), "clients"),
    "money": (_("Money"), "money"),
    "people": (_("People"), "people"),
    "charter": (_("Charter"), "charter"),
    "record": (_("Record"), "record"),
}


class HasSlug(Protocol):
    """A co-op, as far as a link needs it."""

    @property
    def slug(self) -> str: ...


@dataclass(frozen=True)
class Room:
    """One room: its word, the URL name of its first page (which takes the co-op's slug), its icon."""

    key: str
    label: Words
    url_name: str
    icon: str


@dataclass(frozen=True)
class Door:
    """A room as one page links to it."""

    key: str
    label: Words
    url: str
    icon: str
    here: bool


_open: dict[str, Room] = {}
_within: dict[str, str] = {}


def register(key: str, *, url_name: str, label: Words | None = None, icon: str | None = None) -> Room:
    """Open the room `key` (one of the nine words); call it from a subject's `AppConfig.ready`."""
    if key not in _ORDER:
        raise ValueError(f"There is no room “{key}”; the rooms are {', '.join(_ORDER)}.")
    own_label, own_icon = _ORDER[key]
    room = Room(key, label or own_label, url_name, icon or own_icon)
    _open[key] = room
    return room


def within(key: str, namespace: str) -> None:
    """The pages of a subject stand in a room that another subject opened."""
    _within[namespace] = key


def of_pages(namespace: str) -> str:
    """The key of the room in which the pages of a subject stand, or nothing."""
    opened = (room.key for room in open_rooms() if room.url_name.split(":")[0] == namespace)
    return next(opened, _within.get(namespace, ""))


def close(key: str) -> None:
    """Take a room off the navigation."""
    _open.pop(key, None)


def open_rooms() -> tuple[Room, ...]:
    """Every room that exists, in the order of the house."""
    return tuple(_open[key] for key in _ORDER if key in _open)


def doors(coop: HasSlug, *, here: str) -> tuple[Door, ...]:
    """The links to a co-op's rooms; `here` is the key of the room the reader is in, or empty."""
    rooms = open_rooms()
    return tuple(
        Door(room.key, room.label, url, room.icon, here=room.key == here)
        for room, url in zip(rooms, _addresses(rooms, coop.slug, settings.ROOT_URLCONF), strict=True)
    )


@lru_cache(maxsize=1024)
def _addresses(rooms: tuple[Room, ...], slug: str, _urls: str) -> tuple[str, ...]:
    return tuple(reverse(room.url_name, args=[slug]) for room in rooms)


def on_the_bar(links: tuple[Door, ...]) -> tuple[tuple[Door, ...], tuple[Door, ...]]:
    """The rooms a phone shows at the bottom, and those behind “more”; one alone is never hidden."""
    if len(links) <= SHOWN_LOW + 1:
        return links, ()
    first = sorted(links, key=lambda door: _LOW_FIRST.index(door.key))[:SHOWN_LOW]
    return tuple(d for d in links if d in first), tuple(d for d in links if d not in first)
