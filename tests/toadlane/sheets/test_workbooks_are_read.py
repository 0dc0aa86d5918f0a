"""A workbook says what is in it, where, and what a page of it would hide."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from tests.toadlane.meetings.conftest import spoiled
from tests.toadlane.sheets.made import SHEET, fault_of, rewritten, with_rows, workbook
from toadlane.sheets import limits, values
from toadlane.sheets.cells import Cell, Kind
from toadlane.sheets.reading import read
from toadlane.sheets.workbooks import exact


def cells(data: bytes) -> list[tuple[str, str, Kind]]:
    sheet = read("members.xlsx", data).sheet()
    return [(cell.place, cell.text, cell.kind) for row in sheet.rows for _, cell in row]


def notes(data: bytes) -> list[str]:
    upload = read("members.xlsx", data)
    return [note.says for note in (*upload.notes, *upload.sheet().notes)]


def test_cells_come_with_their_place_and_kind() -> None:
    data = with_rows([["Who", "Paid in"], ["Ada", 1234.56], [None, True, dt.date(2024, 12, 31), " "]])

    assert cells(data) == [
        ("Members!A1", "Who", Kind.TEXT),
        ("Members!B1", "Paid in", Kind.TEXT),
        ("Members!A2", "Ada", Kind.TEXT),
        ("Members!B2", "1234.56", Kind.NUMBER),
        ("Members!B3", "TRUE", Kind.TRUTH),
        ("Members!C3", "2024-12-31", Kind.DAY),
    ]


@given(st.decimals(-(10**11), 10**11, places=2, allow_nan=False, allow_infinity=False))
def test_amount_of_up_to_15_digits_survives_the_binary_number_it_is_stored_as(amount: Any) -> None:
    text = exact(float(amount))

    assert Money.parse(text, "USD") == Money(int(amount * 100), "USD")


def test_sum_that_a_spreadsheet_shows_as_thirty_cents_is_thirty_cents() -> None:
    assert (exact(0.1 + 0.2), exact(0.0), exact(-12.0), exact(1e15)) == (
        "0.3",
        "0",
        "-12",
        "1000000000000000",
    )


def test_days_counted_from_1904_are_the_days_that_were_meant() -> None:
    def draw(page: Any) -> None:
        page.parent.epoch = CALENDAR_MAC_1904
        page.append(["Due", dt.date(2024, 2, 29)])

    data = workbook(draw)

    assert cells(data)[1] == ("Members!B1", "2024-02-29", Kind.DAY)
    assert notes(data) == ["The workbook counts days from 1904; its dates were read so."]


def test_formula_is_read_as_what_it_last_came_to_and_named() -> None:
    data = with_rows([["Paid in", "=1+1"]])
    reckoned = rewritten(data, SHEET, lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", xml))

    sheet = read("x.xlsx", reckoned).sheet()

    assert sheet.rows[0].cells[1] == Cell("2", "Members!B1", Kind.NUMBER, formula=True)
    assert notes(reckoned) == ["Of formulas, what they last came to was read: B1."]


def test_formula_that_was_never_reckoned_is_not_guessed_at() -> None:
    cell = read("x.xlsx", with_rows([["Paid in", "=1+1"]])).sheet().rows[0].cells[1]

    with pytest.raises(InputFault) as fault:
        values.amount(cell, "USD")

    assert (fault.value.code, fault.value.where) == ("cell.formula", "Members!B1")


def test_error_in_a_cell_is_told_with_its_place() -> None:
    def draw(page: Any) -> None:
        page.append(["Paid in", "#REF!"])
        page["B1"].data_type = "e"

    with pytest.raises(InputFault) as fault:
        values.amount(read("x.xlsx", workbook(draw)).sheet().rows[0].cells[1], "USD")

    assert str(fault.value) == "Members!B1: The cell holds an error: #REF!."


def test_merged_cell_is_for_no_row_in_particular() -> None:
    def draw(page: Any) -> None:
        page.append(["Who"])
        page.append(["Ada"])
        page.merge_cells("A2:A3")

    with pytest.raises(InputFault) as fault:
        values.text(read("x.xlsx", workbook(draw)).sheet().rows[1].cells[0])

    assert (fault.value.code, fault.value.where) == ("cell.merged", "Members!A2")


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    def draw(page: Any) -> None:
        for number in range(1, 13):
            page.append([f"{number}", "x"])
            page.row_dimensions[number].hidden = number > 2
        page.column_dimensions["B"].hidden = True

    assert notes(workbook(draw)) == [
        "Hidden rows were read like the others: 3, 4, 5, 6, 7, 8, 9, 10, ….",
        "Hidden columns were read like the others: B.",
    ]


def test_hidden_sheet_is_left_alone_unless_it_is_named() -> None:
    def draw(page: Any) -> None:
        page.append(["shown"])
        other = page.parent.create_sheet("Old")
        other.append(["hidden"])
        other.sheet_state = "hidden"

    upload = read("x.xlsx", workbook(draw))

    assert (upload.sheet().name, upload.sheet("Old").rows[0].cells[0].text) == ("Members", "hidden")
    assert [note.says for note in upload.notes] == ["Hidden sheets were left alone: “Old”."]


def test_of_several_sheets_somebody_has_to_choose() -> None:
    def draw(page: Any) -> None:
        page.append(["one"])
        page.parent.create_sheet("Empty")
        page.parent.create_sheet("Funds").append(["two"])

    upload = read("x.xlsx", workbook(draw))
    with pytest.raises(InputFault) as fault:
        upload.sheet()
    with pytest.raises(InputFault) as other:
        upload.sheet("Fonds")

    assert (fault.value.code, fault.value.says) == (
        "sheet.choose",
        "The file has several sheets: “Members”, “Funds”.",
    )
    assert (other.value.code, upload.sheet("Funds").rows[0].cells[0].place) == ("sheet.not-there", "Funds!A1")


def test_workbook_of_hidden_sheets_alone_says_so() -> None:
    def draw(page: Any) -> None:
        page.append(["x"])
        page.parent.create_sheet("Empty")
        page.sheet_state = "veryHidden"

    with pytest.raises(InputFault) as fault:
        read("x.xlsx", workbook(draw)).sheet()

    assert fault.value.code == "sheet.hidden"


def test_cells_that_do_not_say_where_they_are_follow_one_another() -> None:
    data = rewritten(
        with_rows([["Who", "Paid in"], ["Ada", 5]]),
        SHEET,
        lambda xml: (
            xml.replace(b' r="A1"', b"")
            .replace(b' r="B1"', b"")
            .replace(b' r="A2"', b"")
            .replace(b' r="B2"', b"")
        ),
    )

    assert [place for place, _, _ in cells(data)] == ["Members!A1", "Members!B1", "Members!A2", "Members!B2"]


def test_cell_with_a_style_and_nothing_in_it_is_empty() -> None:
    data = rewritten(
        with_rows([["Who"], ["Ada"]]),
        SHEET,
        lambda xml: xml.replace(b"</row></sheetData>", b'<c r="C2" s="0" /></row></sheetData>'),
    )

    assert cells(data) == [("Members!A1", "Who", Kind.TEXT), ("Members!A2", "Ada", Kind.TEXT)]


def test_sheet_of_a_chart_alone_has_no_cells() -> None:
    def draw(page: Any) -> None:
        page.append(["Who"])
        page.parent.create_chartsheet("Picture").add_chart(BarChart())

    assert [sheet.name for sheet in read("x.xlsx", workbook(draw)).sheets] == ["Members"]


def test_file_that_lies_about_its_size_is_read_whole() -> None:
    data = rewritten(
        with_rows([["Who", "Paid in"], ["Ada", 5]]),
        SHEET,
        lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'),
    )

    assert len(cells(data)) == 4


def test_part_that_holds_the_workbook_may_have_any_name_or_none() -> None:
    sound = with_rows([["Who"]])
    bare = rewritten(sound, "_rels/.rels", lambda xml: xml.replace(b'officeDocument"', b'anything"'))

    assert cells(bare) == cells(sound)


def test_marks_far_outside_the_table_are_not_kept() -> None:
    marks = (
        b'<row r="60000" hidden="1"></row></sheetData><mergeCells count="2"><mergeCell ref="A60000:B60001"/>'
        b'<mergeCell ref="XFD1:XFD2"/></mergeCells>'
    )
    data = rewritten(with_rows([["Who"]]), SHEET, lambda xml: xml.replace(b"</sheetData>", marks))

    assert (cells(data), notes(data)) == ([("Members!A1", "Who", Kind.TEXT)], [])


def far_away(xml: bytes) -> bytes:
    return xml.replace(b'r="A1"', b'r="A1048576"').replace(b'<row r="1"', b'<row r="1048576"')


def entities(xml: bytes) -> bytes:
    return b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 1000 + b'">]>' + xml.replace(b"<sheetData", b"&b;<sheetData")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nothing of a zip", "sheet.damaged"),
        (with_rows([["x"]])[:900], "sheet.damaged"),
        (rewritten(with_rows([["x"]]), SHEET, lambda _: b"<not"), "sheet.damaged"),
        (spoiled({"[Content_Types].xml": "<Types/>"}), "sheet.damaged"),
        (rewritten(with_rows([["x"]]), SHEET, entities), "sheet.damaged"),
        (rewritten(with_rows([["x"]]), "xl/workbook.xml", entities), "sheet.damaged"),
        (rewritten(with_rows([["x"]]), SHEET, lambda xml: xml.replace(b"A1", b"1A")), "sheet.damaged"),
        (rewritten(with_rows([["x"]]), SHEET, far_away), "sheet.too-many"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet.locked-or-old"),
        (b"%PDF-1.7", "sheet.not-a-table"),
        (
            b"PK\x03\x04" + b"0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "sheet.not-a-table",
        ),
        (b"a" * (limits.BYTES + 1), "sheet.too-large"),
        (with_rows([]), "sheet.empty"),
    ],
)
def test_what_is_no_sound_workbook_is_one_clear_fault(data: bytes, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        read("x.xlsx", data).sheet()

    assert fault.value.code == code


def test_file_that_unpacks_to_far_more_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (limits.PART_UNPACKED + 1))

    with pytest.raises(InputFault) as fault:
        read("x.xlsx", out.getvalue())

    assert (len(out.getvalue()) < 100_000, fault.value.code) == (True, "sheet.too-large")


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml"])
def test_millions_of_empty_elements_are_not_unfolded(part: str) -> None:
    """Fifty kilobytes of them would take a minute and a gigabyte."""
    data = rewritten(with_rows([["x"]]), part, lambda xml: xml + b"<a/>" * limits.TAGS)

    assert (len(data) < 100_000, fault_of(lambda: read("x.xlsx", data))) == (True, "sheet.too-large")


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_no_damage_is_more_than_a_clear_fault(noise: bytes, at: int) -> None:
    data = bytearray(SOUND)
    data[at : at + len(noise)] = noise

    code = fault_of(lambda: read("x.xlsx", bytes(data)))

    assert code in {
        "",
        "sheet.damaged",
        "sheet.too-many",
        "sheet.too-large",
        "sheet.not-a-table",
        "sheet.empty",
        "sheet.encoding",
        "sheet.locked-or-old",
    }


SOUND = with_rows([["Who", "Paid in"], ["Ada", 12.5], ["Bo", dt.date(2024, 1, 1)]])
