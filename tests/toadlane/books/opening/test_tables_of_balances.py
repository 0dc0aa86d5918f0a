"""Tables of opening balances: a line for each amount or a column for each kind, errors with their cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from tests.toadlane.books.opening.past import LINES, TABLE, Past, usd
from toadlane.books.opening.checks import balance
from toadlane.books.opening.kinds import Kind, Line, line_from, postings
from toadlane.books.opening.tables import Found, Reading, Told
from toadlane.sheets.reading import read
from toadlane.sheets.xlsx import as_xlsx

PEOPLE = {"ada": "Ada", "dee": "Dee", "bo": "Bo", "cy-1": "Cy", "cy-2": "Cy"}


def found(text: str | bytes, told: Told | None = None) -> Found:
    sheet = read("past.csv", text.encode() if isinstance(text, str) else text).sheet()
    return Reading(sheet, PEOPLE, "USD", told or Told()).read()


def unplaced(lines: list[Line]) -> list[Line]:
    return [line.unplaced() for line in lines]


def test_line_for_each_amount_is_read() -> None:
    said = found(TABLE)

    assert (unplaced(said.lines), said.faults, said.notes) == (list(LINES), [], [])
    assert (said.lines[0].place, said.lines[-1].place) == ("E2", "E16")


def test_row_for_each_member_and_column_for_each_kind_is_read() -> None:
    table = (
        "Harbour Web;;;;;\n"
        "Member;Buy-in paid;2022 qualified notice;Non-qualified notice 2023;Loss;Instalment 2024-06-30;"
        "Phone\n"
        "Ada;1.000,00;310,50;;;80,00;555\n"
        "DEE;400,00;;75,25;25,25;;556\n"
        "Total;1.400,00;310,50;75,25;25,25;80,00;\n"
    )

    said = found(table)

    assert unplaced(said.lines) == [
        Line(Kind.PAID_IN, usd("1000.00"), "ada"),
        Line(Kind.QUALIFIED, usd("310.50"), "ada", year=2022),
        Line(Kind.INSTALMENT, usd("80.00"), "ada", due_on=dt.date(2024, 6, 30)),
        Line(Kind.PAID_IN, usd("400.00"), "dee"),
        Line(Kind.NONQUALIFIED, usd("75.25"), "dee", year=2023),
        Line(Kind.LOSSES, usd("25.25"), "dee"),
    ]
    assert [note.says for note in said.notes] == ["Columns left alone: “Phone”."]


def test_workbook_says_the_same_as_text() -> None:
    rows = [
        [
            str(line.kind.label),
            line.person or line.name,
            line.year,
            line.due_on,
            Money(line.minor, "USD"),
        ]
        for line in LINES
    ]

    said = found(as_xlsx("Opening", ["What", "Who", "Year", "Due on", "Amount"], rows))

    assert (unplaced(said.lines), said.faults) == (list(LINES), [])
    assert said.lines[0].place == "Opening!E2"


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ("Paid out,Ada,,,5", "opening.kind", "A2"),
        ("Paid in,Adda,,,5", "opening.person", "B2"),
        ("Paid in,Cy,,,5", "opening.person-unclear", "B2"),
        ("Paid in,,,,5", "opening.missing", "A2"),
        (",Ada,,,5", "opening.missing", "B2"),
        ("Qualified notice,Ada,,,5", "opening.missing", "A2"),
        ("Qualified notice,Ada,last,,5", "cell.whole", "C2"),
        ("Instalment owed,Ada,,,5", "opening.missing", "A2"),
        ("Instalment owed,Ada,,1/2/2024,5", "cell.day-order", "D2"),
        ('Paid in,Ada,,,"1,234"', "amount.ambiguous", "E2"),
        ("Paid in,Ada,,,€5", "amount.other-currency", "E2"),
        ("Paid in,Ada,,,=1+1", "cell.formula", "E2"),
        ("Paid in,Ada,,,#REF!", "cell.error", "E2"),
        ("Paid in,Ada,,,five", "money.form", "E2"),
        ("Paid in,Ada,,,0.001", "money.decimals", "E2"),
        ("Fund,,,,5", "opening.missing", "A2"),
    ],
)
def test_cell_that_cannot_be_read_is_named(row: str, code: str, where: str) -> None:
    said = found(f"What,Who,Year,Due on,Amount\n{row}\nPaid in,Bo,,,7\n")

    assert [(fault.code, fault.where) for fault in said.faults] == [(code, where)]
    assert unplaced(said.lines) == [Line(Kind.PAID_IN, 700, "bo")]


def test_what_was_told_settles_what_cells_leave_open() -> None:
    table = 'What,Who,Year,Due on,Amount\nInstalment owed,Ada,,1/2/2024,"1,234"\n'

    said = found(table, Told(numbers="point", order="dmy"))

    assert unplaced(said.lines) == [Line(Kind.INSTALMENT, 123400, "ada", due_on=dt.date(2024, 2, 1))]


def test_amounts_that_mean_one_thing_settle_the_others() -> None:
    said = found('What,Who,Amount\nPaid in,Ada,"1,234"\nPaid in,Dee,5.50\n')

    assert [line.minor for line in said.lines] == [123400, 550]


def test_person_in_two_rows_of_a_wide_table_is_told_with_both_places() -> None:
    said = found("Member,Paid in\nAda,5\nada,6\nNobody,7\n")

    assert [(f.code, f.where, f.values.get("place")) for f in said.faults] == [
        ("opening.twice", "A3", "A2"),
        ("opening.person", "A4", None),
    ]
    assert [line.minor for line in said.lines] == [500]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Member,Colour\nAda,red\n", "sheet.header"),
        ("Colour,Size\nred,5\n", "sheet.header"),
        ("What,What,Amount\nPaid in,Ada,5\n", "sheet.column-twice"),
        ("What,Who,Amount\n" + "Collective account,,5\n" * 20_001, "opening.too-many"),
    ],
)
def test_table_of_something_else_is_refused_whole(text: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        found(text)

    assert fault.value.code == code


def test_wide_cell_that_cannot_be_read_is_named() -> None:
    said = found("Member,Paid in,Qualified notice 2023,Instalment 2024-13-45,Qualified notice\nAda,x,5,6,7\n")

    assert [(fault.code, fault.where) for fault in said.faults] == [("money.form", "B2")]
    assert [note.says for note in said.notes] == [
        "Columns left alone: “Instalment 2024-13-45”, “Qualified notice”."
    ]


def test_at_most_two_hundred_faults_are_kept() -> None:
    said = found("What,Who,Amount\n" + "Paid in,Nobody,5\n" * 500)

    assert len(said.faults) == 200


lines_of_all_kinds = st.builds(
    Line,
    st.sampled_from(list(Kind)),
    st.integers(-(10**12), 10**12),
    st.sampled_from(["", "ada"]),
    st.none() | st.integers(1950, 2050),
    st.none() | st.dates(),
    st.sampled_from(["", "education"]),
    st.sampled_from(["", "Sheet!B7"]),
)


@given(lines_of_all_kinds)
def test_line_comes_back_from_json_as_it_went(line: Line) -> None:
    assert line_from(line.plain()) == line


def test_each_account_has_one_posting() -> None:
    both = [
        Line(Kind.INSTALMENT, 80, "ada", due_on=dt.date(2024, 6, 30)),
        Line(Kind.REDEMPTION, 20, "ada", due_on=dt.date(2024, 6, 30)),
        Line(Kind.BUY_IN_DUE, 7, "ada"),
        Line(Kind.BANK, 100),
    ]

    assert [(p.account, p.amount.minor) for p in postings(both, "USD")] == [
        ("bank", 100),
        ("member/ada/payable", -100),
    ]


def test_people_of_the_co_op_are_found_by_name_and_key(past: Past) -> None:
    said = past.found("What,Who,Amount\nPaid in,ADA,5\nPaid in,dee,6\n")

    assert [line.person for line in said.lines] == ["ada", "dee"]


def test_example_of_the_guide_reads_as_the_guide_says() -> None:
    guide = (Path(__file__).parents[4] / "docs" / "guide" / "bringing-the-past.md").read_text()
    example = guide.split("```")[1].lstrip("\n")

    said = found(example)

    assert (unplaced(said.lines), said.faults) == (list(LINES), [])
    held = balance(said.lines, "USD")
    assert [
        amount.decimal() for amount in (held.owned, held.owed, held.members, held.common, held.difference)
    ] == [
        "5470.50",
        "790.00",
        "1880.50",
        "2800.00",
        "0.00",
    ]


@given(st.lists(lines_of_all_kinds))
def test_difference_is_what_the_postings_come_to(lines: list[Line]) -> None:
    held = balance(lines, "USD")

    assert held.difference.minor == sum(line.signed for line in lines)
    assert held.difference.minor == sum(posting.amount.minor for posting in postings(lines, "USD"))
