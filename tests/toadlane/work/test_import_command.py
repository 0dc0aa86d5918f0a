"""Ada brings the tracker's export in at a terminal: looked at, taken in, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.bylaws.facts.readers.exports import toggl_file
from tests.toadlane.work.bringing import ADA_AND_BO, TWO, Bringing, hours, of_ada, of_bo
from toadlane.jobs import periodic
from toadlane.jobs.models import Progress
from toadlane.record.models import Entry
from toadlane.work import terminal
from toadlane.work.models import HoursImport
from toadlane.work.verbs import imports

pytestmark = pytest.mark.django_db(transaction=True)
BY = ("--by", "ada@harbour.example")


@pytest.fixture(autouse=True)
def _house(settings: Any, tmp_path: Path) -> None:
    """Files of its own."""
    kept_there = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept_there}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "toggl.csv"
    file.write_bytes(TWO)
    return file


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(ADA_AND_BO))
    return file


@pytest.fixture
def told(bring: Bringing, capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command says; Ada is the bookkeeper."""

    def say(*words: object) -> str:
        call_command("import-hours", "harbour", *map(str, words))
        return capsys.readouterr().out

    return say


def code(told: Any, *words: object) -> tuple[int, str]:
    with pytest.raises(CommandError) as stopped:
        told(*words)
    return stopped.value.returncode, str(stopped.value).splitlines()[0]


def files() -> list[Path]:
    return [file for file in Path(default_storage.path("")).rglob("*") if file.is_file()]


def test_a_look_tells_what_would_come_in_and_writes_nothing(told: Any, export: Path, mapping: Path) -> None:
    before = Entry.objects.count()

    shown = told(export, *BY, "--mapping", mapping, "--dry-run").splitlines()

    assert shown[0] == "toggl.csv (toggl): 2 entries, 2:00 hours new"
    assert [line.split() for line in shown[1:3]] == [
        ["Ada", "client-work", "1", "entries,", "1:00", "hours"],
        ["Bo", "client-work", "1", "entries,", "1:00", "hours"],
    ]
    assert shown[-1] == "Nothing was written. Without --dry-run these hours come in."
    assert (HoursImport.objects.count(), Entry.objects.count(), hours(), files()) == (0, before, [], [])


def test_the_hours_come_in_and_the_hint_takes_them_back(told: Any, export: Path, mapping: Path) -> None:
    shown = told(export, *BY, "--mapping", mapping)
    came = hours()
    hint = shown.splitlines()[-1].split("toadlane import-hours harbour ")[1].split()

    gone = told(*hint)

    assert "In: 2 entries, 2:00 hours." in shown
    assert (len(came), hours()) == (2, [])
    assert gone == "toggl.csv is taken back: none of its hours counts.\n"


def test_the_same_file_again_brings_nothing_twice(told: Any, export: Path, mapping: Path) -> None:
    told(export, *BY, "--mapping", mapping)

    again = code(told, export, *BY)

    assert again == (EXIT_CODES[InputFault], "The file holds nothing new.")
    assert (len(hours()), HoursImport.objects.count()) == (2, 1)


def test_what_has_no_place_is_told_and_nothing_is_written(
    told: Any, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = code(told, export, *BY)

    assert ended == (EXIT_CODES[InputFault], "Some work in the file counts as no kind of work yet.")
    assert "? no kind of work yet: " in capsys.readouterr().out
    assert (HoursImport.objects.count(), files()) == (0, [])


def test_copies_are_counted_as_the_bookkeeper_says(told: Any, tmp_path: Path, mapping: Path) -> None:
    file = tmp_path / "twice.csv"
    file.write_bytes(toggl_file(of_ada(), of_ada(), of_bo()))

    undecided = code(told, file, *BY, "--mapping", mapping, "--overlaps")
    told(file, *BY, "--mapping", mapping, "--overlaps", "--copies", "in")

    assert undecided == (EXIT_CODES[InputFault], "Lines that repeat an earlier one exactly: 1.")
    assert len(hours()) == 3


def test_a_large_file_is_worked_through_while_no_house_is_open(
    told: Any, export: Path, mapping: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periodic, "_known", {})
    monkeypatch.setattr(imports, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(imports, "BYTES_AT_ONCE", 1)

    told(export, *BY, "--mapping", mapping)

    assert (len(hours()), Progress.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("words", "fault", "says"),
    [
        (["--by", "chi@harbour.example"], NotThere, "Nobody in Harbour Web Cooperative signs in with"),
        (["--by", "bo@harbour.example"], Refused, ""),
        ([*BY, "--column", "Tag"], InputFault, "A column is named as in date=Tag."),
        ([*BY, "--mapping", "nowhere.toml"], InputFault, "nowhere.toml is no mapping that can be read."),
        ([*BY, "--undo", "7"], NotThere, "No import “7” whose hours are in is here."),
    ],
)
def test_what_was_typed_wrongly_is_told(
    told: Any, export: Path, words: list[str], fault: type, says: str
) -> None:
    ended = code(told, export, *words)

    assert (ended[0], ended[1].startswith(says)) == (EXIT_CODES[fault], True)


def test_a_file_that_is_not_there_and_a_mapping_of_another_shape_are_told(told: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("people = 7\n")
    export = tmp_path / "toggl.csv"
    export.write_bytes(TWO)

    assert code(told, tmp_path / "gone.csv", *BY)[0] == EXIT_CODES[InputFault]
    assert code(told, export, *BY, "--mapping", bad)[0] == EXIT_CODES[InputFault]
    assert code(told, *BY) == (EXIT_CODES[InputFault], "It is not said which file.")


def test_a_mapping_in_toml_and_columns_are_read(tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text('[people]\n"Ada" = "ada"\n[[work]]\nkind = "client-work"\n')

    assert terminal.mapping_in(file).people == {"Ada": "ada"}
    assert terminal.columns_said(["date=Tag", "duration=Stunden = h"]) == {
        "date": "Tag",
        "duration": "Stunden = h",
    }


def test_a_job_that_stopped_ends_the_command_with_its_reason(bring: Bringing) -> None:
    source = bring.look(TWO)
    source.job = Progress.objects.create(
        coop=source.coop, title="Bring in", state=Progress.State.FAILED, says="The disk is full."
    )

    with pytest.raises(RecordMoved, match=r"The job stopped: The disk is full\."):
        terminal.finished(source)
