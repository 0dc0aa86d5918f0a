"""Words for what rows keep as keys: parts, stages, how often, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from babel.dates import format_time
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bylaws.kernel.periods import Span
from toadlane.meetings.agendas import STANDING
from toadlane.meetings.planned_rows import Item, Series
from toadlane.members.words import said as in_words
from toadlane.ui import figures

Words = str | Promise
PARTS: Final[Mapping[str, Words]] = {
    "facilitator": gettext_lazy("facilitator"),
    "scribe": gettext_lazy("scribe"),
    "timekeeper": gettext_lazy("timekeeper"),
    "vibes": gettext_lazy("vibes"),
}
ROUNDS: Final[Mapping[str, Words]] = {
    "check-in": gettext_lazy("check-in"),
    "reactions": gettext_lazy("reactions"),
    "clearing": gettext_lazy("clearing"),
    "check-out": gettext_lazy("check-out"),
}
WEEKDAYS: Final[tuple[Words, ...]] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
CHANGES: Final[Mapping[str, Words]] = {
    "planned": pgettext_lazy("a meeting was", "planned"),
    "begun": pgettext_lazy("a series was", "begun"),
    "moved": pgettext_lazy("a meeting was", "moved"),
    "cancelled": pgettext_lazy("a meeting was", "cancelled"),
    "ended": pgettext_lazy("a series was", "ended"),
    "undone": pgettext_lazy("a meeting was", "put back as it was"),
    "began": pgettext_lazy("a meeting has", "begun"),
    "over": pgettext_lazy("a meeting is", "over"),
}
EVERY: Final[Mapping[str, Words]] = {
    "P7D": gettext_lazy("every week"),
    "P14D": gettext_lazy("every two weeks"),
    "P42D": gettext_lazy("every six weeks"),
    "P1M": gettext_lazy("every month"),
    "P3M": gettext_lazy("every quarter"),
    "P6M": gettext_lazy("every half year"),
    "P1Y": gettext_lazy("every year"),
    "P2Y": gettext_lazy("every two years"),
}


def part(key: str) -> str:
    """A part as people call it; a role of the charter by its own name."""
    return str(PARTS.get(key) or in_words(key))


def often(every: str) -> str:
    """How often, in words."""
    span = str(Span.parse(every))
    if span in EVERY:
        return str(EVERY[span])
    parts = Span.parse(every)
    months = ngettext("every %(n)s month", "every %(n)s months", parts.months) % {"n": parts.months}
    days = ngettext("every %(n)s day", "every %(n)s days", parts.days) % {"n": parts.days}
    return months if not parts.days else days if not parts.months else f"{months}, {days}"


def comes_back(series: Series) -> str:
    """How a series comes back, on which days and at which hour: “every week, Monday, Thursday, 10:00”."""
    weekly = not Span.parse(series.every).months
    weekdays = series.weekdays or ([series.from_day.weekday()] if weekly else [])
    named = [str(WEEKDAYS[one]) for one in weekdays]
    if series.starts:
        hour = dt.time.fromisoformat(series.starts)
        named.append(str(format_time(hour, format="short", locale=figures.locale())))
    return ", ".join([often(series.every), *named])


def item_title(item: Item) -> str:
    """What an item is called; a standing one in the reader's own language."""
    if item.standing in STANDING and item.title == STANDING[item.standing]:
        return _(item.title)
    return item.title


def minutes(count: int) -> str:
    """A length in minutes, or in hours and minutes."""
    hours, rest = divmod(count, 60)
    return _("%(minutes)s min") % {"minutes": rest} if not hours else f"{hours}:{rest:02} h"
