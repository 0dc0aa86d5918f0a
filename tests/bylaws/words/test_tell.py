"""Reasons in words: how amounts, hours, days and names are written."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason, Value
from bylaws.words.tell import Plain, Told, lines, tell
from bylaws.words.terms import Terms

DAY = dt.date(2025, 7, 1)
DOLLARS = Money(123_456_700, "USD")


def said(code: str, language: str = "en", currency: str = "USD", **values: Value) -> str:
    return told(Reason(code, values), language, currency)


def told(reason: Reason, language: str = "en", currency: str = "USD") -> str:
    return tell(reason, language=language, currency=currency).sentence


def test_a_reason_is_told_with_all_below_it_and_each_article() -> None:
    reason = Reason(
        "person", {"person": "Ada", "year": 2025}, "Article 9", (Reason("exit.paid-in", {"amount": DOLLARS}),)
    )

    told = tell(reason)

    assert told == Told("Ada in 2025.", "Article 9", (Told("1,234,567.00 USD is paid in.", None, ()),))
    assert lines(told) == ["- Ada in 2025. [Article 9]", "  - 1,234,567.00 USD is paid in."]


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Money(0, "USD"), "0.00 USD"),
        (Money(-5, "USD"), "-0.05 USD"),
        (Money(-123456, "JPY"), "-123,456 JPY"),
        (Money(1234567, "KWD"), "1,234.567 KWD"),
    ],
)
def test_money_has_all_its_decimals(amount: Money, written: str) -> None:
    assert Plain().money(amount) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(1000), "1,000"),
        (Fraction(21, 2), "10.5"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(1, 3), "0.33…"),
        (Fraction(-2, 3), "-0.66…"),
        (Fraction(1, 1000), "0…"),
    ],
)
def test_a_number_shows_that_it_goes_on(number: Fraction, written: str) -> None:
    assert Plain().number(number) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0"),
        (3600 * 1500, "1,500"),
        (3600 * 1487 + 1800, "1,487:30"),
        (61, "0:01:01"),
        (Fraction(7200), "2"),
        (Fraction(3601, 2), "0.5…"),
    ],
)
def test_hours_are_written_with_minutes_where_they_have_some(seconds: int | Fraction, written: str) -> None:
    assert said("stage.hours-done", seconds=seconds, needed=3600) == f"{written} of 1 hours are worked."


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (4500_00, "USD", "4,500.00 USD"),
        (Fraction(4500_00), "USD", "4,500.00 USD"),
        (Fraction(1, 3), "USD", "0.00… USD"),
        (Fraction(319980_1, 10), "USD", "3,199.80… USD"),
        (Fraction(100_00, 3), "USD", "33.33… USD"),
        (Fraction(25, 2), "JPY", "12… JPY"),
        (Fraction(-1234567_1, 10), "KWD", "-1,234.567… KWD"),
    ],
)
def test_an_exact_part_is_written_as_money(minor: int | Fraction, currency: str, written: str) -> None:
    assert (
        said("pay.common-level", level=minor, currency=currency)
        == f"The common level of pay is {written} a month."
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "2 h of “client work” (member), 2025-01-01 to 2025-06-30."),
        ("es", "2 h de «client work» (socio), del 2025-01-01 al 2025-06-30."),
        ("fr", "2 h de «\u00a0client work\u00a0» (membre), du 2025-01-01 au 2025-06-30."),
    ],
)
def test_a_period_is_told_with_its_last_day(language: str, sentence: str) -> None:
    worked: dict[str, Value] = {"seconds": 7200, "work": "client-work", "stage": "member"}
    days: dict[str, Value] = {"from": dt.date(2025, 1, 1), "until": DAY}

    assert told(Reason("hours.counted", {**worked, **days}), language) == sentence


@pytest.mark.parametrize(
    ("language", "places"),
    [
        (
            "en",
            [
                "the collective account",
                "the members",
                "tax",
                "interest on members' capital",
                "the fund “new shops”",
            ],
        ),
        (
            "es",
            [
                "la cuenta colectiva",
                "los socios",
                "el impuesto",
                "los intereses del capital de los socios",
                "el fondo «new shops»",
            ],
        ),
        (
            "fr",
            [
                "le compte collectif",
                "les membres",
                "l’impôt",
                "les intérêts sur le capital des membres",
                "le fonds «\u00a0new shops\u00a0»",
            ],
        ),
    ],
)
def test_where_money_goes_has_a_name_in_each_language(language: str, places: list[str]) -> None:
    terms = Terms(language)

    assert [
        terms.place(account) for account in ("collective", "members", "tax", "interest", "fund/new-shops")
    ] == places


def test_stages_rights_and_what_work_counts_for_have_their_usual_names() -> None:
    assert said("right.held", stage="sabbatical", right="vote") == (
        "This right comes with the stage “on sabbatical”: vote."
    )
    assert said("right.not-held", stage=None, right="sign-cheques") == (
        "This right does not come with the stage “none”: “sign cheques”."
    )
    assert said("hours.count-for", work="stand-up", purposes="pay, patronage") == (
        "“stand up” counts for pay and patronage."
    )
    assert said("hours.count-for", "es", work="stand-up", purposes="") == "«stand up» cuenta para nada."
    assert said("sight.open", "fr", **{"class": "accounts", "audience": "members, world"}) == (
        "Qui peut voir les comptes\u00a0: les membres et tout le monde."
    )
    assert said("months.of-stage", months=Fraction(9, 2), stages="associate, member") == (
        "Months of the year in a stage that shares (“associate” and members): 4.5."
    )


def test_shares_are_written_as_people_write_them() -> None:
    values: dict[str, Value] = {
        "share": Fraction(1, 3),
        "before": DOLLARS,
        "amount": DOLLARS,
        "account": "members",
    }

    assert told(Reason("step.share-of-left", values)) == (
        "1/3 of the 1,234,567.00 USD that earlier steps left: 1,234,567.00 USD goes to the members."
    )


class Long(Plain):
    """Days in words."""

    def day(self, day: dt.date) -> str:
        return f"{day:%d %B %Y}"


def test_an_edge_may_write_values_its_own_way() -> None:
    told = tell(Reason("instalment", {"amount": DOLLARS, "due": DAY}), writing=Long())

    assert told.sentence == "1,234,567.00 USD is due on 01 July 2025."


@pytest.mark.parametrize("language", ["de", "", "EN"])
def test_a_language_without_words_is_refused(language: str) -> None:
    with pytest.raises(InputFault) as refused:
        tell(Reason("person"), language=language)

    assert (refused.value.code, refused.value.next_step) == (
        "words.language",
        "The languages are en, es, fr.",
    )
