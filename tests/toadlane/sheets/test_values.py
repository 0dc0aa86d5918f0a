"""What a cell means, and when it is asked about."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from tests.toadlane.sheets.made import fault_of
from toadlane.sheets import amounts, values
from toadlane.sheets.amounts import Numbers, proven, signs, typed, written
from toadlane.sheets.cells import Cell, Kind


def cell(text: str, kind: Kind = Kind.TEXT) -> Cell:
    return Cell(text, "B7", kind)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("$1,234.56", 123456),
        ("US$ 1,234.56", 123456),
        ("1 234,56 $", 123456),
        ("1.234,56 USD", 123456),
        ("($12.00)", -1200),
        ("(12)", -1200),
        ("-$12.00", -1200),
        ("$-12.00", -1200),
        ("12.00-", -1200),
        ("\u2212 12,00 $US", -1200),
        ("0", 0),
    ],
)
def test_amounts_come_as_ledgers_write_them(text: str, minor: int) -> None:
    assert values.amount(cell(text), "USD") == Money(minor, "USD")


@pytest.mark.parametrize(
    ("text", "numbers", "minor"),
    [("1,234", "point", 123400), ("1,234", "comma", 123), ("1.234", "comma", 123400), ("-5", "comma", -500)],
)
def test_amount_that_could_be_two_is_read_as_told(text: str, numbers: Numbers, minor: int) -> None:
    if text == "1,234" and numbers == "comma":
        with pytest.raises(InputFault) as fault:
            values.amount(cell(text), "USD", numbers=numbers)
        assert fault.value.code == "money.decimals"
        return

    assert values.amount(cell(text), "USD", numbers=numbers) == Money(minor, "USD")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,234", "amount.ambiguous"),
        ("€12.00", "amount.other-currency"),
        ("12.00 EUR", "amount.other-currency"),
        ("twelve", "money.form"),
        ("1.2.3", "amount.separators"),
        ("()", "money.form"),
        ("--5", "money.form"),
        ("9" * 20, "amount.too-large"),
        ("12.345,678", "money.decimals"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_place(text: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        values.amount(cell(text), "USD")

    assert (fault.value.code, fault.value.where) == (code, "B7")


def test_stored_number_is_exact_and_never_ambiguous() -> None:
    assert values.amount(cell("1.234", Kind.NUMBER), "KWD") == Money(1234, "KWD")


@pytest.mark.parametrize("kind", [Kind.DAY, Kind.TRUTH])
def test_day_is_no_amount(kind: Kind) -> None:
    with pytest.raises(InputFault) as fault:
        values.amount(cell("2024-01-01", kind), "USD")

    assert fault.value.code == "cell.not-an-amount"


@given(
    st.integers(-amounts.MOST, amounts.MOST),
    st.sampled_from(["USD", "EUR", "JPY", "KWD", "GBP", "PLN"]),
    st.sampled_from(["en_US", "de_DE", "fr_FR", "es_ES", "pl_PL", "pt_BR", "sv_SE"]),
)
def test_amount_reads_back_as_any_ledger_wrote_it_or_is_asked_about(
    minor: int, currency: str, where: str
) -> None:
    money = Money(minor, currency)
    text = format_currency(money.decimal(), currency, locale=where)

    told: Numbers = "point" if where == "en_US" else "comma"

    code = fault_of(lambda: written(text, currency))

    assert (code in {"", "amount.ambiguous"}, written(text, currency, numbers=told)) == (True, money)
    assert code or written(text, currency) == money


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.sampled_from(["en_US", "de_DE"]))
def test_column_that_proves_its_marks_proves_the_right_ones(minors: list[int], where: str) -> None:
    texts = [format_currency(Money(minor, "USD").decimal(), "USD", locale=where) for minor in minors]

    assert proven(texts, "USD") == ("point" if where == "en_US" else "comma")


def test_nothing_is_proved_by_contradiction_nor_by_whole_numbers() -> None:
    assert [proven(t, "USD") for t in (["1.50", "1,50"], ["5", "x"], ["1,234"])] == [None, None, None]
    assert (proven(["1,234,567"], "USD"), proven(["1.234.567"], "USD")) == ("point", "comma")
    assert proven(["1,234"], "JPY") is None


def test_signs_of_a_currency_are_its_own() -> None:
    assert ("$" in signs("USD"), "$" in signs("EUR"), "€" in signs("EUR")) == (True, False, True)


def test_typed_amount_in_a_form_takes_no_sign() -> None:
    with pytest.raises(InputFault):
        typed("$5.00", "USD")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-02-29", None, dt.date(2024, 2, 29)),
        ("31/12/2024", None, dt.date(2024, 12, 31)),
        ("12/31/2024", None, dt.date(2024, 12, 31)),
        ("1.2.2024", None, dt.date(2024, 2, 1)),
        ("1/2/2024", "dmy", dt.date(2024, 2, 1)),
        ("1/2/2024", "mdy", dt.date(2024, 1, 2)),
        ("3/3/24", None, dt.date(2024, 3, 3)),
    ],
)
def test_days_are_read_as_far_as_they_mean_one_day(
    text: str, order: values.DayOrder | None, day: dt.date
) -> None:
    assert values.day(cell(text), order=order) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1/2/2024", "cell.day-order"),
        ("soon", "cell.day"),
        ("30/2/2024", "cell.day"),
        ("2023-02-29", "cell.day"),
    ],
)
def test_other_days_are_asked_about(text: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        values.day(cell(text))

    assert (fault.value.code, fault.value.where) == (code, "B7")


def test_bare_number_is_no_day() -> None:
    with pytest.raises(InputFault) as fault:
        values.day(cell("45000", Kind.NUMBER))

    assert fault.value.code == "cell.day"


def test_words_lose_only_blanks_and_the_mark_that_kept_them_harmless() -> None:
    assert [values.text(cell(t)) for t in ("Ada  \n Lane", "'-Bo", "'tis")] == ["Ada Lane", "-Bo", "'tis"]
    with pytest.raises(InputFault) as fault:
        values.text(cell("a\x1b[0m"))
    assert fault.value.code == "cell.not-text"


def test_whole_number_is_digits_alone() -> None:
    assert values.whole(cell("2024", Kind.NUMBER)) == 2024
    with pytest.raises(InputFault) as fault:
        values.whole(cell("2024.5", Kind.NUMBER))
    assert fault.value.code == "cell.whole"
