"""The money of a round, the projects that ask for it, and the ballots, equal ones taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from operator import itemgetter
from typing import Literal

from bylaws.kernel.currencies import DECIMALS
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money

Marks = tuple[tuple[int, int], ...]
"""What one ballot says: projects by their place in the list, each with its points; by approval one point."""
Ballot = Literal["approval", "points"]
MOST_PROJECTS = 1_000


@dataclass(frozen=True, slots=True)
class Project:
    """What is asked for: its key, what it costs in minor units, and what people call it."""

    key: str
    cost: int
    name: str = ""


@dataclass(slots=True)
class Backing:
    """Those who gave one project as many points, on ballots of which as many say the same."""

    points: int
    times: int
    voters: list[int]
    held: Callable[[Sequence[int]], Sequence[int]] = field(init=False, repr=False, compare=False)
    """What each of them has, out of what everybody has: asked so often that it is kept ready."""

    def __post_init__(self) -> None:
        self.held = out_of(self.voters)

    @property
    def many(self) -> int:
        """How many people they are."""
        return self.times * len(self.voters)


@dataclass(frozen=True)
class Sharing:
    """Money, projects and ballots. Amounts are whole minor units, of which a unit has 10 to the `decimals`.

    `ballots`: how many say each thing, blank ones as `()`; projects stand in the order they were proposed.
    """

    budget: int
    projects: tuple[Project, ...]
    ballots: Mapping[Marks, int]
    ballot: Ballot = "approval"
    decimals: int = 0
    currency: str = ""
    title: str = ""

    @cached_property
    def voters(self) -> int:
        """How many filled in a ballot, a blank one too."""
        return sum(self.ballots.values())

    @cached_property
    def backings(self) -> tuple[tuple[Backing, ...], ...]:
        """Who marked each project: ballots by their place, those together that gave as many points."""
        singly: list[list[int]] = [[] for _ in self.projects]
        others: dict[tuple[int, int, int], list[int]] = {}
        for one, (marks, times) in enumerate(self.ballots.items()):
            for project, points in marks:
                if points == times == 1:
                    singly[project].append(one)
                else:
                    others.setdefault((project, points, times), []).append(one)
        found = [[Backing(1, 1, voters)] if voters else [] for voters in singly]
        for (project, points, times), voters in others.items():
            found[project].append(Backing(points, times, voters))
        return tuple(map(tuple, found))

    @cached_property
    def support(self) -> tuple[int, ...]:
        """The points each project was given in all; by approval how many are for it."""
        return tuple(sum(one.points * one.many for one in backings) for backings in self.backings)

    @cached_property
    def backers(self) -> tuple[int, ...]:
        """How many marked each project at all."""
        return tuple(sum(one.many for one in backings) for backings in self.backings)

    @property
    def step(self) -> int:
        """One unit of the currency: what each voter's part is raised by where a count raises it."""
        return int(10**self.decimals)

    def keys(self, which: Iterable[int]) -> tuple[str, ...]:
        """The keys of these projects."""
        return tuple(self.projects[one].key for one in which)

    def called(self, which: int) -> str:
        """What a sentence calls a project."""
        return self.projects[which].name or self.projects[which].key

    def cost_of(self, which: Iterable[int]) -> int:
        """What these projects cost together."""
        return sum(self.projects[one].cost for one in which)

    def amount(self, minor: int | Fraction) -> Money | Fraction:
        """An amount as people read it: money where it can be paid in the currency, else a number."""
        if DECIMALS.get(self.currency) == self.decimals and minor.denominator == 1:
            return Money(int(minor), self.currency)
        return Fraction(minor, self.step)


def out_of(places: Sequence[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """What picks what stands at these places out of a list, in one go."""
    return itemgetter(*places) if len(places) > 1 else partial(_one_by_one, places)


def _one_by_one(places: Sequence[int], out: Sequence[int]) -> Sequence[int]:
    return [out[place] for place in places]


def sharing(
    budget: int,
    projects: Sequence[Project],
    ballots: Iterable[Mapping[str, int]],
    *,
    ballot: Ballot = "approval",
    currency: str = "",
    title: str = "",
) -> Sharing:
    """A round of ballots that say how many points each project has, by its key; by approval one.

    Faults: `funding.budget`, `funding.projects` (none, too many, or two of one key), `funding.cost` (nothing
    or less), `funding.unknown` (a project nobody proposed), `funding.points` (below nothing, or more than one
    by approval).
    """
    check(budget, projects)
    places = {project.key: n for n, project in enumerate(projects)}
    one_of = Each()
    told = Counter(one_of.marks(_marks(given, places, ballot)) for given in ballots)
    decimals = DECIMALS.get(currency, 0)
    return Sharing(budget, tuple(projects), dict(told), ballot, decimals, currency, title)


class Each:
    """Each different mark as one object, so that many ballots do not scatter over the memory."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], tuple[int, int]] = {}

    def marks(self, given: Iterable[tuple[int, int]]) -> Marks:
        """The marks of a ballot, in the order of the projects."""
        return tuple(sorted(self.known.setdefault(mark, mark) for mark in given))


def check(budget: int, projects: Sequence[Project]) -> None:
    """Faults `funding.budget`, `funding.projects`, `funding.cost`."""
    if budget < 1:
        raise InputFault(
            "There is no money to share out.",
            code="funding.budget",
            next_step="Say how much there is.",
        )
    if not 0 < len(projects) <= MOST_PROJECTS or len({one.key for one in projects}) != len(projects):
        raise InputFault(
            "A round has from one to {most} projects, each with a key of its own.",
            code="funding.projects",
            next_step="Name each project once.",
            most=MOST_PROJECTS,
        )
    for one in projects:
        if one.cost < 1:
            raise InputFault(
                "“{project}” costs nothing, or less than that.",
                code="funding.cost",
                next_step="Say what it costs; what costs nothing needs no round.",
                project=one.key,
            )


def _marks(given: Mapping[str, int], places: Mapping[str, int], ballot: Ballot) -> Iterable[tuple[int, int]]:
    unknown = next((key for key in given if key not in places), None)
    if unknown is not None:
        raise InputFault(
            "A ballot names “{project}”, which is none of the projects.",
            code="funding.unknown",
            next_step="Name those of the list.",
            project=unknown,
        )
    if any(points < 0 or (ballot == "approval" and points > 1) for points in given.values()):
        raise InputFault(
            "A ballot gives a project points it cannot have.",
            code="funding.points",
            next_step="By approval a project has one mark or none; points are whole numbers from 0.",
        )
    return ((places[key], points) for key, points in given.items() if points)
