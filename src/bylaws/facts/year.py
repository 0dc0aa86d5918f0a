"""What is known about one fiscal year when it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bylaws.facts.cells import Cell
from bylaws.facts.people import Person
from bylaws.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's money on the way into a close."""

    paid_in: Money
    """What has been paid of the buy-in by the day of the close, in money or from patronage."""
    earning: Money
    """Member capital held on the first day of the year that may earn interest."""
    earlier_seconds: int = 0
    """Patronage seconds of all earlier years, for the base `tenure`."""


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The facts of one year: people, cells, the stated surplus and tax, and balances before the close."""

    year: int
    surplus: Money
    """Negative for a loss; before the stated tax, after all other expenses."""
    tax: Money
    closed_on: dt.date
    people: Mapping[str, Person]
    cells: tuple[Cell, ...]
    standing: Mapping[str, Standing] = field(default_factory=dict)
    collective: Money | None = None
    funds: Mapping[str, Money] = field(default_factory=dict)
