"""Who stands where, by key, made only when somebody is looked up: a count asks for nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from bylaws.decisions.proposal import Position

BY = attrgetter("by")


class Standing(Mapping[str, Position]):
    """The positions of people who took one each, in their order."""

    def __init__(self, positions: Sequence[Position]) -> None:
        self.taken = positions

    @cached_property
    def by_key(self) -> dict[str, Position]:
        """Each position by the key of whoever took it."""
        return dict(zip(map(BY, self.taken), self.taken, strict=True))

    def __getitem__(self, key: str) -> Position:
        return self.by_key[key]

    def __iter__(self) -> Iterator[str]:
        return map(BY, self.taken)

    def __len__(self) -> int:
        return len(self.taken)
