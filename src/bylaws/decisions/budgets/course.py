"""The course of one run of equal shares: where two runs have the same, so has every run between them.

While nothing is bought in another order and nobody runs out of money earlier or later, what each has left,
and each price, grow or fall in a straight line with what each had at first. So where every comparison comes
out the same with one sum and with a greater one, it does with every sum between: all of these are one course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bylaws.decisions.budgets.funded import Utility
from bylaws.decisions.budgets.sharing import Sharing
from bylaws.decisions.budgets.ties import Equals, Waits

Course = tuple[object, ...]
"""Every comparison that was made, in its order; of no other use than to be compared."""
Sign = int


@dataclass(frozen=True, slots=True)
class _Offer:
    """A project at a step: what its voters pay for each point, and how each stands to that."""

    project: int
    price: Fraction
    signs: tuple[Sign, ...]


def course(sharing: Sharing, utility: Utility, equals: Equals, each: Fraction) -> Course:
    """The course of a run in which every voter has `each`; slow, for it leaves nothing out."""
    return tuple(_Running(sharing, utility, equals, each).run())


class _Running:
    def __init__(self, sharing: Sharing, utility: Utility, equals: Equals, each: Fraction) -> None:
        self.sharing, self.equals = sharing, equals
        self.worth = [one.cost if utility == "cost" else 1 for one in sharing.projects]
        self.rest = [each] * len(sharing.ballots)
        self.backers = [
            [(one, backing.points, backing.times) for backing in backings for one in backing.voters]
            for backings in sharing.backings
        ]
        self.waiting = [n for n, backers in enumerate(self.backers) if backers]

    def run(self) -> list[object]:
        """All that is compared, until nothing can be paid or a lot has to be drawn."""
        told: list[object] = []
        while offers := self.offers(told):
            least = min(one.price / self.worth[one.project] for one in offers)
            level = [one for one in offers if one.price / self.worth[one.project] == least]
            told += [(one.project, one.signs) for one in offers]
            told.append(tuple(one.project for one in level))
            first = level[0]
            if len(level) > 1:
                room = self.room(level)
                told.append(room)
                if any(sign > 0 for sign in room):
                    try:
                        chosen, _ = self.equals.first([one.project for one in level])
                    except Waits:
                        break
                    first = next(one for one in level if one.project == chosen)
            told.append(first.project)
            self.pay(first)
        return told

    def offers(self, told: list[object]) -> list[_Offer]:
        """What can be paid; of the rest only that it cannot, and whether it nearly can."""
        found: list[_Offer] = []
        for project in self.waiting:
            backers = self.backers[project]
            have = sum((self.rest[one] * times for one, _, times in backers), Fraction(0))
            cost = self.sharing.projects[project].cost
            told.append(_sign(have - cost))
            if have >= cost:
                price = self.price(backers, Fraction(cost))
                signs = tuple(_sign(self.rest[one] - price * points) for one, points, _ in backers)
                found.append(_Offer(project, price, signs))
        return found

    def price(self, backers: Sequence[tuple[int, int, int]], need: Fraction) -> Fraction:
        """What each point costs whoever has more, when those with less give all; together it is enough."""
        weight = sum(points * times for _, points, times in backers)
        poorest_first = iter(sorted(backers, key=lambda backer: self.rest[backer[0]] / backer[1]))
        one, points, times = next(poorest_first)
        while self.rest[one] * weight < need * points:
            need -= self.rest[one] * times
            weight -= points * times
            one, points, times = next(poorest_first)
        return need / weight

    def room(self, level: Sequence[_Offer]) -> tuple[Sign, ...]:
        """For each who would pay for several of them, whether that is more than they have."""
        owed: dict[int, list[Fraction]] = {}
        for one in level:
            for who, points, _ in self.backers[one.project]:
                if self.rest[who]:
                    owed.setdefault(who, []).append(one.price * points)
        return tuple(_sign(sum(pays) - self.rest[who]) for who, pays in sorted(owed.items()) if len(pays) > 1)

    def pay(self, offer: _Offer) -> None:
        """Everybody who marked it pays, or gives all they have."""
        self.waiting.remove(offer.project)
        for one, points, _ in self.backers[offer.project]:
            self.rest[one] -= min(self.rest[one], offer.price * points)


def _sign(number: Fraction) -> Sign:
    return (number > 0) - (number < 0)
