"""For each project why it is funded or not; and where it is not, what it would have taken."""

from __future__ import annotations

from bylaws.decisions.budgets.funded import Funded, Step, Verdict
from bylaws.decisions.budgets.purses import Purses
from bylaws.decisions.budgets.sharing import Sharing
from bylaws.kernel.reasons import Reason, Value


def verdicts(counted: Funded, purses: Purses | None) -> tuple[Verdict, ...]:
    """A verdict on each project; `purses` as equal shares left them.

    What is said to have been enough is so: with it, and all else the same, the project is funded. For a count
    that raises everybody's part only what there was is told, for another cost could end it elsewhere.
    """
    told = _Judging(counted, purses)
    return tuple(told.verdict(n) for n in range(len(counted.sharing.projects)))


class _Judging:
    def __init__(self, counted: Funded, purses: Purses | None) -> None:
        self.counted, self.purses = counted, purses
        self.sharing: Sharing = counted.sharing
        self.turns = [step for step in counted.steps if step.by == "greedy"]
        self.steps = {step.project: step for step in counted.steps}
        self.by_points = counted.way.method == "greedy" or counted.way.completion == "greedy"
        self.sure = counted.way.completion in (None, "none", "greedy")
        self.rich = purses.richest() if purses and self.sure else []

    def verdict(self, which: int) -> Verdict:
        """Why a project is funded, or is not."""
        step = self.steps.get(which)
        if step is not None:
            return Verdict(which, True, step.reasons[0])  # noqa: FBT003 - a field, by place
        parts = self._missed(which)
        return Verdict(which, False, Reason("funded.not", self._values(which), None, parts))  # noqa: FBT003

    def _values(self, which: int, **more: Value) -> dict[str, Value]:
        cost = self.sharing.amount(self.sharing.projects[which].cost)
        return {"name": self.sharing.called(which), "cost": cost, **more}

    def _missed(self, which: int) -> tuple[Reason, ...]:
        if not self.sharing.support[which]:
            return (Reason("funded.unmarked"),)
        told, had = [], 0
        if self.purses is not None:
            has = self.purses.left_of(which)
            values: dict[str, Value] = {
                "voters": self.sharing.backers[which],
                "left": self.sharing.amount(has),
            }
            told.append(Reason("funded.had", values))
            had = int(has)
        left = self._at_its_turn(which) if self.by_points else 0
        if self.by_points:
            told.append(Reason("funded.outbid", {"left": self.sharing.amount(left)}))
        if self.sure and max(had, left):
            told.append(Reason("funded.enough.cost", {"cost": self.sharing.amount(max(had, left))}))
        return (*told, *self._enough(which))

    def _enough(self, which: int) -> tuple[Reason, ...]:
        """How many more for it would have brought it about, by whichever way it takes the fewest."""
        voters, points = self._enough_voters(which), self._enough_points(which)
        if voters and not 0 < points < voters:
            return (Reason("funded.enough.voters", {"voters": voters}),)
        return (Reason(f"funded.with-more.{self.sharing.ballot}", {"more": points}),) if points else ()

    def _enough_voters(self, which: int) -> int:
        """By equal shares: how many more of those with most left; 0 where it cannot be said."""
        if self.purses is None or not self.sure:
            return 0
        need = int((self.sharing.projects[which].cost - self.purses.left_of(which)) * self.purses.fine) + 1
        return self._more_voters(which, need, self.purses)

    def _more_voters(self, which: int, need: int, purses: Purses) -> int:
        """How many of those with most left would have been enough, had they marked it; 0 where none are."""
        for_it = {one for backing in self.sharing.backings[which] for one in backing.voters}
        many = 0
        for one in self.rich:
            if one in for_it:
                continue
            for _ in range(purses.times[one]):
                need -= purses.rest[one]
                many += 1
                if need <= 0:
                    return many
        return 0

    def _ahead(self, which: int) -> list[Step]:
        """What was given money by points before it, or had as many."""
        return [
            step for step in self.turns if self.sharing.support[step.project] >= self.sharing.support[which]
        ]

    def _at_its_turn(self, which: int) -> int:
        """What was left when it was looked at by points."""
        ahead = self._ahead(which)
        return ahead[-1].left if ahead else self._at_first()

    def _enough_points(self, which: int) -> int:
        """By points: how many more would have brought it there in time; 0 where it cannot be said."""
        sharing, cost = self.sharing, self.sharing.projects[which].cost
        in_time = [one for one in self._ahead(which) if one.left + sharing.projects[one.project].cost >= cost]
        return sharing.support[in_time[-1].project] + 1 - sharing.support[which] if in_time else 0

    def _at_first(self) -> int:
        """What was left when the first was looked at by points."""
        if not self.turns:
            return self.counted.left
        return self.turns[0].left + self.sharing.projects[self.turns[0].project].cost
