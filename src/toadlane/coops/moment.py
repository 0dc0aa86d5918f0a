"""An instant, and the day it is in one co-op."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from toadlane.coops.models import Coop


@dataclass(frozen=True, slots=True)
class Moment:
    """`instant` for the audit trail, `day` for the rules: midnight somewhere else changes nothing."""

    instant: dt.datetime
    day: dt.date

    @classmethod
    def of(cls, instant: dt.datetime, *, coop: Coop) -> Moment:
        """The moment an aware instant is in a co-op's own calendar."""
        if instant.tzinfo is None:
            raise ValueError("A moment needs an instant that knows its time zone.")
        day = instant.astimezone(zoneinfo.ZoneInfo(coop.time_zone)).date()
        return cls(instant.astimezone(dt.UTC), day)
