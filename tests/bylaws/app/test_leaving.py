"""How the command leaves: exit codes by class of fault, closed pipes, Ctrl-C, and terminals' letters."""

from __future__ import annotations

import io
import json
import runpy
import subprocess
import sys

import pytest

from bylaws.app import main as command
from bylaws.app.exits import EXIT_CODES, report
from bylaws.app.tables import table
from bylaws.app.terminal import visible
from bylaws.kernel.faults import (
    CharterAmbiguous,
    CharterSilent,
    Fault,
    InputFault,
    NotThere,
    RecordBroken,
    RecordMoved,
    Refused,
)
from tests.bylaws.app.desk import Answer, Desk

CODES = {
    InputFault: 2,
    Refused: 3,
    CharterSilent: 3,
    CharterAmbiguous: 3,
    NotThere: 4,
    RecordMoved: 5,
    RecordBroken: 70,
}


def test_every_class_of_fault_has_its_exit_code() -> None:
    assert EXIT_CODES == CODES
    assert set(Fault.__subclasses__()) == set(CODES)


@pytest.mark.parametrize("kind", CODES)
def test_a_fault_is_told_with_its_place_its_article_and_what_to_do(
    kind: type[Fault], capsys: pytest.CaptureFixture[str]
) -> None:
    fault = kind(
        "No {what}.", code="a.b", next_step="Do {what}.", article="Article 7", where="x:3", what="so"
    )

    code = report([fault], as_json=False)

    assert Answer(code, *capsys.readouterr()) == Answer(
        CODES[kind], "", "x:3: No so.\n    Article 7\n    → Do so.\n"
    )


def test_several_faults_are_all_told_and_the_first_sets_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    faults: list[Fault] = [
        NotThere("One.", code="one", next_step="Look."),
        InputFault("Two.", code="two", next_step="Write."),
    ]

    code = report(faults, as_json=True)

    said = capsys.readouterr()
    assert (code, said.err) == (4, "")
    assert json.loads(said.out) == {
        "faults": [
            {"code": "one", "says": "One.", "where": None, "article": None, "next_step": "Look."},
            {"code": "two", "says": "Two.", "where": None, "article": None, "next_step": "Write."},
        ]
    }


def test_interrupted_the_command_says_nothing(lantern: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load_charter", interrupt)

    assert lantern.ask("check", lantern.charter) == Answer(130, "", "")


def test_without_a_command_the_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main([])

    assert (left.value.code, "usage: bylaws" in capsys.readouterr().err) == (2, True)


def test_the_package_runs_as_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bylaws", "schema", "facts"])

    with pytest.raises(SystemExit) as left:
        runpy.run_module("bylaws", run_name="__main__")

    assert (left.value.code, json.loads(capsys.readouterr().out)["title"]) == (0, "FactsFile")


def test_importing_the_package_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("bylaws.__main__", run_name="bylaws.__main__")

    assert capsys.readouterr().out == ""


def test_a_reader_who_has_seen_enough_ends_the_command_quietly() -> None:
    asked = [sys.executable, "-m", "bylaws", "schema", "charter"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        if running.stdout is None or running.stderr is None:
            raise LookupError
        running.stdout.close()
        said = running.stderr.read()
        code = running.wait()

    assert (code, said) == (141, b"")


def test_a_terminal_without_our_letters_gets_escapes(lantern: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = io.BytesIO()
    with io.TextIOWrapper(paper, encoding="ascii", write_through=True) as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        code = command.main(["show", str(lantern.charter), "--on", "2025-01-01"])
        said = paper.getvalue()

    assert (code, b"\\u201cLantern Technology Cooperative\\u201d" in said) == (0, True)


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("two\nlines", "two\nlines"),
        ("Café – “façade”", "Café – “façade”"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\rb\tc\x7f\x85", "a\\rb\\tc\\x7f\\x85"),
        ("\u202eadA\u2069", "\\u202eadA\\u2069"),
        ("\ud800", "\\ud800"),
    ],
)
def test_nothing_out_of_a_file_steers_the_terminal(given: str, seen: str) -> None:
    assert visible(given) == seen


def test_a_name_in_a_charter_cannot_clear_the_screen(lantern: Desk) -> None:
    lantern.amend_text("Lantern Technology", "Lantern\\u001b[2J Technology")

    assert "\x1b" not in lantern.close().out + lantern.ask("show", lantern.charter, "--on", "2025-01-01").out


def test_a_table_sets_figures_to_the_right_and_nothing_makes_no_table() -> None:
    rows = [("who", "how much"), ("Ada", "1.00"), ("Bo", "10.00")]

    assert (table([]), table(rows, right=(1,))) == (
        "",
        "who  how much\n───  ────────\nAda      1.00\nBo      10.00",
    )
