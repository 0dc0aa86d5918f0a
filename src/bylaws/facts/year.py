"""What is known about one fiscal year when it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.capital import Capital
from bylaws.facts.cells import Cell
from bylaws.facts.people import Person
from bylaws.kernel.money import Money, zero


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's money on the way into a close."""

    paid_in: Money
    """What has been paid of the buy-in by the day of the close, in money or from patronage."""
    earning: Money
    """Member capital held on the first day of the year that earns interest (`earning_capital`).

    Held once earlier closes were put right: a mistake earns nothing, and what it kept back does."""
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


def earning_capital(paid_in: Money, notices: Money, text: InForce) -> Money:
    """What of a member's capital earns interest under the text of the year, as its `interest_on` says.

    Without such a rule nothing earns interest, and both are counted; they then come to nothing.
    """
    rule = text.maybe("capital", Capital)
    held = {"paid-in": paid_in, "notices": notices}
    counted = rule.says.interest_on if rule else list(held)
    return sum((held[part] for part in counted), start=zero(paid_in.currency))
