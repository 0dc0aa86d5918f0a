"""Stories about a budget round: projects and what they cost, ballots, and what is funded by the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.decisions.budgets.ruling import count_by
from bylaws.decisions.budgets.sharing import Project, sharing
from bylaws.facts.file import Facts
from bylaws.kernel.money import Money
from tests.scenarios.joining import Found


def _shares_out(charter: Charter, _: Facts, wants: dict[str, Any]) -> Found:
    """What a round comes to, counted by the rule of the day it was opened."""
    rule = charter.on(wants["on"]).rule("budget-round", BudgetRound)
    currency = charter.base_front.currency
    held = sharing(
        Money.parse(wants["budget"], currency).minor,
        [Project(key, Money.parse(cost, currency).minor) for key, cost in wants["projects"].items()],
        [_marks(ballot) for ballot in wants["ballots"]],
        ballot=wants.get("ballot", "approval"),
        currency=currency,
    )
    left_over = Money.parse(wants.get("left_over", "0"), currency).minor
    counted = count_by(rule, held, currency=currency, left_over=left_over, lot=wants.get("lot", ()))
    said: dict[str, Any] = {
        "funded": list(held.keys(counted.funded)),
        "left": Money(counted.left, currency).decimal(),
    }
    said |= {"waits": list(held.keys(counted.tie.level))} if counted.tie else {}
    return said, [counted.reason]


def _marks(ballot: str) -> dict[str, int]:
    """“mural books”: what a voter marks; “mural=3 books” gives points."""
    told = (mark.partition("=") for mark in ballot.split())
    return {key: int(points or 1) for key, _, points in told}


ASKS: dict[str, Callable[[Charter, Facts, dict[str, Any]], Found]] = {"share-out": _shares_out}
