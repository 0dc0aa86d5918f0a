"""Days that lie ahead of someone: rooms above fill this list, their calendar reads it.

What waits already, with its day, stands in `providers`; here is what nobody has to do anything about yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment


@dataclass(frozen=True, slots=True)
class Dated:
    """One day, what is then, and the page that tells of it."""

    title: str
    on: dt.date
    url: str
    starts_at: dt.datetime | None = None
    """With its end, for what has hours; without it is the whole day."""
    ends_at: dt.datetime | None = None
    zone: str = ""
    all_day: bool = False
    where: str = ""
    number: str = ""
    """Its own for ever, so that a calendar moves what was moved; else its page and day tell it apart."""
    edition: int = 0
    cancelled: bool = False


Provider = Callable[[Participant, Moment], Iterable[Dated]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Called once by each room when the application starts; the name keeps a second call harmless."""
    _providers[name] = provider


_whole: dict[str, Provider] = {}


def register_whole(name: str, provider: Provider) -> None:
    """The same of a room that tells what the whole co-op has ahead, as far as whoever asks may see it."""
    _whole[name] = provider


def of_the_coop(participant: Participant, at: Moment) -> list[Dated]:
    """What lies ahead of the co-op, and somebody may see."""
    return [one for provider in _whole.values() for one in provider(participant, at)]


def ahead(participant: Participant, at: Moment) -> list[Dated]:
    """All of somebody's, which they may see: a provider names nothing that is hidden from them."""
    return [one for provider in _providers.values() for one in provider(participant, at)]
