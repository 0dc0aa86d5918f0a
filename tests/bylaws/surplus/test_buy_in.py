"""The buy-in: what is due when, what is paid, what is open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterSilent, Refused
from bylaws.kernel.money import Money
from bylaws.surplus.buy_in import BuyInStatus, buy_in
from bylaws.words.tell import lines, tell
from tests.bylaws.charter.texts import article, front
from tests.bylaws.surplus.years import day, people, toml

ARTICLE = "Article 8 — Buy-in"
DUE = "100.00 USD was due by now, since admission on 2025-05-31."
BO = people({"bo": [("candidate", "2025-01-01", "2025-05-31"), ("member", "2025-05-31", None)]})["bo"]


def text(**says: Any) -> Charter:
    rule = {"amount": "100.00", **says}
    return read_charter(front() + article(8, "Buy-in", f'kind = "buy-in"\n{toml(rule)}'))


def dollars(cents: int) -> Money:
    return Money(cents, "USD")


def status(paid: int, on: str, who: Person = BO, **says: Any) -> BuyInStatus:
    return buy_in(who, dollars(paid), charter=text(**says), on=day(on)).value


WHOLE = ((dt.date(2025, 5, 31), dollars(100_00)),)


def test_without_a_plan_the_whole_is_due_on_admission() -> None:
    assert status(30_00, "2025-05-31") == BuyInStatus(
        dollars(100_00), dollars(30_00), dollars(70_00), dollars(70_00), WHOLE
    )


def test_who_has_paid_more_has_nothing_open() -> None:
    assert status(130_00, "2025-05-31") == BuyInStatus(
        dollars(100_00), dollars(130_00), dollars(0), dollars(0), WHOLE
    )


def test_a_buy_in_of_nothing_has_no_plan() -> None:
    assert status(0, "2025-05-31", amount="0.00") == BuyInStatus(
        dollars(0), dollars(0), dollars(0), dollars(0), ()
    )


@pytest.mark.parametrize(
    ("on", "overdue"),
    [("2025-06-29", 0), ("2025-06-30", 33_34), ("2025-07-31", 66_67), ("2025-08-31", 100_00)],
)
def test_a_plan_is_due_month_by_month_from_admission(on: str, overdue: int) -> None:
    plan = {"count": 3, "first": "P1M", "every": "P1M"}

    found = status(0, on, plan=plan)

    assert found.overdue == dollars(overdue)
    assert found.plan == (
        (dt.date(2025, 6, 30), dollars(33_34)),
        (dt.date(2025, 7, 31), dollars(33_33)),
        (dt.date(2025, 8, 31), dollars(33_33)),
    )


def test_parts_of_nothing_are_no_parts() -> None:
    plan = {"count": 3, "first": "P1M", "every": "P1M"}

    assert len(status(0, "2025-06-30", amount="0.02", plan=plan).plan) == 2


def test_a_charter_may_tolerate_arrears() -> None:
    found = buy_in(BO, dollars(30_00), charter=text(arrears="tolerated"), on=day("2026-01-01"))

    assert found.value.overdue == dollars(0)
    assert lines(tell(found.reason)) == [
        f"- 30.00 USD of the buy-in of 100.00 USD is paid; what is late is tolerated. [{ARTICLE}]"
    ]


def test_what_is_paid_and_due_is_told() -> None:
    found = buy_in(BO, dollars(30_00), charter=text(), on=day("2026-01-01"))

    assert lines(tell(found.reason)) == [
        f"- 30.00 USD of the buy-in of 100.00 USD is paid; {DUE} [{ARTICLE}]",
    ]


@pytest.mark.parametrize("on", ["2025-05-30", "2025-01-01"])
def test_before_admission_nobody_owes_a_buy_in(on: str) -> None:
    with pytest.raises(Refused) as refused:
        status(0, on)

    assert (refused.value.code, refused.value.says) == (
        "buy-in.not-a-member",
        f"Bo is not a member on {on}, and owes no buy-in.",
    )


def test_who_was_never_admitted_owes_no_buy_in() -> None:
    chi = people({"chi": [("former", "2025-01-01", None)]})["chi"]

    with pytest.raises(Refused) as refused:
        status(0, "2025-06-01", chi)

    assert refused.value.code == "buy-in.not-a-member"


def test_a_charter_that_does_not_say_what_a_member_contributes_is_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        buy_in(BO, dollars(0), charter=read_charter(front()), on=day("2025-06-01"))

    assert (refused.value.code, refused.value.says) == (
        "buy-in.silent",
        "The charter does not say what a member admitted on 2025-05-31 contributes.",
    )
