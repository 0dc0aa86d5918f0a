"""What letters enclose: it is made by its room when a letter leaves, so that none lies in the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file that goes with a letter."""

    name: str
    media: str
    data: bytes


Maker = Callable[[str], Enclosure | None]
AT_MOST: Final = 5
"""In one letter; what is more is read where the letter leads."""
_makers: dict[str, Maker] = {}


def enclose(room: str, maker: Maker) -> None:
    """Called by a room when the application starts: `maker(name)` makes what a letter names “room:name”.

    Whatever is not there any more is None, and the letter leaves without it.
    """
    _makers[room] = maker


def enclosed(names: Iterable[str]) -> Iterator[Enclosure]:
    """What a letter names, as it is now."""
    for said in list(dict.fromkeys(names))[:AT_MOST]:
        room, _colon, name = said.partition(":")
        made = _makers[room](name) if room in _makers else None
        if made is not None:
            yield made
