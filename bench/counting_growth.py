"""Counting elections and budget rounds of growing size, from a thousand ballots to a million.

`python -m bench.counting_growth`: twenty candidates for five seats (one by `irv`), each voter naming a few of
them; a hundred projects, each voter for one to fifteen. Both are made up from a seed. Processor time of the
count alone, the least of some rounds, and how many times as much the last size takes as the one before it:
ten times as many ballots have to take no more than LIMIT times as long. `most memory` is that of the process.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from bylaws.decisions.budgets.count import count as share_out
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing
from bylaws.decisions.elections.count import METHODS, count
from bylaws.decisions.elections.papers import Election, Order, Paper, election

CANDIDATES, SEATS, PROJECTS, BUDGET = 20, 5, 100, 1_500_000
LIMIT = 15.0
"""Of ten times as many ballots; fewer than ten are different where papers are short."""
WAYS = (Way("greedy"), Way("equal-shares", "cost", "none"), Way("equal-shares", "cardinality", "none"))
Timed = tuple[str, int, float]
"""By which way, how many ballots, how many seconds."""


def main() -> int:
    """The table; fails where the last size takes too many times as long as the one before."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ballots", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    asked.add_argument("--rounds", type=int, default=3)
    sizes = asked.parse_args()
    found = [timed for ballots in sizes.ballots for timed in of_size(ballots, sizes.rounds)]
    worst = 0.0
    for way in dict.fromkeys(name for name, _, _ in found):
        times = [seconds for name, _, seconds in found if name == way]
        growth = times[-1] / times[-2] if len(times) > 1 else 0.0
        worst = max(worst, growth)
        told = "  ".join(f"{seconds * 1000:9,.1f} ms" for seconds in times)
        print(f"    {way:30} {told}   {growth:4.1f} times", flush=True)
    print(f"    most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    tenfold = len(sizes.ballots) > 1 and sizes.ballots[-1] == 10 * sizes.ballots[-2]
    return int(tenfold and worst > LIMIT)


def of_size(ballots: int, rounds: int) -> list[Timed]:
    """Every method over one election, then every way over one round, of so many ballots."""
    ranked = voted(ballots)
    given = pointed(ranked)
    print(f"    {ballots:>9,} papers, {len(ranked.orders):>7,} different", flush=True)
    counts: dict[str, Callable[[], object]] = {
        method: partial(
            count, given if method == "score" else ranked, method, seats=1 if method == "irv" else SEATS
        )
        for method in METHODS
    }
    found = [(name, ballots, least(one, rounds)) for name, one in counts.items()]
    town = city(ballots)
    assert town.support  # noqa: S101 - who marked what is looked up as it is read, not as it is counted
    print(f"    {ballots:>9,} ballots, {len(town.ballots):>7,} different", flush=True)
    for way in WAYS:
        name = " ".join(filter(None, (way.method, way.utility)))
        found.append((name, ballots, least(partial(share_out, town, way), rounds)))
    return found


def least(one: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time, the least of some rounds."""
    times = list[float]()
    for _ in range(rounds):
        began = time.process_time()
        one()
        times.append(time.process_time() - began)
    return min(times)


def some(pick: random.Random, leaning: Sequence[float], most: int) -> list[int]:
    """A few of those there are, each once, some likelier than others."""
    drawn = pick.choices(range(len(leaning)), cum_weights=leaning, k=pick.randint(1, most))
    return list(dict.fromkeys(drawn))


def voted(papers: int) -> Election:
    """Voters who name one to six, and lean to the same few."""
    pick = random.Random(papers)
    leaning = list(accumulate((place + 1) ** -0.6 for place in range(CANDIDATES)))
    orders = Counter[Order](tuple(some(pick, leaning, 6)) for _ in range(papers))
    return election([f"C{n}" for n in range(CANDIDATES)], orders, seats=SEATS)


def pointed(ranked: Election) -> Election:
    """The same voters with points."""
    others = Counter[Paper]()
    for order, times in ranked.orders.items():
        others[Paper(points=tuple(sorted((who, 9 - place) for place, who in enumerate(order))))] += times
    return Election(ranked.candidates, {}, dict(others), seats=SEATS)


def city(voters: int) -> Sharing:
    """Voters who are for one to fifteen projects, some of which are liked more than others."""
    pick = random.Random(voters)
    leaning = list(accumulate(pick.random() ** 2 + 0.02 for _ in range(PROJECTS)))
    projects = tuple(Project(f"P{n}", pick.randint(2_000, 120_000)) for n in range(PROJECTS))
    one = {n: (n, 1) for n in range(PROJECTS)}
    ballots = Counter[Marks](tuple(one[n] for n in sorted(some(pick, leaning, 15))) for _ in range(voters))
    return Sharing(BUDGET, projects, dict(ballots))


if __name__ == "__main__":
    sys.exit(main())
