"""What a member's share is measured by: hours, pay, heads, months, tenure, or levelling of pay."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import assert_never

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Base
from bylaws.facts.cells import Cell
from bylaws.facts.people import Person
from bylaws.facts.year import YearFacts
from bylaws.kernel.periods import Period
from bylaws.work.pay import exact_pay

Weights = dict[str, Fraction]


@dataclass(frozen=True)
class Measures:
    """The measures of one year among people of certain stages, each on the day of the work."""

    charter: Charter
    facts: YearFacts
    period: Period
    eligible: frozenset[str]

    @cached_property
    def sharing(self) -> dict[str, Person]:
        """Those who were of an eligible stage on some day of the year, by key."""
        people = self.facts.people
        return {k: people[k] for k in sorted(people) if people[k].was_any_of(self.eligible, self.period)}

    @cached_property
    def _counting(self) -> dict[dt.date, frozenset[str]]:
        """The kinds of work that count for patronage, by the first day of each run of cells."""
        days = {cell.period.from_day for cell in self.facts.cells}
        return {
            d: self.charter.on(d).rule("hours", Hours).says.counting_for("patronage") for d in sorted(days)
        }

    def counts(self, cell: Cell) -> bool:
        """Whether a cell's hours count for patronage, whoever worked them."""
        return cell.work in self._counting[cell.period.from_day]

    def cells_of(self, person: str) -> tuple[Cell, ...]:
        """One person's cells of the year."""
        return self._cells_by_person.get(person, ())

    @cached_property
    def _cells_by_person(self) -> dict[str, tuple[Cell, ...]]:
        found: dict[str, list[Cell]] = {}
        for cell in sorted(self.facts.cells, key=attrgetter("work", "period", "stage", "seconds")):
            found.setdefault(cell.person, []).append(cell)
        return {key: tuple(own) for key, own in found.items()}

    @cached_property
    def seconds(self) -> dict[str, int]:
        """Seconds each sharing person worked that count for patronage, while eligible."""
        sums = dict.fromkeys(self.sharing, 0)
        for cell in self.facts.cells:
            if cell.stage in self.eligible and self.counts(cell):
                sums[cell.person] += cell.seconds
        return sums

    @cached_property
    def all_seconds(self) -> int:
        """Seconds that count for patronage, worked by anyone at all."""
        return sum(cell.seconds for cell in self.facts.cells if self.counts(cell))

    def weights(
        self, base: Base, *, pot: int = 0, tenure_at_most: Fraction = Fraction(0), seconds_at_least: int = 0
    ) -> Weights:
        """Each sharing person's weight on a base.

        Who worked fewer counting seconds than `seconds_at_least` weighs nothing; `pot` (minor units)
        matters to `equalise-pay` alone, `tenure_at_most` to `tenure`.
        """
        taking_part = [key for key in self.sharing if self.seconds[key] >= seconds_at_least]
        found = self._weights(base, taking_part, pot, tenure_at_most)
        nothing = Fraction(0)
        return {key: found.get(key, nothing) for key in self.sharing}

    def _weights(self, base: Base, among: list[str], pot: int, tenure_at_most: Fraction) -> Weights:
        match base:
            case "hours":
                return {key: Fraction(self.seconds[key]) for key in among}
            case "equal":
                return {key: Fraction(int(self.is_eligible_at_last(key))) for key in among}
            case "member-months":
                return {key: self.months(self.sharing[key]) for key in among}
            case "pay":
                return {key: self.pay[key] for key in among}
            case "tenure":
                return {key: self.seconds[key] + self.earlier(key, tenure_at_most) for key in among}
            case "equalise-pay":
                return equalising(
                    {key: (self.months(self.sharing[key]), self.pay[key]) for key in among}, pot
                )
            case _:
                assert_never(base)

    @cached_property
    def pay(self) -> Weights:
        """Exact pay in minor units for work done while eligible."""
        sums = dict.fromkeys(self.sharing, Fraction(0))
        for cell in self.facts.cells:
            if cell.stage in self.eligible:
                sums[cell.person] += exact_pay(cell, self.charter)
        return sums

    def months(self, who: Person) -> Fraction:
        """Months of an eligible stage within the year; part of a month counts by its days."""
        spells = (s.period.overlap(self.period) for s in who.spells if s.stage in self.eligible)
        return sum((_months(days) for days in spells if days), Fraction(0))

    def earlier(self, key: str, at_most: Fraction) -> Fraction:
        """Seconds of earlier years that count: up to a multiple of this year's (finance.md, section 1)."""
        standing = self.facts.standing.get(key)
        return min(Fraction(standing.earlier_seconds if standing else 0), at_most * self.seconds[key])

    def last_day(self) -> dt.date:
        """The last day of the year, on which heads are counted."""
        return self.period.from_day + dt.timedelta(days=self.period.days() - 1)

    def is_eligible_at_last(self, key: str) -> bool:
        """Whether someone is of an eligible stage on the last day of the year."""
        return self.sharing[key].stage_on(self.last_day()) in self.eligible


def _months(period: Period) -> Fraction:
    months, day = Fraction(0), period.from_day
    end = period.from_day + dt.timedelta(days=period.days())
    while day < end:
        length = calendar.monthrange(day.year, day.month)[1]
        stop = min(end, day.replace(day=1) + dt.timedelta(days=length))
        months += Fraction((stop - day).days, length)
        day = stop
    return months


def equalising(people: dict[str, tuple[Fraction, Fraction]], pot: int) -> Weights:
    """Level total pay per month worked: the weights that a pot of `pot` minor units fills up to.

    `people` maps a key to (months, pay). Each one's weight is what is missing to the common monthly
    level, never below zero: those already above it take no part and the level is found anew
    (the refund of Scopyleft's statutes, art. 33–36, as described in finance.md, section 1).
    """
    taking_part = {key for key, (months, _) in people.items() if months}
    while taking_part:
        months = sum((people[key][0] for key in taking_part), Fraction(0))
        paid = sum((people[key][1] for key in taking_part), Fraction(0))
        level = (paid + pot) / months
        above = {key for key in taking_part if people[key][1] > level * people[key][0]}
        if not above:
            missing = {key: level * people[key][0] - people[key][1] for key in taking_part}
            return {key: missing.get(key, Fraction(0)) for key in people}
        taking_part -= above
    return dict.fromkeys(people, Fraction(0))


def eligible_stages(steps: Iterable[list[str] | None]) -> frozenset[str]:
    """The stages named by any of several steps."""
    return frozenset(stage for stages in steps for stage in stages or ())
