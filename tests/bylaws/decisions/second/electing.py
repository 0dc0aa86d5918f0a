"""Several seats by ranking a second time, from the rules alone: slow, one paper at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

CUT = Fraction(1, 100_000)
Best = Callable[[Iterable[Fraction]], Fraction]


def cut(value: Fraction) -> Fraction:
    return value // CUT * CUT


@dataclass
class Paper:
    """One paper: what stands on it, what it is worth, and who has it."""

    order: Sequence[str]
    value: Fraction = Fraction(1)
    has: str | None = None

    def go_on(self, running: set[str]) -> None:
        rest = self.order if self.has is None else self.order[self.order.index(self.has) + 1 :]
        self.has = next((one for one in rest if one in running), None)


class WaitsError(Exception):
    """A lot has to be drawn."""


class Counting:
    """The papers on the table, and what became of those who stand, in the order of their list."""

    def __init__(
        self, standing: Sequence[str], orders: Iterable[Sequence[str]], seats: int, lot: Sequence[str] = ()
    ) -> None:
        self.papers = [Paper(order) for order in orders if not set(order).isdisjoint(standing)]
        self.standing, self.seats, self.lot = list(standing), seats, list(lot)
        self.quota = Fraction(len(self.papers) // (seats + 1) + 1)
        self.running = set(standing)
        self.waiting: list[str] = []
        self.given: set[str] = set()
        self.kept: dict[str, list[tuple[Sequence[str], Fraction]]] = {}
        self.elected: list[str] = []
        self.left_out: list[str] = []
        self.history: list[dict[str, Fraction]] = []
        for paper in self.papers:
            paper.go_on(self.running)

    def elect_all(self) -> list[str]:
        """Those elected, in that order; `WaitsError` where nothing tells who of those level it is."""
        while self.papers:
            self.elect(self.count())
            open_ = self.seats - len(self.elected)
            if open_ and len(self.running) <= open_:
                self.elected += self.by_votes(self.running)
                self.running, open_ = set(), 0
            if not open_ or not self.running:
                break
            if self.waiting:
                self.pass_on(self.pick(self.waiting, max))
            else:
                self.leave_out(self.pick(sorted(self.running, key=self.standing.index), min))
        return self.elected

    def count(self) -> dict[str, Fraction]:
        votes = {one: self.quota if one in self.given else Fraction(0) for one in self.standing}
        for paper in self.papers:
            if paper.has is not None and paper.has not in self.given:
                votes[paper.has] += paper.value
        self.history.append(votes)
        return votes

    def by_votes(self, who: Iterable[str]) -> list[str]:
        """Those with more first, of those level who had more in the latest stage before, then as listed."""
        found = sorted(who, key=self.standing.index)
        for votes in self.history:
            found.sort(key=lambda one, votes=votes: -votes[one])  # type: ignore[misc]
        return found

    def elect(self, votes: dict[str, Fraction]) -> None:
        new = self.by_votes(one for one in self.running if votes[one] >= self.quota)
        self.elected += new
        self.running -= set(new)
        self.waiting += [one for one in new if votes[one] > self.quota]

    def pass_on(self, giver: str) -> None:
        total = self.history[-1][giver]
        self.waiting.remove(giver)
        for paper in self.papers:
            if paper.has == giver:
                before, paper.value = paper.value, cut(paper.value * (total - self.quota) / total)
                self.kept.setdefault(giver, []).append((paper.order, before - paper.value))
                paper.go_on(self.running)
        self.given.add(giver)

    def leave_out(self, last: str) -> None:
        self.running.remove(last)
        self.left_out.append(last)
        if len(self.running) == self.seats - len(self.elected):
            return
        for paper in self.papers:
            if paper.has == last:
                paper.go_on(self.running)

    def pick(self, level: list[str], best: Best) -> str:
        for votes in reversed(self.history):
            edge = best(votes[one] for one in level)
            level = [one for one in level if votes[one] == edge]
        if len(level) > 1 and not set(level) <= set(self.lot):
            raise WaitsError
        return level[0] if len(level) == 1 else self.drawn(level, best)

    def drawn(self, level: list[str], best: Best) -> str:
        """By lot the first drawn goes ahead, and the last drawn is left out."""
        return sorted(level, key=self.lot.index)[0 if best is max else -1]
