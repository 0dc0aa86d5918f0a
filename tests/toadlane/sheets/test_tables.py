"""A table's header is found, its columns by any of their names; what is written is read back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from toadlane.sheets import values
from toadlane.sheets.reading import read
from toadlane.sheets.tables import Column, Table, table
from toadlane.sheets.writing import Value, harmless, unmarked, write

COLUMNS = (
    Column("who", "Who", ("Member", "Name"), needed=True),
    Column("paid-in", "Paid in", ("Buy-in paid",), needed=True),
    Column("due", "Due on"),
)


def of(text: str) -> Table:
    return table(read("x.csv", text.encode()).sheet(), COLUMNS)


def test_header_is_found_below_a_title_and_by_other_names() -> None:
    found = of("Harbour Web,,\n,,\nNAME:,Notes,buy_in  PAID\nAda,hello,5\n,,\nBo,,\n")

    lines = list(found.lines())

    assert (found.header.number, found.where) == (3, {"who": 0, "paid-in": 2})
    assert [(line.number, {key: c.text for key, c in line.by_key.items()}) for line in lines] == [
        (4, {"who": "Ada", "paid-in": "5"}),
        (6, {"who": "Bo"}),
    ]
    assert [c.text for c in found.others.values()] == ["Notes"]
    assert (lines[0].others[1].text, lines[1].get("paid-in"), found.place(6, "paid-in")) == (
        "hello",
        None,
        "C6",
    )
    assert (lines[0].place, found.notes) == ("A4", ())


def test_column_without_a_title_deserves_a_word() -> None:
    assert [note.says for note in of("Who,Paid in\nAda,5,7\n").notes] == [
        "Columns without a title were left alone: C1."
    ]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("Who,Payed in\nAda,5\n", "sheet.header", "No row names a column “Paid in”; is it “Payed in”?"),
        (
            "Colour,Size\nred,5\n",
            "sheet.header",
            "No row at the top names a column “Who”; there are: “Colour”, “Size”.",
        ),
        ("Who,Name,Paid in\n", "sheet.column-twice", "Two columns are named “Name”: A1 and B1."),
    ],
)
def test_header_that_does_not_fit_says_what_is_missing(text: str, code: str, says: str) -> None:
    with pytest.raises(InputFault) as fault:
        of(text)

    assert (fault.value.code, fault.value.says) == (code, says)


def test_titles_that_are_known_otherwise_help_to_find_the_header() -> None:
    sheet = read("x.csv", b"Who,me\nWho,2023,2024\nAda,1,2\n").sheet()

    found = table(sheet, COLUMNS[:1], also=str.isdecimal)

    assert (found.header.number, [c.text for c in found.others.values()]) == (2, ["2023", "2024"])


ROWS: list[list[Value]] = [
    ["=cmd|' /C calc'!A0", Money(-123456, "USD"), dt.date(2024, 2, 29)],
    ["@Bo", Money(50, "USD"), None, 7],
    ["Zoë, “Ltd”\nLane", None, None],
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_is_read_back_and_nothing_of_it_runs(form: str) -> None:
    file = write(form, "members/[1]", ["Who", "Paid in", "Due on"], ROWS)

    upload = read(file.name, file.data)
    lines = list(table(upload.sheet(), COLUMNS).lines())

    assert [values.text(line.by_key["who"]) for line in lines] == [
        "=cmd|' /C calc'!A0",
        "@Bo",
        "Zoë, “Ltd” Lane",
    ]
    assert [values.amount(line.by_key["paid-in"], "USD").minor for line in lines[:2]] == [-123456, 50]
    assert values.day(lines[0].by_key["due"]) == dt.date(2024, 2, 29)
    assert (upload.notes, any(cell.formula for line in lines for cell in line.by_key.values())) == ((), False)


@given(st.text())
def test_harmless_text_runs_nowhere_and_says_the_same(text: str) -> None:
    marked = harmless(text)

    assert not marked.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert unmarked(marked) == (unmarked(text) if marked == text else text)
