"""Leaving: what someone who goes is paid, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter, read_charter
from bylaws.kernel.faults import CharterSilent, InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained
from bylaws.surplus.leaving import (
    ExitStatement,
    Holdings,
    Payment,
    leaving,
    may_be_paid_back,
    part_may_go,
)
from bylaws.words.tell import lines, tell
from tests.bylaws.charter.texts import article, front
from tests.bylaws.surplus.years import toml

ARTICLE = "Article 13 — Leaving"
NOTICE_ON = dt.date(2025, 5, 31)
FOUR = {"count": 4, "first": "P6M", "every": "P6M"}


def text(**says: Any) -> Charter:
    rule = {"notice": "P1M", "pays": ["paid-in", "notices"], **says}
    return read_charter(front() + article(13, "Leaving", f'kind = "exit"\n{toml(rule)}'))


def dollars(cents: int) -> Money:
    return Money(cents, "USD")


def holdings(**cents: int) -> Holdings:
    parts = {"paid_in": 0, "notices": 0, "losses": 0, "payable": 0, "owes": 0, **cents}
    return Holdings(**{name: dollars(amount) for name, amount in parts.items()})


def asked(who: Holdings, *, collective: int | None = None, **says: Any) -> Explained[ExitStatement]:
    balance = None if collective is None else dollars(collective)
    return leaving(who, notice_on=NOTICE_ON, charter=text(**says), collective=balance)


def statement(payments: list[tuple[str, int, int]], **says: Any) -> ExitStatement:
    whole: dict[str, Any] = {
        "leaves_on": dt.date(2025, 6, 30),
        "account": dollars(sum(amount for _, amount, _ in payments)),
        "set_off": dollars(0),
        "still_owed": dollars(0),
        "payable_now": dollars(0),
        "payments": tuple(
            Payment(dt.date.fromisoformat(on), dollars(amount), dollars(interest))
            for on, amount, interest in payments
        ),
        "waits": False,
    }
    return ExitStatement(**{**whole, **says})


def test_paid_in_capital_and_notices_are_payable_on_the_day_of_leaving() -> None:
    found = asked(holdings(paid_in=3000_00, notices=500_00, payable=75_00))

    assert found.value == statement([("2025-06-30", 3500_00, 0)], payable_now=dollars(75_00))
    assert lines(tell(found.reason)) == [
        f"- With notice on 2025-05-31 one leaves on 2025-06-30, with an account of 3,500.00 USD. [{ARTICLE}]",
        "  - 3,000.00 USD is paid in.",
        "  - 500.00 USD is held in written notices.",
        f"  - 3,500.00 USD on 2025-06-30. [{ARTICLE}]",
    ]


def test_what_the_charter_does_not_name_is_not_paid_back() -> None:
    assert asked(holdings(paid_in=3000_00, notices=500_00), pays=["paid-in"]).value == statement(
        [("2025-06-30", 3000_00, 0)]
    )


def test_losses_lower_the_account_and_never_below_nothing() -> None:
    assert asked(holdings(paid_in=100_00, losses=40_00)).value == statement([("2025-06-30", 60_00, 0)])
    assert asked(holdings(paid_in=100_00, losses=140_00)).value == statement([])


def test_what_is_owed_is_taken_off_where_the_charter_says_so() -> None:
    found = asked(holdings(paid_in=100_00, losses=10_00, owes=120_00), set_off=True)

    assert found.value == statement(
        [], account=dollars(90_00), set_off=dollars(90_00), still_owed=dollars(30_00)
    )
    assert [part.code for part in found.reason.parts] == [
        "exit.paid-in",
        "exit.notices",
        "exit.losses",
        "exit.set-off",
    ]


def test_without_set_off_what_is_owed_is_asked_for_apart() -> None:
    assert asked(holdings(paid_in=100_00, owes=20_00)).value == statement(
        [("2025-06-30", 100_00, 0)], still_owed=dollars(20_00)
    )


def test_instalments_bear_simple_interest_on_what_is_still_unpaid() -> None:
    found = asked(holdings(paid_in=1000_00), instalments=FOUR, interest="4%")

    assert found.value == statement(
        [
            ("2025-12-30", 250_00, 20_05),
            ("2026-06-30", 250_00, 14_96),
            ("2026-12-30", 250_00, 10_03),
            ("2027-06-30", 250_00, 4_99),
        ]
    )
    assert lines(tell(found.reason))[-1] == (
        f"  - 250.00 USD and 4.99 USD of interest on 2027-06-30. [{ARTICLE}]"
    )


def test_an_instalment_of_nothing_is_none() -> None:
    assert asked(holdings(paid_in=2), instalments=FOUR).value == statement(
        [("2025-12-30", 1, 0), ("2026-06-30", 1, 0)]
    )


@pytest.mark.parametrize(("collective", "waits"), [(600_00, False), (599_99, True)])
def test_payment_waits_while_the_collective_account_would_fall_below_the_least(
    collective: int, *, waits: bool
) -> None:
    found = asked(holdings(paid_in=100_00), collective=collective, collective_at_least="500.00")

    assert found.value == statement([("2025-06-30", 100_00, 0)], waits=waits)
    assert [part.code for part in found.reason.parts].count("exit.waits") == waits


def test_nothing_to_pay_never_waits() -> None:
    assert asked(holdings(), collective_at_least="500.00").value == statement([])


def test_a_balance_that_the_charter_tests_has_to_be_stated() -> None:
    with pytest.raises(InputFault) as refused:
        asked(holdings(paid_in=1), collective_at_least="500.00")

    assert (refused.value.code, refused.value.article) == ("exit.no-collective", ARTICLE)


def test_a_charter_that_says_nothing_about_leaving_is_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        leaving(holdings(), notice_on=NOTICE_ON, charter=read_charter(front()))

    assert (refused.value.code, refused.value.values["kind"]) == ("charter.silent", "exit")


@given(cents=st.integers(0, 10**7), count=st.integers(1, 24))
def test_payments_add_up_to_the_account_and_none_is_nothing(cents: int, count: int) -> None:
    plan = {"count": count, "first": "P1M", "every": "P1M"}

    found = asked(holdings(paid_in=cents), instalments=plan, interest="5%").value

    assert sum(paid.amount.minor for paid in found.payments) == cents == found.account.minor
    assert all(paid.amount.minor for paid in found.payments)


def test_part_goes_while_the_collective_account_keeps_enough() -> None:
    rule = text(collective_at_least="5000.00")

    part_may_go(dollars(100_00), notice_on=NOTICE_ON, charter=rule, collective=dollars(5100_00))

    with pytest.raises(Refused) as fault:
        part_may_go(dollars(100_00), notice_on=NOTICE_ON, charter=rule, collective=dollars(5099_99))
    assert (fault.value.code, fault.value.article, fault.value.values["left"]) == (
        "exit.part-waits",
        ARTICLE,
        "4999.99 USD",
    )


def test_part_goes_where_the_charter_tests_nothing() -> None:
    assert (
        part_may_go(dollars(100_00), notice_on=NOTICE_ON, charter=text(), collective=dollars(0)) is None  # type: ignore[func-returns-value]
    )


def test_who_was_parted_with_or_gave_longer_notice_is_paid_from_the_day_they_left() -> None:
    last = dt.date(2025, 6, 15)

    found = leaving(holdings(paid_in=100_00), notice_on=NOTICE_ON, leaves_on=last, charter=text())

    assert found.value == statement([("2025-06-15", 100_00, 0)], leaves_on=last)
    assert lines(tell(found.reason))[0] == (
        f"- Leaving on 2025-06-15 comes to an account of 100.00 USD, by the rule of 2025-05-31. [{ARTICLE}]"
    )


@pytest.mark.parametrize("test", ["can-pay-debts", "assets-over-debts"])
def test_nothing_is_paid_back_before_members_have_found_what_the_charter_asks(test: str) -> None:
    rule = text(solvency=test)
    found = asked(holdings(paid_in=100_00), solvency=test)

    assert found.value.solvency == test
    assert len(lines(tell(found.reason))) == 5
    may_be_paid_back(found.value, solvent=True, notice_on=NOTICE_ON, charter=rule)
    with pytest.raises(Refused) as refused:
        may_be_paid_back(found.value, solvent=False, notice_on=NOTICE_ON, charter=rule)
    assert (refused.value.code, refused.value.article) == ("exit.solvency", ARTICLE)


def test_where_nothing_is_paid_back_nothing_has_to_be_found() -> None:
    found = asked(holdings(), solvency="can-pay-debts")

    assert found.value.solvency is None
    may_be_paid_back(found.value, solvent=False, notice_on=NOTICE_ON, charter=text())
