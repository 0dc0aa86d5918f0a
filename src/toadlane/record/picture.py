"""The record as it grows: how many entries each week brought, and when that was signed."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.record.models import Checkpoint, Entry
from toadlane.ui import figures
from toadlane.ui.charts import Bar, Bars

WEEKS: Final = 8
WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """From a Monday of the co-op: how many entries, how many checkpoints."""

    begins: dt.date
    entries: int
    signed: int


def weeks(coop: Coop, at: Moment) -> list[Week]:
    """The last weeks up to this one, the first first; two questions."""
    this = at.day - dt.timedelta(days=at.day.weekday())
    begins = [this - WEEK * back for back in range(WEEKS - 1, -1, -1)]
    edges = [midnight(coop, day) for day in (*begins, this + WEEK)]
    within = {
        f"week{nth}": Count("pk", filter=Q(recorded_at__gte=start, recorded_at__lt=end))
        for nth, (start, end) in enumerate(pairwise(edges))
    }
    late = Q(coop=coop, recorded_at__gte=edges[0])
    counted: dict[str, Any] = Entry.objects.filter(late).aggregate(**within)
    signed = Counter(
        week_of(Moment.of(when, coop=coop).day)
        for when in Checkpoint.objects.filter(late).values_list("recorded_at", flat=True)
    )
    return [Week(day, counted[f"week{nth}"], signed[day]) for nth, day in enumerate(begins)]


def week_of(day: dt.date) -> dt.date:
    """Its Monday."""
    return day - dt.timedelta(days=day.weekday())


def midnight(coop: Coop, day: dt.date) -> dt.datetime:
    """When a day begins where the co-op is."""
    return dt.datetime.combine(day, dt.time(), zoneinfo.ZoneInfo(coop.time_zone))


def growth(coop: Coop, at: Moment) -> Bars | None:
    """The picture, with the same as a table; None while nothing was done in all these weeks."""
    shown = list(dropwhile(lambda week: not week.entries, weeks(coop, at)))
    if not shown:
        return None
    return Bars(
        title=_("How the record grows"),
        description=_("Entries of each week, and how often it was signed."),
        rows=tuple(Bar(label(week), week.entries) for week in shown),
        row_head=_("Week from"),
        amount_head=pgettext("of the record", "Entries"),
        write=figures.number,
    )


def label(week: Week) -> str:
    """From when, and the mark of each checkpoint."""
    begins = figures.day(week.begins, "medium")
    if not week.signed:
        return begins
    marked = ngettext("%(count)s checkpoint", "%(count)s checkpoints", week.signed) % {"count": week.signed}
    return f"{begins} · ◆ {marked}"
