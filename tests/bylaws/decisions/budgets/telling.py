"""Telling budget rounds briefly: `told(100, "A60 B40", "3 AB", "2 B")`, three ballots for both, two for B."""

from __future__ import annotations

import random
from collections import Counter

from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing

GREEDY = Way("greedy")
COST = Way("equal-shares", "cost", "none")
COUNT = Way("equal-shares", "cardinality", "none")
WAYS = (
    GREEDY,
    COST,
    COUNT,
    Way("equal-shares", "cost", "add1-exhaustive"),
    Way("equal-shares", "cardinality", "add1-exhaustive"),
    Way("equal-shares", "cost", "add1-overspend"),
    Way("equal-shares", "cardinality", "add1-overspend"),
    Way("equal-shares", "cost", "greedy"),
    Way("equal-shares", "cardinality", "greedy"),
)


def told(budget: int, projects: str, *ballots: str) -> Sharing:
    """A round of projects called by letters; `-` is a blank ballot, `A3` gives A three points."""
    asked = [Project(one[0], int(one[1:]), f"Project {one[0]}") for one in projects.split()]
    places = {one.key: n for n, one in enumerate(asked)}
    given: Counter[Marks] = Counter()
    points = any(mark.isdigit() for ballot in ballots for mark in ballot.partition(" ")[2])
    for ballot in ballots:
        times, _, marks = ballot.partition(" ")
        if points:
            said = [(places[one[0]], int(one[1:])) for one in marks.strip("-").split()]
        else:
            said = [(places[one], 1) for one in marks.strip("-")]
        given[tuple(sorted(said))] += int(times)
    return Sharing(budget, tuple(asked), dict(given), "points" if points else "approval")


def got(counted: Funded) -> str:
    """What is funded, in the order it was; in brackets what waits for a lot."""
    level = "".join(counted.sharing.keys(counted.tie.level)) if counted.tie else ""
    return "".join(counted.sharing.keys(counted.funded)) + (f"({level})" if level else "")


def random_round(seed: int, *, voters: int = 12, projects: int = 6, points: int = 1) -> Sharing:
    """Voters who mark some of a few projects; small numbers, so that many are equal."""
    pick = random.Random(seed)  # noqa: S311 - voters to try
    size = pick.randint(1, projects)
    asked = tuple(Project("ABCDEFGH"[n], pick.choice((2, 3, 4, 5, 6, 9, 10, 12))) for n in range(size))
    given: Counter[Marks] = Counter()
    for _ in range(pick.randint(1, voters)):
        named = sorted(pick.sample(range(size), pick.randint(0, size)))
        given[tuple((one, pick.randint(1, points)) for one in named)] += pick.choice((1, 1, 1, 2))
    return Sharing(pick.randint(5, 40), asked, dict(given), "points" if points > 1 else "approval")
