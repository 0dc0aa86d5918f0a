"""What is still owed of a debt in parts, after what has been paid of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bylaws.kernel.money import Money, zero
from bylaws.surplus.closing import Instalment


@dataclass(frozen=True, slots=True)
class Settled:
    """One part of a debt, and how much of it has been paid."""

    instalment: Instalment
    paid: Money

    @property
    def open(self) -> Money:
        """What is still owed of it; never below zero."""
        return self.instalment.amount - self.paid


@dataclass(frozen=True, slots=True)
class Standing:
    """A debt in parts, in order of their days, and what was paid beyond all of them."""

    parts: tuple[Settled, ...]
    over: Money


def settle(instalments: Iterable[Instalment], paid: Money) -> Standing:
    """Count what was paid of a debt towards its parts, the earliest due first; of one day, the ungated first.

    `paid` is not below zero. What is more than all parts is `over`: a close that was corrected after
    it was paid can have given more than the close that stands.
    """
    parts, left = list[Settled](), paid
    for one in sorted(instalments, key=lambda one: (one.due_on, one.gated)):
        part = min(left, one.amount)
        parts.append(Settled(one, part))
        left = left - part
    return Standing(tuple(parts), max(left, zero(paid.currency)))
