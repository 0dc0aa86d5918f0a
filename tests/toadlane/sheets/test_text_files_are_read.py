"""CSV of any spreadsheet: marks, letters, line ends."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from tests.toadlane.sheets.made import fault_of
from toadlane.sheets import limits, values
from toadlane.sheets.cells import Kind, letters
from toadlane.sheets.reading import read

TABLE = "Who,Paid in\r\nZoë,“5”\r\n"


def said(data: bytes) -> list[list[str]]:
    return [[cell.text for _, cell in row] for row in read("members.csv", data).sheet().rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_of_any_encoding_come_out_the_same(encoding: str) -> None:
    upload = read("members.csv", TABLE.encode(encoding))

    assert ([[c.text for _, c in row] for row in upload.sheet().rows], upload.notes) == (
        [["Who", "Paid in"], ["Zoë", "“5”"]],
        (),
    )


def test_windows_letters_are_read_and_that_is_said() -> None:
    upload = read("members.csv", TABLE.encode("cp1252"))

    assert upload.sheet().rows[1].cells[0].text == "Zoë"
    assert [note.says for note in upload.notes] == [
        "The file is not UTF-8; it was read as Windows-1252. Look at the names."
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_mark_between_cells_is_found(mark: str) -> None:
    rows = [["Who", "Paid in", "Day"], ["Ada", "1.234,56", "2024-01-02"], ["Bo; Dee", "5,00", ""]]
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)

    assert said(out.getvalue().encode()) == [[cell for cell in row if cell] for row in rows]


def test_announced_mark_holds_and_rows_are_counted_as_the_spreadsheet_does() -> None:
    sheet = read("x.csv", b'sep=;\r\n\r\nWho;"Paid\r\nin"\r\n;5\r\n').sheet()

    assert [(cell.place, cell.text) for row in sheet.rows for _, cell in row] == [
        ("A3", "Who"),
        ("B3", "Paid\r\nin"),
        ("B4", "5"),
    ]


def test_one_column_is_a_table_too() -> None:
    assert said(b"Who\nAda\nBo\n") == [["Who"], ["Ada"], ["Bo"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.empty"),
        (b" \r\n\t\r\n", "sheet.empty"),
        (b",,\n,,\n", "sheet.empty"),
        (b"a\0b", "sheet.encoding"),
        (b"\x81\xff", "sheet.encoding"),
        (b"\xff\xfea\x00b", "sheet.encoding"),
        (b"\xff\xfea\x00\x00\x00", "sheet.encoding"),
        (b'a,"b\n', "sheet.damaged"),
        (b"a\n" * (limits.ROWS + 1), "sheet.too-many"),
        (b"a," * (limits.COLUMNS + 1), "sheet.too-many"),
        (b"a" + b"\n" * limits.LINES + b"b", "sheet.too-many"),
        (b"a," + b"b" * 200_000, "sheet.damaged"),
    ],
)
def test_what_is_no_table_is_one_clear_fault(data: bytes, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        read("x.csv", data).sheet()

    assert fault.value.code == code


def test_text_that_would_run_as_a_formula_has_no_value_here() -> None:
    for text, code in (("=1+1", "cell.formula"), ("#REF!", "cell.error"), ("#DIV/0!", "cell.error")):
        row = read("x.csv", f'Who,"{text}"'.encode()).sheet().rows[0]
        with pytest.raises(InputFault) as fault:
            values.amount(row.cells[1], "USD")
        assert (fault.value.code, fault.value.where) == (code, "B1")


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2), min_size=1)
)
def test_whatever_is_written_is_read(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)

    code = fault_of(lambda: read("x.csv", out.getvalue().encode()))

    assert code in {"", "sheet.empty", "sheet.not-a-table", "sheet.damaged"}


def test_columns_are_lettered_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_kind_of_an_unread_error_is_told() -> None:
    assert read("x.csv", b"a,#N/A\n").sheet().rows[0].cells[1].kind is Kind.ERROR
