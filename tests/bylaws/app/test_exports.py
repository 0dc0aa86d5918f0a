"""Hours out of trackers' exports, as the facts name them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bylaws.app import files
from tests.bylaws.app.desk import FIXTURES, Desk, refused

HEAD = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags\n"
)
ROW = (
    "Ada Wick,ada@lantern.example,Well Clinic,Support,,Call,Yes,"
    "2025-03-04,09:00:00,2025-03-04,11:00:00,02:00:00,\n"
)
BOS = ROW.replace("Ada Wick,ada@", "Bo Tallow,bo@")
CHIS = ROW.replace("Ada Wick,ada@lantern", "Chi Moth,chi@shoal")
TOTALS = "Total,,,,,,,,,,,02:00:00,\n"


def hours(desk: Desk) -> dict[str, str]:
    """Each person's seconds, as the basis of their share."""
    people = desk.close("--json").json["people"]
    return {one["person"]: one["shares"][0]["basis"][0]["weight"] for one in people}


def test_an_entry_that_two_exports_hold_is_counted_once(lantern: Desk) -> None:
    alone = hours(lantern)
    facts = lantern.stated()
    (export,) = facts["exports"]
    shutil.copy(lantern.export, lantern.folder / "again.csv")
    facts["exports"].append({**export, "path": "again.csv"})
    lantern.state(facts)

    assert hours(lantern) == alone


def test_an_entry_that_stands_twice_in_one_export_is_two_entries(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + BOS + BOS)

    assert hours(lantern) == {"ada": "7200", "bo": "14400", "dee": "0"}


def test_an_export_in_a_folder_below_is_read(lantern: Desk) -> None:
    before = hours(lantern)
    (lantern.folder / "hours").mkdir()
    shutil.move(lantern.export, lantern.folder / "hours" / "toggl.csv")
    facts = lantern.stated()
    facts["exports"][0]["path"] = "hours/toggl.csv"
    lantern.state(facts)

    assert hours(lantern) == before


def test_a_file_that_names_nobody_is_somebodys_whom_the_facts_name(lantern: Desk) -> None:
    own = (FIXTURES / "toggl-own-entries.csv").read_bytes()
    mapping = {"work": [{"kind": "client-work"}]}

    lantern.hand_in(own, mapping=mapping, whose="ada")

    assert hours(lantern) == {"ada": "13500", "bo": "0", "dee": "0"}


def test_a_file_that_names_nobody_is_refused_unless_the_facts_do(lantern: Desk) -> None:
    lantern.hand_in((FIXTURES / "toggl-own-entries.csv").read_bytes())

    assert refused(lantern.close("--json"))[:2] == (2, "hours-file.no-person")


@pytest.mark.parametrize(
    ("given", "stated", "counted"),
    [
        ("02/03/2025", "mdy", {"ada": "7200", "bo": "0", "dee": "0"}),
        ("02/03/2025", "dmy", {"ada": "7200", "bo": "7200", "dee": "0"}),
        ("13/03/2025", None, {"ada": "7200", "bo": "7200", "dee": "0"}),
    ],
)
def test_the_order_of_day_and_month_is_stated_or_proved(
    lantern: Desk, given: str, stated: str | None, counted: dict[str, str]
) -> None:
    # Bo shares from March on: on 3 February he did not.
    lantern.hand_in(HEAD + (ROW + BOS).replace("2025-03-04", given), date_order=stated)

    assert hours(lantern) == counted


def test_a_date_that_can_be_two_days_is_refused_with_its_line(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW.replace("2025-03-04", "03/04/2025"))

    answer = lantern.close("--json")

    assert refused(answer)[:2] == (2, "hours-file.date-order")
    assert answer.json["faults"][0]["where"] == "toggl-2025.csv, line 2"


@pytest.mark.parametrize(("numbers", "lasted"), [("seconds", "7200"), ("hours", "2"), (None, "02:00")])
def test_what_a_bare_number_counts_is_stated(lantern: Desk, numbers: str | None, lasted: str) -> None:
    lantern.hand_in(
        f"Mail,Day,Lasted\nada@lantern.example,2025-03-04,{lasted}\n",
        columns={"email": "Mail", "date": "Day", "duration": "Lasted"},
        numbers=numbers,
        mapping={"people": {"ada@lantern.example": "ada"}, "work": [{"kind": "client-work"}]},
    )

    assert hours(lantern)["ada"] == "7200"


@pytest.mark.parametrize(
    "name",
    ["toggl-detailed.csv", "toggl-detailed-excel-unicode.txt", "harvest-detailed.csv", "kimai-api.json"],
)
def test_files_of_other_trackers_and_encodings_are_read_beside_the_facts(lantern: Desk, name: str) -> None:
    mapping = {
        "people": {
            "ada@harbour.example": "ada",
            "bo@harbour.example": "bo",
            "Ada Reef": "ada",
            "Bo Tide": "bo",
        },
        "leave_out_people": ["chi@shoal.example", "Chi Shoal", "chi"],
        "work": [{"kind": "client-work"}],
    }
    lantern.hand_in((FIXTURES / name).read_bytes(), mapping=mapping)

    answer = lantern.close("--json")

    assert (answer.code, [one["person"] for one in answer.json.get("people", [])]) == (
        0,
        ["ada", "bo", "dee"],
    ), answer.out


def test_an_export_that_is_not_there_is_named(lantern: Desk) -> None:
    lantern.export.unlink()

    assert refused(lantern.close("--json")) == (
        4,
        "facts.export-absent",
        "The facts name an export “toggl-2025.csv”, which is not there.",
    )


@pytest.mark.parametrize("path", ["../toggl-2025.csv", "hours/../../toggl-2025.csv"])
def test_an_export_outside_the_folder_of_the_facts_is_not_opened(lantern: Desk, path: str) -> None:
    shutil.copy(lantern.export, lantern.folder.parent / "toggl-2025.csv")
    facts = lantern.stated()
    facts["exports"][0]["path"] = path
    lantern.state(facts)

    assert refused(lantern.close("--json"))[:2] == (2, "facts.export-outside")


def test_an_export_that_leads_outside_by_a_link_is_not_opened(lantern: Desk) -> None:
    outside = lantern.folder.parent / "private.csv"
    shutil.move(lantern.export, outside)
    lantern.export.symlink_to(outside)

    assert refused(lantern.close("--json"))[:2] == (2, "facts.export-outside")


@pytest.mark.parametrize("path", ["a\0b.csv", "x" * 5000])
def test_a_path_that_no_file_can_have_is_absent(lantern: Desk, path: str) -> None:
    facts = lantern.stated()
    facts["exports"][0]["path"] = path
    lantern.state(facts)

    assert lantern.close("--json").code in (2, 4)


def test_a_link_that_leads_to_itself_is_absent(lantern: Desk) -> None:
    lantern.export.unlink()
    lantern.export.symlink_to(lantern.export.name)

    assert lantern.close("--json").code == 4


def test_an_export_that_goes_away_before_it_is_opened_is_absent(
    lantern: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Path.open

    def gone(path: Path, mode: str = "r", *more: object) -> object:
        if path.name == lantern.export.name:
            raise PermissionError(path)
        return there(path, mode)

    monkeypatch.setattr(Path, "open", gone)

    assert refused(lantern.close("--json"))[:2] == (4, "file.absent")


def test_a_name_the_mapping_does_not_know_stops_the_answer(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + CHIS)

    answer = lantern.close("--json")

    assert refused(answer) == (
        2,
        "mapping.unknown-person",
        "It names “chi@shoal.example”, which the mapping does not know.",
    )
    assert answer.json["faults"][0]["where"] == "toggl-2025.csv"


def test_work_the_mapping_does_not_know_stops_the_answer(lantern: Desk) -> None:
    odd = ROW.replace("Yes", "No")
    bare = odd.replace("Well Clinic,Support", ",")

    lantern.hand_in(HEAD + odd + bare)

    assert refused(lantern.close("--json")) == (
        2,
        "mapping.unknown-work",
        "It names “Well Clinic / Support”, “—”, which the mapping does not know.",
    )


def test_one_line_that_cannot_be_read_stops_the_answer(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + ROW.replace("02:00:00", "26:00:00"))

    code, fault, says = refused(lantern.close("--json"))

    assert (code, fault, says.partition(":")[0]) == (2, "hours-row.over-24-hours", "Line 3")


def test_of_several_lines_that_cannot_be_read_the_first_is_told_and_all_are_counted(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + ROW.replace("02:00:00", "-02:00:00") * 3)

    _, _, says = refused(lantern.close("--json"))

    assert (says.startswith("Line 3: "), says.endswith(" Lines that cannot be read: 3.")) == (True, True)


def test_a_trackers_own_total_is_no_entry_and_stops_nothing(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + TOTALS)

    assert hours(lantern)["ada"] == "7200"


def test_a_bad_line_behind_a_thousand_harmless_ones_still_stops_the_answer(lantern: Desk) -> None:
    lantern.hand_in(HEAD + ROW + TOTALS * 1001 + ROW.replace("02:00:00", "26:00:00"))

    assert refused(lantern.close("--json")) == (2, "hours-file.lines", "Lines that cannot be read: 1.")


def test_an_export_over_the_limit_is_refused(lantern: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "EXPORT_LIMIT", 100)

    assert refused(lantern.close("--json"))[:2] == (2, "hours-file.too-large")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "hours-file.empty"),
        (HEAD.encode(), "hours-file.no-entries"),
        ((HEAD + ROW.replace("Call", '"Call')).encode(), "hours-file.quotes"),
        ((FIXTURES / "toggl-summary.csv").read_bytes(), "hours-file.summary"),
        (b"\xff\xfe\x00\xd8A\x00", "hours-file.encoding"),
        (b"\0\0\0\0", "hours-file.nul"),
    ],
)
def test_a_file_that_is_no_export_says_so(lantern: Desk, content: bytes, code: str) -> None:
    lantern.hand_in(content)

    assert refused(lantern.close("--json"))[:2] == (2, code)
