"""An entry belongs to the day it starts in the co-op's own zone, also where clocks change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bylaws.facts.readers import RowFault
from tests.bylaws.facts.readers.exports import HARVEST, fault_of, only, rows_of, toggl, toggl_file

BERLIN = ZoneInfo("Europe/Berlin")
BOSTON = ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")


def entry(date: str, start: str, end: str, duration: str) -> bytes:
    return toggl_file(toggl(date=date, start=start, end_date=date, end=end, duration=duration))


@pytest.mark.parametrize(
    ("date", "start", "day", "seconds"),
    [
        ("2025-01-01", "05:59:00", dt.date(2024, 12, 31), 86_340),
        ("2025-01-01", "06:00:00", dt.date(2025, 1, 1), 0),
        ("2025-03-15", "05:30:00", dt.date(2025, 3, 15), 1_800),
        ("2025-03-31", "05:30:00", dt.date(2025, 3, 30), 84_600),
    ],
)
def test_the_day_is_the_co_ops_even_in_the_weeks_when_only_one_zone_has_changed_its_clocks(
    date: str, start: str, day: dt.date, seconds: int
) -> None:
    content = entry(date, start, "09:00:00", "01:00:00")

    row = only(rows_of(content, file_zone=BERLIN, coop_zone=BOSTON))

    assert (row.day, row.start, row.seconds) == (day, seconds, 3_600)


def test_an_entry_is_known_again_from_an_export_in_another_zone() -> None:
    berlin = only(
        rows_of(entry("2025-02-03", "15:00:00", "16:00:00", "01:00:00"), file_zone=BERLIN, coop_zone=BOSTON)
    )
    tokyo = only(
        rows_of(entry("2025-02-03", "23:00:00", "23:59:59", "01:00:00"), file_zone=TOKYO, coop_zone=BOSTON)
    )
    boston = only(rows_of(entry("2025-02-03", "09:00:00", "10:00:00", "01:00:00"), coop_zone=BOSTON))

    assert len({row.fingerprint for row in (berlin, tokyo, boston)}) == 1


def test_the_night_the_clocks_go_forward_is_an_hour_short() -> None:
    content = entry("2025-03-09", "01:00:00", "04:00:00", "02:00:00")

    assert only(rows_of(content)).marks == ("length-differs",)
    assert only(rows_of(content, file_zone=BOSTON)).marks == ()
    assert only(rows_of(content, file_zone=BOSTON, coop_zone=BOSTON)).marks == ()


def test_the_night_the_clocks_go_back_is_an_hour_long() -> None:
    content = entry("2025-11-02", "00:30:00", "03:30:00", "04:00:00")

    assert only(rows_of(content)).marks == ("length-differs",)
    assert only(rows_of(content, file_zone=BOSTON)).marks == ()


def test_an_hour_that_never_was_is_told() -> None:
    content = entry("2025-03-09", "02:30:00", "03:30:00", "01:00:00")

    fault = fault_of(rows_of(content, file_zone=BOSTON, coop_zone=BERLIN))

    assert fault[:4] == RowFault(2, "hours-row.clock-skipped", "Start time", "02:30:00")[:4]


def test_hours_without_a_time_of_day_keep_their_day() -> None:
    content = f"{HARVEST}\n2025-01-01,Rosa,Site,Design,x,7.5,Ada,Reef\n".encode()

    row = only(rows_of(content, file_zone=TOKYO, coop_zone=BOSTON))

    assert (row.day, row.start) == (dt.date(2025, 1, 1), None)
