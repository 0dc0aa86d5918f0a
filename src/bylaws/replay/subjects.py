"""What can be replayed. Closed years can; pay periods and decisions join when their rooms are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money


class Replayed(Protocol):
    """One past matter under both charters, as far as sums over several of them need to know it."""

    @property
    def fault(self) -> Fault | None:
        """Why the amended charter has no answer for it; None where it has one."""

    @property
    def differences(self) -> Mapping[str, Money]:
        """By person, how much more (or, below zero, less) they would have received."""
