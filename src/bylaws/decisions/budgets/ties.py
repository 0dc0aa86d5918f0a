"""Between equals: what the charter names, and where that does not tell a lot that was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bylaws.decisions.budgets.sharing import Sharing
from bylaws.kernel.faults import InputFault
from bylaws.kernel.reasons import Reason

Ties = Literal["lot", "cheaper-first", "earlier-first"]


class Waits(Exception):
    """A lot has to be drawn between `level`."""

    def __init__(self, level: Sequence[int]) -> None:
        super().__init__("a lot has to be drawn")
        self.level = tuple(sorted(level))


@dataclass(frozen=True, slots=True)
class Equals:
    """How equals are told apart in one count: by `ties`, then by the lot, places in the order drawn."""

    sharing: Sharing
    ties: Ties
    lot: tuple[int, ...]

    def first(self, level: Sequence[int]) -> tuple[int, tuple[Reason, ...]]:
        """Which of several equals goes first, and why; `Waits` where nothing tells."""
        if self.ties == "earlier-first":
            return min(level), (Reason("funded.equals.earlier"),)
        left = list(level)
        if self.ties == "cheaper-first":
            least = min(self.sharing.projects[one].cost for one in left)
            left = [one for one in left if self.sharing.projects[one].cost == least]
            if len(left) == 1:
                return left[0], (Reason("funded.equals.cheaper"),)
        if not set(left) <= set(self.lot):
            raise Waits(left)
        return min(left, key=self.lot.index), (Reason("funded.equals.lot"),)


def equals(sharing: Sharing, ties: Ties, lot: Sequence[str]) -> Equals:
    """How equals are told apart; fault `funding.lot` for a project in the lot that is unknown or twice."""
    places = {project.key: n for n, project in enumerate(sharing.projects)}
    if len(set(lot)) != len(lot) or any(key not in places for key in lot):
        raise InputFault(
            "The lot names a project twice, or one that is none of them.",
            code="funding.lot",
            next_step="Write down each project once by its key, in the order drawn.",
        )
    return Equals(sharing, ties, tuple(places[key] for key in lot))
