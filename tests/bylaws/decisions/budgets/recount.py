"""A second count of the same round, written from the definitions alone: slow, one voter at a time."""

from __future__ import annotations

from fractions import Fraction

from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.sharing import Sharing


def funded(sharing: Sharing, way: Way, lot: tuple[int, ...]) -> set[int]:
    """The projects that are funded; of equals the first in the lot goes first."""
    if way.method == "greedy":
        return by_points(sharing, set(), lot)
    if not sharing.voters:
        return set()
    each = Fraction(sharing.budget, sharing.voters)
    bought = shared(sharing, way, each, lot)
    if way.completion == "greedy":
        return by_points(sharing, bought, lot)
    if way.completion == "none":
        return bought
    supported = {one for marks in sharing.ballots for one, _ in marks}
    while bought != supported:
        left = sharing.budget - sharing.cost_of(bought)
        rest = [one.cost for n, one in enumerate(sharing.projects) if n not in bought]
        if way.completion == "add1-exhaustive" and all(cost > left for cost in rest):
            break
        each += sharing.step
        more = shared(sharing, way, each, lot)
        if sharing.cost_of(more) > sharing.budget:
            break
        bought = more
    return bought


def by_points(sharing: Sharing, bought: set[int], lot: tuple[int, ...]) -> set[int]:
    """The most points first, each that fits."""
    points = [
        sum(times * dict(marks).get(n, 0) for marks, times in sharing.ballots.items())
        for n in range(len(sharing.projects))
    ]
    found = set(bought)
    for n in sorted(range(len(points)), key=lambda one: (-points[one], lot.index(one))):
        if points[n] and n not in found and sharing.cost_of({*found, n}) <= sharing.budget:
            found.add(n)
    return found


def shared(sharing: Sharing, way: Way, each: Fraction, lot: tuple[int, ...]) -> set[int]:
    """Equal shares, where every voter has so much."""
    voters = [dict(marks) for marks, times in sharing.ballots.items() for _ in range(times)]
    purses = [each for _ in voters]
    bought = set[int]()
    while True:
        offers = []
        for n, project in enumerate(sharing.projects):
            backers = [i for i, marks in enumerate(voters) if n in marks]
            if n in bought or sum((purses[i] for i in backers), Fraction(0)) < project.cost or not backers:
                continue
            worth = project.cost if way.utility == "cost" else 1
            offers.append((price(voters, purses, backers, n, project.cost) / worth, lot.index(n), n))
        if not offers:
            return bought
        rate, _, n = min(offers)
        worth = sharing.projects[n].cost if way.utility == "cost" else 1
        for i, marks in enumerate(voters):
            if n in marks:
                purses[i] -= min(purses[i], rate * worth * marks[n])
        bought.add(n)


def price(
    voters: list[dict[int, int]], purses: list[Fraction], backers: list[int], project: int, cost: int
) -> Fraction:
    """The price for each point at which they pay for it together: tried from whoever can pay least."""
    order = sorted(backers, key=lambda i: purses[i] / voters[i][project])
    gone = Fraction(0)
    for place, one in enumerate(order):
        points = sum(voters[i][project] for i in order[place:])
        found = (cost - gone) / points
        if purses[one] >= found * voters[one][project]:
            return found
        gone += purses[one]
    raise AssertionError
