"""The versions of one article, from the day it first stood to the last: what held when, and by which text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.amendments import Amendment, Standing
from bylaws.charter.charter import Charter
from bylaws.kernel.faults import NotThere
from bylaws.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Version:
    """One article as it stood over a period; `standing` is None over a period in which it did not stand."""

    period: Period
    standing: Standing | None
    by: Amendment | None
    """The amendment that put it so; None as first adopted."""


def history(charter: Charter, number: int) -> tuple[Version, ...]:
    """All versions of an article, the earliest first, as far as they are adopted today.

    Their periods follow each other without a gap, from the day the article first stood; the last is open.
    An amendment that was superseded before its day is not among them. Fault `charter.no-article` where
    an article of that number never stands.
    """
    starts = charter.base_front.starts()
    days = sorted({starts, *(max(starts, one.says.from_day) for one in charter.amendments)})
    found: list[tuple[dt.date, Standing | None]] = []
    for day in days:
        standing = next((one for one in charter.on(day).standing if one.article.number == number), None)
        if (found[-1][1] if found else None) is not standing:
            found.append((day, standing))
    if not found:
        raise NotThere(
            "This charter has no article {number}, and never had.",
            code="charter.no-article",
            next_step="Choose one from its contents.",
            number=number,
        )
    ends = [*(day for day, _ in found[1:]), None]
    return tuple(
        Version(Period(day, until), standing, _settling(charter, number, day, standing))
        for (day, standing), until in zip(found, ends, strict=True)
    )


def _settling(charter: Charter, number: int, day: dt.date, standing: Standing | None) -> Amendment | None:
    """Whichever amendment made an article so on a day: the one it stands in, or that repealed it."""
    for one in charter.amendments:
        if standing is not None and one.standing.get(number) is standing:
            return one
    if standing is not None:
        return None
    repealing = [one for one in charter.amendments if number in one.says.repeals and one.says.from_day <= day]
    return repealing[-1]
