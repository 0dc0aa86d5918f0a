"""A second count of the same papers, written from the rules alone: slow, one paper at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from bylaws.decisions.elections.papers import Election

CUT = Fraction(1, 100_000)
Best = Callable[[Iterable[Fraction]], Fraction]


def cut(value: Fraction) -> Fraction:
    return value // CUT * CUT


class WaitsError(Exception):
    """A lot has to be drawn."""


@dataclass
class Sheet:
    """One paper: what stands on it, what it is worth, and who has it."""

    order: tuple[int, ...]
    value: Fraction = Fraction(1)
    has: int | None = None

    def go_on(self, running: set[int]) -> None:
        rest = self.order if self.has is None else self.order[self.order.index(self.has) + 1 :]
        self.has = next((one for one in rest if one in running), None)


def scottish(election: Election, seats: int) -> list[str]:
    """The rules of 2007, with each paper for itself: the names of those elected."""
    sheets = [
        Sheet(order)
        for order, times in election.orders.items()
        for _ in range(times)
        if not election.withdrawn.issuperset(order)
    ]
    return Counting(election, seats, sheets).names() if sheets else []


class Counting:
    """The papers on the table, and what became of the candidates."""

    def __init__(self, election: Election, seats: int, sheets: list[Sheet]) -> None:
        self.election, self.seats, self.sheets = election, seats, sheets
        self.quota = Fraction(len(sheets) // (seats + 1) + 1)
        self.running = set(election.standing)
        self.waiting: list[int] = []
        self.given: set[int] = set()
        self.elected: list[int] = []
        self.history: list[dict[int, Fraction]] = []
        for sheet in sheets:
            sheet.go_on(self.running)

    def names(self) -> list[str]:
        while True:
            self.elect(self.count())
            open_ = self.seats - len(self.elected)
            if open_ and len(self.running) <= open_:
                self.elected += sorted(self.running)
                open_ = 0
            if not open_ or not self.running:
                return [*self.election.names(self.elected)]
            if self.waiting:
                self.pass_on(self.pick(self.waiting, max))
            else:
                self.leave_out(self.pick(sorted(self.running), min))

    def count(self) -> dict[int, Fraction]:
        votes = {one: self.quota if one in self.given else Fraction(0) for one in self.election.standing}
        for sheet in self.sheets:
            if sheet.has is not None and sheet.has not in self.given:
                votes[sheet.has] += sheet.value
        self.history.append(votes)
        return votes

    def elect(self, votes: dict[int, Fraction]) -> None:
        new = sorted(one for one in self.running if votes[one] >= self.quota)
        self.elected += new
        self.running -= set(new)
        self.waiting += [one for one in new if votes[one] > self.quota]

    def pass_on(self, giver: int) -> None:
        total = self.history[-1][giver]
        self.waiting.remove(giver)
        for sheet in self.sheets:
            if sheet.has == giver:
                sheet.value = cut(sheet.value * (total - self.quota) / total)
                sheet.go_on(self.running)
        self.given.add(giver)

    def leave_out(self, last: int) -> None:
        self.running.remove(last)
        if len(self.running) == self.seats - len(self.elected):
            return
        for sheet in self.sheets:
            if sheet.has == last:
                sheet.go_on(self.running)

    def pick(self, level: list[int], best: Best) -> int:
        for votes in reversed(self.history):
            edge = best(votes[one] for one in level)
            level = [one for one in level if votes[one] == edge]
        if len(level) > 1:
            raise WaitsError
        return level[0]


def schulze(election: Election) -> set[str]:
    """Those whom no way beats, each way of at most five steps written out."""
    here = election.standing
    margin: dict[tuple[int, int], int] = {}
    for a, b in permutations(here, 2):
        place = [
            (order.index(a) if a in order else 99, order.index(b) if b in order else 99, times)
            for order, times in election.orders.items()
        ]
        margin[a, b] = sum(times * ((x < y) - (x > y)) for x, y, times in place)
    strongest = {
        (a, b): max(
            min(margin[step] for step in zip((a, *way), (*way, b), strict=True))
            for size in range(len(here) - 1)
            for way in permutations([one for one in here if one not in (a, b)], size)
        )
        for a, b in permutations(here, 2)
    }
    beaten = {b for (a, b), way in strongest.items() if max(way, 0) > max(strongest[b, a], 0)}
    return {*election.names(one for one in here if one not in beaten)}
