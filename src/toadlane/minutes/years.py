"""Years as registers show them: of the day that a meeting has where it is, and of the co-op’s own day."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from toadlane.coops.models import Coop
from toadlane.meetings.planned_rows import Meeting

FIRST_YEAR: Final = 2
LAST_YEAR: Final = 9998
"""A year more on either side, and the hours of some zone could not be told any more."""


def meetings_of(coop: Coop, year: int) -> QuerySet[Meeting]:
    """The meetings whose day, as lists show it, is of that year."""
    rows = Meeting.objects.filter(coop=coop)
    its_own = Q(pk=None)
    for zone in _zones(rows):
        its_own |= Q(zone=zone) & within(year, zone, "starts_at")
    return rows.filter(its_own)


def years_of(rows: QuerySet[Meeting]) -> set[int]:
    """Every year one of some meetings is of."""
    found: set[int] = set()
    for zone in _zones(rows):
        year = ExtractYear("starts_at", tzinfo=zoneinfo.ZoneInfo(zone))
        found.update(rows.filter(zone=zone).order_by().values_list(year, flat=True).distinct())
    return found


def within(year: int, zone: str, column: str) -> Q:
    """Whether an instant is of that year in that zone."""
    first, after = (dt.datetime(each, 1, 1, tzinfo=zoneinfo.ZoneInfo(zone)) for each in (year, year + 1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": after})


def _zones(rows: QuerySet[Meeting]) -> list[str]:
    """A handful: that of the co-op, and those of meetings held elsewhere."""
    return list(rows.order_by("zone").values_list("zone", flat=True).distinct())
