"""What is told of one person's way into the co-op, besides their stages and hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which someone worked at a place, called as the charter calls it."""

    place: str
    period: Period


@dataclass(frozen=True, slots=True)
class LetOff:
    """An exception from beginning at the co-op's place: from which day, by what decision, and why."""

    on: dt.date
    by: str
    """The decision rule it was decided by, as the charter names it."""
    why: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation that was held: on which day, and whose views were heard (None: nobody says)."""

    on: dt.date
    views: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class DuesPaid:
    """Dues paid for the month, quarter or year that a day lies in; `band` is None for the usual amount."""

    due_for: dt.date
    on: dt.date
    amount: Money
    band: str | None = None


@dataclass(frozen=True, slots=True)
class BandGiven:
    """The band of the dues that somebody chose, or was given, and when."""

    band: str
    period: Period


@dataclass(frozen=True, slots=True)
class PartTime:
    """Days on which somebody works a part of the full time."""

    share: Fraction
    period: Period


@dataclass(frozen=True, slots=True)
class Joining:
    """One person's way in. An organisation is a member like a person, whoever speaks for it.

    `part_time`: they work a part of the time, and nobody says which; `shares` say which, and when.
    Dues of a time whose first day, or their own first in it, lies before `dues_from` are not asked for.
    """

    organisation: bool = False
    part_time: bool = False
    shares: tuple[PartTime, ...] = ()
    stays: tuple[Stay, ...] = ()
    let_off: tuple[LetOff, ...] = ()
    evaluated: tuple[Evaluated, ...] = ()
    dues: tuple[DuesPaid, ...] | None = None
    """None where nobody says whether dues were paid: then nothing can be said of them."""
    bands: tuple[BandGiven, ...] = ()
    dues_from: dt.date | None = None

    def share_on(self, day: dt.date) -> Fraction | None:
        """The part of the full time they work on a day; None where nobody says that it is a part."""
        return next((one.share for one in self.shares if day in one.period), None)

    def band_on(self, day: dt.date) -> str | None:
        """The band of the dues they are in on a day; None where they pay the usual amount."""
        return next((one.band for one in self.bands if day in one.period), None)


NOTHING_TOLD = Joining()
