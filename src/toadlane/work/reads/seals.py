"""Which days are sealed."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from bylaws.kernel.periods import Period
from toadlane.coops.models import Coop
from toadlane.work.models import HoursSeal


def standing(coop: Coop, period: Period) -> QuerySet[HoursSeal]:
    """The seals that stand and share at least one day with a period."""
    seals = HoursSeal.objects.filter(coop=coop, lifted=None, until__gt=period.from_day)
    return seals if period.until is None else seals.filter(from_day__lt=period.until)


def seal_on(coop: Coop, *days: dt.date) -> HoursSeal | None:
    """A seal that stands over one of these days, if there is one."""
    whole = Period(min(days), max(days) + dt.timedelta(days=1))
    seals = [seal for seal in standing(coop, whole) if any(seal.from_day <= day < seal.until for day in days)]
    return seals[0] if seals else None


def standing_days(coop: Coop) -> list[Period]:
    """Every stretch of days that is sealed."""
    seals = HoursSeal.objects.filter(coop=coop, lifted=None).values_list("from_day", "until")
    return [Period(from_day, until) for from_day, until in seals]
