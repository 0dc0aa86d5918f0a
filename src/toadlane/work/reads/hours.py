"""Hours as their pages show them: a month by weeks, months of a year, everyone's sums."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Entry
from bylaws.kernel.faults import CharterSilent, NotThere
from bylaws.kernel.periods import Period, add_months
from bylaws.work.hours import TooLong, too_long
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.sight import Matter
from toadlane.work import sums
from toadlane.work.gate import kinds_on
from toadlane.work.models import DAY_SECONDS, UNDER_WAY, TimeEntry
from toadlane.work.reads.seals import standing_days

ONE_DAY, ONE_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `sealed` ones cannot be touched, `overlaps` ones share time with the one before."""

    entry: TimeEntry
    sealed: bool
    overlaps: bool

    @property
    def start(self) -> str:
        """When it began, as a clock shows it; empty where nobody noted it."""
        return clock_text(self.entry.started)

    @property
    def end(self) -> str:
        """When it ended, if it is known when it began."""
        started = self.entry.started
        return "" if started is None else clock_text((started + self.entry.seconds) % DAY_SECONDS)


@dataclass(frozen=True, slots=True)
class Week:
    """The entries of one week that fall in the month, and what was too much in it."""

    period: Period
    lines: list[Line]
    too_long: list[TooLong]

    @property
    def seconds(self) -> int:
        """All of the week's hours in this month."""
        return sum(line.entry.seconds for line in self.lines)

    @property
    def last_day(self) -> dt.date:
        """The Sunday, or the last day of the month."""
        return (self.period.until or dt.date.max) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Month:
    """Someone's hours of one month."""

    first: dt.date
    weeks: list[Week]
    by_kind: list[tuple[str, int]]

    @property
    def seconds(self) -> int:
        """All of them."""
        return sum(seconds for _, seconds in self.by_kind)

    @property
    def before(self) -> dt.date:
        """The first day of the month before."""
        return add_months(self.first, -1)

    @property
    def after(self) -> dt.date:
        """The first day of the month after."""
        return add_months(self.first, 1)


@dataclass(frozen=True, slots=True)
class PersonsHours:
    """What one person worked in a period, by kind."""

    participant: Participant
    by_kind: Mapping[str, int] = field(default_factory=dict)

    @property
    def seconds(self) -> int:
        """All of it."""
        return sum(self.by_kind.values())


def entries_of(coop: Coop) -> QuerySet[TimeEntry]:
    """The entries that count: not those of an import that is half in or half out."""
    return TimeEntry.objects.filter(coop=coop).exclude(source__state__in=UNDER_WAY)


def charter_if_any(coop: Coop) -> Charter | None:
    """The co-op's charter; None while there is none."""
    try:
        return charter_of(coop)
    except CharterSilent:
        return None


def month_of(who: Participant, first: dt.date, charter: Charter | None) -> Month:
    """The hours someone worked in the month that begins on `first`, the latest week first; two queries."""
    until = add_months(first, 1)
    monday, sunday = first - first.weekday() * ONE_DAY, until + (-until.weekday() % 7) * ONE_DAY
    rows = list(
        entries_of(who.coop)
        .filter(participant=who, day__gte=monday, day__lt=sunday)
        .order_by("day", "started", "pk")
    )
    shut = standing_days(who.coop)
    much = _too_long(who, rows, charter)
    within = [row for row in rows if first <= row.day < until]
    weeks: list[Week] = []
    while monday < until:
        week = Period(max(monday, first), min(monday + ONE_WEEK, until))
        own = [one for one in much if monday <= one.period.from_day < monday + ONE_WEEK]
        weeks.append(Week(week, list(_lines([r for r in within if r.day in week], shut)), own))
        monday += ONE_WEEK
    return Month(first, weeks[::-1], by_kind((row.work, row.seconds) for row in within))


def _lines(rows: Iterable[TimeEntry], shut: list[Period]) -> Iterable[Line]:
    busy_until = 0
    for row in rows:
        begin = row.day.toordinal() * DAY_SECONDS + (row.started or 0)
        timed = row.started is not None
        yield Line(row, any(row.day in period for period in shut), timed and begin < busy_until)
        busy_until = max(busy_until, begin + row.seconds) if timed else busy_until


def _too_long(who: Participant, rows: Iterable[TimeEntry], charter: Charter | None) -> tuple[TooLong, ...]:
    """Days and weeks over what the charter names; nothing where it names no limit or did not hold yet."""
    if charter is None:
        return ()
    told: list[Entry] = [(who.key, row.work, row.day, row.seconds) for row in rows]
    try:
        return too_long(told, charter=charter)
    except (CharterSilent, NotThere):
        return ()


def by_kind(worked: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Seconds by kind of work, the most first."""
    totals: dict[str, int] = defaultdict(int)
    for work, seconds in worked:
        totals[work] += seconds
    return sorted(totals.items(), key=lambda one: (-one[1], one[0]))


def hours_by_month(who: Participant, period: Period) -> dict[dt.date, dict[str, int]]:
    """Seconds by the month's first day and by kind of work; one query."""
    rows = entries_of(who.coop).filter(participant=who, day__gte=period.from_day)
    if period.until is not None:
        rows = rows.filter(day__lt=period.until)
    found: dict[dt.date, dict[str, int]] = {}
    for work, day, seconds in (
        rows.values_list("work", "day").annotate(sum=Sum("seconds")).order_by("day", "work")
    ):
        kinds = found.setdefault(day.replace(day=1), {})
        kinds[work] = kinds.get(work, 0) + seconds
    return found


def everyones(place: Place, period: Period) -> list[PersonsHours]:
    """The sums of everyone whose hours they may see, by name; two queries."""
    sums_of: dict[str, dict[str, int]] = {}
    for who, work, (seconds,) in sums.by_kind(place.coop, period):
        sums_of.setdefault(str(who), {})[work] = seconds
    people = Participant.objects.filter(coop=place.coop).order_by("name", "key")
    worked = {one: sums_of[sums.key(one.pk)] for one in people if sums.key(one.pk) in sums_of}
    seen = [one for one in worked if place.sight.may_see(Matter(place.coop, "hours", one))]
    return [PersonsHours(one, worked[one]) for one in seen]


def kinds_between(charter: Charter | None, *days: dt.date) -> list[str]:
    """The kinds of work the charter names on any of these days; none while it is silent about work."""
    if charter is None:
        return []
    try:
        return sorted(set().union(*(kinds_on(charter, day) for day in days)))
    except CharterSilent:
        return []


def clock_text(seconds: int | None) -> str:
    """Seconds since midnight as a clock shows them; empty for none."""
    return "" if seconds is None else f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
