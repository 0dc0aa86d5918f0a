"""Dates, times of day and lengths of time as the trackers write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.facts.readers.rows import CellFault, RowFault, shown
from bylaws.facts.readers.single_cells import (
    half_up,
    read_billable,
    read_clock,
    read_day,
    read_length,
    read_tags,
    read_text,
)


def code_of(fault: pytest.ExceptionInfo[CellFault]) -> str:
    return fault.value.code


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2025-02-03", None, dt.date(2025, 2, 3)),
        (" 2025/2/3 ", "dmy", dt.date(2025, 2, 3)),
        ("03/02/2025", "dmy", dt.date(2025, 2, 3)),
        ("03/02/2025", "mdy", dt.date(2025, 3, 2)),
        ("3-2-2025", "dmy", dt.date(2025, 2, 3)),
        ("3.2.2025", "mdy", dt.date(2025, 2, 3)),
        ("7/27/22", "mdy", dt.date(2022, 7, 27)),
        ("13/02/2025", None, dt.date(2025, 2, 13)),
        ("02/13/2025", None, dt.date(2025, 2, 13)),
        ("05/05/2025", None, dt.date(2025, 5, 5)),
        ("2024-02-29", None, dt.date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_in_its_order(text: str, order: str | None, day: dt.date) -> None:
    assert read_day(text, order) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025-02-30",
        "2025-02",
        "2025-02-03-04",
        "2025-02/03",
        "20250203",
        "1025-02-03",
        "13/13/2025",
        "25/26/2025",
        "3/2/025",
        "٣-٢-٢٠٢٥",
        "2025-02-03T09:00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(CellFault) as caught:
        read_day(text, None)

    assert (code_of(caught), caught.value.found) == ("hours-row.date", text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00", 0),
        ("09:30", 34_200),
        ("9:30:15", 34_215),
        ("23:59:59", 86_399),
        ("12:00 AM", 0),
        ("12:30 am", 1_800),
        ("1:00PM", 46_800),
        ("02:00 PM", 50_400),
        ("12:00 p.m.", 43_200),
        ("1:05:09\u202fp. m.", 46_800 + 309),
        ("1:00\u00a0PM", 46_800),
    ],
)
def test_a_time_of_day_is_read_on_either_clock(text: str, seconds: int) -> None:
    assert read_clock(text, "start") == seconds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24:00", "hours-row.clock-24"),
        ("24:00:00", "hours-row.clock-24"),
        ("24:01", "hours-row.clock"),
        ("25:00", "hours-row.clock"),
        ("9:60", "hours-row.clock"),
        ("9:5", "hours-row.clock"),
        ("13:00 PM", "hours-row.clock"),
        ("0:30 AM", "hours-row.clock"),
        ("noon", "hours-row.clock"),
        ("9", "hours-row.clock"),
        ("-9:00", "hours-row.clock"),
    ],
)
def test_what_is_no_time_of_day_is_refused(text: str, code: str) -> None:
    with pytest.raises(CellFault) as caught:
        read_clock(text, "start")

    assert code_of(caught) == code


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("000", 0),
        ("1:30", 5_400),
        ("01:30:15", 5_415),
        ("24:00:00", 86_400),
        ("0:00", 0),
        ("7.5", 27_000),
        ("7,5", 27_000),
        (" 2 ", 7_200),
        (".25", 900),
        ("5.", 18_000),
        ("0.33", 1_188),
        ("8.333333", 30_000),
        ("0.00013888888", 0),
        ("0.000138888889", 1),
        ("24", 86_400),
        ("00000000000000001.5", 5_400),
    ],
)
def test_hours_are_read_to_the_second(text: str, seconds: int) -> None:
    assert read_length(text, "hours", "duration") == seconds


@pytest.mark.parametrize(("text", "seconds"), [("7260", 7_260), ("0", 0), ("86400", 86_400), ("1:00", 3_600)])
def test_seconds_are_read_where_the_file_counts_seconds(text: str, seconds: int) -> None:
    assert read_length(text, "seconds", "duration") == seconds


@pytest.mark.parametrize(
    ("text", "numbers", "code"),
    [
        ("24:00:01", "hours", "hours-row.over-24-hours"),
        ("24.01", "hours", "hours-row.over-24-hours"),
        ("999999999:00", "hours", "hours-row.over-24-hours"),
        ("86401", "seconds", "hours-row.over-24-hours"),
        ("-1.5", "hours", "hours-row.negative"),
        ("-01:00:00", "hours", "hours-row.negative"),
        ("−2", "hours", "hours-row.negative"),
        ("=1+1", "hours", "hours-row.formula"),
        ("+1.5", "hours", "hours-row.formula"),
        ("@SUM(A1)", "hours", "hours-row.formula"),
        ("-SUM(A1)", "hours", "hours-row.formula"),
        ("1.234,5", "hours", "hours-row.length"),
        ("1:2", "hours", "hours-row.length"),
        ("1:60", "hours", "hours-row.length"),
        ("1:00:60", "hours", "hours-row.length"),
        (":30", "hours", "hours-row.length"),
        (".", "hours", "hours-row.length"),
        ("", "hours", "hours-row.length"),
        ("two", "hours", "hours-row.length"),
        ("1e1", "hours", "hours-row.length"),
        ("1.5", "seconds", "hours-row.length"),
        ("9" * 5_000, "seconds", "hours-row.length"),
        ("0." + "1" * 5_000, "hours", "hours-row.length"),
        ("nan", "hours", "hours-row.length"),
        ("٢", "hours", "hours-row.length"),
    ],
)
def test_what_is_no_length_is_refused(text: str, numbers: str, code: str) -> None:
    with pytest.raises(CellFault) as caught:
        read_length(text, numbers, "duration")

    assert code_of(caught) == code


@given(st.integers(0, 86_400))
def test_a_length_written_as_a_clock_reads_back(seconds: int) -> None:
    text = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    assert read_length(text, "hours", "duration") == seconds


@given(st.integers(0, 86_400), st.sampled_from(".,"))
def test_a_length_written_with_six_decimals_reads_back(seconds: int, mark: str) -> None:
    micro = half_up(seconds * 1_000_000, 3_600)
    text = f"{micro // 1_000_000}{mark}{micro % 1_000_000:06}"

    assert read_length(text, "hours", "duration") == seconds


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_rounding_is_to_the_nearest_and_half_goes_up(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)

    assert -denominator < 2 * (numerator - rounded * denominator) <= denominator or (
        2 * (numerator - rounded * denominator) == -denominator
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes", True),
        ("ja", True),
        ("SÍ", True),
        ("1", True),
        ("No", False),
        ("não", False),
        ("0", False),
        (" ", None),
    ],
)
def test_yes_and_no_are_read_in_the_trackers_languages(text: str, said: bool | None) -> None:  # noqa: FBT001 - what is said
    assert read_billable(text) is said


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellFault) as caught:
        read_billable("maybe")

    assert code_of(caught) == "hours-row.billable"


def test_tags_are_parted_by_commas_and_each_counts_once() -> None:
    assert read_tags("urgent, night  duty,,urgent ") == ("night duty", "urgent")


@pytest.mark.parametrize("text", ["a\0b", "half \ud800"])
def test_what_no_store_can_keep_is_refused(text: str) -> None:
    with pytest.raises(CellFault) as caught:
        read_text(text, "note")

    assert code_of(caught) == "hours-row.not-text"
    assert "\0" not in caught.value.found


def test_a_found_cell_is_shown_short_and_printable() -> None:
    assert shown("x" * 100) == "x" * 79 + "…"
    assert shown("a\nb") == "a·b"


def test_a_fault_says_what_stood_there_and_what_to_do() -> None:
    fault = RowFault(7, "hours-row.date", "Start date", "soon")

    assert (fault.says, fault.harmless) == ("“soon” in “Start date” is not a date.", False)
    assert fault.template == "“{found}” in “{column}” is not a date."
    assert fault.next_step.startswith("Dates look like 2025-03-31")
