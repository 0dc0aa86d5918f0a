"""Time spent in a stage: by the calendar, without the days one was away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from bylaws.facts.people import Person, Spell
from bylaws.kernel.periods import Period, Span

SABBATICAL = "sabbatical"
PAUSES = frozenset({SABBATICAL, "retired", "former"})
"""Stages that interrupt the one before: whoever comes back to it goes on where they stopped."""


def full_on(periods: Iterable[Period], lasts: Span) -> dt.date:
    """The first day on which a span of time has been spent in some periods, counted from the first of them.

    By the calendar: nine months from 31 May are full on the last day of February. Each day between two
    periods puts the day off by one. The periods are in order, and there is one.
    """
    days = [*periods]
    full = lasts.after(days[0].from_day)
    for earlier, later in pairwise(days):
        if earlier.until is not None and earlier.until < full:
            full += later.from_day - earlier.until
    return full


def run_of(who: Person, stage: str, on: dt.date | None = None) -> tuple[Period, ...]:
    """The periods in a stage that count together: the last ones, without another stage but a pause between.

    Whoever was a candidate, then a member, and comes back as a candidate begins anew. `on`: as far as
    the stage was begun by that day; None looks at all that is known.
    """
    found: list[Period] = []
    for spell in reversed(_begun(who, on)):
        if spell.stage == stage:
            found.append(spell.period)
        elif found and spell.stage not in PAUSES:
            break
    return tuple(reversed(found))


def days_in(periods: Iterable[Period], on: dt.date) -> int:
    """How many days of some periods lie before a day."""
    before = Period(dt.date.min, on)
    cut = [period.overlap(before) for period in periods]
    return sum(part.days() for part in cut if part is not None)


def paused_stage(who: Person, on: dt.date) -> str | None:
    """The stage that somebody who is on a sabbatical on a day comes back to; None for anybody else."""
    if who.stage_on(on) != SABBATICAL:
        return None
    before = [spell.stage for spell in _begun(who, on) if spell.stage not in PAUSES]
    return before[-1] if before else None


def _begun(who: Person, on: dt.date | None) -> tuple[Spell, ...]:
    return tuple(spell for spell in who.spells if on is None or spell.period.from_day <= on)
