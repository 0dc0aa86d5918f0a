"""How a difference is spread over people: how many have more, how much, and who stands in the middle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bylaws.kernel.money import Money, share_of, total, zero

ALIKE = 5
"""Fewest people in a group that is shown to those who may not see what each one has."""
BESIDES = 3
"""Fewest people besides the reader who are told of together to someone who may not see what each one has."""
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
        return sum(map(_is_more, self.differences))

    @property
    def less(self) -> int:
        """How many would have had less."""
        return sum(map(_is_less, self.differences))

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
        return tuple(_group(one, self.currency) for one in self._cut(min(at_most, self._people // at_least)))

    def told_to(self, own: Money | None) -> bool:
        """Whether a reader who knows nobody's difference but their `own` may know how many have more.

        Only where nobody else, or three others at least, have more, and likewise less, and the same: who
        knows that one other alone has less can reckon from the totals how much it is.
        """
        others = _without(self.differences, own)
        counts = [sum(map(has, others)) for has in (_is_more, _is_less, _is_same)]
        return self._people >= ALIKE and all(not count or count >= BESIDES for count in counts)

    def groups_told_to(self, own: Money | None) -> tuple[Group, ...]:
        """The groups such a reader may know: of those who differ in one, nobody else or three at least.

        As many groups as that allows; none where not even all people together do.
        """
        most = min(MOST_GROUPS, self._people // ALIKE) if self.told_to(own) else 0
        for number in range(most, 0, -1):
            parts = self._cut(number)
            if all(_hides_each(part, own) for part in parts):
                return tuple(_group(part, self.currency) for part in parts)
        return ()

    @property
    def _people(self) -> int:
        return len(self.differences)

    def _cut(self, number: int) -> list[tuple[Money, ...]]:
        """The row in so many parts of neighbours, as even as can be."""
        edges = [self._people * nth // number for nth in range(number + 1)] if number else []
        return [self.differences[start:end] for start, end in pairwise(edges)]


def spread(differences: Mapping[str, Money], currency: str) -> Spread:
    """The differences without their names, in order."""
    return Spread(currency, tuple(sorted(differences.values())))


def _is_more(one: Money) -> bool:
    return one.minor > 0


def _is_less(one: Money) -> bool:
    return one.minor < 0


def _is_same(one: Money) -> bool:
    return not one.minor


def _hides_each(part: tuple[Money, ...], own: Money | None) -> bool:
    """Whether nobody in a group besides the reader differs, or so many that no one's figure can be told."""
    differ = sum(not _is_same(one) for one in _without(part, own))
    return not differ or differ >= BESIDES


def _without(part: tuple[Money, ...], own: Money | None) -> tuple[Money, ...]:
    """A row without the reader, who may not stand in it."""
    if own is None or own not in part:
        return part
    at = part.index(own)
    return part[:at] + part[at + 1 :]


def _group(part: tuple[Money, ...], currency: str) -> Group:
    return Group(len(part), _mean(part, currency))


def _mean(amounts: tuple[Money, ...], currency: str) -> Money:
    return share_of(total(list(amounts), currency), Fraction(1, len(amounts)))
