"""Money: whole minor units, exact in and exact out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.currencies import DECIMALS
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, at_least, decimals, equal_parts, share_of, total, zero

AMOUNTS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("written", "currency", "minor", "shown"),
    [
        ("3000.00", "USD", 300000, "3000.00 USD"),
        ("3000", "USD", 300000, "3000.00 USD"),
        ("0.5", "EUR", 50, "0.50 EUR"),
        ("-0.05", "USD", -5, "-0.05 USD"),
        ("-0.00", "USD", 0, "0.00 USD"),
        ("1200", "JPY", 1200, "1200 JPY"),
        ("-7", "CLP", -7, "-7 CLP"),
        ("1.234", "TND", 1234, "1.234 TND"),
        ("-0.001", "KWD", -1, "-0.001 KWD"),
    ],
)
def test_an_amount_is_read_to_its_currencys_last_decimal(
    written: str, currency: str, minor: int, shown: str
) -> None:
    amount = Money.parse(written, currency)

    assert (amount, str(amount)) == (Money(minor, currency), shown)


@given(minor=AMOUNTS, currency=st.sampled_from(sorted(DECIMALS)))
def test_an_amount_written_out_and_read_again_is_the_same(minor: int, currency: str) -> None:
    amount = Money(minor, currency)

    assert Money.parse(amount.decimal(), currency) == amount


@pytest.mark.parametrize(
    "given_text", ["", " 1.00", "1,000.00", "1.", ".5", "1e3", "٣٠", "$5", "+1", None, 5, True]
)
def test_what_is_not_an_amount_is_refused_with_an_example(given_text: object) -> None:
    with pytest.raises(InputFault) as refused:
        Money.parse(given_text, "USD")

    assert (refused.value.code, refused.value.says, refused.value.next_step) == (
        "money.form",
        f"“{given_text}” is not an amount of money.",
        "Write digits with a point, as in “1200.00”.",
    )


@pytest.mark.parametrize(
    ("written", "currency", "says", "example"),
    [
        ("1.005", "USD", "“1.005” has more decimals than USD has (2).", "“1200.00”"),
        ("5.0", "JPY", "“5.0” has more decimals than JPY has (0).", "“1200”"),
        ("5.0000", "BHD", "“5.0000” has more decimals than BHD has (3).", "“1200.000”"),
    ],
)
def test_a_decimal_the_currency_does_not_have_is_never_rounded_away(
    written: str, currency: str, says: str, example: str
) -> None:
    with pytest.raises(InputFault) as refused:
        Money.parse(written, currency)

    assert (refused.value.code, refused.value.says, refused.value.next_step) == (
        "money.decimals",
        says,
        f"Write it as in {example}.",
    )


@pytest.mark.parametrize("currency", ["XXX", "usd", "", ["USD"], None])
def test_a_currency_that_is_not_known_is_refused(currency: object) -> None:
    with pytest.raises(InputFault) as refused:
        decimals(currency)  # type: ignore[arg-type]  # a caller's mistake, on purpose

    assert (refused.value.code, refused.value.says) == (
        "money.unknown-currency",
        f"“{currency}” is not a currency this library knows.",
    )


def test_amounts_add_subtract_compare_and_turn_round() -> None:
    two, three = Money(200, "USD"), Money(300, "USD")

    assert (two + three, two - three, -two, abs(two - three), two < three, two >= three, bool(two - two)) == (
        Money(500, "USD"),
        Money(-100, "USD"),
        Money(-200, "USD"),
        Money(100, "USD"),
        True,
        False,
        False,
    )


def test_two_currencies_are_never_reckoned_together() -> None:
    for reckon in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(InputFault) as refused:
            reckon(Money(1, "USD"), Money(1, "MXN"))

        assert (refused.value.code, refused.value.says) == (
            "money.currency",
            "USD and MXN cannot be reckoned together.",
        )


def test_the_sum_of_no_amounts_is_nothing_in_the_currency_asked_for() -> None:
    assert (total([], "CAD"), total([Money(1, "CAD"), Money(2, "CAD")], "CAD")) == (
        zero("CAD"),
        Money(3, "CAD"),
    )


def test_instalments_are_as_equal_as_can_be_and_extra_cents_come_earliest() -> None:
    assert [part.minor for part in equal_parts(Money(1001, "USD"), 4)] == [251, 250, 250, 250]
    assert [part.minor for part in equal_parts(Money(-1001, "USD"), 4)] == [-251, -250, -250, -250]


@given(minor=AMOUNTS, count=st.integers(1, 120))
def test_instalments_add_up_and_never_differ_by_more_than_a_cent(minor: int, count: int) -> None:
    parts = [part.minor for part in equal_parts(Money(minor, "USD"), count)]

    assert (len(parts), sum(parts), max(parts) - min(parts) <= 1) == (count, minor, True)
    assert parts == sorted(parts, key=abs, reverse=True)


def test_nothing_is_paid_in_no_parts() -> None:
    with pytest.raises(InputFault) as refused:
        equal_parts(Money(100, "USD"), 0)

    assert (refused.value.code, refused.value.says) == (
        "split.no-parts",
        "An amount cannot be paid in so many parts: 0.",
    )


def test_a_share_rounds_half_away_from_nothing() -> None:
    half = Fraction(1, 2)

    assert [share_of(Money(minor, "USD"), half).minor for minor in (1, 2, 3, -1, -3)] == [1, 1, 2, -1, -2]


def test_a_legal_minimum_is_never_rounded_down() -> None:
    fifth = Fraction(1, 5)

    assert [at_least(Money(minor, "USD"), fifth).minor for minor in (1, 5, 6, 1002, -6)] == [1, 1, 2, 201, -2]


@given(minor=AMOUNTS, share=st.fractions(0, 1))
def test_a_legal_minimum_is_the_smallest_amount_that_still_reaches_the_share(
    minor: int, share: Fraction
) -> None:
    least = abs(at_least(Money(minor, "USD"), share).minor)

    assert least - 1 < abs(minor) * share <= least
