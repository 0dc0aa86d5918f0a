"""When somebody left: the room that keeps departures says it here, for the money room reckons by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from toadlane.coops.models import Participant


@dataclass(frozen=True, slots=True)
class Going:
    """The day of the notice, of the decision to part with them or of their death; and the day they left."""

    notice_on: dt.date
    leaves_on: dt.date


Ask = Callable[[Participant], Going | None]
_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Called once by the room above when the application starts; a second call takes the place."""
    _asked[:] = [ask]


def of(participant: Participant) -> Going | None:
    """How somebody left last, None where nobody wrote it down as that."""
    return _asked[0](participant) if _asked else None


def left_on(participant: Participant, notice_on: dt.date) -> dt.date | None:
    """The day somebody left whose notice was of this day; None where the charter's notice says it."""
    found = of(participant)
    return found.leaves_on if found is not None and found.notice_on == notice_on else None
