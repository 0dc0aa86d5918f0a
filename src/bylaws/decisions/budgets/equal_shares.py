"""The method of equal shares: each voter has the same part of the money, and pays for what they marked.

A project is bought where its voters together can pay for it. What it costs is shared among them alike (for
each point they gave it); who has less gives all they have. Of several the one goes first that costs its
voters least for what it is worth to them. Source: D. Peters, G. Pierczyński, P. Skowron, “Proportional
participatory budgeting with additive utilities”, 2021.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from fractions import Fraction

from bylaws.decisions.budgets.funded import Step, Utility
from bylaws.decisions.budgets.purses import Price, Purses
from bylaws.decisions.budgets.sharing import Sharing
from bylaws.decisions.budgets.ties import Equals
from bylaws.kernel.reasons import Reason, Value

FINER = 1 << 32
"""What close figures are multiplied by before they are divided by a cost."""
Range = tuple[int, int]
"""Between what and what a price for each point lies, in `fine` parts."""


def equal_shares(
    sharing: Sharing, utility: Utility, equals: Equals, each: Fraction, steps: list[Step]
) -> Purses:
    """Add to `steps` each project that is bought where every voter has `each` in minor units.

    By `cost` a project is worth to its voter what it costs, by `cardinality` one, for each point given. Gives
    the purses as they are at the end. Raises `Waits` at a tie that matters, with `steps` as they were.
    """
    buying = _Buying(sharing, utility, Purses(sharing, each))
    while level := buying.next():
        told: tuple[Reason, ...] = ()
        first = level[0]
        if len(level) > 1 and not buying.all_of(level):
            first, told = equals.first(level)
        steps.append(buying.buy(first, told))
    return buying.purses


class _Buying:
    """One run: what is not bought yet, each with a figure its price is never below."""

    def __init__(self, sharing: Sharing, utility: Utility, purses: Purses) -> None:
        self.sharing, self.purses = sharing, purses
        self.worth = [one.cost if utility == "cost" else 1 for one in sharing.projects]
        self.spent = 0
        self.prices: dict[int, Price] = {}
        self.least = [
            one.cost * purses.fine // max(points, 1)
            for one, points in zip(sharing.projects, sharing.support, strict=True)
        ]
        self.waiting = [
            (self._for_worth(self.least[n], n), n) for n, points in enumerate(sharing.support) if points
        ]
        heapq.heapify(self.waiting)

    def next(self) -> Sequence[int]:
        """What costs its voters least for its worth, of all that can be paid; several where they are equal.

        A price never falls while purses empty, so only those are looked at again that were as low before.
        """
        found: dict[int, Range] = {}
        lowest: int | None = None
        while self.waiting and (lowest is None or self.waiting[0][0] <= lowest):
            _, project = heapq.heappop(self.waiting)
            seen = self._range(project, lowest)
            if seen is not None:
                found[project] = seen
                high = self._for_worth(seen[1], project) + 1
                lowest = high if lowest is None else min(lowest, high)
        for project, (low, _) in found.items():
            self.least[project] = low
            heapq.heappush(self.waiting, (self._for_worth(low, project), project))
        near = {
            n: seen
            for n, seen in found.items()
            if lowest is not None and self._for_worth(seen[0], n) <= lowest
        }
        return self._lowest(near)

    def _range(self, project: int, lowest: int | None) -> Range | None:
        """Between what two figures the price lies; None for what can be paid no more."""
        enough = None if lowest is None else (lowest + 1) * self.worth[project] // FINER + 1
        try:
            close = self.purses.closely(project, self.least[project], enough)
            if close is None:
                top = max(self.purses.rest) + self.purses.slack + 1
                fine = int(self.purses.exactly(project, 0, top).most * self.purses.fine)
                close = fine, fine + 1
        except LookupError:
            return None
        return close

    def _for_worth(self, fine: int, project: int) -> int:
        return fine * FINER // self.worth[project]

    def _lowest(self, near: Mapping[int, Range]) -> Sequence[int]:
        """Those of the lowest price for their worth, exactly, in the order of the list."""
        self.prices = {project: self.purses.exactly(project, *seen) for project, seen in near.items()}
        if not near:
            return ()
        rates = {project: price.most / self.worth[project] for project, price in self.prices.items()}
        least = min(rates.values())
        return sorted(project for project, rate in rates.items() if rate == least)

    def all_of(self, level: Sequence[int]) -> bool:
        """Whether nobody would pay more than they have if all of these are bought: no order matters."""
        owed: dict[int, list[Fraction]] = {}
        for project in level:
            for backing in self.sharing.backings[project]:
                pays = self.prices[project].most * backing.points
                for one in backing.voters:
                    owed.setdefault(one, []).append(pays)
        return all(
            sum(pays) <= self.purses.one_has(one)
            for one, pays in owed.items()
            if len(pays) > 1 and one not in self.purses.emptied
        )

    def buy(self, project: int, told: tuple[Reason, ...]) -> Step:
        """Pay for a project."""
        price = self.prices[project]
        short = sum(map(self.purses.times.__getitem__, price.emptied))
        voters = sum(backing.many for backing in self.sharing.backings[project])
        self.purses.pay(project, price)
        self.waiting = [entry for entry in self.waiting if entry[1] != project]
        heapq.heapify(self.waiting)
        cost = self.sharing.projects[project].cost
        self.spent += cost
        values: dict[str, Value] = {
            "name": self.sharing.called(project),
            "voters": voters,
            "cost": self.sharing.amount(cost),
            "most": self.sharing.amount(price.most),
        }
        why = [Reason(f"funded.bought.{self.sharing.ballot}", values)]
        if short:
            why.append(Reason("funded.short", {"short": short}))
        left = self.sharing.budget - self.spent
        return Step("equal-shares", project, left, price.most, short, (*why, *told))
