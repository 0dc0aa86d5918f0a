"""Kimai's JSON, read one entry at a time, whatever is wrong in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bylaws.facts.readers import RowFault, decoded, read, sniff
from bylaws.facts.readers.kimai_json import OBJECT_CHARS_MAX
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import FIXTURES, entries, fault_of, only, rows_of, told

HOUR: dict[str, Any] = {
    "id": 12,
    "begin": "2025-02-03T09:00:00+0100",
    "end": "2025-02-03T10:00:00+0100",
    "duration": 3600,
    "user": {"alias": None, "username": "ada", "email": ""},
    "project": {"name": "Website", "customer": {"name": "Rosa Bakery"}},
    "activity": {"name": "Design"},
    "description": None,
    "tags": ["remote"],
    "billable": True,
}


def content(*elements: object) -> bytes:
    return json.dumps(list(elements)).encode()


def refused(whole: bytes) -> InputFault:
    with pytest.raises(InputFault) as caught:
        rows_of(whole)
    return caught.value


def test_a_person_without_an_address_is_known_by_name() -> None:
    row = only(rows_of(content(HOUR)))

    assert (row.who, row.work, row.note) == (
        "ada",
        ("Rosa Bakery", "Website", "Design", ("remote",), True),
        "",
    )


def test_an_answer_that_gives_numbers_for_names_is_read_with_the_numbers() -> None:
    row = only(rows_of(content(HOUR | {"user": 4, "project": 7, "activity": 9})))

    assert (row.who, row.work[:3]) == ("4", ("", "7", "9"))


def test_instants_become_the_co_ops_own_day() -> None:
    late = HOUR | {"begin": "2025-02-03T01:00:00+0100", "end": "2025-02-03T02:00:00+0100"}

    here = only(rows_of(content(late), coop_zone=ZoneInfo("America/New_York")))
    there = only(rows_of(content(late)))

    assert (here.day, here.start) == (dt.date(2025, 2, 2), 68_400)
    assert (there.day, there.start) == (dt.date(2025, 2, 3), 3_600)


def test_a_running_timer_is_told() -> None:
    assert fault_of(rows_of(content(HOUR | {"end": None, "duration": 0}))) == RowFault(
        1, "hours-row.running", "end", ""
    )


@pytest.mark.parametrize("begin", ["soon", None, "0001-01-01T00:00:00+0100"])
def test_a_beginning_that_is_no_instant_is_told(begin: str | None) -> None:
    fault = fault_of(rows_of(content(HOUR | {"begin": begin}), coop_zone=ZoneInfo("America/New_York")))

    assert fault[:4] == (1, "hours-row.date", "date", begin or "")


@pytest.mark.parametrize(
    ("element", "found"),
    [(7, "7"), ("x", "x"), ([], "list"), ({}, "dict"), (None, "NoneType"), ({"name": 1}, "dict")],
)
def test_an_element_that_is_no_entry_is_told(element: object, found: str) -> None:
    assert rows_of(content(element)) == [RowFault(1, "hours-row.not-an-entry", "", found)]


def test_the_importers_form_takes_decimal_hours_and_other_names() -> None:
    row = {
        "Date": "2025-02-03",
        "Begin": "09:00",
        "End": "11:00",
        "Duration": 1.5,
        "Break": "0:30",
        "Name": "Ada",
    }

    read_row = only(rows_of(content(row)))

    assert (read_row.who, read_row.seconds, read_row.marks) == ("Ada", 5_400, ())


def test_half_characters_in_an_escape_are_told() -> None:
    assert fault_of(rows_of(b'[{"Date": "2025-02-03", "Duration": 60, "User": "\\ud800"}]')) == RowFault(
        1, "hours-row.not-text", "name", "·", who="·", day="2025-02-03"
    )


@pytest.mark.parametrize(
    "whole",
    [
        b"[",
        b"[{",
        b'{"begin": 1}',
        b"[1 2]",
        b"[1,]",
        b"[1",
        b"[1] 2",
        b"[1][2]",
        b"[" * 100_000,
        b"[nope]",
    ],
)
def test_what_is_no_list_in_json_is_refused(whole: bytes) -> None:
    assert (refused(whole).code, refused(whole).where) == ("hours-file.json", "line 1")


def test_an_empty_list_has_no_entries() -> None:
    assert refused(b"[ ]\n").code == "hours-file.no-entries"


def test_an_element_without_end_is_given_up_before_it_fills_the_memory() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[str]:
        yield '["'
        for number in range(1_000):
            taken.append(number)
            yield "x" * 100_000

    with pytest.raises(InputFault) as caught:
        list(read(pieces(), sniff(b"[")))

    assert caught.value.code == "hours-file.json"
    assert len(taken) == OBJECT_CHARS_MAX // 100_000 + 1


def test_lines_are_told_where_each_entry_begins() -> None:
    whole = json.dumps([HOUR, 1, HOUR | {"end": None}], indent=1).encode()

    lines = whole.decode().splitlines()

    assert [row.line for row in rows_of(whole)] == [
        2,
        lines.index(" 1,") + 1,
        len(lines) - lines[::-1].index(" {"),
    ]


def test_entries_are_the_same_however_the_text_is_cut() -> None:
    whole = (FIXTURES / "kimai-import.json").read_bytes()
    layout = sniff(whole)

    for size in (1, 7, 100):
        cut = (whole[at : at + size] for at in range(0, len(whole), size))
        rows = list(read(decoded(cut, layout, bytes_at_most=10_000), layout))

        assert [told(row) for row in rows] == [told(row) for row in rows_of(whole)]


def test_many_entries_are_read_in_time_that_grows_with_their_number() -> None:
    days = [f"2025-02-{1 + number % 28:02}" for number in range(5_000)]
    hours = [HOUR | {"begin": f"{day}T09:00:00+0100", "end": f"{day}T10:00:00+0100"} for day in days]
    whole = content(*hours)

    assert len(entries(rows_of(whole))) == 5_000
    assert len(whole) > OBJECT_CHARS_MAX
