"""What a count of a budget round comes to: each step as data, and the tie at which it stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from bylaws.decisions.budgets.sharing import Sharing
from bylaws.decisions.elections.counted import exact
from bylaws.kernel.reasons import Json, Reason, as_json

Method = Literal["greedy", "equal-shares"]
Utility = Literal["cost", "cardinality"]
Completion = Literal["none", "add1-exhaustive", "add1-overspend", "greedy"]


@dataclass(frozen=True, slots=True)
class Way:
    """How ballots are counted, by published names; by `greedy` there is neither utility nor completion."""

    method: Method
    utility: Utility | None = None
    completion: Completion | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One project that is funded. `by`: the way it was; `left`: the money not given away after it.

    By equal shares `most` is what each of its voters paid at most, for each point given, and `short` how many
    of them had no more than that left, and gave it all.
    """

    by: Method
    project: int
    left: int
    most: Fraction | None = None
    short: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects nothing tells apart, of which not all can have what they ask for: a lot has to be drawn."""

    level: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One project: whether it is funded, and why; where it is not, what it would have taken."""

    project: int
    funded: bool
    reason: Reason


@dataclass(frozen=True)
class Funded:
    """What a count came to. Where `tie` is set it stopped, and `steps` are those until then.

    `each`: what every voter had to give, with one unit added to it `raised` times. `article`: of
    the charter, where it was counted by its rule; `left_over`: what of its money the round before left.
    """

    sharing: Sharing
    way: Way
    steps: tuple[Step, ...]
    tie: Tie | None = None
    each: Fraction | None = None
    raised: int = 0
    article: str | None = None
    left_over: int = 0
    judging: Callable[[Funded], tuple[Verdict, ...]] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """On each project, in the order of the list; none where the count waits for a lot."""
        return self.judging(self) if self.judging else ()

    @property
    def funded(self) -> tuple[int, ...]:
        """The projects that are funded, in the order they were."""
        return tuple(step.project for step in self.steps)

    @property
    def left(self) -> int:
        """What is not given away, in minor units."""
        return self.sharing.budget - self.sharing.cost_of(self.funded)

    @property
    def reason(self) -> Reason:
        """Why it came to that: each step, then each project."""
        sharing = self.sharing
        steps = tuple(reason for step in self.steps for reason in step.reasons)
        parts = (*self._opening(), *steps, *(one.reason for one in self.verdicts if not one.funded))
        if self.tie is not None:
            return Reason("funded.tie", {"names": self._named(self.tie.level)}, self.article, parts)
        if not self.steps:
            return Reason("funded.nothing", {"left": sharing.amount(self.left)}, self.article, parts)
        values = {"names": self._named(self.funded), "left": sharing.amount(self.left)}
        return Reason("funded.came-to", values, self.article, parts)

    def _opening(self) -> tuple[Reason, ...]:
        sharing, told = self.sharing, list[Reason]()
        if self.left_over:
            money = {"budget": sharing.amount(sharing.budget), "carried": sharing.amount(self.left_over)}
            told.append(Reason("funded.left-over", money))
        if self.each is not None:
            each = {"voters": sharing.voters, "each": sharing.amount(self.each)}
            told.append(Reason("funded.each", each))
        if self.raised:
            told.append(Reason("funded.raised", {"times": self.raised}))
        return tuple(told)

    def _named(self, which: tuple[int, ...]) -> str:
        return ", ".join(map(self.sharing.called, which))

    def as_json(self, *, why: bool = False) -> dict[str, Json]:
        """Everything as plain JSON, amounts in units of the currency, exact: “1200.50”, or “n/d”."""
        sharing = self.sharing
        told: dict[str, Json] = {
            "format": "toad-lane-funding/1",
            "method": self.way.method,
            "utility": self.way.utility,
            "completion": self.way.completion,
            "article": self.article,
            "ballot": sharing.ballot,
            "budget": self._units(sharing.budget),
            "voters": sharing.voters,
            "each": None if self.each is None else self._units(self.each),
            "raised": self.raised,
            "funded": [*sharing.keys(self.funded)],
            "left": self._units(self.left),
            "tie": [*sharing.keys(self.tie.level)] if self.tie else None,
            "projects": [self._project(n) for n in range(len(sharing.projects))],
            "steps": [self._step(step) for step in self.steps],
        }
        return {**told, "explanation": as_json(self.reason)} if why else told

    def _units(self, minor: int | Fraction) -> str:
        return exact(Fraction(minor) / self.sharing.step)

    def _project(self, which: int) -> Json:
        one = self.sharing.projects[which]
        return {
            "project": one.key,
            "name": one.name,
            "cost": self._units(one.cost),
            "votes": self.sharing.backers[which],
            "points": self.sharing.support[which],
            "funded": which in self.funded,
        }

    def _step(self, step: Step) -> Json:
        told: dict[str, Json] = {
            "by": step.by,
            "project": self.sharing.projects[step.project].key,
            "left": self._units(step.left),
        }
        if step.most is not None:
            told |= {"most": self._units(step.most), "short": step.short}
        return told
