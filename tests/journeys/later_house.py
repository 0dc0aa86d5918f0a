"""The house as it is served, with the clock of `later`: only what runs in a process of its own imports it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.later import days_later
from toadlane.site.wsgi import application

if TYPE_CHECKING:
    from toadlane.coops.models import Coop
    from toadlane.coops.moment import Moment


def _set_the_clock() -> None:
    from toadlane.coops import clock
    from toadlane.coops.moment import Moment

    today, folder = clock.now, Path(os.environ["TOADLANE_DATA"])

    def later(coop: Coop) -> Moment:
        ahead = dt.timedelta(days=days_later(folder))
        return Moment.of(today(coop).instant + ahead, coop=coop)

    clock.now = later


_set_the_clock()

__all__ = ["application"]
