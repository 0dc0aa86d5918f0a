"""What a chart says, before it is drawn; every amount is whole minor units or a whole number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bylaws.kernel.money import Money
from toadlane.ui import figures

Amount = Money | int
Write = Callable[[Amount], str]


def written(amount: Amount) -> str:
    """An amount in the reader's language."""
    return figures.money(amount) if isinstance(amount, Money) else figures.number(amount)


def whole(amount: Amount) -> int:
    """An amount as the whole number it is laid out by."""
    return amount.minor if isinstance(amount, Money) else amount


class StepKind(Enum):
    """What a step of a waterfall does: stands on zero, moves the running sum, or shows it."""

    START = "start"
    CHANGE = "change"
    TOTAL = "total"


@dataclass(frozen=True)
class Step:
    """One step: where the money goes (below zero) or comes from (above)."""

    label: str
    amount: Amount
    kind: StepKind = StepKind.CHANGE
    note: str = ""


@dataclass(frozen=True)
class Waterfall:
    """How one amount becomes another, step by step."""

    title: str
    description: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        running = 0
        for step in self.steps:
            amount = whole(step.amount)
            if step.kind is StepKind.TOTAL and amount != running:
                raise ValueError(f"“{step.label}” says {amount}, but the steps above it come to {running}.")
            running = amount if step.kind is not StepKind.CHANGE else running + amount


@dataclass(frozen=True)
class Stack:
    """One row of parts, in the order of the chart's `parts`."""

    label: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Stacks:
    """Rows of the same parts, on one scale."""

    title: str
    description: str
    parts: tuple[str, ...]
    rows: tuple[Stack, ...]
    row_head: str

    def __post_init__(self) -> None:
        if any(len(row.amounts) != len(self.parts) for row in self.rows):
            raise ValueError(f"Every row of “{self.title}” needs {len(self.parts)} amounts.")


@dataclass(frozen=True)
class Line:
    """One line, an amount for each day of the chart."""

    label: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Lines:
    """Amounts over time; a single line is drawn as an area."""

    title: str
    description: str
    days: tuple[dt.date, ...]
    day_labels: tuple[str, ...]
    lines: tuple[Line, ...]
    day_head: str

    def __post_init__(self) -> None:
        counts = {len(self.day_labels), *(len(line.amounts) for line in self.lines)}
        if counts != {len(self.days)}:
            raise ValueError(f"“{self.title}” has {len(self.days)} days, but other counts of amounts.")


@dataclass(frozen=True)
class Bar:
    """One bar."""

    label: str
    amount: Amount
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Amounts beside each other; `write` puts one in words, such as `figures.hours`."""

    title: str
    description: str
    rows: tuple[Bar, ...]
    row_head: str
    amount_head: str
    write: Callable[[int], str] | None = None


Chart = Waterfall | Stacks | Lines | Bars
