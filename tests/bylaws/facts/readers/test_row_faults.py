"""Lines that cannot be counted: each is told with its number, what stood there and what to do."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from bylaws.facts.readers import HoursRow, RowFault, read, sniff
from bylaws.facts.readers.careful import REMEMBERED_MAX, Remembered
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import (
    HARVEST,
    KIMAI,
    TOGGL,
    entries,
    fault_of,
    only,
    rows_of,
    toggl,
    toggl_file,
)


@pytest.mark.parametrize(
    ("cells", "code", "column", "found"),
    [
        ({"duration": "25:00:00"}, "hours-row.over-24-hours", "Duration", "25:00:00"),
        ({"start": "24:00"}, "hours-row.clock-24", "Start time", "24:00"),
        ({"end": "24:00:00"}, "hours-row.clock-24", "End time", "24:00:00"),
        ({"duration": "-01:00:00"}, "hours-row.negative", "Duration", "-01:00:00"),
        ({"end": "08:00:00"}, "hours-row.end-before-start", "End time", "09:00:00 – 08:00:00"),
        ({"end_date": "2025-02-02"}, "hours-row.end-before-start", "End time", "09:00:00 – 10:00:00"),
        ({"duration": "0:00:00", "end": "09:00:00"}, "hours-row.zero", "Duration", ""),
        ({"duration": "00:00:00"}, "hours-row.zero-despite-times", "Duration", ""),
        ({"duration": "=1+1"}, "hours-row.formula", "Duration", "=1+1"),
        ({"end_date": "", "end": "", "duration": ""}, "hours-row.running", "End time", ""),
        ({"end_date": "", "end": ""}, "hours-row.running", "End time", ""),
        ({"start": "", "end": "", "duration": ""}, "hours-row.no-length", "Duration", ""),
        ({"duration": "", "end_date": "2025-02-05"}, "hours-row.over-24-hours", "Duration", "49:00:00"),
        ({"duration": "02:00:01"}, "hours-row.longer-than-its-times", "Duration", "02:00:01 > 01:00:00"),
        ({"date": "2025-02-30"}, "hours-row.date", "Start date", "2025-02-30"),
        ({"start": "nine"}, "hours-row.clock", "Start time", "nine"),
        ({"billable": "maybe"}, "hours-row.billable", "Billable", "maybe"),
        ({"user": "", "email": ""}, "hours-row.no-person", "User", ""),
        ({"project": "a\x1fb"}, "hours-row.not-text", "Project", "Rosa Bakery·a·b···Yes"),
    ],
)
def test_a_line_that_cannot_be_counted_is_told(
    cells: dict[str, str], code: str, column: str, found: str
) -> None:
    fault = fault_of(rows_of(toggl_file(toggl(**cells))))

    assert fault[:4] == (2, code, column, found)
    assert fault.says != ""
    assert fault.next_step != ""


@pytest.mark.parametrize(
    ("cells", "who", "day"),
    [
        ({"date": "2025-02-30"}, "Ada Reef", "2025-02-30"),
        ({"user": "", "date": "soon"}, "ada@harbour.example", "soon"),
        ({"user": "", "email": ""}, "", "2025-02-03"),
        ({"user": "a\x1fb", "duration": "-1:00:00"}, "a·b", "2025-02-03"),
    ],
)
def test_a_line_that_cannot_be_counted_says_whose_it_is_and_when(
    cells: dict[str, str], who: str, day: str
) -> None:
    fault = fault_of(rows_of(toggl_file(toggl(**cells))))

    assert (fault.who, fault.day) == (who, day)


def test_a_line_with_half_characters_is_told() -> None:
    layout = sniff(toggl_file())

    rows = list(read([TOGGL + "\n", toggl(note="\ud800", tags="=")], layout))

    assert rows == [RowFault(2, "hours-row.not-text", "Description", "·", who="Ada Reef", day="2025-02-03")]


def test_missing_and_extra_cells_are_told_with_their_number() -> None:
    rows = rows_of(toggl_file("Ada Reef,ada@harbour.example\r\n", toggl().rstrip() + ",more\r\n"))

    assert rows == [
        RowFault(2, "hours-row.short", "", "2 / 14"),
        RowFault(3, "hours-row.long", "", "15 / 14"),
    ]


def test_a_decimal_comma_between_commas_is_told_with_its_cure() -> None:
    fault = fault_of(rows_of(f"{HARVEST}\n2025-02-03,Rosa,Site,Design,x,7,5,Ada,Reef\n".encode()))

    assert (fault.code, fault.found) == ("hours-row.long", "9 / 8")
    assert "decimal comma" in fault.next_step


def test_empty_cells_and_empty_lines_a_spreadsheet_adds_do_no_harm() -> None:
    rows = rows_of(toggl_file("\r\n", ",,,\r\n", toggl().rstrip() + ",,\r\n", "  \r\n"))

    assert [(row.line, row.seconds) for row in entries(rows)] == [(4, 3_600)]


def test_a_header_in_the_middle_of_two_exports_put_together_does_no_harm() -> None:
    rows = rows_of(toggl_file(toggl(), TOGGL + "\r\n", toggl(date="2025-02-04", end_date="2025-02-04")))

    assert [row.line for row in rows] == [2, 3, 4]
    assert rows[1] == RowFault(3, "hours-row.header-again", "", "")


def test_an_entry_past_midnight_belongs_to_the_day_it_starts() -> None:
    row = only(rows_of(toggl_file(toggl(start="23:30:00", end="00:30:00", end_date="2025-02-04"))))

    assert (row.day, row.start, row.seconds, row.marks) == (dt.date(2025, 2, 3), 84_600, 3_600, ())


def test_without_an_end_date_only_the_length_can_prove_a_midnight() -> None:
    said = f"{KIMAI}\n2025-02-03,22:00,02:00,4:00,Ada,,,,,\n"
    unsaid = f"{KIMAI}\n2025-02-03,22:00,02:00,,Ada,,,,,\n"

    assert only(rows_of(said.encode())).seconds == 14_400
    assert fault_of(rows_of(unsaid.encode())).code == "hours-row.end-before-start"


def test_a_length_left_out_is_what_lies_between_the_times_less_the_pause() -> None:
    header = KIMAI.replace("Duration", "Duration,Break")
    content = f"{header}\n2025-02-03,09:00,17:00,,0:30,Ada,,,,,\n2025-02-03,09:00,17:00,7:30,0:30,Bo,,,,,\n"

    rows = rows_of(content.encode())

    assert [(row.seconds, row.marks) for row in entries(rows)] == [(27_000, ()), (27_000, ())]


@pytest.mark.parametrize(
    ("duration", "seconds", "marks"),
    [
        ("01:00:00", 3_600, ()),
        ("01:01:00", 3_660, ()),
        ("00:59:00", 3_540, ()),
        ("01:01:01", 3_661, ("length-differs",)),
        ("00:58:59", 3_539, ("length-differs",)),
        ("02:00:00", 7_200, ("length-differs",)),
    ],
)
def test_the_stated_length_wins_over_the_times_and_a_difference_is_marked(
    duration: str, seconds: int, marks: tuple[str, ...]
) -> None:
    row = only(rows_of(toggl_file(toggl(duration=duration))))

    assert (row.seconds, row.marks) == (seconds, marks)


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        ({"note": "=HYPERLINK(1)"}, ("formula:note",)),
        ({"note": "- fixed the form"}, ("formula:note",)),
        ({"project": "+1 Website"}, ("formula:project",)),
        ({"user": "x", "email": "@ada"}, ("formula:name",)),
        ({"client": "=1", "tags": "@home"}, ("formula:client", "formula:tags")),
    ],
)
def test_text_that_looks_like_a_formula_is_kept_as_text_and_marked(
    cells: dict[str, str], marks: tuple[str, ...]
) -> None:
    row = only(rows_of(toggl_file(toggl(**cells))))

    assert row.marks == marks
    assert row.note == cells.get("note", "Front page")


def test_equal_lines_are_counted_and_none_is_merged() -> None:
    rows = rows_of(
        toggl_file(toggl(), toggl(note="told otherwise"), toggl(start="10:00:00", end="11:00:00"), toggl())
    )

    assert [row.copy for row in entries(rows)] == [1, 2, 1, 3]
    assert len({row.fingerprint for row in entries(rows)}) == 2


def test_without_times_the_note_tells_two_entries_of_a_day_apart() -> None:
    lines = [
        f"2025-02-03,Rosa,Site,Design,{note},1,Ada,Reef\n" for note in ("draft", "call", "draft", " call ")
    ]

    rows = rows_of((HARVEST + "\n" + "".join(lines)).encode())

    assert [row.copy for row in entries(rows)] == [1, 1, 2, 2]


def test_tags_and_billing_set_later_leave_an_entry_the_same() -> None:
    rows = rows_of(toggl_file(toggl(), toggl(tags="urgent", billable="No", amount="120.00")))

    assert len({row.fingerprint for row in entries(rows)}) == 1


def test_an_address_is_known_in_any_case_and_a_name_with_any_blanks() -> None:
    rows = rows_of(toggl_file(toggl(email=" ADA@Harbour.example "), toggl(email="", user="Ada  Reef")))

    assert [row.who for row in entries(rows)] == ["ada@harbour.example", "Ada Reef"]


def test_crlf_inside_quotes_is_part_of_the_note_and_lines_are_still_counted() -> None:
    rows = rows_of(toggl_file(toggl(note="one\r\ntwo"), toggl(start="10:00:00", end="11:00:00")))

    assert [(row.line, row.note) for row in entries(rows)] == [(2, "one\r\ntwo"), (4, "Front page")]


def test_old_line_ends_of_a_carriage_return_alone_are_read() -> None:
    rows = rows_of(toggl_file(toggl()).replace(b"\r\n", b"\r"))

    assert only(rows).seconds == 3_600


def test_a_header_alone_is_refused() -> None:
    for content in (toggl_file(), toggl_file("\r\n", ",,,\r\n"), (HARVEST + "\n").encode()):
        with pytest.raises(InputFault) as caught:
            rows_of(content)

        assert caught.value.code == "hours-file.no-entries"


def test_faulty_lines_alone_are_told_and_are_not_an_empty_file() -> None:
    assert fault_of(rows_of(toggl_file("Ada\r\n"))).code == "hours-row.short"


@pytest.mark.parametrize("broken", ['"never closed\r\n', toggl(note='"said" so').replace('""', '"')])
def test_quotation_marks_that_do_not_pair_up_end_the_reading(broken: str) -> None:
    with pytest.raises(InputFault) as caught:
        rows_of(toggl_file(toggl(), broken))

    assert (caught.value.code, caught.value.where) == ("hours-file.quotes", "line 3")


def test_a_cell_of_ten_megabytes_ends_the_reading() -> None:
    long = "x" * 10_000_000
    for content in (toggl_file(toggl(note=long)), toggl_file(toggl(note="y\n" * 5_000_000))):
        with pytest.raises(InputFault) as caught:
            rows_of(content)

        assert caught.value.code == "hours-file.field-too-long"
    assert csv.field_size_limit() == 131_072


def test_lines_of_another_file_are_refused() -> None:
    layout = sniff(toggl_file(toggl()))

    for lines in ([HARVEST + "\n"], []):
        with pytest.raises(InputFault) as caught:
            list(read(lines, layout))

        assert caught.value.code == "hours-file.other-file"


def test_lines_that_still_carry_a_byte_order_mark_are_read() -> None:
    layout = sniff(toggl_file(toggl()))

    rows = list(read(["\ufeff" + TOGGL + "\n", toggl()], layout))

    assert only(rows).seconds == 3_600


def test_a_file_that_names_nobody_is_refused_until_somebody_says_whose_it_is() -> None:
    content = b"Description,Duration,Start date\nDraft,1:00:00,2025-02-03\n"

    with pytest.raises(InputFault) as caught:
        rows_of(content)

    assert caught.value.code == "hours-file.no-person"
    assert only(rows_of(content, whose="ada")).who == "ada"


def test_what_is_remembered_of_a_file_stays_within_bounds() -> None:
    remembered: Remembered[int, int] = Remembered(lambda number: number + 1)

    for number in range(REMEMBERED_MAX + 10):
        assert remembered[number] == number + 1

    assert len(remembered) == 10


def test_a_row_is_no_more_than_its_own_values() -> None:
    row = only(rows_of(toggl_file(toggl())))

    assert HoursRow(*row) == row
