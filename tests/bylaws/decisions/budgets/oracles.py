"""Random budget rounds, counted by us and by pabutools (`./run oracles`), which reads the `.pb` we write.

Both are told the same lot, so both have to fund the same. What a voter has from a project is what we say it
is: its cost or one, for each point. By greedy pabutools looks at what a project gives for its cost, so where
that is its cost for each point, at the points; it also funds what nobody marked, which we leave out.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from importlib import import_module
from typing import Any

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.pb import write_pb
from bylaws.decisions.budgets.sharing import Ballot, Sharing
from tests.bylaws.decisions.budgets.telling import WAYS, random_round

OTHER = "OTHERS FUNDED"
POINTS: dict[Ballot, int] = {"approval": 1, "points": 4}
"""How many points somebody gives a project at most, by the kind of ballot."""


def theirs(sharing: Sharing, way: Way, lot: tuple[str, ...]) -> set[str]:
    """What pabutools funds of it."""
    rules = import_module("pabutools.rules")
    read = import_module("pabutools.election.pabulib").parse_pabulib_from_string
    instance, profile = read(write_pb(sharing))
    first = import_module("pabutools.tiebreaking").TieBreakingRule(lambda *of: lot.index(of[-1].name))
    alike = {"sat_class": worth(sharing.ballot, way), "tie_breaking": first}
    if way.method == "greedy":
        found = rules.greedy_utilitarian_welfare(instance, profile, **alike)
    elif way.completion in ("add1-exhaustive", "add1-overspend"):
        found = rules.exhaustion_by_budget_increase(
            instance,
            profile,
            rules.method_of_equal_shares,
            alike,
            budget_step=sharing.voters * sharing.step,
            exhaustive_stop=way.completion == "add1-exhaustive",
        )
    else:
        found = rules.method_of_equal_shares(instance, profile, **alike)
    if way.completion == "greedy":
        by_points = {**alike, "sat_class": worth(sharing.ballot, Way("greedy"))}
        found = rules.greedy_utilitarian_welfare(
            instance, profile, initial_budget_allocation=found, **by_points
        )
    marked = {one.key for one, points in zip(sharing.projects, sharing.support, strict=True) if points}
    return {one.name for one in found} & marked


def worth(ballot: Ballot, way: Way) -> Any:
    """Their class for what a project is worth to who marked it."""
    theirs = import_module("pabutools.election")
    by_cost = way.utility != "cardinality"
    if ballot == "approval":
        return theirs.Cost_Sat if by_cost else theirs.Cardinality_Sat
    if not by_cost:
        return theirs.Additive_Cardinal_Sat

    class CostForEachPoint(theirs.AdditiveSatisfaction):  # type: ignore[misc, name-defined]  # theirs
        def __init__(self, instance: Any, profile: Any, ballot: Any) -> None:
            super().__init__(instance, profile, ballot, lambda _i, _p, gave, of, _: gave.get(of, 0) * of.cost)

    return CostForEachPoint


def compared(way: Way, ballot: Ballot, seed: int) -> str:
    """Whether both fund the same of a random round."""
    sharing = random_round(seed, points=POINTS[ballot])
    lot = [one.key for one in sharing.projects]
    random.Random(seed).shuffle(lot)  # noqa: S311 - a lot to try
    ours = {*sharing.keys(count(sharing, way, lot=lot).funded)}
    return "the same" if ours == theirs(sharing, way, tuple(lot)) else OTHER


def compare_all(rounds: int) -> int:
    """So many rounds in each way, by each kind of ballot; how many come to something else."""
    wrong = 0
    for way in WAYS:
        for ballot in POINTS:
            began, found = time.perf_counter(), Counter[str]()
            for seed in range(rounds):
                found[compared(way, ballot, seed)] += 1
            wrong += found[OTHER]
            said = ", ".join(f"{many} {what}" for what, many in sorted(found.items()))
            named = " ".join(filter(None, (way.method, way.utility, way.completion)))
            sys.stdout.write(f"{named:41} {ballot:9} {said}; {time.perf_counter() - began:.0f} s\n")
            sys.stdout.flush()
    return wrong
