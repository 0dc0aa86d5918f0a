"""What files are taken in, and what has to be said about them before they can be read."""

from __future__ import annotations

import pytest

from tests.bylaws.facts.readers.exports import FIXTURES, toggl_file
from tests.toadlane.work.bringing import TWO, Bringing, code_of, hours, of_ada
from toadlane.work import files
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import Accepted, Answers

ADA_HOUR = ("ada", "client-work", "2025-02-03", 32400, 3600, "Front page")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "hours-file.empty"),
        (b"a;b\r\n1;2\r\n", "hours-file.header"),
        ((FIXTURES / "toggl-summary.csv").read_bytes(), "hours-file.summary"),
        (b"\x00\x01\x02\x00\x05", "hours-file.nul"),
        (TWO.replace(b"User,", b"Who,").replace(b"Start date", b"Begun"), "hours-file.column-missing"),
    ],
    ids=["empty", "no known header", "a summary", "not a text", "a column missing"],
)
def test_a_file_that_is_none_is_refused_and_not_kept(bring: Bringing, content: bytes, code: str) -> None:
    assert code_of(bring.start, content) == code
    assert HoursImport.objects.count() == 0


def test_a_file_over_the_limit_is_refused(bring: Bringing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BYTES_AT_MOST", len(TWO) - 1)

    assert code_of(bring.start, TWO) == "hours-file.too-large"
    monkeypatch.setattr(files, "BYTES_AT_MOST", len(TWO))
    assert bring.start(TWO).state == "uploaded"


@pytest.mark.parametrize(
    "name",
    [
        "toggl-detailed.csv",
        "toggl-detailed-us-12h.csv",
        "toggl-detailed-excel-unicode.txt",
        "harvest-detailed.csv",
        "harvest-detailed-fr-semicolons.csv",
        "clockify-detailed-de.csv",
        "clockify-detailed-pt-windows.csv",
        "kimai-export-de.csv",
        "kimai-export.csv",
        "kimai-api.json",
    ],
)
def test_exports_of_every_tracker_and_locale_come_in(bring: Bringing, name: str) -> None:
    """With a BOM, in UTF-16, with semicolons and decimal commas, with line breaks inside quotes."""
    source = bring.start((FIXTURES / name).read_bytes(), name=name)
    answers = Answers(date_order="dmy" if "date_order" in source.reading["asks"] else "")
    first = bring.look(source, {"work": [{"kind": "client-work"}]}, answers)
    people = {label: "ada" for label, *_ in first.found["people"]}

    looked = bring.look(first, {"people": people, "work": [{"kind": "client-work"}]}, answers)
    stopped = sum(entries for entries, _ in looked.found["stopped"].values())
    seen = sum(entries for _, _, entries, _ in looked.found["new"])
    if seen:
        bring.bring_in(looked, Accepted(overlaps=True, leave_out=True, copies="in"))

    assert looked.found["unknown_people"] == []
    assert seen + stopped > 0
    assert TimeEntry.objects.count() == seen + sum(entries for _, _, entries, _ in looked.found["copies"])


def test_a_file_of_no_known_tracker_is_read_by_the_names_of_its_columns(bring: Bringing) -> None:
    content = b"Wer;Tag;Dauer;Was\r\nAda;2025-02-03;7,5;Website\r\n"

    source = bring.bring_in(
        content, columns={"name": "Wer", "date": "Tag", "duration": "Dauer", "project": "Was"}
    )

    assert (source.reading["tracker"], hours()) == (
        "generic",
        [("ada", "client-work", "2025-02-03", None, 27000, "")],
    )


def test_whether_the_day_or_the_month_comes_first_is_asked_where_nothing_tells(bring: Bringing) -> None:
    content = toggl_file(of_ada(date="03/02/2025", end_date="03/02/2025"))

    source = bring.start(content)

    assert source.reading["asks"] == ["date_order"]
    assert code_of(bring.look, source) == "hours-import.asks"
    bring.bring_in(bring.look(source, answers=Answers(date_order="dmy")))
    assert hours() == [ADA_HOUR]


def test_whose_hours_they_are_is_asked_where_the_file_names_nobody(bring: Bringing) -> None:
    source = bring.start((FIXTURES / "toggl-own-entries.csv").read_bytes())

    assert source.reading["asks"] == ["whose"]
    assert code_of(bring.look, source) == "hours-import.asks"
    looked = bring.look(source, {"work": [{"kind": "client-work"}]}, Answers(whose="bo"))
    assert {person for person, *_ in looked.found["new"]} == {"bo"}


def test_hours_are_moved_to_the_coops_own_zone(bring: Bringing) -> None:
    """Two in the morning in Berlin is still the day before in New York."""
    content = toggl_file(of_ada(start="02:00:00", end="03:00:00"))

    bring.bring_in(bring.look(bring.start(content), answers=Answers(zone="Europe/Berlin")))

    assert hours() == [("ada", "client-work", "2025-02-02", 72000, 3600, "Front page")]


def test_a_file_that_was_lost_from_the_data_folder_is_said_to_be_gone(bring: Bringing) -> None:
    source = bring.look(TWO)
    files.remove(source)

    assert code_of(bring.bring_in, source) == "hours-file.gone"
    assert (HoursImport.objects.get().state, hours()) == ("previewed", [])


def test_a_file_that_breaks_off_inside_quotes_is_not_looked_at(bring: Bringing) -> None:
    source = bring.start(TWO + b'"never closed')

    assert code_of(bring.look, source) == "hours-file.quotes"
    assert HoursImport.objects.get().state == "uploaded"


def test_whoever_all_hours_are_said_to_be_of_must_be_someone_here(bring: Bringing) -> None:
    source = bring.start((FIXTURES / "toggl-own-entries.csv").read_bytes())

    assert code_of(bring.look, source, answers=Answers(whose="zoe")) == "not-there"
