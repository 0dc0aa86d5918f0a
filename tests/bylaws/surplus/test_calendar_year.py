"""The figures of a calendar year for the form on patronage dividends."""

from __future__ import annotations

import pytest

from bylaws.kernel.money import Money
from bylaws.surplus.calendar_year import Figures, Received, What, figures
from bylaws.surplus.law import LAWS

CO_OP = LAWS["us-subchapter-t"]


def usd(cents: int) -> Money:
    return Money(cents, "USD")


def test_box_1_is_money_and_qualified_notices_box_5_what_was_redeemed_of_the_others() -> None:
    received = [
        Received("bo", "cash", usd(9000)),
        Received("bo", "cash", usd(1000)),
        Received("bo", "qualified", usd(40000)),
        Received("bo", "nonqualified", usd(700)),
        Received("bo", "redeemed-qualified", usd(50)),
        Received("bo", "redeemed-nonqualified", usd(3)),
    ]

    [bo] = figures(received, law=CO_OP, currency="USD")

    assert bo == Figures("bo", usd(10000), usd(40000), usd(700), usd(50), usd(3), statement=True)
    assert (bo.box_1, bo.box_5) == (usd(50000), usd(3))


@pytest.mark.parametrize(("cents", "asked"), [(999, False), (1000, True)])
@pytest.mark.parametrize("what", ["cash", "qualified", "redeemed-nonqualified"])
def test_statement_is_asked_for_from_ten_dollars_on(what: What, cents: int, *, asked: bool) -> None:
    [bo] = figures([Received("bo", what, usd(cents))], law=CO_OP, currency="USD")

    assert bo.statement is asked


@pytest.mark.parametrize("what", ["nonqualified", "redeemed-qualified"])
def test_what_is_not_reported_asks_for_no_statement(what: What) -> None:
    [bo] = figures([Received("bo", what, usd(500000))], law=CO_OP, currency="USD")

    assert (bo.statement, bo.box_1, bo.box_5) == (False, usd(0), usd(0))


def test_other_laws_ask_for_no_statement() -> None:
    [bo] = figures([Received("bo", "cash", usd(500000))], law=LAWS["us-partnership"], currency="USD")

    assert bo.statement is False


def test_people_stand_in_the_order_of_their_keys() -> None:
    received = [Received(who, "cash", usd(1)) for who in ("dee", "ada", "bo")]

    assert [one.person for one in figures(received, law=CO_OP, currency="USD")] == ["ada", "bo", "dee"]
