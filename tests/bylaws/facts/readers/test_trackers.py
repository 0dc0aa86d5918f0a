"""One February of three people, exported by four trackers in many settings, is always the same hours."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.facts.readers import HoursRow, RowFault
from tests.bylaws.facts.readers.exports import (
    FEBRUARY,
    FIXTURES,
    NAMES,
    OWN_COLUMNS,
    layout_of,
    rows_of,
    told,
)

TIMED = [
    ("toggl-detailed.csv", "toggl", "utf-8-sig", ",", "ymd"),
    ("toggl-detailed-us-12h.csv", "toggl", "utf-8", ",", "mdy"),
    ("toggl-detailed-excel-unicode.txt", "toggl", "utf-16", "\t", "dmy"),
    ("clockify-detailed-us-12h.csv", "clockify", "utf-8", ",", "mdy"),
    ("clockify-detailed-de.csv", "clockify", "utf-8-sig", ";", "dmy"),
    ("clockify-detailed-es.csv", "clockify", "utf-8", ",", "dmy"),
    ("clockify-detailed-fr.csv", "clockify", "utf-8", ",", "mdy"),
    ("clockify-detailed-pt-windows.csv", "clockify", "cp1252", ";", "dmy"),
    ("clockify-template.csv", "clockify", "utf-8", ",", "mdy"),
    ("kimai-export.csv", "kimai", "utf-8", ",", "ymd"),
    ("kimai-export-2019.csv", "kimai", "utf-8", ",", "ymd"),
    ("kimai-export-de.csv", "kimai", "utf-8", ";", "ymd"),
    ("kimai-export-fr.csv", "kimai", "utf-8", ";", "ymd"),
    ("kimai-import.csv", "kimai", "utf-8", ";", "ymd"),
    ("kimai-import.json", "kimai", "utf-8", "", "ymd"),
    ("kimai-api.json", "kimai", "utf-8", "", "ymd"),
]
UNTIMED = [
    ("harvest-detailed.csv", ",", "ymd"),
    ("harvest-detailed-fi.csv", ",", "dmy"),
    ("harvest-detailed-fr-semicolons.csv", ";", "ymd"),
    ("harvest-detailed-hh-mm.csv", ",", "mdy"),
    ("harvest-import-us.csv", ",", "mdy"),
]


def entries(name: str) -> list[HoursRow]:
    return [row for row in rows_of((FIXTURES / name).read_bytes()) if isinstance(row, HoursRow)]


@pytest.mark.parametrize(("name", "tracker", "encoding", "delimiter", "order"), TIMED)
def test_the_bytes_tell_how_an_export_is_written(
    name: str, tracker: str, encoding: str, delimiter: str, order: str
) -> None:
    layout = layout_of(name)

    assert (layout.tracker, layout.encoding, layout.delimiter, layout.date_order) == (
        tracker,
        encoding,
        delimiter,
        order,
    )


@pytest.mark.parametrize("name", [name for name, *_ in TIMED])
def test_every_export_with_times_gives_the_same_hours(name: str) -> None:
    assert [told(row) for row in entries(name)] == FEBRUARY


@pytest.mark.parametrize(("name", "delimiter", "order"), UNTIMED)
def test_harvest_gives_the_same_hours_without_times_and_tags(name: str, delimiter: str, order: str) -> None:
    layout = layout_of(name)
    billable = "Billable?" in layout.header

    assert (layout.tracker, layout.delimiter, layout.date_order) == ("harvest", delimiter, order)
    assert [told(row) for row in entries(name)] == [
        (
            NAMES[who],
            work._replace(tags=(), billable=work.billable if billable else None),
            day,
            None,
            seconds,
            note,
        )
        for who, work, day, _, seconds, note in FEBRUARY
    ]


@pytest.mark.parametrize("names", [[name for name, *_ in TIMED], [name for name, *_ in UNTIMED]])
def test_an_entry_is_known_again_in_any_format_and_from_any_tracker(names: list[str]) -> None:
    marks = [tuple(row.fingerprint for row in entries(name)) for name in names]

    assert set(marks) == {marks[0]}
    assert [len(mark) for mark in marks[0]] == [16] * len(FEBRUARY)
    assert len(set(marks[0])) == len(FEBRUARY)


def test_fingerprints_stay_what_they_were() -> None:
    assert [row.fingerprint.hex() for row in entries("toggl-detailed.csv")] == [
        "2997843564e9caddf4f314b4e020cea4",
        "cdc4a2766a900e80277627dca96b947b",
        "7c90d2e478bf29790e3b562c077ee00b",
        "a5f81ff31b1755b3dd234ca61caadfd5",
    ]


def test_the_total_that_clockify_adds_is_told_apart_and_does_no_harm() -> None:
    rows = rows_of((FIXTURES / "clockify-detailed-us-12h.csv").read_bytes())

    assert rows[-1] == RowFault(7, "hours-row.totals", "", "")
    assert [row.harmless for row in rows if isinstance(row, RowFault)] == [True]


def test_an_export_of_ones_own_entries_says_nobodys_name_and_is_asked_for_it() -> None:
    rows = rows_of((FIXTURES / "toggl-own-entries.csv").read_bytes(), whose="ada")

    assert [(row.who, row.day, row.seconds) for row in rows if isinstance(row, HoursRow)] == [
        ("ada", dt.date(2025, 2, 3), 9_000),
        ("ada", dt.date(2025, 2, 13), 4_500),
    ]


def test_a_file_of_no_tracker_is_read_by_the_columns_somebody_names() -> None:
    rows = rows_of((FIXTURES / "own-columns.csv").read_bytes(), columns=OWN_COLUMNS)

    assert [told(row) for row in rows] == [
        (who, work._replace(tags=()), day, start, seconds, note)
        for who, work, day, start, seconds, note in FEBRUARY
    ]
    assert [row.line for row in rows] == [3, 4, 5, 7]
