"""Raising everybody's part unit by unit: where that changes nothing, many are passed over at once."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.course import course
from bylaws.decisions.budgets.funded import Completion, Funded, Way
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing
from bylaws.decisions.budgets.ties import equals

UNIT = "bylaws.decisions.budgets.count.PATIENCE"
RAISING: tuple[Completion, Completion] = ("add1-exhaustive", "add1-overspend")
YEN = (600_000, 500_000, 450_000, 900_000, 300_000)
SEVEN: dict[Marks, int] = {
    ((0, 1),): 1,
    ((1, 1),): 1,
    ((0, 1), (2, 1)): 1,
    ((3, 1),): 1,
    ((4, 1),): 1,
    ((2, 1),): 1,
    ((0, 1), (4, 1)): 1,
}


def made_up(seed: int) -> Sharing:
    """A few voters, and amounts of which a unit is a small part."""
    pick = random.Random(seed)  # noqa: S311 - voters to try
    size, budget, points = pick.randint(1, 5), pick.choice((200, 700)), pick.choice((1, 3))
    costs = (budget, budget // 3, budget // 4)
    asked = tuple(Project("ABCDE"[n], pick.choice((pick.randint(1, budget), *costs))) for n in range(size))
    given: Counter[Marks] = Counter()
    for _ in range(pick.randint(1, 7)):
        named = sorted(pick.sample(range(size), pick.randint(0, size)))
        given[tuple((one, pick.randint(1, points)) for one in named)] += pick.choice((1, 1, 2))
    return Sharing(budget, asked, dict(given), "points" if points > 1 else "approval")


def came_to(counted: Funded) -> object:
    return counted.funded, counted.raised, counted.tie, [step.most for step in counted.steps]


@pytest.mark.parametrize("completion", RAISING)
@pytest.mark.parametrize("ties", ["lot", "cheaper-first"])
def test_passing_over_what_changes_nothing_changes_nothing(
    completion: Completion, ties: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(40):
        way = Way("equal-shares", "cost" if seed % 2 else "cardinality", completion)
        found = []
        for patience in (3, 10**9):
            monkeypatch.setattr(UNIT, patience)
            found.append(came_to(count(made_up(seed), way, ties=ties)))  # type: ignore[arg-type]  # as named above

        assert found[0] == found[1], seed


@pytest.mark.parametrize("completion", RAISING)
def test_a_round_in_units_of_little_worth_comes_to_an_end(completion: Completion) -> None:
    """Seven share out two million yen: a yen more for each changes nothing for hundreds of thousands."""
    asked = tuple(Project(f"p{n}", cost) for n, cost in enumerate(YEN))
    sharing = Sharing(3_000_000, asked, SEVEN, currency="JPY")

    counted = count(sharing, Way("equal-shares", "cost", completion), ties="earlier-first")

    assert counted.left >= 0
    assert counted.raised > 20_000


def test_whoever_has_nothing_left_is_told_from_whoever_has_a_little() -> None:
    """Two give all they have to the first; then one of them is among those for two that are level."""
    asked = (Project("X", 6), Project("P", 3), Project("Q", 3))
    first, all_of_them, level = ((0, 1),), ((0, 1), (1, 1), (2, 1)), ((1, 1), (2, 1))
    sharing = Sharing(10, asked, {first: 2, all_of_them: 1, level: 2})
    order = equals(sharing, "earlier-first", ())

    nothing, little, as_little = (
        course(sharing, "cost", order, Fraction(each, 100)) for each in (200, 201, 202)
    )

    assert nothing != little
    assert little == as_little
