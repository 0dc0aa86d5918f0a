"""Money, hours, shares and days as each language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.numbers import format_currency
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.money import Money, decimals
from toadlane.ui import figures

LANGUAGES = ("en", "es", "fr", "ru", "de", "hi", "en-in", "pt-br", "sv", "ar", "he")
CURRENCIES = ("USD", "EUR", "MXN", "JPY", "KWD", "INR")


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", Money(123450, "USD"), "$1,234.50"),
        ("en", Money(-2000, "USD"), "−$20.00"),
        ("en", Money(-1, "USD"), "−$0.01"),
        ("en", Money(1234, "JPY"), "¥1,234"),
        ("en", Money(1234567, "KWD"), "KWD\xa01,234.567"),
        ("fr", Money(123450, "USD"), "1\u202f234,50\xa0$US"),
        ("fr", Money(-123450, "EUR"), "−1\u202f234,50\xa0€"),
        ("hi", Money(1234567890, "INR"), "₹1,23,45,678.90"),
    ],
)
def test_an_amount_is_written_as_its_readers_write_it(language: str, amount: Money, written: str) -> None:
    with translation.override(language):
        assert figures.money(amount) == written


@given(st.sampled_from(LANGUAGES), st.sampled_from(CURRENCIES), st.integers(-(10**13), 10**13))
def test_our_quick_way_writes_what_babel_writes(language: str, currency: str, minor: int) -> None:
    places = decimals(currency)
    tongue = Locale.parse(language, sep="-")
    pattern = tongue.currency_formats["standard"].pattern.replace(".00", "." + "0" * places if places else "")
    value = Decimal(minor).scaleb(-places)
    slow = format_currency(value, currency, format=pattern, locale=tongue, currency_digits=False)

    with translation.override(language):
        quick = figures.money(Money(minor, currency))

    assert without_space(quick) == without_space(slow.replace("-", figures.MINUS))


def without_space(words: str) -> str:
    """Babel lets letters touch digits, “KWD1”; we do not."""
    return words.replace("\N{NO-BREAK SPACE}", "")


def test_an_axis_drops_the_decimals_of_whole_amounts_alone() -> None:
    with translation.override("en"):
        assert [figures.money_about(Money(minor, "USD")) for minor in (4_000_000, -50_000, 12_345)] == [
            "$40,000",
            "−$500",
            "$123.45",
        ]


def test_hours_are_hours_and_minutes_and_seconds_only_where_there_are_any() -> None:
    with translation.override("en"):
        assert [figures.hours(seconds) for seconds in (0, 5_400, 4_338_000, 61, -5_400)] == [
            "0:00",
            "1:30",
            "1,205:00",
            "0:01:01",
            "−1:30",
        ]


@pytest.mark.parametrize(
    ("language", "written"), [("en", "37.5%"), ("es", "37,5\xa0%"), ("fr", "37,5\xa0%"), ("ru", "37,5\xa0%")]
)
def test_a_share_is_a_per_cent(language: str, written: str) -> None:
    with translation.override(language):
        assert figures.share(Fraction(3, 8)) == written


def test_a_share_that_does_not_end_is_rounded_to_a_tenth() -> None:
    with translation.override("en"):
        assert [
            figures.share(part) for part in (Fraction(1, 3), Fraction(2, 3), Fraction(1), Fraction(0))
        ] == [
            "33.3%",
            "66.7%",
            "100%",
            "0%",
        ]


@pytest.mark.parametrize(("language", "written"), [("en", "May 3, 2025"), ("fr", "3 mai 2025")])
def test_a_day_is_written_in_the_readers_language(language: str, written: str) -> None:
    with translation.override(language):
        assert figures.day(dt.date(2025, 5, 3)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["May 2025", "Sat, May 3", "Saturday, May 3, 2025"]),
        ("es", ["mayo de 2025", "sáb, 3 may", "sábado, 3 de mayo de 2025"]),
        ("fr", ["mai 2025", "sam. 3 mai", "samedi 3 mai 2025"]),
    ],
)
def test_a_part_of_a_day_stands_in_the_order_of_the_language(language: str, written: list[str]) -> None:
    with translation.override(language):
        assert [figures.day(dt.date(2025, 5, 3), form) for form in ("yMMMM", "MMMEd", "full")] == written


def test_an_instant_is_shown_on_the_clock_of_the_pages_zone() -> None:
    with translation.override("en"):
        shown = figures.instant(dt.datetime(2025, 5, 3, 16, 0, tzinfo=dt.UTC))

    assert shown == "May 3, 2025, 4:00\u202fPM"


def test_a_language_nobody_knows_reads_english() -> None:
    with translation.override("xx"):
        assert figures.money(Money(100, "USD")) == "$1.00"


def test_in_a_reason_numbers_go_to_two_places_and_say_when_they_go_on() -> None:
    local = figures.Local()

    with translation.override("en"):
        written = [
            local.number(n) for n in (Fraction(1650), Fraction(-5, 2), Fraction(1, 3), Fraction(12_345, 10))
        ]

    assert written == ["1,650", "−2.5", "0.33…", "1,234.5"]


def test_what_is_not_there_is_a_dash() -> None:
    words = "{{ n|money }} {{ n|money_change }} {{ n|hours }} {{ n|share }} {{ n|day }} {{ n|instant }}"

    assert Template("{% load ui %}" + words).render(Context({"n": None})) == "– – – – – –"


def test_a_movement_carries_its_sign() -> None:
    page = Template("{% load ui %}{{ up|money_change }} {{ down|money_change }} {{ none|money_change }}")

    shown = page.render(
        Context({"up": Money(500, "USD"), "down": Money(-500, "USD"), "none": Money(0, "USD")})
    )

    assert shown == "+$5.00 −$5.00 $0.00"
