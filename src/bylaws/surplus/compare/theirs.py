"""A year's results as somebody else has them, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bylaws.kernel.money import Money, total

SHARE, CASH, RETAINED, TO_BUY_IN = "share", "cash", "retained", "to_buy_in"
COLUMNS: Final = (SHARE, CASH, RETAINED, TO_BUY_IN)

Amounts = Mapping[str, Money]


@dataclass(frozen=True)
class Theirs:
    """What a spreadsheet says: an amount for each person and column it has, in its own order of rows.

    `totals` are those of its totals row, `steps` what it lets each step of the charter take, by number.
    All amounts are in the currency of the close; a column that a person lacks is not compared.
    """

    currency: str
    people: Mapping[str, Amounts]
    totals: Amounts = field(default_factory=dict)
    steps: Mapping[int, Money] = field(default_factory=dict)

    def column(self, name: str) -> dict[str, Money]:
        """Everyone's amount in one column, in the order of the rows."""
        return {key: amounts[name] for key, amounts in self.people.items() if name in amounts}

    def sum_of(self, name: str) -> Money:
        """What the rows of a column come to."""
        return total(list(self.column(name).values()), self.currency)
