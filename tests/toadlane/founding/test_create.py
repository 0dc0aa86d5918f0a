"""`toadlane create`: a folder of its own, the first person in it, and every folder it leaves alone."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.founding.conftest import Found
from toadlane.coops.models import Coop
from toadlane.people.models import Person
from toadlane.site import ground

OLIVE = ["--name", "Olive Example", "--email", "Olive@Harbour.example"]


def create(*words: str) -> str:
    out = io.StringIO()
    call_command("create", *words, stdout=out)
    return out.getvalue()


def test_the_first_person_runs_the_installation_and_chooses_a_password_by_the_link(db: None) -> None:
    said = create(*OLIVE)

    olive = Person.objects.get()
    link = re.search(r"https?://[^/]+(/account/password/new/\S+)", said)
    assert (olive.email, olive.operates, olive.has_usable_password()) == (
        "olive@harbour.example",
        True,
        False,
    )
    assert link is not None
    browser = Client()
    page = browser.get(link[1], follow=True)
    browser.post(
        page.redirect_chain[-1][0], {"password1": "a long walk home", "password2": "a long walk home"}
    )
    olive.refresh_from_db()
    assert olive.check_password("a long walk home")
    assert "no longer works" in Client().get(link[1], follow=True).content.decode()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--name", "Olive", "--email", "olive"], 2),
        (["--name", " ", "--email", "olive@harbour.example"], 2),
        (["--name", "Olive"], 2),
        (["--email", "olive@harbour.example"], 2),
    ],
)
def test_without_a_usable_name_and_address_nobody_is_let_in(
    db: None, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    with pytest.raises(CommandError) as stopped:
        create(*words)

    assert (stopped.value.returncode, Person.objects.count()) == (code, 0)


def test_at_a_terminal_it_asks(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"Your name: ": "Olive Example", "Your e-mail address: ": "olive@harbour.example"}
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answers.__getitem__)

    create()

    assert Person.objects.get().name == "Olive Example"


def test_a_folder_in_use_is_left_alone(db: None, found: Found) -> None:
    found()

    with pytest.raises(CommandError) as stopped:
        create(*OLIVE)

    assert (stopped.value.returncode, Person.objects.count(), Coop.objects.count()) == (3, 1, 1)


@pytest.mark.parametrize(
    ("laid", "code"),
    [
        ("", ""),
        ("secret_key", ""),
        ("toadlane.sqlite3-wal", ""),
        ("demo.json", "create.demo"),
        ("letters.txt", "create.not-empty"),
    ],
)
def test_only_an_empty_folder_or_one_begun_is_taken(tmp_path: Path, laid: str, code: str) -> None:
    if laid:
        (tmp_path / laid).touch()

    assert refusal(tmp_path) == code


def refusal(folder: Path) -> str:
    try:
        ground.refuse_taken(folder)
    except Fault as fault:
        return fault.code
    return ""


def test_a_file_a_new_folder_and_the_demo_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    assert [refusal(at) for at in (file, tmp_path / "new", ground.DEMO_FOLDER)] == [
        "create.file",
        "",
        "create.demo",
    ]


@pytest.mark.parametrize(
    ("words", "rest", "folder"),
    [
        (["toadlane", "create", "--data", "here"], ["toadlane", "create"], "here"),
        (["toadlane", "--data=here", "migrate"], ["toadlane", "migrate"], "here"),
        (["toadlane", "migrate"], ["toadlane", "migrate"], ""),
    ],
)
def test_a_folder_is_named_anywhere_on_the_line(words: list[str], rest: list[str], folder: str) -> None:
    assert ground.named_in(words) == (rest, folder)


def test_data_without_a_folder_is_told() -> None:
    with pytest.raises(Fault) as fault:
        ground.named_in(["toadlane", "create", "--data"])

    assert fault.value.code == "data.none"


def toadlane(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    known = {name: said for name, said in os.environ.items() if not name.startswith("TOADLANE_")}
    source = str(Path(__file__).resolve().parents[3] / "src")
    return subprocess.run(
        [sys.executable, "-m", "toadlane", *words],
        env={**known, "PYTHONPATH": source, **environ},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.sqlite_only
def test_the_command_makes_a_whole_installation_and_never_a_second_in_its_place(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    other.mkdir()
    (other / "letters.txt").touch()

    first = toadlane("create", "--data", str(home), *OLIVE)
    second = toadlane("create", "--data", str(home), *OLIVE)
    strange = toadlane("create", f"--data={other}", *OLIVE)
    demo = toadlane("demo", "--data", str(home))

    assert [one.returncode for one in (first, second, strange, demo)] == [0, 3, 3, 0]
    assert sorted(one.name for one in other.iterdir()) == ["letters.txt"]
    assert demo.stdout == "This data folder holds a co-op of its own; the demo stays out of it.\n"
    assert "Traceback" not in first.stderr + second.stderr + strange.stderr


def test_settings_name_the_same_folder_as_the_ground(settings: Any) -> None:
    assert ground.folder_of({"TOADLANE_DATA": str(settings.DATA)}) == settings.DATA
