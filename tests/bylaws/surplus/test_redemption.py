"""Paying notices back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter, read_charter
from bylaws.kernel.faults import CharterSilent, InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason
from bylaws.surplus.redemption import HeldNotice, Repayment, redeem

FRONT = """---
name = "Example"
jurisdiction = "US-NY"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""
ARTICLE = "Article 10 — Capital"
FIRST, SECOND = dt.date(2020, 2, 29), dt.date(2021, 3, 1)
BOTH_DUE = dt.date(2026, 3, 1)


def charter(says: str) -> Charter:
    return read_charter(f'{FRONT}## {ARTICLE}\n```toml rule\nkind = "capital"\n{says}\n```\n')


def five_years(when_short: str) -> Charter:
    return charter(f'redemption = {{ order = "oldest-first", after = "P5Y", when_short = "{when_short}" }}')


PRO_RATA, WAIT = five_years("pro-rata"), five_years("wait")


def held(person: str, dollars: int, closed_on: dt.date = FIRST) -> HeldNotice:
    return HeldNotice(person, Money(dollars * 100, "USD"), closed_on)


NOTICES = (held("bo", 100), held("eli", 50, SECOND), held("ada", 200), held("ada", 100, SECOND))


def paid(
    notices: Iterable[HeldNotice], available: int, *, on: dt.date = BOTH_DUE, text: Charter = PRO_RATA
) -> list[tuple[str, int, str]]:
    found = redeem(notices, available=Money(available, "USD"), charter=text, on=on).value
    return [(one.notice.person, one.notice.closed_on.year, one.paid.decimal()) for one in found]


def test_everything_that_is_due_is_paid_back_oldest_first_when_the_money_reaches() -> None:
    assert paid(NOTICES, 450_00) == [
        ("ada", 2020, "200.00"),
        ("bo", 2020, "100.00"),
        ("ada", 2021, "100.00"),
        ("eli", 2021, "50.00"),
    ]


def test_when_it_does_not_reach_each_notice_of_the_close_is_paid_the_same_part() -> None:
    assert paid(NOTICES, 400_00) == [
        ("ada", 2020, "200.00"),
        ("bo", 2020, "100.00"),
        ("ada", 2021, "66.67"),
        ("eli", 2021, "33.33"),
    ]
    assert paid(NOTICES, 100_00) == [
        ("ada", 2020, "66.67"),
        ("bo", 2020, "33.33"),
        ("ada", 2021, "0.00"),
        ("eli", 2021, "0.00"),
    ]


def test_where_the_charter_says_wait_a_close_is_paid_whole_or_not_at_all_and_none_overtakes_it() -> None:
    assert paid(NOTICES, 449_99, text=WAIT) == [
        ("ada", 2020, "200.00"),
        ("bo", 2020, "100.00"),
        ("ada", 2021, "0.00"),
        ("eli", 2021, "0.00"),
    ]
    assert paid(NOTICES, 299_99, text=WAIT) == [
        ("ada", 2020, "0.00"),
        ("bo", 2020, "0.00"),
        ("ada", 2021, "0.00"),
        ("eli", 2021, "0.00"),
    ]


def test_a_notice_of_a_leap_day_is_due_on_the_last_day_of_february() -> None:
    assert paid(NOTICES, 450_00, on=dt.date(2025, 2, 28)) == [("ada", 2020, "200.00"), ("bo", 2020, "100.00")]


def test_the_day_before_nothing_is_due_and_the_refusal_says_when() -> None:
    with pytest.raises(Refused) as refused:
        paid(NOTICES, 450_00, on=dt.date(2025, 2, 27))

    assert (str(refused.value), refused.value.next_step, refused.value.article) == (
        "No notice is due to be paid back on 2025-02-27.",
        "The next falls due on 2025-02-28.",
        ARTICLE,
    )


def test_without_notices_there_is_nothing_to_pay_back() -> None:
    with pytest.raises(Refused) as refused:
        paid([held("ada", 0)], 450_00)

    assert (refused.value.code, refused.value.next_step) == (
        "redemption.nothing-due",
        "There is none to pay back.",
    )


def test_where_the_charter_sets_no_day_the_members_decide() -> None:
    with pytest.raises(Refused) as refused:
        paid(NOTICES, 450_00, text=charter('interest = "2%"'))

    assert (refused.value.code, refused.value.article) == ("redemption.by-decision", ARTICLE)


def test_a_charter_without_a_capital_rule_is_silent() -> None:
    with pytest.raises(CharterSilent):
        paid(NOTICES, 450_00, text=read_charter(FRONT))


def test_less_than_nothing_cannot_be_paid_out() -> None:
    with pytest.raises(InputFault) as refused:
        paid(NOTICES, -1)

    assert (refused.value.code, refused.value.says) == (
        "redemption.available",
        "-0.01 USD cannot be paid out.",
    )


def test_the_answer_says_for_each_notice_what_became_of_it() -> None:
    notices = [held("ada", 200), held("bo", 100, SECOND), held("eli", 50, dt.date(2021, 3, 2))]

    found = redeem(notices, available=Money(250_00, "USD"), charter=PRO_RATA, on=dt.date(2026, 3, 2))

    def part(nth: int, code: str, repaid: int, due: dt.date) -> Reason:
        notice = notices[nth]
        return Reason(
            code,
            {
                "person": notice.person,
                "amount": notice.amount,
                "paid": Money(repaid, "USD"),
                "closed_on": notice.closed_on,
                "due": due,
            },
            ARTICLE,
        )

    assert found == Explained(
        (
            Repayment(notices[0], dt.date(2025, 2, 28), Money(200_00, "USD")),
            Repayment(notices[1], dt.date(2026, 3, 1), Money(50_00, "USD")),
            Repayment(notices[2], dt.date(2026, 3, 2), Money(0, "USD")),
        ),
        Reason(
            "redemption",
            {
                "on": dt.date(2026, 3, 2),
                "owed": Money(350_00, "USD"),
                "available": Money(250_00, "USD"),
                "paid": Money(250_00, "USD"),
            },
            ARTICLE,
            (
                part(0, "redemption.paid", 200_00, dt.date(2025, 2, 28)),
                part(1, "redemption.part", 50_00, dt.date(2026, 3, 1)),
                part(2, "redemption.waits", 0, dt.date(2026, 3, 2)),
            ),
        ),
    )


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 10_000), st.integers(0, 3)), min_size=1),
    st.integers(0, 50_000),
    st.sampled_from([PRO_RATA, WAIT]),
)
def test_no_notice_is_paid_more_than_is_open_and_all_together_no_more_than_there_is(
    told: list[tuple[str, int, int]], available: int, text: Charter
) -> None:
    notices = [HeldNotice(who, Money(minor, "USD"), dt.date(2015 + year, 3, 1)) for who, minor, year in told]

    found = redeem(notices, available=Money(available, "USD"), charter=text, on=BOTH_DUE).value

    assert sorted(one.notice.amount for one in found) == sorted(notice.amount for notice in notices)
    assert all(0 <= one.paid.minor <= one.notice.amount.minor for one in found)
    owed, repaid = sum(n.amount.minor for n in notices), sum(one.paid.minor for one in found)
    assert repaid <= available
    assert repaid == min(owed, available) or text is WAIT
