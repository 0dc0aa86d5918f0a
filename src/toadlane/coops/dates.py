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


Provider = Callable[[Participant, Moment], Iterable[Dated]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Called once by each room when the application starts; the name keeps a second call harmless."""
    _providers[name] = provider


def ahead(participant: Participant, at: Moment) -> list[Dated]:
    """All of somebody's, which they may see: a provider names nothing that is hidden from them."""
    return [one for provider in _providers.values() for one in provider(participant, at)]
