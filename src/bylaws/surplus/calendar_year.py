"""What was paid to each person in a calendar year, as the form for patronage dividends asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bylaws.kernel.money import Money, total
from bylaws.surplus.law import Law

What = Literal["cash", "qualified", "nonqualified", "redeemed-qualified", "redeemed-nonqualified"]


@dataclass(frozen=True, slots=True)
class Received:
    """Something one person received in the year; `qualified` is a notice with consent, given as a paper."""

    person: str
    what: What
    amount: Money


@dataclass(frozen=True, slots=True)
class Figures:
    """One person's figures for Form 1099-PATR. Nothing is filed with them.

    Box 1 is patronage dividends paid in money and in qualified notices; box 5 is nonqualified notices
    paid back (26 USC 6044; finance.md, section 1). Notices that are not qualified count when they are
    paid back; qualified ones paid back were counted when they were given.
    """

    person: str
    cash: Money
    qualified: Money
    nonqualified: Money
    redeemed_qualified: Money
    redeemed_nonqualified: Money
    statement: bool
    """Whether the law asks for a statement to the person, by what they received together."""

    @property
    def box_1(self) -> Money:
        """Patronage dividends."""
        return self.cash + self.qualified

    @property
    def box_5(self) -> Money:
        """Redeemed nonqualified notices."""
        return self.redeemed_nonqualified


def figures(received: Iterable[Received], *, law: Law, currency: str) -> tuple[Figures, ...]:
    """The figures of everyone who received something, in order of keys; amounts in `currency`."""
    found: dict[str, dict[str, list[Money]]] = {}
    for one in received:
        found.setdefault(one.person, {}).setdefault(one.what, []).append(one.amount)

    def figures_of(person: str) -> Figures:
        sums = {what: total(amounts, currency) for what, amounts in found[person].items()}
        nothing = Money(0, currency)
        cash, qualified = sums.get("cash", nothing), sums.get("qualified", nothing)
        redeemed = sums.get("redeemed-nonqualified", nothing)
        reported = cash + qualified + redeemed
        asked = law.statement_from is not None and reported.minor >= law.statement_from
        return Figures(
            person,
            cash,
            qualified,
            sums.get("nonqualified", nothing),
            sums.get("redeemed-qualified", nothing),
            redeemed,
            asked,
        )

    return tuple(figures_of(person) for person in sorted(found))
