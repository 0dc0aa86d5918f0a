"""Days, spans and fiscal years. Periods are half-open: from <= day < until; an open end is None."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from bylaws.kernel.faults import InputFault

_SPAN = re.compile(r"P(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")
_CLOCK = re.compile(r"PT(?:([0-9]{1,4})H)?(?:([0-9]{1,4})M)?")
YEARS_FROM, YEARS_UNTIL = 1900, 3000
MONTHS_IN_A_YEAR = 12
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, `from_day` <= day < `until`; `until` None means it has not ended.

    Periods sort by their first day; of two that begin together the one without an end comes last.
    """

    from_day: dt.date
    until: dt.date | None

    def __lt__(self, other: Period) -> bool:
        return (self.from_day, self.until or dt.date.max) < (other.from_day, other.until or dt.date.max)

    def __contains__(self, day: dt.date) -> bool:
        return self.from_day <= day and (self.until is None or day < self.until)

    def overlap(self, other: Period) -> Period | None:
        """The days both periods have; None when they share none."""
        start = max(self.from_day, other.from_day)
        ends = [end for end in (self.until, other.until) if end is not None]
        end = min(ends) if ends else None
        return Period(start, end) if end is None or start < end else None

    def days(self) -> int:
        """How many days; fault `period.open` when it has no end."""
        if self.until is None:
            raise InputFault(
                "A period from {from_day} has no end yet.",
                code="period.open",
                next_step="Ask about a period that has ended.",
                from_day=self.from_day.isoformat(),
            )
        return (self.until - self.from_day).days


@dataclass(frozen=True, slots=True)
class Span:
    """A length of calendar time in months and days, as ISO 8601 writes it: "P9M", "P1Y", "P7D"."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: object) -> Span:
        """Read "P9M", "P1Y6M", "P2W" or "P7D"; fault `span.form`."""
        found = _SPAN.fullmatch(text) if isinstance(text, str) and text != "P" else None
        if not found:
            raise InputFault(
                "“{given}” is not a span of time.",
                code="span.form",
                next_step="Write it as ISO 8601 does: “P9M” is nine months, “P7D” seven days.",
                given=str(text)[:60],
            )
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(MONTHS_IN_A_YEAR * years + months, 7 * weeks + days)

    def after(self, day: dt.date, times: int = 1) -> dt.date:
        """The day `times` spans after `day`, months first; fault `period.beyond-calendar`."""
        try:
            return add_months(day, self.months * times) + dt.timedelta(days=self.days * times)
        except OverflowError:
            raise InputFault(
                "Counted from {day}, {span} times {times} is beyond the calendar.",
                code="period.beyond-calendar",
                next_step="Check the span and the date.",
                times=times,
                span=str(self),
                day=day.isoformat(),
            ) from None

    def __str__(self) -> str:
        years, rest = divmod(self.months, MONTHS_IN_A_YEAR)
        months = f"{self.months}M" if rest else f"{years}Y" if years else ""
        days = f"{self.days}D" if self.days or not self.months else ""
        return f"P{months}{days}"


@lru_cache(maxsize=256)  # the same days for every member of a close
def due_days(anchor: dt.date, *, first: Span, every: Span, count: int) -> tuple[dt.date, ...]:
    """The days of `count` payments: the first one span after the anchor, the others a span apart.

    Each is counted from the anchor itself: a month after 31 January is 28 February, two are 31 March.
    """
    return tuple(
        Span(first.months + nth * every.months, first.days + nth * every.days).after(anchor)
        for nth in range(count)
    )


def parse_clock_span(text: object) -> int:
    """Read a length of working time, "PT8H" or "PT7H30M", as whole seconds; fault `clock-span.form`."""
    found = _CLOCK.fullmatch(text) if isinstance(text, str) and text != "PT" else None
    if not found:
        raise InputFault(
            "“{given}” is not a length of working time.",
            code="clock-span.form",
            next_step="Write it as ISO 8601 does: “PT8H” is eight hours.",
            given=str(text)[:60],
        )
    return 3600 * int(found[1] or 0) + 60 * int(found[2] or 0)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later; a day that month lacks becomes its last day.

    31 May and nine months is 28 (or 29) February. Always count from the first day, never from a
    day already moved: 31 January + 1 + 1 months is 31 March, not 28 March.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_IN_A_YEAR)
    year = day.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise InputFault(
            "Counted in months from {day}, {months} is beyond the calendar.",
            code="period.beyond-calendar",
            next_step="Check the span and the date.",
            months=months,
            day=day.isoformat(),
        )
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(period: Period) -> int:
    """How many whole months fit between the two ends of a period."""
    end = period.from_day + dt.timedelta(days=period.days())
    months = (end.year - period.from_day.year) * MONTHS_IN_A_YEAR + end.month - period.from_day.month
    return months - 1 if months and add_months(period.from_day, months) > end else months


def fiscal_year(year: int, starts: str) -> Period:
    """The fiscal year named `year`: the one whose last day falls in that calendar year.

    `starts` is "MM-DD". With "01-01" the year 2025 is the calendar year; with "07-01" it runs from
    1 July 2024 until 1 July 2025. Faults: `fiscal-year.starts`, `fiscal-year.number`.
    """
    month, day = fiscal_year_start(starts)
    if not YEARS_FROM <= year < YEARS_UNTIL:
        raise InputFault(
            "{year} is not a fiscal year this library reckons with.",
            code="fiscal-year.number",
            next_step="Give a year between 1900 and 2999.",
            year=year,
        )
    until = dt.date(year + 1, month, day) if (month, day) == (1, 1) else dt.date(year, month, day)
    return Period(until.replace(year=until.year - 1), until)


def fiscal_year_start(starts: object) -> tuple[int, int]:
    """Month and day on which a fiscal year starts, from "MM-DD"; fault `fiscal-year.starts`."""
    found = _MONTH_DAY.fullmatch(starts) if isinstance(starts, str) else None
    if found:
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= MONTHS_IN_A_YEAR and 1 <= day <= calendar.monthrange(2025, month)[1]:
            return month, day
    raise InputFault(
        "“{given}” is not a day on which a fiscal year can start.",
        code="fiscal-year.starts",
        next_step="Write month and day, as in “01-01” or “07-01”; 29 February cannot be one.",
        given=str(starts)[:20],
    )


def fiscal_year_of(day: dt.date, starts: str) -> int:
    """The name of the fiscal year a day falls in."""
    year = day.year
    return year if day in fiscal_year(year, starts) else year + 1
