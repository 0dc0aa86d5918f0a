"""Where things stand in a chart, in whole numbers: no float, no text, no Django.

Across, a position is hundredths of a per cent of the width (0 to `WHOLE`), so a chart fits any screen;
the same input gives the same positions, and neighbours meet exactly because edges are rounded, not widths.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = 10_000


@dataclass(frozen=True)
class Span:
    """From one edge to another; `start` is nearer to zero on the value axis, so it may lie to the right."""

    start: int
    end: int

    @property
    def left(self) -> int:
        return min(self.start, self.end)

    @property
    def width(self) -> int:
        return abs(self.end - self.start)

    def mirrored(self) -> Span:
        """The same in right-to-left writing."""
        return Span(WHOLE - self.start, WHOLE - self.end)


@dataclass(frozen=True)
class Scale:
    """A stretch of whole values laid over the width."""

    low: int
    high: int

    @classmethod
    def around(cls, values: Iterable[int]) -> Scale:
        """The scale that shows zero and every value; one wide where all of them are zero."""
        known = (0, *values)
        low, high = min(known), max(known)
        return cls(low, high if high > low else low + 1)

    def at(self, value: int) -> int:
        """The position of a value, rounded half up."""
        return _rounded((value - self.low) * WHOLE, self.high - self.low)

    def span(self, start: int, end: int) -> Span:
        """The span between two values."""
        return Span(self.at(start), self.at(end))


def _rounded(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def bars(values: Sequence[int]) -> tuple[Span, ...]:
    """A bar from zero to each value, all on one scale."""
    scale = Scale.around(values)
    return tuple(scale.span(0, value) for value in values)


def stacks(rows: Sequence[Sequence[int]]) -> tuple[tuple[Span, ...], ...]:
    """Parts side by side in each row: what is above zero to one side of it, what is below to the other."""
    scale = Scale.around(edge for row in rows for pair in _edges(row) for edge in pair)
    return tuple(tuple(scale.span(start, end) for start, end in _edges(row)) for row in rows)


def _edges(row: Sequence[int]) -> list[tuple[int, int]]:
    above = below = 0
    edges = []
    for value in row:
        if value < 0:
            edges.append((below, below + value))
            below += value
        else:
            edges.append((above, above + value))
            above += value
    return edges


def waterfall(amounts: Sequence[tuple[int, bool]]) -> tuple[Span, ...]:
    """Steps that hang one from the other: each is `(amount, from_zero)`; a total stands on zero again."""
    running = 0
    edges = []
    for amount, from_zero in amounts:
        start = 0 if from_zero else running
        running = start + amount
        edges.append((start, running))
    scale = Scale.around(edge for pair in edges for edge in pair)
    return tuple(scale.span(start, end) for start, end in edges)


def ticks(low: int, high: int, *, unit: int, about: int = 4) -> tuple[int, ...]:
    """Round values from at or below `low` to at or above `high`, in steps of 1, 2 or 5 times `unit` × 10ⁿ."""
    wanted = max(high - low, 1)
    step = unit
    factors = (2, 5, 10)
    power = unit
    while wanted > step * about:
        step = next((power * f for f in factors if power * f > step), power * 20)
        if step >= power * 10:
            power *= 10
    first = low // step * step
    count = -(-(high - first) // step)
    return tuple(first + step * n for n in range(max(count, 1) + 1))


def across(days: Sequence[dt.date]) -> tuple[int, ...]:
    """Days laid over the width by their distance in time; one day alone stands in the middle."""
    ordinals = [day.toordinal() for day in days]
    first, last = min(ordinals), max(ordinals)
    if first == last:
        return tuple(WHOLE // 2 for _ in ordinals)
    return tuple(_rounded((ordinal - first) * WHOLE, last - first) for ordinal in ordinals)


def down(values: Sequence[int], scale: Scale) -> tuple[int, ...]:
    """Positions from the top: the highest value of the scale at 0, the lowest at `WHOLE`."""
    return tuple(WHOLE - scale.at(value) for value in values)


def uncrowded(positions: Sequence[int], widths: Sequence[int]) -> tuple[int, ...]:
    """Which labels of an axis have room: the last, the first, and from the left whatever fits between.

    The first label begins at its position, the last ends there, the others stand in the middle of it.
    """
    last = len(positions) - 1
    spans = [(at - width // 2, at + width // 2) for at, width in zip(positions, widths, strict=True)]
    if last:
        spans[0] = (positions[0], positions[0] + widths[0])
        spans[last] = (positions[last] - widths[last], positions[last])
    kept = [last]
    for at in range(last):
        if all(spans[at][1] <= spans[other][0] or spans[other][1] <= spans[at][0] for other in kept):
            kept.append(at)
    return tuple(sorted(kept))


def inset(position: int, *, before: int, after: int) -> int:
    """A position moved into the width that a margin before it and one after it leave."""
    return before + _rounded(position * (WHOLE - before - after), WHOLE)


def lines_of(words: str, width: int) -> tuple[str, ...]:
    """A label in at most two lines of about `width` letters, cut with an ellipsis where it is longer."""
    if len(words) <= width:
        return (words,)
    cut = words.rfind(" ", 0, width + 1)
    first, rest = (words[:cut], words[cut + 1 :]) if cut > 0 else (words[:width], words[width:])
    return (first, rest if len(rest) <= width else f"{rest[: width - 1].rstrip()}…")
