"""People and their dated stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Spell:
    """A stage someone was in, and when."""

    stage: str
    period: Period


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days in which one person's stage and the rules for hours stay the same."""

    stage: str | None
    period: Period


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the co-op; `spells` are sorted and do not overlap."""

    key: str
    name: str
    spells: tuple[Spell, ...]

    def stage_on(self, day: dt.date) -> str | None:
        """The stage on a day; None when not (or no longer) there."""
        return next((spell.stage for spell in self.spells if day in spell.period), None)

    def first_day_as(self, stage: str) -> dt.date | None:
        """The first day of a stage; None if never reached."""
        return min((s.period.from_day for s in self.spells if s.stage == stage), default=None)

    def was_any_of(self, stages: Collection[str], period: Period) -> bool:
        """Whether the person was of one of these stages on some day of a period."""
        return any(s.stage in stages and s.period.overlap(period) for s in self.spells)


def person(key: str, name: str, spells: Iterable[Spell]) -> Person:
    """A person with their spells in order; fault `people.stages-overlap`."""
    ordered = tuple(sorted(spells, key=lambda spell: spell.period.from_day))
    for earlier, later in pairwise(ordered):
        if earlier.period.overlap(later.period):
            raise InputFault(
                "{name} is both “{one}” and “{other}” on {day}.",
                code="people.stages-overlap",
                next_step="End one stage before the next begins.",
                name=name,
                one=earlier.stage,
                other=later.stage,
                day=later.period.from_day.isoformat(),
            )
    return Person(key, name, ordered)


def stretches(who: Person, period: Period, cuts: Iterable[dt.date] = ()) -> tuple[Stretch, ...]:
    """Cut a period into a person's stretches: at each change of stage, and at each of `cuts`."""
    edges = {period.from_day, *(day for day in cuts if day in period)}
    for spell in who.spells:
        edges |= {
            day for day in (spell.period.from_day, spell.period.until) if day is not None and day in period
        }
    return tuple(Stretch(who.stage_on(days.from_day), days) for days in _between(sorted(edges), period.until))


def _between(edges: list[dt.date], until: dt.date | None) -> Iterator[Period]:
    for start, end in zip(edges, [*edges[1:], until], strict=True):
        yield Period(start, end)
