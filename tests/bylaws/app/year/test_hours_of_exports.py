"""Hours read from other trackers' exports beside the facts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bylaws.app import files
from tests.bylaws.app.year.papers import Ended, Papers

FIXTURES = Path(__file__).parents[3] / "fixtures" / "hours"
PEOPLE = {
    "ada@harbour.example": "ada",
    "Ada Reef": "ada",
    "bo@harbour.example": "bo",
    "Bo Tide": "bo",
}
MAPPING = {
    "people": PEOPLE,
    "leave_out_people": ["chi@shoal.example", "Chi Shoal"],
    "work": [{"kind": "client-work"}],
}
OWN_COLUMNS = {
    "email": "Wer",
    "date": "Tag",
    "start": "Beginn der Arbeit",
    "duration": "Stunden",
    "project": "Auftrag",
}
HEADER = (
    "User,Email,Client,Project,Task,Description,Billable"
    ",Start date,Start time,End date,End time,Duration,Tags"
)


def export(name: str, **says: Any) -> dict[str, Any]:
    return {"path": name, "mapping": MAPPING, **says}


def closed(papers: Papers, *exports: dict[str, Any]) -> Ended:
    """The year closed with the hours of these exports alone; 4.50 for every 4:30 hours."""
    papers.facts(
        hours=[],
        exports=list(exports),
        years=[{"year": 2025, "surplus": "4.50", "tax": "0.00", "closed_on": "2026-03-16"}],
    )
    return papers.close("--json")


def shares(ended: Ended) -> dict[str, str]:
    assert ended.code == 0, ended.out
    return {person["person"]: person["share"] for person in ended.json["people"]}


def fault(ended: Ended) -> tuple[int, str, str, str]:
    (only,) = ended.json["faults"]
    return ended.code, only["code"], only["where"], only["says"]


BOTH = {"ada": "3.75", "bo": "0.75"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("toggl-detailed.csv", {}),
        ("toggl-detailed-us-12h.csv", {}),
        ("toggl-detailed-excel-unicode.txt", {}),
        ("harvest-detailed.csv", {}),
        ("harvest-detailed-fi.csv", {}),
        ("harvest-detailed-fr-semicolons.csv", {}),
        ("harvest-import-us.csv", {}),
        ("clockify-detailed-de.csv", {}),
        ("clockify-detailed-pt-windows.csv", {}),
        ("clockify-detailed-us-12h.csv", {}),
        ("kimai-export.csv", {}),
        ("kimai-export-2019.csv", {}),
        ("kimai-api.json", {}),
        ("own-columns.csv", {"columns": OWN_COLUMNS}),
    ],
)
def test_the_same_hours_close_the_same_year_whoever_exported_them(
    papers: Papers, name: str, says: dict[str, Any]
) -> None:
    shutil.copy(FIXTURES / name, papers.folder)

    assert shares(closed(papers, export(name, **says))) == BOTH


def test_a_file_that_names_nobody_is_somebodys(papers: Papers) -> None:
    shutil.copy(FIXTURES / "toggl-own-entries.csv", papers.folder)

    assert shares(closed(papers, export("toggl-own-entries.csv", whose="bo"))) == {
        "ada": "0.00",
        "bo": "4.50",
    }
    assert fault(closed(papers, export("toggl-own-entries.csv")))[:3] == (
        2,
        "hours-file.no-person",
        "toggl-own-entries.csv",
    )


def test_an_entry_belongs_to_the_day_it_starts_in_the_co_ops_zone(papers: Papers) -> None:
    row = "Ada Reef,ada@harbour.example,,,,,No,{on},02:00:00,{on},03:00:00,01:00:00,"
    papers.write("berlin.csv", f"{HEADER}\n{row.format(on='2025-01-01')}\n{row.format(on='2026-01-01')}\n")

    assert shares(closed(papers, export("berlin.csv", zone="Europe/Berlin"))) == {"ada": "4.50", "bo": "0.00"}
    assert "26 h" not in papers.close("--why").out
    assert "1 h of “client work”" in papers.close("--why").out


def test_two_exports_that_share_entries_count_them_once(papers: Papers) -> None:
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder / "winter.csv")
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder / "whole-year.csv")
    two_calls = "Bo Tide,bo@harbour.example,,,,,No,2025-05-05,09:00:00,2025-05-05,09:30:00,00:30:00,\n" * 2
    papers.write("spring.csv", f"{HEADER}\n{two_calls}")

    both = closed(papers, export("winter.csv"), export("whole-year.csv"), export("spring.csv"))

    assert "1:45 h of “client work”" in papers.close("--why").out
    assert shares(both) == {"ada": "3.07", "bo": "1.43"}


def dated(papers: Papers, *days: str, **says: Any) -> Ended:
    rows = "".join(
        f"Ada Reef,ada@harbour.example,,,,,No,{on},09:00:00,{on},10:00:00,01:00:00,\n" for on in days
    )
    papers.write("dates.csv", f"{HEADER}\n{rows}")
    return closed(papers, export("dates.csv", **says))


def test_dates_that_two_orders_read_differently_are_asked_about(papers: Papers) -> None:
    code, kind, where, _ = fault(dated(papers, "3/2/2025"))

    assert (code, kind, where) == (2, "hours-file.date-order", "dates.csv, line 2")


def test_the_facts_may_say_the_order_of_dates(papers: Papers) -> None:
    assert shares(dated(papers, "3/2/2025", date_order="dmy")) == {"ada": "4.50", "bo": "0.00"}


def test_a_date_far_down_the_file_may_tell_the_order(papers: Papers) -> None:
    days = ["3/2/2025"] * 3000 + ["13/2/2025"]

    assert shares(dated(papers, *days)) == {"ada": "4.50", "bo": "0.00"}


def test_bare_numbers_that_nothing_proves_are_asked_about_and_the_facts_may_say(papers: Papers) -> None:
    header = "Date,From,Duration,User,E-mail,Customer,Project,Activity,Description,Tags,Billable"
    papers.write("kimai.csv", f"{header}\n2025-02-03,09:00,2,ada,ada@harbour.example,,,,,,1\n")

    assert fault(closed(papers, export("kimai.csv")))[1] == "hours-file.number-unit"
    assert shares(closed(papers, export("kimai.csv", numbers="hours"))) == {"ada": "4.50", "bo": "0.00"}


# what is refused


def test_a_label_that_the_mapping_does_not_know_stops_the_answer(papers: Papers) -> None:
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder)
    nobody = {**MAPPING, "leave_out_people": []}
    no_work = {**MAPPING, "work": [{"client": "Rosa Bakery", "kind": "client-work"}]}

    assert fault(closed(papers, export("toggl-detailed.csv", mapping=nobody))) == (
        2,
        "mapping.unknown-person",
        "toggl-detailed.csv",
        "It names “chi@shoal.example”, which the mapping does not know.",
    )
    assert fault(closed(papers, export("toggl-detailed.csv", mapping=no_work))) == (
        2,
        "mapping.unknown-work",
        "toggl-detailed.csv",
        f"It names {UNKNOWN}, which the mapping does not know.",
    )


def test_work_without_any_label_is_shown_as_such(papers: Papers) -> None:
    papers.write(
        "bare.csv",
        f"{HEADER}\nBo,bo@harbour.example,,,,,,2025-02-03,09:00:00,2025-02-03,10:00:00,01:00:00,\n",
    )

    assert fault(closed(papers, export("bare.csv", mapping={**MAPPING, "work": []})))[3] == (
        "It names “—”, which the mapping does not know."
    )


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({**MAPPING, "wrok": []}, "mapping.key"),
        ({**MAPPING, "people": ["ada"]}, "mapping.form"),
        (
            {**MAPPING, "people": {"ada@harbour.example": "zoe", "bo@harbour.example": "bo"}},
            "hours.unknown-person",
        ),
        ({**MAPPING, "work": [{"kind": "sailing"}]}, "hours.unknown-work"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(papers: Papers, mapping: dict[str, Any], code: str) -> None:
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder)

    ended = closed(papers, export("toggl-detailed.csv", mapping=mapping))

    assert (ended.code, ended.json["faults"][0]["code"]) == (2, code)


UNKNOWN = "“Harbour Library / Night duty / Support”, “Meetings / Weekly call”"
ROW = "Ada Reef,ada@harbour.example,,,,,No,2025-02-03,09:00:00,2025-02-03,10:00:00,{length},\n"


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        (ROW.format(length="25:00:00"), "hours-row.over-24-hours", "Line 2: "),
        (ROW.format(length="-1:00:00"), "hours-row.negative", "Line 2: "),
        (ROW.format(length="=1+1"), "hours-row.formula", "Line 2: "),
        (ROW.format(length="01:00:00") + ROW.format(length="x") * 3, "hours-row.length", "Line 3: "),
    ],
)
def test_a_line_that_cannot_be_read_stops_the_answer(papers: Papers, rows: str, code: str, says: str) -> None:
    papers.write("bad.csv", f"{HEADER}\n{rows}")

    ended, kind, where, told = fault(closed(papers, export("bad.csv")))

    assert (ended, kind, where, told[: len(says)]) == (2, code, "bad.csv", says)
    assert ("Lines that cannot be read: 3." in told) is (rows.count("\n") > 1)


def test_a_line_below_a_thousand_harmless_ones_stops_the_answer_too(papers: Papers) -> None:
    nothing = "Ada Reef,ada@harbour.example,,,,,No,2025-02-03,09:00:00,2025-02-03,09:00:00,00:00:00,\n"
    rows = ROW.format(length="01:00:00") + nothing * 1001 + ROW.format(length="x")
    papers.write("bad.csv", f"{HEADER}\n{rows}")

    assert fault(closed(papers, export("bad.csv"))) == (
        2,
        "hours-file.lines",
        "bad.csv",
        "Lines that cannot be read: 1.",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "hours-file.empty"),
        (f"{HEADER}\n", "hours-file.no-entries"),
        ("Chapter,Verse\n1,2\n", "hours-file.header"),
        (f'{HEADER}\n"Ada,ada@harbour.example,,,,,No,2025-02-03\n', "hours-file.quotes"),
        (b"\x00\x01\x02", "hours-file.nul"),
    ],
)
def test_a_file_that_is_no_export_is_refused_by_its_name(
    papers: Papers, content: str | bytes, code: str
) -> None:
    papers.write("odd.csv", content)

    ended, kind, where, _ = fault(closed(papers, export("odd.csv")))

    assert (ended, kind, where.split(",")[0]) == (2, code, "odd.csv")


def test_a_summary_is_refused(papers: Papers) -> None:
    shutil.copy(FIXTURES / "toggl-summary.csv", papers.folder)

    assert fault(closed(papers, export("toggl-summary.csv")))[1] == "hours-file.summary"


def test_a_file_over_the_limit_is_refused(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "EXPORT_LIMIT", 100)
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder)

    assert fault(closed(papers, export("toggl-detailed.csv")))[1] == "hours-file.too-large"


def test_an_export_that_is_not_there_is_not_there(papers: Papers) -> None:
    assert fault(closed(papers, export("gone.csv"))) == (
        4,
        "facts.export-absent",
        "gone.csv",
        "The facts name an export “gone.csv”, which is not there.",
    )


def test_an_export_outside_the_folder_of_the_facts_is_not_read(
    papers: Papers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    shutil.copy(FIXTURES / "toggl-detailed.csv", elsewhere)
    (papers.folder / "linked.csv").symlink_to(elsewhere)

    for path in (str(elsewhere), f"../{elsewhere.parent.name}/secret.csv", "linked.csv"):
        assert fault(closed(papers, export(path)))[:2] == (2, "facts.export-outside")


@pytest.mark.parametrize("path", ["nul\u0000byte.csv", "x" * 300, "loop.csv"])
def test_a_path_that_no_file_can_have_is_not_there(papers: Papers, path: str) -> None:
    (papers.folder / "loop.csv").symlink_to(papers.folder / "loop.csv")

    assert closed(papers, export(path)).code == 4


def test_an_export_that_cannot_be_opened_is_not_there(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FIXTURES / "toggl-detailed.csv", papers.folder)
    papers.facts(hours=[], exports=[export("toggl-detailed.csv")])
    opened = Path.open

    def forbidden(path: Path, *args: Any, **says: Any) -> Any:
        if path.suffix == ".csv":
            raise PermissionError(path)
        return opened(path, *args, **says)

    monkeypatch.setattr(Path, "open", forbidden)

    assert fault(papers.close("--json"))[:3] == (4, "file.absent", "toggl-detailed.csv")


def test_a_pipe_is_no_export(papers: Papers) -> None:
    os.mkfifo(papers.folder / "pipe.csv")

    assert fault(closed(papers, export("pipe.csv")))[1] == "facts.export-absent"
