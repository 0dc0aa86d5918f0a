"""What the pages show is what the command answers; what the guide calls a key is a key."""

from __future__ import annotations

import re

import pytest

from bylaws.app.main import main
from tests.bylaws.app.documented import HOUSE, LEFT_OUT, PAGE, Shown, answered, shown, tables_of_keys
from tests.bylaws.app.documented import written_anew as anew

COMMANDS = list(shown(PAGE.read_text("utf-8")))
ON_THE_FRONT = re.findall(r"^\.venv/bin/bylaws (.+)$", (HOUSE / "README.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("one", COMMANDS, ids=[one.command for one in COMMANDS])
def test_a_documented_command_answers_what_the_page_shows(one: Shown) -> None:
    real = answered(one.command)

    assert one.fits(real), real


def test_the_page_shows_both_examples_with_reasons_and_as_json() -> None:
    said = " ".join(one.command for one in COMMANDS)

    assert [w for w in ("lantern", "kite", "--why", "--json", "--known-by", "compare") if w not in said] == []


def test_the_page_lists_every_key_of_the_facts() -> None:
    assert tables_of_keys() in PAGE.read_text("utf-8")


def test_a_page_written_anew_is_the_same_page() -> None:
    page = PAGE.read_text("utf-8")

    assert anew(page) == page


def test_an_answer_that_has_changed_is_seen() -> None:
    one = Shown("bylaws check charter.md", ["The charter", LEFT_OUT, "is sound."])

    assert [one.fits(said) for said in ("The charter\nof us\nis sound.", "The charter\nis not sound.")] == [
        True,
        False,
    ]


@pytest.mark.parametrize("command", ON_THE_FRONT)
def test_every_command_of_the_front_page_answers(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOUSE)

    assert main(command.split()) == 0


def test_the_front_page_shows_five_commands() -> None:
    asked = [command.split()[0] for command in ON_THE_FRONT]

    assert asked == ["check", "show", "close-year", "elect", "fund"]
