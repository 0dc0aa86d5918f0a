"""Rows of several tables as one list: put in order by a key of each, and read a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Generic, TypeVar, overload
from uuid import UUID

Row = TypeVar("Row")
Order = tuple[Any, ...]
AT_ONCE: Final = 500
"""As many keys as any database compares in one question."""


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """One table of them: by what each is put in its place, and how some of them are read."""

    order: Callable[[], Iterable[tuple[Order, UUID]]]
    read: Callable[[Sequence[UUID]], Mapping[UUID, Row]]


class Joined(Sequence[Row]):
    """As many questions for a page as there are tables, and once one more for each."""

    def __init__(self, *sources: Source[Row], last_first: bool = False) -> None:
        self.sources = sources
        self.last_first = last_first

    @cached_property
    def keys(self) -> list[tuple[int, UUID]]:
        """Which row of which table, in order."""
        found = [
            (order, str(key), nth, key)
            for nth, source in enumerate(self.sources)
            for order, key in source.order()
        ]
        return [(nth, key) for _order, _text, nth, key in sorted(found, reverse=self.last_first)]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return self._read(self.keys[at])
        [found] = self._read([self.keys[at]])
        return found

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    def _read(self, wanted: Sequence[tuple[int, UUID]]) -> list[Row]:
        found: list[Mapping[UUID, Row]] = []
        for nth, source in enumerate(self.sources):
            mine = [key for of, key in wanted if of == nth]
            found.append(source.read(mine) if mine else {})
        return [found[nth][key] for nth, key in wanted if key in found[nth]]
