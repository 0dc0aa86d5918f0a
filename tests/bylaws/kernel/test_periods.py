"""Days, spans and fiscal years, right on 31 May and in leap years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import (
    Period,
    Span,
    add_months,
    due_days,
    fiscal_year,
    fiscal_year_of,
    fiscal_year_start,
    parse_clock_span,
    whole_months,
)

D = dt.date
YEAR_2025 = Period(D(2025, 1, 1), D(2026, 1, 1))
DAYS = st.dates(D(1901, 1, 1), D(2900, 12, 31))


def refusal(ask: object, *given_values: object) -> tuple[str, str, str]:
    assert callable(ask)
    with pytest.raises(InputFault) as refused:
        ask(*given_values)
    return refused.value.code, refused.value.says, refused.value.next_step


# Periods


def test_a_period_holds_its_first_day_and_not_its_last() -> None:
    assert [day in YEAR_2025 for day in (D(2024, 12, 31), D(2025, 1, 1), D(2025, 12, 31), D(2026, 1, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_period_without_an_end_holds_every_later_day() -> None:
    assert D.max in Period(D(2025, 1, 1), None)


def test_two_periods_share_the_days_both_have() -> None:
    candidate, member = Period(D(2024, 7, 1), D(2025, 4, 1)), Period(D(2025, 4, 1), None)

    assert (candidate.overlap(YEAR_2025), YEAR_2025.overlap(member), member.overlap(candidate)) == (
        Period(D(2025, 1, 1), D(2025, 4, 1)),
        Period(D(2025, 4, 1), D(2026, 1, 1)),
        None,
    )


def test_two_periods_without_an_end_share_an_open_end() -> None:
    assert Period(D(2024, 1, 1), None).overlap(Period(D(2025, 1, 1), None)) == Period(D(2025, 1, 1), None)


def test_periods_sort_by_first_day_and_the_one_without_an_end_comes_last() -> None:
    short, whole, opened = Period(D(2024, 1, 1), None), YEAR_2025, Period(D(2025, 1, 1), None)

    assert sorted([opened, whole, short]) == [short, whole, opened]


def test_a_period_that_has_not_ended_has_no_number_of_days() -> None:
    assert (YEAR_2025.days(), refusal(Period(D(2025, 1, 1), None).days)) == (
        365,
        (
            "period.open",
            "A period from 2025-01-01 has no end yet.",
            "Ask about a period that has ended.",
        ),
    )


# Spans


@pytest.mark.parametrize(
    ("written", "span", "shown"),
    [
        ("P9M", Span(9), "P9M"),
        ("P1Y", Span(12), "P1Y"),
        ("P1Y6M", Span(18), "P18M"),
        ("P60M", Span(60), "P5Y"),
        ("P2W", Span(0, 14), "P14D"),
        ("P7D", Span(0, 7), "P7D"),
        ("P1M1W1D", Span(1, 8), "P1M8D"),
        ("P0D", Span(), "P0D"),
    ],
)
def test_a_span_is_read_as_iso_8601_writes_it(written: str, span: Span, shown: str) -> None:
    assert (Span.parse(written), str(span), Span.parse(shown)) == (span, shown, span)


@pytest.mark.parametrize(
    "text", ["P", "", "9 months", "P9", "PT9H", "P-1M", "P1.5M", "P٩M", "P1M1Y", 9, None]
)
def test_what_is_not_a_span_is_refused_with_examples(text: object) -> None:
    assert refusal(Span.parse, text) == (
        "span.form",
        f"“{text}” is not a span of time.",
        "Write it as ISO 8601 does: “P9M” is nine months, “P7D” seven days.",
    )


def test_a_span_is_counted_from_the_day_itself_never_from_a_day_already_moved() -> None:
    month = Span(1)

    assert [month.after(D(2025, 1, 31), times=n) for n in (0, 1, 2, 3)] == [
        D(2025, 1, 31),
        D(2025, 2, 28),
        D(2025, 3, 31),
        D(2025, 4, 30),
    ]


def test_every_payment_is_counted_from_the_same_day() -> None:
    month = Span(months=1)

    assert due_days(D(2025, 1, 31), first=month, every=month, count=3) == (
        D(2025, 2, 28),
        D(2025, 3, 31),
        D(2025, 4, 30),
    )
    assert due_days(D(2025, 1, 31), first=Span(months=1, days=1), every=Span(days=7), count=2) == (
        D(2025, 3, 1),
        D(2025, 3, 8),
    )


def test_a_span_of_months_and_days_counts_months_first() -> None:
    assert Span(1, 1).after(D(2024, 1, 31)) == D(2024, 3, 1)


@pytest.mark.parametrize(
    ("span", "times"), [(Span(0, 99_999), 120), (Span(0, 10), 10**12), (Span(0, 400), -2000)]
)
def test_a_span_that_leads_beyond_the_calendar_is_refused(span: Span, times: int) -> None:
    assert refusal(span.after, D(2025, 1, 1), times) == (
        "period.beyond-calendar",
        f"Counted from 2025-01-01, {span} times {times} is beyond the calendar.",
        "Check the span and the date.",
    )


@pytest.mark.parametrize(
    ("text", "seconds"), [("PT8H", 28800), ("PT7H30M", 27000), ("PT90M", 5400), ("PT0M", 0)]
)
def test_a_length_of_working_time_is_read_in_seconds(text: str, seconds: int) -> None:
    assert parse_clock_span(text) == seconds


@pytest.mark.parametrize("text", ["PT", "8h", "P8H", "PT8", "PT1.5H", 8, None])
def test_what_is_not_a_length_of_working_time_is_refused(text: object) -> None:
    assert refusal(parse_clock_span, text) == (
        "clock-span.form",
        f"“{text}” is not a length of working time.",
        "Write it as ISO 8601 does: “PT8H” is eight hours.",
    )


# Months


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (D(2024, 5, 31), 9, D(2025, 2, 28)),
        (D(2023, 5, 31), 9, D(2024, 2, 29)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 48, D(2028, 2, 29)),
        (D(2025, 12, 31), 2, D(2026, 2, 28)),
        (D(2025, 3, 31), -1, D(2025, 2, 28)),
        (D(2025, 1, 15), -1, D(2024, 12, 15)),
    ],
)
def test_a_day_that_a_month_lacks_becomes_its_last_day(day: D, months: int, then: D) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize("months", [12 * 8000, -12 * 3000])
def test_months_that_lead_beyond_the_calendar_are_refused(months: int) -> None:
    assert refusal(add_months, D(2025, 1, 1), months) == (
        "period.beyond-calendar",
        f"Counted in months from 2025-01-01, {months} is beyond the calendar.",
        "Check the span and the date.",
    )


@pytest.mark.parametrize(
    ("first", "until", "months"),
    [
        (D(2025, 1, 15), D(2025, 1, 15), 0),
        (D(2025, 1, 15), D(2025, 2, 14), 0),
        (D(2025, 1, 15), D(2025, 2, 15), 1),
        (D(2024, 5, 31), D(2025, 2, 27), 8),
        (D(2024, 5, 31), D(2025, 2, 28), 9),
        (D(2024, 2, 29), D(2025, 2, 28), 12),
        (D(2025, 1, 1), D(2026, 1, 1), 12),
    ],
)
def test_whole_months_are_full_on_the_same_day_of_the_month(first: D, until: D, months: int) -> None:
    assert whole_months(Period(first, until)) == months


@given(day=DAYS, months=st.integers(0, 600))
def test_as_many_whole_months_have_passed_as_were_added(day: D, months: int) -> None:
    assert whole_months(Period(day, add_months(day, months))) == months


# Fiscal years


@pytest.mark.parametrize(
    ("year", "starts", "period"),
    [
        (2025, "01-01", YEAR_2025),
        (2025, "07-01", Period(D(2024, 7, 1), D(2025, 7, 1))),
        (2024, "03-01", Period(D(2023, 3, 1), D(2024, 3, 1))),
        (2025, "12-31", Period(D(2024, 12, 31), D(2025, 12, 31))),
    ],
)
def test_a_fiscal_year_is_named_by_the_calendar_year_it_ends_in(
    year: int, starts: str, period: Period
) -> None:
    assert fiscal_year(year, starts) == period


@pytest.mark.parametrize(
    ("day", "starts", "year"),
    [
        (D(2025, 1, 1), "01-01", 2025),
        (D(2025, 12, 31), "01-01", 2025),
        (D(2025, 6, 30), "07-01", 2025),
        (D(2025, 7, 1), "07-01", 2026),
        (D(2024, 2, 29), "03-01", 2024),
    ],
)
def test_a_day_on_the_boundary_belongs_to_the_year_that_begins(day: D, starts: str, year: int) -> None:
    assert fiscal_year_of(day, starts) == year


@given(day=DAYS, month=st.integers(1, 12), start_day=st.integers(1, 28))
def test_every_day_falls_in_the_fiscal_year_it_is_said_to(day: D, month: int, start_day: int) -> None:
    starts = f"{month:02d}-{start_day:02d}"

    assert day in fiscal_year(fiscal_year_of(day, starts), starts)


@pytest.mark.parametrize("text", ["02-29", "13-01", "00-10", "04-31", "1-1", "01/01", "", 101, None])
def test_a_fiscal_year_cannot_start_on_a_day_that_some_years_lack(text: object) -> None:
    assert refusal(fiscal_year_start, text) == (
        "fiscal-year.starts",
        f"“{text}” is not a day on which a fiscal year can start.",
        "Write month and day, as in “01-01” or “07-01”; 29 February cannot be one.",
    )


@pytest.mark.parametrize("year", [1899, 3000])
def test_a_year_that_must_be_a_slip_is_refused(year: int) -> None:
    assert refusal(fiscal_year, year, "01-01") == (
        "fiscal-year.number",
        f"{year} is not a fiscal year this library reckons with.",
        "Give a year between 1900 and 2999.",
    )
