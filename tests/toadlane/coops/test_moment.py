"""An instant has one day in each co-op."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment

NEW_YEAR_IN_LONDON = dt.datetime(2026, 1, 1, 0, 30, tzinfo=dt.UTC)


def test_midnight_in_london_is_still_last_year_in_harbour() -> None:
    harbour = Coop(slug="harbour", time_zone="America/New_York")

    moment = Moment.of(NEW_YEAR_IN_LONDON, coop=harbour)

    assert moment == Moment(NEW_YEAR_IN_LONDON, dt.date(2025, 12, 31))


def test_an_instant_without_a_zone_is_no_moment() -> None:
    harbour = Coop(slug="harbour", time_zone="America/New_York")

    with pytest.raises(ValueError, match="time zone"):
        Moment.of(dt.datetime(2026, 1, 1), coop=harbour)  # noqa: DTZ001 — the point of the test


def test_the_clock_tells_this_moment_in_the_coops_own_day() -> None:
    auckland = Coop(slug="auckland", time_zone="Pacific/Auckland")

    with time_machine.travel(NEW_YEAR_IN_LONDON, tick=False):
        moment = clock.now(auckland)

    assert moment == Moment(NEW_YEAR_IN_LONDON, dt.date(2026, 1, 1))
