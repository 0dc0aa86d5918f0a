"""What each voter still has to give: closely for all, and exactly for whom it matters.

Exact fractions of every voter's rest would have a thousand digits after some purchases. So a rest is kept in
small parts of a minor unit, rounded down, which tells nearly always what goes first. Where it does not, and
for the prices themselves, it is reckoned exactly: who is not empty has paid in full for all they marked that
was bought, so that the prices of those projects say what is left.
"""

from __future__ import annotations

from array import array
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from bylaws.decisions.budgets.sharing import Sharing, out_of

CLOSE = 1 << 29
"""Close figures stay below this: the numbers a computer is quickest with."""
MANY = 1 << 18
"""Of more ballots than this the rests lie side by side in memory, where they are sooner found."""
FEW = 1 << 8
"""Points below this are kept in a byte."""
Groups = list[tuple[int, int, Sequence[int]]]
"""Points, how many ballots say the same, and what each of such voters has, in `fine` parts."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a project costs each of its voters for each point, at most, and who gives their last for it.

    All others who marked it have more, and pay that, but for those who had nothing left before.
    """

    most: Fraction
    emptied: tuple[int, ...]


class Purses:
    """The purses of all voters, those who filled in the same ballot in one.

    `rest`: what each has closely, nothing where it is empty; `bought`: what was, its price for each point in
    parts of one in `common`, and the points each voter gave it.
    """

    def __init__(self, sharing: Sharing, each: Fraction) -> None:
        self.sharing, self.each = sharing, each
        self.times = list(sharing.ballots.values())
        self.fine = max(1, CLOSE // (int(each) + 1))
        first = int(each * self.fine)
        self.rest: MutableSequence[int] = [first] * len(self.times)
        if len(self.times) > MANY and first <= CLOSE:
            self.rest = array("i", [first]) * len(self.times)
        self.emptied = set[int]()
        self.bought: list[tuple[int, Sequence[int]]] = []
        self.common = each.denominator

    @property
    def slack(self) -> int:
        """By how much a close rest is too small at most, in `fine` parts: each rounding by less than one."""
        return len(self.bought) + 1

    def closely(self, project: int, least: int, enough: int | None) -> tuple[int, int] | None:
        """Between what figures the price for each point lies, in `fine` parts; None if it has to be found.

        It is no less than `least`; where it turns out to be above `enough`, both figures are the lower.
        Raises `LookupError` where all of its voters have less than it costs, as they will have from then on.
        """
        held: Groups = [
            (one.points, one.times, one.held(self.rest)) for one in self.sharing.backings[project]
        ]
        need, have = self.sharing.projects[project].cost * self.fine, _sum(held)
        slack = self.slack * self.sharing.backers[project]
        if have < need:
            if have + slack < need:
                raise LookupError
            return None
        price, most, low = max(least, 1), 0, 0
        while price > most:
            most = price
            held = _at_least(price, held)
            weight = sum([points * times * len(having) for points, times, having in held])
            if not weight:
                return None
            need, have = need - have + (left := _sum(held)), left
            price = max(most, -(-need // weight))
            low = price - 2 - slack // weight
            if enough is not None and low > enough:
                return low, low
        return low, price

    def exactly(self, project: int, low: int, high: int) -> Price:
        """The price for each point and who gives their last; `LookupError` where together they have less.

        It lies between `low` and `high`, in `fine` parts.
        """
        rest, need = self.rest, Fraction(self.sharing.projects[project].cost)
        weight = self.sharing.support[project]
        near: list[tuple[Fraction, int, int, int]] = []
        emptied: list[int] = []
        for backing in self.sharing.backings[project]:
            points, times = backing.points, backing.times
            above, below = high * points, low * points - self.slack
            others = [one for one in backing.voters if rest[one] <= above]
            having = [one for one in others if rest[one] or one not in self.emptied]
            poor = [one for one in having if rest[one] < below]
            need -= times * self.has(poor)
            weight -= points * times * (len(others) - len(having) + len(poor))
            emptied += poor
            if len(poor) < len(having):
                unsure = (one for one in having if rest[one] >= below)
                near += [(self.one_has(one) / points, points, times, one) for one in unsure]
        near.sort(reverse=True)
        while near and near[-1][0] * weight < need:
            has, points, times, one = near.pop()
            need -= has * points * times
            weight -= points * times
            emptied.append(one)
        if not weight:
            raise LookupError
        most = need / weight
        return Price(most, (*emptied, *(one for has, _, _, one in near if has == most)))

    def has(self, voters: Sequence[int]) -> Fraction:
        """What these voters have together, exactly; none of them is empty. Equal ballots count once."""
        given_by = out_of(voters)
        paid = sum(price * sum(given_by(points)) for price, points in self.bought)
        return self.each * len(voters) - Fraction(paid, self.common)

    def one_has(self, voter: int) -> Fraction:
        """The same of one voter."""
        return self.each - Fraction(sum(price * points[voter] for price, points in self.bought), self.common)

    def left_of(self, project: int) -> Fraction:
        """What the voters of a project have left together."""
        told = Fraction(0)
        for backing in self.sharing.backings[project]:
            told += backing.times * self.has([one for one in backing.voters if one not in self.emptied])
        return told

    def pay(self, project: int, price: Price) -> None:
        """Everybody who marked a project pays for it: the price, or all they have."""
        backings, rest = self.sharing.backings[project], self.rest
        common = lcm(self.common, price.most.denominator)
        self.bought = [(paid * (common // self.common), points) for paid, points in self.bought]
        self.common = common
        few = max(backing.points for backing in backings) < FEW
        given = bytearray(len(rest)) if few else [0] * len(rest)
        self.bought.append((price.most.numerator * (common // price.most.denominator), given))
        for backing in backings:
            points = backing.points
            close = -(-price.most.numerator * points * self.fine // price.most.denominator)
            for one in backing.voters:
                given[one] = points
                if has := rest[one]:
                    rest[one] = has - close
        for one in price.emptied:
            rest[one] = 0
        self.emptied.update(price.emptied)

    def richest(self) -> list[int]:
        """The voters who have something left, whoever has most first."""
        having = (one for one, rest in enumerate(self.rest) if rest > 0)
        return sorted(having, key=lambda one: -self.rest[one])


def _sum(groups: Groups) -> int:
    return sum(times * sum(held) for _, times, held in groups)


def _at_least(price: int, groups: Groups) -> Groups:
    """Those of each group who have what they would have to pay."""
    found: Groups = []
    for points, times, held in groups:
        asked = price * points
        found.append((points, times, [one for one in held if one >= asked]))
    return found
