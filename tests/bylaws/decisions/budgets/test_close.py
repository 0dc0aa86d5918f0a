"""Amounts so large that what voters have left is known closely alone: what is as good as equal is told apart.

A purse is kept in parts of a minor unit; where an amount is above CLOSE, in whole units, and prices are
thirds and sevenths of one. Then only exact fractions say what goes first, and what can be paid.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from bylaws.decisions.budgets import purses
from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.purses import CLOSE, Purses
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing
from tests.bylaws.decisions.budgets.recount import funded
from tests.bylaws.decisions.budgets.telling import COST, COUNT, got, random_round, told

LARGE = 600 * CLOSE


@pytest.mark.parametrize("more", [0, 1, 2])
def test_of_two_a_third_of_a_unit_apart_the_cheaper_goes_first_and_equals_wait(more: int) -> None:
    sharing = told(LARGE, f"A{LARGE - 3 + more} B{LARGE - 3}", "3 AB")

    assert got(count(sharing, COUNT)) == ("B" if more else "(AB)")
    assert got(count(told(LARGE, f"B{LARGE - 3} A{LARGE - 3 + more}", "3 AB"), COUNT)) == (
        "B" if more else "(BA)"
    )


@pytest.mark.parametrize(("fewer", "funds"), [(0, "A"), (1, "A"), (-1, "")])
def test_what_is_a_third_of_a_unit_too_dear_is_not_bought(fewer: int, funds: str) -> None:
    """Seven have a seventh each, and three of them ask for three sevenths."""
    sharing = told(7 * LARGE + 1, f"A{3 * LARGE - fewer}", "3 A", "4 -")

    assert got(count(sharing, COUNT)) == funds


def test_who_has_a_third_of_a_unit_left_pays_no_more_than_that() -> None:
    """Each had two thirds above what was paid in whole units, and one third above what was paid."""
    sharing = told(3 * LARGE + 2, f"A{3 * LARGE + 1} B2", "2 AB", "1 A")
    enough = told(3 * LARGE + 3, f"A{3 * LARGE + 1} B1", "2 AB", "1 A")

    assert (got(count(sharing, COST)), count(sharing, COST).left) == ("A", 1)
    assert (got(count(enough, COST)), count(enough, COST).left) == ("AB", 1)


def test_who_lacks_a_thirtieth_of_a_unit_gives_their_last_and_pays_for_nothing_more() -> None:
    """Two have 3/10 above whole units and the third 8/10, where a third of the cost is 1/3 above."""
    sharing = told(5 * LARGE + 4, f"S2 A{3 * LARGE + 1} B2", "2 SAB", "1 A", "2 S")
    counted = count(sharing, COST)

    assert (got(counted), [step.short for step in counted.steps]) == ("SA", [0, 2])
    assert counted.steps[1].most == LARGE + Fraction(2, 5)


@pytest.mark.parametrize("points", [1, 3])
@pytest.mark.parametrize("way", [COST, COUNT], ids=str)
def test_close_to_equal_as_they_are_a_second_count_buys_the_same(way: Way, points: int) -> None:
    for seed in range(60):
        sharing = close_round(seed, points)
        order = tuple(range(len(sharing.projects)))[::-1]
        counted = count(sharing, way, lot=sharing.keys(order))

        assert {*counted.funded} == funded(sharing, way, order), seed


def test_what_was_rounded_away_in_many_purses_is_there_when_it_is_needed() -> None:
    """Thirty pay for eight that cost a unit more than a multiple of thirty, and then all that is left."""
    costs = [30 * (LARGE // 400 + n) + 1 for n in range(8)]
    asked = (*costs, 30 * LARGE - sum(costs))
    projects = tuple(Project(f"{n}", cost) for n, cost in enumerate(asked))
    dearer = (*projects[:-1], Project("8", asked[-1] + 1))

    for way in (COST, COUNT):
        counts = [
            count(told_by_all(30 * LARGE, some, 30), way, ties="earlier-first") for some in (projects, dearer)
        ]
        assert [(len(one.steps), one.left) for one in counts] == [(9, 0), (8, asked[-1])]


def told_by_all(budget: int, projects: tuple[Project, ...], voters: int) -> Sharing:
    """Everybody marks all, and each has one more vote for nobody's, so that no two ballots are alike."""
    more = tuple(Project(f"own {n}", budget) for n in range(voters))
    every = tuple((n, 1) for n in range(len(projects)))
    ballots = {(*every, (len(projects) + n, 1)): 1 for n in range(voters)}
    return Sharing(budget, (*projects, *more), ballots)


@pytest.mark.parametrize("points", [1, 3])
@pytest.mark.parametrize("way", [COST, COUNT], ids=str)
def test_bought_one_after_another_a_second_count_buys_the_same(way: Way, points: int) -> None:
    """Twelve of a tenth each, so that what is rounded away adds up."""
    for seed in range(12):
        pick = random.Random(seed)  # noqa: S311 - voters to try
        asked = tuple(Project(f"{n}", LARGE // 10 + pick.randint(-9, 9)) for n in range(12))
        ballots: dict[Marks, int] = {}
        for _ in range(18):
            marks = tuple((n, pick.randint(1, points)) for n in range(12) if pick.random() < 0.6)
            ballots[marks] = ballots.get(marks, 0) + 1
        sharing = Sharing(LARGE + seed, asked, ballots, "points" if points > 1 else "approval")
        order = tuple(range(12))

        assert {*count(sharing, way, lot=sharing.keys(order)).funded} == funded(sharing, way, order), seed


def close_round(seed: int, points: int) -> Sharing:
    """Up to nine projects whose costs are a few units apart, or nearly twice as much."""
    pick = random.Random(seed)  # noqa: S311 - voters to try
    size = pick.randint(3, 9)
    asked = tuple(Project(f"{n}", LARGE // pick.choice((3, 3, 6)) + pick.randint(-2, 2)) for n in range(size))
    ballots: dict[Marks, int] = {}
    for _ in range(pick.randint(2, 7)):
        named = sorted(pick.sample(range(size), pick.randint(1, size)))
        marks = tuple((one, pick.randint(1, points)) for one in named)
        ballots[marks] = ballots.get(marks, 0) + pick.choice((1, 1, 3))
    return Sharing(LARGE + seed, asked, ballots, "points" if points > 1 else "approval")


@pytest.mark.parametrize("points", [1, 4])
@pytest.mark.parametrize("way", [COST, COUNT], ids=str)
def test_what_is_kept_otherwise_of_very_many_ballots_buys_the_same(
    monkeypatch: pytest.MonkeyPatch, way: Way, points: int
) -> None:
    for seed in range(40):
        sharing = random_round(seed, points=points)
        lot = sharing.keys(range(len(sharing.projects)))
        counts = []
        for many in (purses.MANY, 0):
            monkeypatch.setattr(purses, "MANY", many)
            counts.append(count(sharing, way, lot=lot))

        assert counts[0].steps == counts[1].steps, seed


def test_only_what_may_go_first_is_looked_at_again_and_only_what_is_near_exactly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A purchase of forty that wait could look at all of them, exactly; a city would wait for that."""
    looks = Counter[str]()
    for name in ("closely", "exactly"):
        monkeypatch.setattr(Purses, name, counting(getattr(Purses, name), name, looks))
    pick = random.Random(4)  # noqa: S311 - voters to try
    asked = tuple(Project(f"{n}", pick.randint(2_000, 20_000)) for n in range(40))
    ballots = {tuple((n, 1) for n in sorted(pick.sample(range(40), 8))): 1 for _ in range(300)}

    bought = [len(count(Sharing(150_000, asked, ballots), way).steps) for way in (COST, COUNT)]

    assert (bought, looks["exactly"] <= 36, looks["closely"] <= 129) == ([18, 17], True, True), looks


def counting(look: Callable[..., object], name: str, looks: Counter[str]) -> Callable[..., object]:
    def looked(*told: object) -> object:
        looks[name] += 1
        return look(*told)

    return looked
