"""What holds of every count, whoever votes how; and a second count that says the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing
from bylaws.kernel.reasons import Value
from tests.bylaws.decisions.budgets.recount import funded
from tests.bylaws.decisions.budgets.telling import COST, COUNT, WAYS, random_round

ROUNDS = range(60)


def lot_of(sharing: Sharing) -> tuple[str, ...]:
    return sharing.keys(range(len(sharing.projects)))[::-1]


@pytest.mark.parametrize("points", [1, 4, 400])
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_second_count_funds_the_same_and_no_money_is_overspent(way: Way, points: int) -> None:
    for seed in ROUNDS:
        sharing = random_round(seed, points=points)
        lot = lot_of(sharing)

        counted = count(sharing, way, lot=lot)

        order = tuple(range(len(sharing.projects)))[::-1]
        assert {*counted.funded} == funded(sharing, way, order), seed
        assert counted.left >= 0
        assert [step.left for step in counted.steps] == left_after(counted)


def left_after(counted: Funded) -> list[int]:
    sharing = counted.sharing
    return [sharing.budget - sharing.cost_of(counted.funded[: n + 1]) for n in range(len(counted.funded))]


@pytest.mark.parametrize("points", [1, 4])
@pytest.mark.parametrize("way", [one for one in WAYS if one.method == "equal-shares"], ids=str)
def test_what_is_bought_is_paid_for_to_the_last_fraction_and_by_nobody_who_has_it_not(
    way: Way, points: int
) -> None:
    """Each voter pays what the step says for each point, or all they have; that makes what it costs."""
    for seed in ROUNDS:
        sharing = random_round(seed, points=points)
        counted = count(sharing, way, lot=lot_of(sharing))
        assert counted.each is not None
        voters = [dict(marks) for marks, times in sharing.ballots.items() for _ in range(times)]
        purses = [counted.each] * len(voters)
        for step in counted.steps:
            if step.most is None:
                continue
            most = step.most
            asked = [(one, most * marks.get(step.project, 0)) for one, marks in enumerate(voters)]
            pays = [min(purses[one], much) for one, much in asked]
            assert sum(pays) == sharing.projects[step.project].cost, seed
            assert step.short == sum(1 for one, much in asked if 0 < purses[one] <= much), seed
            purses = [purse - one for purse, one in zip(purses, pays, strict=True)]
        assert min(purses) >= 0


@pytest.mark.parametrize("points", [1, 4])
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_order_of_ballots_never_matters(way: Way, points: int) -> None:
    for seed in ROUNDS:
        sharing = random_round(seed, points=points)
        ballots = [*sharing.ballots.items()]
        random.Random(seed).shuffle(ballots)  # noqa: S311 - an order to try

        counts = [count(one, way) for one in (sharing, replace(sharing, ballots=dict(ballots)))]

        assert counts[0].as_json(why=True) == counts[1].as_json(why=True)


@pytest.mark.parametrize("way", [one for one in WAYS if (one.completion or "none")[:4] != "add1"], ids=str)
def test_what_is_said_to_have_been_enough_is_enough(way: Way) -> None:
    """With that cost, those voters or those points the project is funded, or waits for a lot with others."""
    for seed in ROUNDS:
        sharing = random_round(seed)
        counted = count(sharing, way, lot=lot_of(sharing))
        for verdict in counted.verdicts:
            for part in verdict.reason.parts:
                for other in with_enough(counted, verdict.project, part.code, part.values):
                    again = count(other, way, lot=lot_of(other))
                    assert verdict.project in again.funded, (seed, part)


def with_enough(counted: Funded, project: int, code: str, told: Mapping[str, Value]) -> list[Sharing]:
    sharing = counted.sharing
    if code == "funded.enough.cost" and isinstance(told["cost"], Fraction):
        asked = list(sharing.projects)
        asked[project] = Project(asked[project].key, int(told["cost"]))
        return [replace(sharing, projects=tuple(asked))]
    if code == "funded.with-more.approval":
        others = [
            marks
            for marks, times in sharing.ballots.items()
            for _ in range(times)
            if (project, 1) not in marks
        ]
        return (
            [marked(sharing, project, others[: int(str(told["more"]))])]
            if len(others) >= int(str(told["more"]))
            else []
        )
    return []


def marked(sharing: Sharing, project: int, ballots: list[Marks]) -> Sharing:
    given = dict(sharing.ballots)
    for marks in ballots:
        given[marks] -= 1
        more = tuple(sorted({*marks, (project, 1)}))
        given[more] = given.get(more, 0) + 1
    return replace(sharing, ballots={marks: times for marks, times in given.items() if times})


@pytest.mark.parametrize("points", [1, 3])
@pytest.mark.parametrize("seed", range(6))
def test_of_many_projects_the_one_that_costs_its_voters_least_goes_first_each_time(
    seed: int, points: int
) -> None:
    """With many waiting, in no order of what they cost their voters, and several bought one after another."""
    pick = random.Random(seed)  # noqa: S311 - voters to try
    projects = tuple(Project(f"{n}", pick.randint(20, 400)) for n in range(24))
    ballots: dict[Marks, int] = {}
    for _ in range(40):
        marks = tuple((n, pick.randint(1, points)) for n in range(24) if pick.random() < 0.25)
        ballots[marks] = ballots.get(marks, 0) + 1
    sharing = Sharing(2_500, projects, ballots, "points" if points > 1 else "approval")

    for way in (COST, COUNT):
        counted = count(sharing, way, lot=lot_of(sharing))
        assert {*counted.funded} == funded(sharing, way, tuple(range(24))[::-1])
        rates = [step.most / (projects[step.project].cost if way is COST else 1) for step in counted.steps
                 if step.most is not None]  # fmt: skip
        assert rates == sorted(rates)


def test_a_city_of_voters_is_counted_as_one_by_one() -> None:
    pick = random.Random(8)  # noqa: S311 - voters to try
    projects = tuple(Project(f"{n}", pick.randint(200, 9000)) for n in range(14))
    ballots: dict[Marks, int] = {}
    for _ in range(300):
        marks = tuple((n, 1) for n in range(14) if pick.random() < 0.3)
        ballots[marks] = ballots.get(marks, 0) + 1
    sharing = Sharing(40_000, projects, ballots)
    order = tuple(range(14))

    for way in (COST, COUNT):
        assert {*count(sharing, way).funded} == funded(sharing, way, order)
