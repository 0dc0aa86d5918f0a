"""What each voter still has to give: closely for all, and exactly for whom it matters.

Exact fractions of every voter's rest would have a thousand digits after some purchases. So a rest is kept in
small parts of a minor unit, rounded down, which tells nearly always what goes first. Where it does not, and
for the prices themselves, it is reckoned exactly: who is not empty has paid in full for all they marked that
was bought, so that the prices of those projects say what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import lcm

from bylaws.decisions.budgets.sharing import Sharing

CLOSE = 1 << 29
"""Close figures stay below this: the numbers a computer is quickest with."""
Groups = list[tuple[int, int, list[int]]]
"""Points, how many ballots say the same, and what each of such voters has, in `fine` parts."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a project costs each of its voters for each point, at most; who pays that, who gives their last.

    `paying` are those with more, by the points they gave.
    """

    most: Fraction
    paying: tuple[tuple[int, list[int]], ...]
    emptied: tuple[int, ...]


class Purses:
    """The purses of all voters, those who filled in the same ballot in one.

    `rest`: what each has closely, nothing where it is empty; `prices`: of what was bought, for each point.
    """

    def __init__(self, sharing: Sharing, each: Fraction) -> None:
        self.sharing, self.each = sharing, each
        self.marks = list(sharing.ballots)
        self.times = list(sharing.ballots.values())
        self.fine = max(1, CLOSE // (int(each) + 1))
        self.rest = [int(each * self.fine)] * len(self.marks)
        self.emptied = set[int]()
        self.prices: dict[int, int] = {}
        self.common = each.denominator
        self.backings = [[*map(copy, backings)] for backings in sharing.backings]

    @property
    def slack(self) -> int:
        """By how much a close rest is too small at most, in `fine` parts: each rounding by less than one."""
        return len(self.prices) + 1

    def closely(self, project: int, least: int, enough: int | None) -> tuple[int, int] | None:
        """Between what figures the price for each point lies, in `fine` parts; None if it has to be found.

        It is no less than `least`; where it turns out to be above `enough`, both figures are the lower.
        Raises `LookupError` where all of its voters have less than it costs, as they will have from then on.
        """
        rest = self.rest.__getitem__
        backings = self.backings[project]
        many = sum(one.many for one in backings)
        groups: Groups = [(one.points, one.times, list(map(rest, one.voters))) for one in backings]
        need, have = self.sharing.projects[project].cost * self.fine, _sum(groups)
        if have < need:
            if have + self.slack * many < need:
                raise LookupError
            return None
        price, most, low = max(least, 1), 0, 0
        while price > most:
            most = price
            richer = [(p, t, [one for one in held if one >= price * p]) for p, t, held in groups]
            weight = sum(points * times * len(held) for points, times, held in richer)
            if not weight:
                return None
            if 2 * sum(len(held) for _, _, held in richer) < many:
                self._forget(project)
            need, have, groups = need - have + (left := _sum(richer)), left, richer
            price = max(most, -(-need // weight))
            low = price - 2 - self.slack * many // weight
            if enough is not None and low > enough:
                return low, low
        return low, price

    def exactly(self, project: int, low: int, high: int) -> Price:
        """The price for each point and who pays it; `LookupError` where they have not enough together.

        It lies between `low` and `high`, in `fine` parts.
        """
        rest, need, weight = self.rest, Fraction(self.sharing.projects[project].cost), 0
        near: list[tuple[Fraction, int, int, int]] = []
        paying: list[tuple[int, list[int]]] = []
        emptied: list[int] = []
        for backing in self.backings[project]:
            points, times = backing.points, backing.times
            above, below = high * points, low * points - self.slack
            rich = [one for one in backing.voters if rest[one] > above]
            others = [one for one in backing.voters if rest[one] <= above and one not in self.emptied]
            poor = [one for one in others if rest[one] < below]
            need -= times * self.has(poor)
            weight += points * times * len(rich)
            emptied += poor
            paying.append((points, rich))
            unsure = (one for one in others if rest[one] >= below)
            near += [(self.has([one]) / points, points, times, one) for one in unsure]
        weight += sum(points * times for _, points, times, _ in near)
        near.sort(reverse=True)
        while near and near[-1][0] * weight < need:
            has, points, times, one = near.pop()
            need -= has * points * times
            weight -= points * times
            emptied.append(one)
        if not weight:
            raise LookupError
        most = need / weight
        paying += [(points, [one]) for has, points, _, one in near if has > most]
        return Price(most, tuple(paying), (*emptied, *(one for has, _, _, one in near if has == most)))

    def has(self, voters: Sequence[int]) -> Fraction:
        """What these voters have together, exactly; none of them is empty. Equal ballots count once."""
        times = Counter(chain.from_iterable(map(self.marks.__getitem__, voters)))
        paid = sum(
            self.prices[project] * points * many
            for (project, points), many in times.items()
            if project in self.prices
        )
        return self.each * len(voters) - Fraction(paid, self.common)

    def left_of(self, project: int) -> Fraction:
        """What the voters of a project have left together."""
        told = Fraction(0)
        for backing in self.sharing.backings[project]:
            told += backing.times * self.has([one for one in backing.voters if one not in self.emptied])
        return told

    def pay(self, project: int, price: Price) -> None:
        """Everybody who marked a project pays for it: the price, or all they have."""
        common = lcm(self.common, price.most.denominator)
        if common != self.common:
            self.prices = {one: paid * (common // self.common) for one, paid in self.prices.items()}
            self.common = common
        self.prices[project] = price.most.numerator * (common // price.most.denominator)
        rest = self.rest
        for points, voters in price.paying:
            close = -(-price.most.numerator * points * self.fine // price.most.denominator)
            for one in voters:
                rest[one] -= close
        for one in price.emptied:
            rest[one] = 0
        self.emptied.update(price.emptied)

    def _forget(self, project: int) -> None:
        """Look no more at those of its voters who are empty."""
        for backing in self.backings[project]:
            backing.voters = [one for one in backing.voters if self.rest[one] or one not in self.emptied]

    def richest(self) -> list[int]:
        """The voters who have something left, whoever has most first."""
        having = (one for one, rest in enumerate(self.rest) if rest > 0)
        return sorted(having, key=lambda one: -self.rest[one])


def _sum(groups: Groups) -> int:
    return sum(times * sum(held) for _, times, held in groups)
