"""Writing values for people: exact, in the manner of each language."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.wording import LANGUAGES
from bylaws.charter.wording.phrases import Phrases, Value
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span

EN, ES, FR = (Phrases(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("value", "en", "es", "fr"),
    [
        (Money(300000, "USD"), "$3,000.00", "$3,000.00", "3\u202f000,00\u00a0$"),
        (Money(-5, "EUR"), "-€0.05", "-€0.05", "-0,05\u00a0€"),
        (Money(1234567, "JPY"), "¥1,234,567", "¥1,234,567", "1\u202f234\u202f567\u00a0¥"),
        (Money(1500, "TND"), "1.500 TND", "1.500 TND", "1,500\u00a0TND"),
        (Fraction(2, 5), "40%", "40 %", "40\u00a0%"),
        (Fraction(1, 8), "12.5%", "12.5 %", "12,5\u00a0%"),
        (Fraction(2, 3), "two thirds", "dos tercios", "deux tiers"),
        (Fraction(3, 7), "3/7", "3/7", "3/7"),
        (Span(9), "nine months", "nueve meses", "neuf mois"),
        (Span(12), "one year", "un año", "un an"),
        (
            Span(18, 1),
            "one year, six months and one day",
            "un año, seis meses y un día",
            "un an, six mois et un jour",
        ),
        (Span(0, 30), "30 days", "30 días", "30 jours"),
        (Span(), "no time", "ningún plazo", "aucun délai"),
        (dt.date(2025, 1, 1), "1 January 2025", "1 de enero de 2025", "1er janvier 2025"),
        (dt.date(2024, 2, 29), "29 February 2024", "29 de febrero de 2024", "29 février 2024"),
        (12, "twelve", "doce", "douze"),
        (1300, "1,300", "1,300", "1\u202f300"),
        ("{as it is}", "{as it is}", "{as it is}", "{as it is}"),
    ],
)
def test_a_value_is_written_as_people_write_it(value: Value, en: str, es: str, fr: str) -> None:
    assert (EN.write(value), ES.write(value), FR.write(value)) == (en, es, fr)


def test_working_time_is_written_in_hours_and_minutes() -> None:
    assert [EN.hours(seconds) for seconds in (3600, 27000, 162000, 60, 0)] == [
        "one hour",
        "seven hours and 30 minutes",
        "45 hours",
        "one minute",
        "no time",
    ]


def test_a_day_of_every_year_is_written_without_a_year() -> None:
    assert [phrases.month_day(day) for phrases in (EN, ES, FR) for day in ("01-01", "07-15")] == [
        "1 January",
        "15 July",
        "1 de enero",
        "15 de julio",
        "1er janvier",
        "15 juillet",
    ]


def test_words_stand_one_after_the_other() -> None:
    assert [EN.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_spanish_and_french_join_words_as_they_are_spoken() -> None:
    assert ES.listed(["socios", "integrantes"]) == "socios e integrantes"
    assert FR.part("membership.stages.evaluations", stage="X", spans=FR.span(Span(1))) == (
        "X\u00a0: évaluations au bout d’un mois."
    )


@given(minor=st.integers(-(10**14), 10**14))
def test_money_written_for_people_loses_no_cent(minor: int) -> None:
    amount = Money(minor, "USD")

    assert Money.parse(EN.money(amount).replace("$", "").replace(",", ""), "USD") == amount
