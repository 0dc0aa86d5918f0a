"""What META of a `.pb` file may limit of a ballot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Marked = Mapping[int, int]
"""What one ballot says: each project by its place, with its points."""
MEASURES: Mapping[str, Callable[[Marked, Sequence[int]], int]] = {
    "length": lambda marks, _: len(marks),
    "sum_cost": lambda marks, costs: sum(map(costs.__getitem__, marks)),
    "sum_points": lambda marks, _: sum(marks.values()),
}
"""What META may limit of a ballot, by its marks and what projects cost: each as `min_…` and as `max_…`."""
OF_EACH = "points"
"""What it may limit of each project that a ballot names."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of something a ballot says at least or at most; `said` as META has it."""

    key: str
    of: str
    limit: int
    said: str

    def within(self, marks: Marked, costs: Sequence[int]) -> bool:
        """Whether a ballot is."""
        told = marks.values() if self.of == OF_EACH else (MEASURES[self.of](marks, costs),)
        least = self.key.startswith("min_")
        return all(self.limit <= one if least else one <= self.limit for one in told)
