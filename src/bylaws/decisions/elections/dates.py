"""The days of an election: how long people are named, when the ballot opens and closes, who begins when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.days import INSTANT, closing, day_of, end_after, end_of
from bylaws.kernel.faults import InputFault

A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """Instants in UTC, each the first after what it ends: the list of candidates, the wait, the ballot.

    `closes_at` is None where the rule sets no time: then it closes when all have voted.
    """

    list_closes_at: dt.datetime
    opens_at: dt.datetime
    closes_at: dt.datetime | None
    seated_from: dt.date
    """The first day on which somebody elected can begin."""


def dates(says: Decision, nominations_until: dt.date, *, zone: str) -> Dates:
    """The days that follow from the last day of nominations, by the rule that elects, in the co-op's zone.

    Nominations end with their last day; then the notice of the rule runs, and the ballot is open as long as
    the rule has it, to the end of its last day. No faults.
    """
    listed = end_of(nominations_until, zone)
    opens = end_after(listed, says.notice, zone)
    closes = closing(opens, says.open_for, zone) if says.open_for else None
    last = closes or opens + INSTANT
    return Dates(listed, opens, closes, day_of(last, zone))


def latest(says: Decision, first_day: dt.date, *, zone: str) -> dt.date:
    """The last day to which people can be named, so that somebody elected can begin on `first_day`.

    Fault `period.beyond-calendar`, where the rule takes thousands of years.
    """
    found = first_day
    while (beyond := dates(says, found, zone=zone).seated_from - first_day) > dt.timedelta(0):
        if beyond >= found - dt.date.min:
            raise InputFault(
                "Counted back from {day}, the days of the election are beyond the calendar.",
                code="period.beyond-calendar",
                next_step="Check the notice of the rule, and how long its ballot is open.",
                day=first_day.isoformat(),
            )
        found -= beyond
    while dates(says, found + A_DAY, zone=zone).seated_from <= first_day:  # months are not all as long
        found += A_DAY
    return found
