"""A year beside the spreadsheet it was reckoned in: what differs, and why on both sides."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.archive import unpacked
from bylaws.words.tell import tell
from tests.toadlane.books.conftest import YEAR, Year, key
from tests.toadlane.conftest import join
from toadlane.books import proving
from toadlane.books.models import ClosePreview, TrustRun, YearClose
from toadlane.books.trust import reads, verbs
from toadlane.record.models import Entry

CORRECT = """Member,Share,In money,Retained,To the buy-in
Ada,450.00,180.00,270.00,270.00
Dee,300.00,120.00,180.00,180.00
Total,750.00,300.00,450.00,450.00
"""


def begin(year: Year, content: str | bytes, *, sheet: str = "", click: str = "") -> TrustRun:
    return verbs.begin_trust_run(
        coop=year.coop,
        year=YEAR,
        file_name="results.csv",
        content=content.encode() if isinstance(content, str) else content,
        sheet=sheet,
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


def explain(year: Year, run: TrustRun, **says: Any) -> TrustRun:
    about: dict[str, Any] = {
        "columns": run.columns,
        "people": run.people,
        "steps": {},
        "numbers": "",
        "seen": run.version,
        "key": key(),
    }
    return verbs.explain_table(run=run, by=year.ada, at=year.noon, **(about | says))


def compared(run: TrustRun) -> reads.Seen:
    seen = reads.look(run)
    assert seen is not None
    return seen


def findings(run: TrustRun) -> list[str]:
    seen = compared(run)
    assert seen.comparison is not None
    return [tell(reason).sentence for reason in seen.comparison.findings]


def test_a_table_without_a_mistake_is_the_same_to_the_cent(closed: YearClose, year: Year) -> None:
    seen = compared(begin(year, CORRECT))

    assert seen.comparison is not None
    assert (seen.comparison.same, seen.comparison.findings, seen.understood.unread) == (True, (), [])
    assert [row.state for row in seen.understood.rows] == ["person", "person", "total"]


def test_the_figures_of_a_proof_pack_are_compared_as_they_are(closed: YearClose, year: Year) -> None:
    figures = unpacked(proving.proof(closed))[pack.FIGURES]

    seen = compared(begin(year, figures))

    assert seen.comparison is not None
    assert seen.comparison.same


@pytest.fixture
def five(year: Year) -> Year:
    """Ada 300, Dee 200, Eli 231 and Fay 150 hours."""
    for name, hours in (("eli", 231), ("fay", 150)):
        year.hours(join(year.coop, name, "member", dt.date(2024, 1, 1)), hours)
    year.state("5000.03", "1000.00")
    year.preview()
    return year


def spreadsheet(hours: dict[str, int], pot: str, offsets: dict[str, str]) -> str:
    """What a spreadsheet makes of it: every cell rounded alone."""
    whole = sum(hours.values())
    rows = []
    for name, own in hours.items():
        share = (Decimal(pot) * own / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
        cash = (share * 4 / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rows.append(f"{name},{share},{cash},{share - cash},{offsets.get(name, share - cash)}")
    return "\n".join(["Member,Patronage refund,Paid in cash,Retained,Buy-in", *rows])


def test_three_errors_planted_in_a_spreadsheet_are_found_and_told(five: Year) -> None:
    """It rounds each member alone, has 20 hours too few for Dee, and forgets Fay's open buy-in."""
    hours = {"Ada": 300, "Dee": 180, "Eli": 231, "Fay": 150}

    run = begin(five, spreadsheet(hours, "3000.02", {"Fay": "0.00"}))

    assert findings(run) == [
        "Yours rounds each member alone and loses 0.01 USD: the shares come to 3,000.01 USD of 3,000.02 USD.",
        "Yours fits 180 hours for Dee: 20 fewer than the 200 that count.",
        "Fay: the open buy-in is forgotten, which the retained part pays first (to buy-in).",
    ]
    seen = compared(run)
    assert seen.comparison is not None
    assert [(line.person, line.differs, len(line.reasons)) for line in seen.comparison.people] == [
        ("ada", True, 2),
        ("dee", True, 2),
        ("eli", True, 2),
        ("fay", True, 3),
    ]


def test_candidates_hours_counted_is_a_sentence_it_can_say(five: Year) -> None:
    hours = {"Ada": 300, "Bo": 100, "Dee": 200, "Eli": 231, "Fay": 150}

    assert (
        "Yours counts the hours of everybody, also of stages that do not share, such as candidates."
        in findings(begin(five, spreadsheet(hours, "3000.02", {})))
    )


def workbook(rows: list[list[Any]], **more: list[list[Any]]) -> bytes:
    book = Workbook()
    sheets = {"Results": rows, **more}
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_titles_above_and_names_the_other_way_round_is_read(
    closed: YearClose, year: Year
) -> None:
    year.dee.name = "Dee van Rood"
    year.dee.save()
    rows: list[list[Any]] = [
        ["Harbour 2024"],
        [],
        ["Name", "Patronage"],
        ["Ada", 450],
        ["Rood, Dee van", "$300.00"],
        ["Sum", 750.01],
    ]

    run = begin(year, workbook(rows))

    assert findings(run) == ["Your totals row says 750.01 USD; the rows come to 750.00 USD (share)."]


def test_of_several_sheets_one_has_to_be_named(closed: YearClose, year: Year) -> None:
    rows: list[list[Any]] = [["Name", "Share"], ["Ada", 450]]
    book = workbook(rows, Notes=[["x", "y"], ["z", 1]])

    with pytest.raises(InputFault) as fault:
        begin(year, book)

    assert fault.value.code == "sheet.choose"
    assert compared(begin(year, book, sheet="Results")).run.table["sheet"] == "Results"


def test_formulas_without_results_other_currencies_and_words_are_named_with_their_places(
    closed: YearClose, year: Year
) -> None:
    rows: list[list[Any]] = [["Name", "Share", "Cash"], ["Ada", "=B9*2", 180], ["Dee", "€300", "much"]]

    seen = compared(begin(year, workbook(rows)))

    assert [says.split(":")[0] for says in seen.understood.unread] == [
        "Results!B2",
        "Results!B3",
        "Results!C3",
    ]
    assert seen.comparison is not None
    assert [line.theirs for line in seen.comparison.people] == [{"cash": year.money("180.00")}, {}]


def test_rows_that_nobody_is_called_so_or_twice_or_nameless_wait_for_a_word(
    closed: YearClose, year: Year
) -> None:
    run = begin(year, "Name,Share\nAda,450\nADA ,1\nZed,300\n,5\n,\n")
    seen = compared(run)

    assert seen.comparison is None
    assert [(row.place, row.label, row.state) for row in seen.understood.rows] == [
        ("A2", "Ada", "person"),
        ("A3", "ADA", "twice"),
        ("A4", "Zed", "unknown"),
        ("A5", "", "nameless"),
    ]
    told = explain(year, run, people={"3": "-", "4": "dee", "5": "-"})
    assert findings(told) == []


def test_one_first_name_for_two_people_is_nobodys(closed: YearClose, year: Year) -> None:
    for who, name in ((year.ada, "Sam Reed"), (year.dee, "Sam Wick")):
        who.name = name
        who.save()

    seen = compared(begin(year, "Name,Share\nSam,450\nSam Wick,300\n"))

    assert [row.state for row in seen.understood.rows] == ["unknown", "person"]


def test_columns_can_be_said_otherwise_and_steps_given(closed: YearClose, year: Year) -> None:
    run = begin(year, "A,B,C\nAda,450,450\nDee,300,1\n")
    assert (run.columns, compared(run).comparison) == ({}, None)

    told = explain(year, run, columns={"member": 0, "share": 1}, steps={"2": year.money("251.00")})

    assert findings(told) == []
    seen = compared(told)
    assert seen.comparison is not None
    assert [str(step.difference) for step in seen.comparison.steps if step.theirs] == ["1.00 USD", "0.00 USD"]


def test_commas_before_decimals_are_read_when_said(closed: YearClose, year: Year) -> None:
    run = begin(year, "Name;Share\nAda;1.450\nDee;300,00\n")
    assert len(compared(run).understood.unread) == 1

    seen = compared(explain(year, run, numbers="comma"))

    assert seen.understood.amounts["ada"] == {"share": year.money("1450.00")}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "sheet.empty"),
        ("Name,Share\n", "trust.empty"),
        ("1,2\n3,4\n", "trust.no-titles"),
        ("Name,Share,Share\nAda,1,2\n", "sheet.column-twice"),
        ("Name,Share\n" + "Ada,1\n" * 2_001, "trust.too-many"),
        (b"%PDF-1.7", "sheet.not-a-table"),
        (b"PK\x03\x04nothing", "sheet.damaged"),
    ],
)
def test_a_file_that_is_no_table_of_results_is_refused(
    content: str | bytes, code: str, closed: YearClose, year: Year
) -> None:
    with pytest.raises(InputFault) as fault:
        begin(year, content)

    assert (fault.value.code, TrustRun.objects.count()) == (code, 0)


def test_a_year_that_is_neither_closed_nor_reckoned_has_nothing_to_compare(year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        begin(year, CORRECT)

    assert fault.value.code == "trust.no-close"


def test_a_year_with_a_loss_is_told_so_on_the_page_of_the_run(year: Year) -> None:
    year.state("-100.00", "0.00")
    year.preview()

    seen = compared(begin(year, CORRECT))

    assert (seen.comparison, seen.fault and seen.fault.code) == (None, "compare.loss")


def test_a_run_whose_year_is_open_again_waits_for_the_next_close(closed: YearClose, year: Year) -> None:
    run = begin(year, CORRECT)
    year.correct(closed)
    ClosePreview.objects.all().delete()

    assert reads.look(run) is None


def test_a_click_sent_twice_begins_one_run(closed: YearClose, year: Year) -> None:
    assert begin(year, CORRECT, click="once") == begin(year, CORRECT, click="once")
    assert Entry.objects.filter(kind="trust-run.begun.v1").count() == 1


def test_a_run_is_explained_once_by_one_click_and_not_over_what_somebody_else_said(
    closed: YearClose, year: Year
) -> None:
    run = begin(year, CORRECT)
    explain(year, run, key="once")
    again = explain(year, run, key="once")

    assert (again.version, Entry.objects.filter(kind="trust-run.explained.v1").count()) == (2, 1)
    with pytest.raises(RecordMoved) as moved:
        explain(year, run, seen=1, numbers="point")
    assert moved.value.code == "trust.moved"


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"columns": {"member": 0, "share": 9}}, "trust.column"),
        ({"columns": {"member": 0, "share": 0}}, "trust.column"),
        ({"people": {"2": "nobody"}}, "trust.person"),
        ({"people": {"99": "ada"}}, "trust.person"),
    ],
)
def test_what_the_table_does_not_have_cannot_be_said_of_it(
    says: dict[str, Any], code: str, closed: YearClose, year: Year
) -> None:
    run = begin(year, CORRECT)

    with pytest.raises(InputFault) as fault:
        explain(year, run, **says)

    assert fault.value.code == code


def test_only_the_bookkeeper_begins_explains_and_deletes(closed: YearClose, year: Year) -> None:
    run = begin(year, CORRECT)
    acts: list[Callable[[], object]] = [
        lambda: verbs.begin_trust_run(
            coop=year.coop,
            year=YEAR,
            file_name="x",
            content=b"",
            sheet="",
            by=year.dee,
            at=year.noon,
            key=key(),
        ),
        lambda: verbs.delete_trust_run(run=run, by=year.dee, at=year.noon, key=key()),
    ]

    for act in acts:
        with pytest.raises(Refused):
            act()
    assert TrustRun.objects.count() == 1


def test_a_run_is_deleted_once_with_its_table(closed: YearClose, year: Year) -> None:
    run = begin(year, CORRECT)
    for _ in range(2):
        verbs.delete_trust_run(run=run, by=year.ada, at=year.noon, key="gone")

    assert (TrustRun.objects.count(), Entry.objects.filter(kind="trust-run.deleted.v1").count()) == (0, 1)
    with pytest.raises(NotThere):
        explain(year, run)


def test_there_can_be_no_more_runs_than_anyone_needs(
    closed: YearClose, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "RUNS_AT_MOST", 1)
    begin(year, CORRECT)

    with pytest.raises(InputFault) as fault:
        begin(year, CORRECT)

    assert fault.value.code == "trust.too-many-runs"
