"""A budget round, counted as the charter's rule of its day says."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter import pool_examples
from bylaws.charter.charter import InForce, read_charter
from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.charter.rules import Rule
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.ruling import count_by, way_of
from bylaws.decisions.budgets.sharing import Ballot, Project, sharing
from bylaws.kernel.faults import CharterSilent, Refused
from bylaws.kernel.money import Money
from tests.bylaws.charter.texts import article, front

ARTICLE = "Article 3 — The education fund"
POINTS = pool_examples.MORE_BUDGET_ROUNDS[0]
DAY = dt.date(2025, 6, 1)


def in_force(*rules: str) -> InForce:
    return read_charter(front() + article(3, "The education fund", *rules)).on(DAY)


def rule(text: str) -> Rule[BudgetRound]:
    return in_force(text).rule("budget-round", BudgetRound)


def test_the_charter_names_the_way_and_the_count_cites_the_article() -> None:
    asked = [Project("books", 90_000), Project("tools", 90_000), Project("mural", 50_000)]
    held = sharing(200_000, asked, [{"books": 1, "tools": 1}, {"books": 1}, {"mural": 1}], currency="USD")

    counted = count_by(rule(pool_examples.BUDGET_ROUND), held, currency="USD")

    assert counted.way == Way("equal-shares", "cost", "add1-overspend")
    assert (held.keys(counted.funded), counted.left) == (("books", "mural"), 60_000)
    assert (counted.article, counted.reason.articles(), counted.as_json()["article"]) == (
        ARTICLE,
        (ARTICLE,),
        ARTICLE,
    )


def test_between_equals_the_charter_decides_or_asks_for_a_lot() -> None:
    asked = [Project("books", 90_000), Project("tools", 80_000)]
    equal = sharing(100_000, asked, [{"books": 2, "tools": 2}], ballot="points", currency="USD")
    cheaper = rule(POINTS.replace('"lot"', '"cheaper-first"'))

    waits = count_by(rule(POINTS), equal, currency="USD")

    assert way_of(rule(POINTS).says) == Way("greedy")
    assert (waits.tie is not None, waits.reason.article) == (True, ARTICLE)
    assert count_by(rule(POINTS), equal, currency="USD", lot=("tools", "books")).funded == (1,)
    assert count_by(cheaper, equal, currency="USD").funded == (1,)
    assert count_by(
        rule(POINTS), sharing(9, asked, [], ballot="points", currency="USD"), currency="USD"
    ).reason.article


@pytest.mark.parametrize(
    ("budget", "cost", "ballot", "currency", "code"),
    [
        (200_000, 5_000, "approval", "EUR", "round.currency"),
        (200_000, 5_000, "approval", "", "round.currency"),
        (200_000, 5_000, "points", "USD", "round.ballot"),
        (199_999, 5_000, "approval", "USD", "round.amount"),
        (200_000, 4_999, "approval", "USD", "round.project"),
        (200_000, 100_001, "approval", "USD", "round.project"),
    ],
)
def test_a_round_the_charter_does_not_know_is_refused(
    budget: int, cost: int, ballot: Ballot, currency: str, code: str
) -> None:
    held = sharing(budget, [Project("books", cost)], [{"books": 1}], ballot=ballot, currency=currency)

    with pytest.raises(Refused) as refused:
        count_by(rule(pool_examples.BUDGET_ROUND), held, currency="USD")

    assert (refused.value.code, refused.value.article) == (code, ARTICLE)
    assert "{" not in refused.value.says + refused.value.next_step


GOES_ON = pool_examples.BUDGET_ROUND.replace('project_at_least = "50.00"\n', "")
STAYS = GOES_ON.replace('left_over = "next-round"', 'left_over = "stays"')
A_SHARE = GOES_ON.replace('amount = "2000.00"', 'share = "50%"')


@pytest.mark.parametrize(
    ("text", "budget", "left_over", "code"),
    [
        (GOES_ON, 200_000, 0, ""),
        (GOES_ON, 200_001, 1, ""),
        (GOES_ON, 200_001, 0, "round.amount"),
        (GOES_ON, 200_002, 1, "round.amount"),
        (GOES_ON, 200_000, 1, "round.amount"),
        (GOES_ON, 1, 1, "round.amount"),
        (GOES_ON, 200_000, -1, "round.left-over"),
        (STAYS, 200_000, 0, ""),
        (STAYS, 200_001, 1, "round.left-over"),
        (STAYS, 200_001, 0, "round.amount"),
        (A_SHARE, 7, 0, ""),
        (A_SHARE, 7, 7, ""),
        (A_SHARE, 7, 8, "round.left-over"),
        (STAYS.replace('amount = "2000.00"', 'share = "50%"'), 7, 1, "round.left-over"),
    ],
)
def test_more_is_shared_out_only_where_what_was_left_goes_on_and_only_so_much(
    text: str, budget: int, left_over: int, code: str
) -> None:
    held = sharing(budget, [Project("books", 1)], [{"books": 1}], currency="USD")
    if code:
        with pytest.raises(Refused) as refused:
            count_by(rule(text), held, currency="USD", left_over=left_over)
        assert (refused.value.code, refused.value.article) == (code, ARTICLE)
        return

    counted = count_by(rule(text), held, currency="USD", left_over=left_over)

    told = [one.values for one in counted.reason.parts if one.code == "funded.left-over"]
    money = {"budget": Money(budget, "USD"), "carried": Money(left_over, "USD")}
    assert told == ([money] if left_over else [])


def test_the_least_and_the_most_a_project_may_cost_are_within_it() -> None:
    edges = [Project("books", 5_000), Project("tools", 100_000)]
    held = sharing(200_000, edges, [{"books": 1, "tools": 1}], currency="USD")

    assert count_by(rule(pool_examples.BUDGET_ROUND), held, currency="USD").left == 95_000


def test_a_charter_without_such_a_rule_is_silent() -> None:
    with pytest.raises(CharterSilent):
        in_force().rule("budget-round", BudgetRound)
