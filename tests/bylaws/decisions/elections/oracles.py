"""Random elections, counted by us and by programs of other people (`./run oracles`).

Where we stop for a lot they draw one, or tell all who might be elected: that agrees where a lot elects the
same by us. Some do not look at earlier stages as we do; where one told somebody apart by us, they may elect
another.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from itertools import permutations

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Election, Method, Paper
from tests.bylaws.decisions.elections.telling import random_election

OTHER = "OTHERS ELECTED"
Winners = set[str]
Oracle = Callable[[Election, int], Winners]
"""Whom a program elects, or all who might be, of an election, with the number by which it draws its lots."""


def prefer(election: Election) -> object:
    """The orders of preference as pref_voting takes them, without blank papers."""
    profiles = import_module("pref_voting.profiles_with_ties")
    orders = [(order, times) for order, times in election.orders.items() if order]
    ranked = [{one: place for place, one in enumerate(order, 1)} for order, _ in orders]
    here = list(election.standing)
    return profiles.ProfileWithTies(ranked, [times for _, times in orders], candidates=here)


def named(election: Election, found: list[int]) -> Winners:
    return {*election.names(int(one) for one in found)}


def scottish(election: Election, seed: int) -> Winners:
    of = import_module("pref_voting.proportional_methods")
    lot = random.Random(seed)  # noqa: S311 - a lot to try
    return named(election, of.stv_scottish(prefer(election), num_seats=election.seats, rng=lot))


def meek(election: Election, _: int) -> Winners:
    of = import_module("pref_voting.proportional_methods")
    return named(election, of.stv_meek(prefer(election), num_seats=election.seats))


def irv(election: Election, _: int) -> Winners:
    of = import_module("pref_voting.iterative_methods")
    return named(election, of.instant_runoff_put(prefer(election)))


def pyrankvote_irv(election: Election, seed: int) -> Winners:
    peer = import_module("pyrankvote")
    random.seed(seed)
    those = [peer.Candidate(name) for name in election.candidates]
    ballots = [
        peer.Ballot([those[one] for one in order])
        for order, times in election.orders.items()
        for _ in range(times)
        if order
    ]
    return {one.name for one in peer.instant_runoff_voting(those, ballots).get_winners()}


def schulze(election: Election, _: int) -> Winners:
    profile = prefer(election)
    profile.use_extended_strict_preference()  # type: ignore[attr-defined]  # theirs
    return named(election, import_module("pref_voting.margin_based_methods").beat_path(profile))


def approval(election: Election, _: int) -> Winners:
    grades = [(dict.fromkeys(order, 1), times) for order, times in election.orders.items() if order]
    return graded(election, grades, [0, 1], "approval")


def score(election: Election, _: int) -> Winners:
    grades = [(dict(paper.points), times) for paper, times in election.others.items()]
    return graded(election, grades, list(range(10)), "score_voting")


def graded(
    election: Election, grades: list[tuple[dict[int, int], int]], scale: list[int], way: str
) -> Winners:
    theirs = import_module("pref_voting.grade_profiles")
    each = [{one: given.get(one, 0) for one in election.standing} for given, _ in grades]
    profile = theirs.GradeProfile(each, scale, gcounts=[times for _, times in grades],
                                  candidates=list(election.standing))  # fmt: skip
    return named(election, getattr(import_module("pref_voting.grade_methods"), way)(profile))


ORACLES: tuple[tuple[Method, str, Oracle], ...] = (
    ("scottish", "pref_voting stv_scottish", scottish),
    ("meek", "pref_voting stv_meek", meek),
    ("irv", "pref_voting instant_runoff_put", irv),
    ("irv", "pyrankvote instant_runoff_voting", pyrankvote_irv),
    ("schulze", "pref_voting beat_path", schulze),
    ("approval", "pref_voting approval", approval),
    ("score", "pref_voting score_voting", score),
)
ALL_WHO_MIGHT = ("irv", "schulze", "approval", "score")
"""One seat is filled by them, and pref_voting tells all who could have it, whatever a lot says."""


def voted(method: Method, seed: int) -> Election:
    """An election as a method takes it, with the points somebody's order may stand for."""
    given = random_election(seed, candidates=5, papers=40, seats=1 if method in ALL_WHO_MIGHT else 3)
    if method != "score":
        return given
    pick = random.Random(seed)  # noqa: S311 - points to try
    papers = Counter[Paper]()
    for order, times in given.orders.items():
        points = sorted((one, pick.randint(1, 9)) for one in order)
        papers[Paper(points=tuple(points))] += times if order else 0
    return Election(given.candidates, {}, +papers, seats=1)


def by_every_lot(election: Election, method: Method) -> list[Counted]:
    """Our counts by every lot there is, where it takes one."""
    counted = count(election, method)
    if counted.tie is None:
        return [counted]
    return [count(election, method, lot=lot) for lot in permutations(election.candidates)]


def compared(method: Method, oracle: Oracle, seed: int) -> str:
    """Whether they elect the same, and how that is to be understood where a tie had to be settled."""
    election = voted(method, seed)
    if not election.valid:
        return "nobody named"
    counts, theirs = by_every_lot(election, method), oracle(election, seed)
    ours = [{*one.winners} for one in counts]
    if theirs == ours[0] == ours[-1]:
        return "the same"
    if theirs in ours or (method in ALL_WHO_MIGHT and theirs == set[str]().union(*ours)):
        return "the same by a lot"
    stages = [stage for one in counts for stage in one.rounds]
    earlier = any(why.code == "elected.level.earlier" for stage in stages for why in stage.reasons)
    return "told apart by an earlier stage alone by us" if earlier else OTHER


def compare_all(elections: int) -> int:
    """So many elections for each program; how many elect others where no lot explains it."""
    wrong = 0
    for method, name, oracle in ORACLES:
        began, found = time.perf_counter(), Counter[str]()
        for seed in range(elections):
            came = compared(method, oracle, seed)
            found[came] += 1
            wrong += came == OTHER
        said = ", ".join(f"{many} {what}" for what, many in sorted(found.items()))
        sys.stdout.write(f"{method:9} {name:33} {said}; {time.perf_counter() - began:.0f} s\n")
        sys.stdout.flush()
    return wrong
