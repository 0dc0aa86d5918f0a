"""How a difference is spread over people: how many have more, how much, and who stands in the middle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bylaws.kernel.money import Money, share_of, total, zero

ALIKE = 5
"""Fewest people in a group that is shown to those who may not see what each one has."""
MOST_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours in the row of everyone from least to most: how many, and their mean, to a minor unit."""

    people: int
    mean: Money


@dataclass(frozen=True, slots=True)
class Spread:
    """Differences of several people, from the most less to the most more; nobody's name stands in it."""

    currency: str
    differences: tuple[Money, ...]

    @property
    def more(self) -> int:
        """How many would have had more."""
        return sum(one.minor > 0 for one in self.differences)

    @property
    def less(self) -> int:
        """How many would have had less."""
        return sum(one.minor < 0 for one in self.differences)

    @property
    def same(self) -> int:
        """How many would have had the same."""
        return len(self.differences) - self.more - self.less

    @property
    def most_more(self) -> Money:
        """The largest gain; nothing where nobody gains."""
        return max([*self.differences, zero(self.currency)])

    @property
    def most_less(self) -> Money:
        """The largest loss, below zero; nothing where nobody loses."""
        return min([*self.differences, zero(self.currency)])

    @property
    def median(self) -> Money:
        """What the one in the middle would have had more; of two in the middle half their sum."""
        ordered, count = self.differences, len(self.differences)
        if not count:
            return zero(self.currency)
        return share_of(ordered[(count - 1) // 2] + ordered[count // 2], Fraction(1, 2))

    def groups(self, *, at_least: int = ALIKE, at_most: int = MOST_GROUPS) -> tuple[Group, ...]:
        """Everyone in up to `at_most` groups of neighbours as even as can be, none of fewer than `at_least`.

        None at all where there are fewer people than that: a group of few would tell who they are.
        """
        count = len(self.differences)
        number = min(at_most, count // at_least)
        edges = [count * nth // number for nth in range(number + 1)] if number else []
        return tuple(
            Group(end - start, _mean(self.differences[start:end], self.currency))
            for start, end in pairwise(edges)
        )


def spread(differences: Mapping[str, Money], currency: str) -> Spread:
    """The differences without their names, in order."""
    return Spread(currency, tuple(sorted(differences.values())))


def _mean(amounts: tuple[Money, ...], currency: str) -> Money:
    return share_of(total(list(amounts), currency), Fraction(1, len(amounts)))
