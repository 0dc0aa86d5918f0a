"""An amount typed by a person means one thing, or is asked for again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, decimals
from toadlane.books.amounts import MOST, exact, typed, within

currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD"])
amounts = st.integers(-MOST, MOST)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1200", 120000),
        ("1200.5", 120050),
        ("1200,50", 120050),
        ("0,05", 5),
        ("1,234.56", 123456),
        ("1.234,56", 123456),
        ("1.234.567,89", 123456789),
        ("1,234,567", 123456700),
        ("1.234.567", 123456700),
        ("1 234,56", 123456),
        ("1\u00a0234\u202f567,8", 123456780),
        ("1’234’567.80", 123456780),
        ("-20", -2000),
        ("\u221220.00", -2000),
        ("\u201320,00", -2000),
        ("\uff0d1,234.00", -123400),
        ("00012", 1200),
        ("9999999999999.99", MOST),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minor: int) -> None:
    assert typed(text, "USD") == Money(minor, "USD")


@pytest.mark.parametrize(("text", "minor"), [("1,234", 1234), ("1.234.567", 1234567), ("-9.000", -9000)])
def test_currency_without_decimals_leaves_one_reading(text: str, minor: int) -> None:
    assert typed(text, "JPY") == Money(minor, "JPY")


@pytest.mark.parametrize("text", ["1,234", "1.234", "-12.345", "999,000"])
@pytest.mark.parametrize("currency", ["USD", "KWD"])
def test_amount_that_can_mean_two_is_asked_for_again(text: str, currency: str) -> None:
    with pytest.raises(InputFault) as fault:
        typed(text, currency)

    assert fault.value.code == "amount.ambiguous"


def test_ambiguity_is_put_right_in_a_sentence() -> None:
    with pytest.raises(InputFault) as fault:
        typed("1,234", "USD")

    assert (fault.value.says, fault.value.next_step) == (
        "“1,234” can mean two amounts.",
        "Write “1234.00” if it is 1234, or all decimals if it is not.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23,456.00", "amount.separators"),
        ("1,2345.00", "amount.separators"),
        ("1,234.567,89", "amount.separators"),
        ("0,123,456", "amount.separators"),
        ("12.34.56", "amount.separators"),
        ("1.5", "amount.separators"),
        ("twelve", "money.form"),
        ("", "money.form"),
        ("-", "money.form"),
        ("--5", "money.form"),
        ("5-", "money.form"),
        ("(20.00)", "money.form"),
        ("$20", "money.form"),
        ("1e6", "money.form"),
        ("NaN", "money.form"),
        (".5", "money.form"),
        ("5.", "money.form"),
        ("٣٤", "money.form"),
        ("１２", "money.form"),
        ("=1+1", "money.form"),
        ("12.345678", "money.decimals"),
        ("0.125", "money.decimals"),
        ("1234.567", "money.decimals"),
    ],
)
def test_whatever_is_no_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        typed(text, "JPY" if text == "1.5" else "USD")

    assert fault.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "10000000000000.00",
        "1" * 16,
        "9" * 40,
        "-" + "9" * 30 + ".99",
        "99999999999999999,99",
        "1.234.567.890.123.456,00",
    ],
)
def test_amount_beyond_all_books_is_refused_by_its_size(text: str) -> None:
    with pytest.raises(InputFault) as fault:
        typed(text, "USD")

    assert (fault.value.code, fault.value.says) == (
        "amount.too-large",
        "An amount above 9999999999999.99 USD cannot be kept.",
    )


def test_amount_from_a_program_keeps_to_the_same_size() -> None:
    within(Money(-MOST, "KWD"))

    with pytest.raises(InputFault) as fault:
        exact("9" * 18, "USD")

    assert fault.value.code == "amount.too-large"


@given(amounts, currencies)
def test_what_the_house_writes_it_reads_back(minor: int, currency: str) -> None:
    amount = Money(minor, currency)

    assert exact(amount.decimal(), currency) == amount


@given(
    amounts, currencies, st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("’", ".")])
)
def test_amounts_with_all_their_decimals_are_read_in_every_spelling(
    minor: int, currency: str, marks: tuple[str, str]
) -> None:
    places = decimals(currency)
    whole, part = divmod(abs(minor), 10**places)
    thousands = f"{whole:,}".replace(",", marks[0])
    text = ("\u2212" if minor < 0 else "") + thousands + (f"{marks[1]}{part:0{places}d}" if places else "")
    lone = places == 3 and 0 < whole < 1000  # “1.234” again

    if lone:
        with pytest.raises(InputFault):
            typed(text, currency)
    else:
        assert typed(text, currency) == Money(minor, currency)


@given(st.text(max_size=45), currencies)
def test_any_text_is_an_amount_or_a_fault(text: str, currency: str) -> None:
    try:
        found = abs(typed(text, currency).minor)
    except InputFault as fault:
        found = {"amount": 0, "money": 0}[fault.code.split(".")[0]]

    assert found <= MOST
