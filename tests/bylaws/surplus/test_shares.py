"""A share in the parts it is paid in: money now or later, the open buy-in, a written notice."""

from __future__ import annotations

import pytest

from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import (
    ADA_AND_BO,
    NO_TAX,
    SUBCHAPTER_T,
    Rule,
    charter,
    close,
    collective,
    held,
    made_of,
    members,
    paid_on,
)

QUALIFIED = {"retained": "qualified-notice"}
ADA_ALONE = [("ada", "client-work", "2025-02-03", 1)]


def ada(text_step: Rule, surplus: str, tax: Rule = SUBCHAPTER_T) -> tuple[str, str, str, str]:
    closing = close(charter(text_step, tax=tax), surplus, ADA_ALONE)
    return made_of(closing.by_person["ada"][0])


def test_a_share_is_paid_in_money_unless_something_is_kept() -> None:
    assert ada(members(), "100.01") == ("100.01", "100.01", "0.00", "0.00")


@pytest.mark.parametrize(
    ("surplus", "cash"),
    [("100.00", "20.00"), ("100.01", "20.01"), ("100.02", "20.01"), ("0.01", "0.01"), ("0.00", "0.00")],
)
def test_the_laws_fifth_in_money_is_rounded_up_never_down(surplus: str, cash: str) -> None:
    assert ada(members(cash="20%", **QUALIFIED), surplus)[1] == cash


def test_less_than_the_law_asks_is_raised_to_it() -> None:
    assert ada(members(cash="1%", **QUALIFIED), "100.00") == ("100.00", "20.00", "0.00", "80.00")


def test_more_than_the_law_asks_is_paid_as_the_charter_says() -> None:
    assert ada(members(cash="33%", **QUALIFIED), "0.05") == ("0.05", "0.02", "0.00", "0.03")


def test_the_law_sets_no_floor_to_a_nonqualified_notice() -> None:
    step = members(cash="0%", retained="nonqualified-notice")

    assert ada(step, "100.00") == ("100.00", "0.00", "0.00", "100.00")


def test_without_a_tax_mode_the_law_sets_no_floor() -> None:
    assert ada(members(cash="1%", **QUALIFIED), "100.00", NO_TAX) == ("100.00", "1.00", "0.00", "99.00")


# the open buy-in


def test_what_is_kept_pays_the_open_buy_in_first() -> None:
    text = charter(members(cash="20%", offset_open_buy_in=True, **QUALIFIED), buy_in="50.00")

    closing = close(text, "100.00", ADA_ALONE, standing={"ada": held("10.00")})

    assert made_of(closing.by_person["ada"][0]) == ("100.00", "20.00", "40.00", "40.00")


def test_two_steps_to_members_pay_one_open_buy_in_once() -> None:
    kept = {"cash": "20%", "offset_open_buy_in": True, **QUALIFIED}
    text = charter(
        members(share="50%", of="opening", **kept),
        members(share="30%", of="opening", cash="50%", **QUALIFIED),
        members(**kept),
        buy_in="50.00",
    )

    closing = close(text, "100.00", ADA_ALONE)

    assert [made_of(share) for share in closing.by_person["ada"]] == [
        ("50.00", "10.00", "40.00", "0.00"),
        ("30.00", "15.00", "0.00", "15.00"),
        ("20.00", "4.00", "10.00", "6.00"),
    ]


def test_who_has_paid_more_than_the_buy_in_has_nothing_open() -> None:
    text = charter(members(cash="20%", offset_open_buy_in=True, **QUALIFIED), buy_in="50.00")

    closing = close(text, "100.00", ADA_ALONE, standing={"ada": held("60.00")})

    assert made_of(closing.by_person["ada"][0]) == ("100.00", "20.00", "0.00", "80.00")


def test_the_buy_in_of_the_day_of_admission_holds() -> None:
    dearer = article(8, "Buy-in", 'kind = "buy-in"\namount = "500.00"')
    text = charter(
        members(cash="20%", offset_open_buy_in=True, **QUALIFIED),
        buy_in="10.00",
        amendments={"more.md": amendment(dearer, adopted="2025-05-01", from_="2025-06-01", replaces="[8]")},
    )
    who = {"ada": [("member", "2025-05-31", None)], "bo": [("member", "2025-06-01", None)]}
    worked = [("ada", "client-work", "2025-07-01", 1), ("bo", "client-work", "2025-07-01", 1)]

    closing = close(text, "200.00", worked, who=who)

    assert [share.to_buy_in.decimal() for share in closing.parts.shares] == ["10.00", "80.00"]


def test_who_was_a_member_before_the_charter_owes_what_its_first_text_says() -> None:
    text = charter(members(cash="20%", offset_open_buy_in=True, **QUALIFIED), buy_in="10.00")

    closing = close(text, "200.00", ADA_ALONE, who={"ada": [("member", "2001-01-01", None)]})

    assert closing.by_person["ada"][0].to_buy_in.decimal() == "10.00"


@pytest.mark.parametrize(
    "spells",
    [
        [("candidate", "2025-01-01", None)],
        [("candidate", "2025-01-01", "2026-03-17"), ("member", "2026-03-17", None)],
    ],
    ids=["not admitted", "admitted after the close"],
)
def test_who_is_not_a_member_by_the_close_owes_no_buy_in(spells: list[tuple[str, str, str | None]]) -> None:
    step = members(eligible=["candidate"], cash="20%", offset_open_buy_in=True, **QUALIFIED)

    closing = close(charter(step, buy_in="50.00"), "100.00", ADA_ALONE, who={"ada": spells})

    assert made_of(closing.by_person["ada"][0]) == ("100.00", "20.00", "0.00", "80.00")


def test_a_charter_without_a_buy_in_has_nothing_open() -> None:
    text = charter(members(cash="20%", offset_open_buy_in=True, **QUALIFIED))

    assert made_of(close(text, "100.00", ADA_ALONE).by_person["ada"][0]) == (
        "100.00",
        "20.00",
        "0.00",
        "80.00",
    )


# when it is paid


def paid(schedule: Rule, surplus: str, closed_on: str = "2026-03-16") -> list[tuple[str, str]]:
    closing = close(charter(members(instalments=schedule)), surplus, ADA_ALONE, closed_on=closed_on)
    return paid_on(closing.by_person["ada"][0])


def test_without_instalments_money_is_paid_on_the_day_of_the_close() -> None:
    closing = close(charter(members()), "100.00", ADA_ALONE)

    assert paid_on(closing.by_person["ada"][0]) == [("2026-03-16", "100.00")]


def test_extra_cents_come_with_the_earliest_instalments() -> None:
    thrice = {"count": 3, "first": "P1M", "every": "P1M", "after": "close"}

    assert paid(thrice, "0.05", "2026-01-31") == [
        ("2026-02-28", "0.02"),
        ("2026-03-31", "0.02"),
        ("2026-04-30", "0.01"),
    ]


def test_an_instalment_of_nothing_is_none() -> None:
    thrice = {"count": 3, "first": "P1M", "every": "P1M", "after": "close"}

    assert paid(thrice, "0.02") == [("2026-04-16", "0.01"), ("2026-05-16", "0.01")]


def test_instalments_may_count_from_the_last_day_of_the_year() -> None:
    twice = {"count": 2, "first": "P2M", "every": "P6M", "after": "year-end"}

    assert paid(twice, "2.00") == [("2026-02-28", "1.00"), ("2026-08-31", "1.00")]


def test_gated_instalments_wait_for_the_members_release() -> None:
    gated = {"count": 1, "first": "P1M", "after": "close", "gate": "release"}

    closing = close(charter(members(instalments=gated)), "1.00", ADA_ALONE)

    assert [one.gated for one in closing.by_person["ada"][0].instalments] == [True]


# what the law makes worth pointing out


def test_an_instalment_after_the_laws_payment_period_is_pointed_out() -> None:
    late = {"count": 3, "first": "P5M", "every": "P2M", "after": "close"}

    closing = close(charter(members(instalments=late), tax=SUBCHAPTER_T), "9.00", ADA_ALONE)

    assert [(note.code, note.day.isoformat()) for note in closing.notes] == [
        ("tax.after-payment-period", "2026-12-16")
    ]


@pytest.mark.parametrize("tax", [SUBCHAPTER_T, NO_TAX])
def test_the_fifteenth_of_the_ninth_month_is_in_time(tax: Rule) -> None:
    in_time = {"count": 1, "first": "P15D", "after": "close"}

    closing = close(charter(members(instalments=in_time), tax=tax), "9.00", ADA_ALONE, closed_on="2026-08-31")

    assert closing.notes == ()


def test_under_no_tax_mode_nothing_is_late() -> None:
    late = {"count": 1, "first": "P5Y", "after": "close"}

    assert close(charter(members(instalments=late)), "9.00", ADA_ALONE).notes == ()


# the entry


def test_the_entry_empties_the_surplus_into_where_it_goes() -> None:
    text = charter(
        {"to": "tax"},
        {"to": "interest"},
        collective("25%"),
        {"to": "fund", "name": "care", "amount": "10.00"},
        members(cash="20%", offset_open_buy_in=True, **QUALIFIED),
        members(share="0%", of="opening"),
        buy_in="50.00",
        capital={"interest": "10%"},
    )

    closing = close(
        text,
        "300.00",
        [("ada", "client-work", "2025-02-03", 3), ("bo", "client-work", "2025-02-03", 1)],
        who=ADA_AND_BO,
        tax="40.00",
        standing={"ada": held("50.00", "100.00")},
    )

    assert {posting.account: posting.amount.decimal() for posting in closing.postings} == {
        "collective": "-62.50",
        "fund/care": "-10.00",
        "member/ada/payable": "-36.63",
        "member/ada/qualified-notice/2025": "-106.50",
        "member/bo/paid-in": "-35.50",
        "member/bo/payable": "-8.87",
        "surplus/2025": "300.00",
        "tax": "-40.00",
    }
    assert sum(posting.amount.minor for posting in closing.postings) == 0
    assert closing.distributed().decimal() == "177.50"
