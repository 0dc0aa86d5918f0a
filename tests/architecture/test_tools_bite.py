"""Each tool we rely on is shown something broken, under our own settings, and has to say so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import HOUSE

BIN = Path(sys.executable).parent
QUICK = ("-p", "no:django", "-p", "no:schemathesis", "-p", "no:pytest_cov")


def said_by(*command: object, at: Path = HOUSE, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [str(part) for part in command]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    own = {**ours, "PYTHONPATH": str(at), **environment}
    return subprocess.run(words, cwd=at, env=own, capture_output=True, text=True, check=False, timeout=120)


def write(folder: Path, **files: str) -> None:
    """`bylaws__kernel__money="…"` writes bylaws/kernel/money.py, each folder a package."""
    for name, text in files.items():
        place = folder.joinpath(*name.split("__")).with_suffix(".py")
        place.parent.mkdir(parents=True, exist_ok=True)
        for package in [place.parent, *place.parent.parents]:
            if package == folder:
                break
            (package / "__init__.py").touch()
        place.write_text(text)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("import os\n", "F401"),
        ("def f(a, b=[]):\n    return a\n", "B006"),
        ("def f(x):\n    return x\n", "ANN001"),
        ("import datetime as dt\n\nNOW = dt.datetime.now()\n", "DTZ005"),
        ("print(1)\n", "T201"),
        ("assert True\n", "S101"),
    ],
)
def test_ruff_names_what_is_off_style(line: str, rule: str) -> None:
    place = HOUSE / "src" / "bylaws" / "kernel" / "never_written.py"
    command = (
        BIN / "ruff",
        "check",
        "--no-cache",
        "--output-format",
        "concise",
        "--stdin-filename",
        place,
        "-",
    )

    done = subprocess.run(
        [str(part) for part in command], input=line, capture_output=True, text=True, check=False
    )

    assert (done.returncode, rule in done.stdout) == (1, True)


def test_ruff_names_a_file_that_is_not_formatted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = {  'a':1 }\n")

    done = said_by(BIN / "ruff", "format", "--check", "--config", HOUSE / "pyproject.toml", tmp_path)

    assert done.returncode == 1


def test_mypy_names_a_type_that_is_missing_or_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text('def f(x): return x\n\ndef g() -> int:\n    return "a"\n')
    cache = ("--cache-dir", tmp_path / "cache")

    done = said_by(BIN / "mypy", "--config-file", HOUSE / "pyproject.toml", *cache, tmp_path / "wrong.py")

    assert done.returncode == 1
    assert "[no-untyped-def]" in done.stdout
    assert "[return-value]" in done.stdout


LAYERS = (BIN / "lint-imports", "--config", HOUSE / "pyproject.toml", "--no-cache", "--no-logo")
SOUND = {"bylaws__kernel__money": "", "toadlane__ui__icons": ""}


def test_import_linter_lets_rooms_in_their_places_be(tmp_path: Path) -> None:
    write(tmp_path, **SOUND)

    assert said_by(*LAYERS, at=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("broken", "contract"),
    [
        ({"bylaws__kernel__a": "import bylaws.charter\n", "bylaws__charter__a": ""}, "bylaws: each room"),
        ({"bylaws__porch__a": ""}, "bylaws: each room"),
        ({"bylaws__kernel__a": "import django\n"}, "bylaws knows nothing"),
        ({"toadlane__ui__a": "import toadlane.books\n", "toadlane__books__a": ""}, "toadlane: each room"),
        ({"toadlane__porch__a": ""}, "toadlane: each room"),
        (
            {"toadlane__books__models": "import toadlane.books.verbs\n", "toadlane__books__verbs": ""},
            "in a room: what",
        ),
        (
            {"toadlane__books__verbs": "import toadlane.books.views\n", "toadlane__books__views": ""},
            "in a room: verbs",
        ),
    ],
)
def test_import_linter_names_a_room_out_of_place(
    tmp_path: Path, broken: dict[str, str], contract: str
) -> None:
    write(tmp_path, **SOUND | broken)

    done = said_by(*LAYERS, at=tmp_path, COLUMNS="200")

    assert done.returncode == 1
    kept_or_not = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert [line.startswith(contract) for line in kept_or_not] == [True]


def test_deptry_names_a_package_that_nobody_declared(tmp_path: Path) -> None:
    write(tmp_path, src__bylaws__a="import hypothesis\n")
    (tmp_path / "pyproject.toml").write_text((HOUSE / "pyproject.toml").read_text())

    done = said_by(BIN / "deptry", "src", "--no-ansi", at=tmp_path)

    assert done.returncode == 1
    assert "DEP004 'hypothesis'" in done.stderr


def test_djlint_names_a_picture_without_words(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text((HOUSE / "pyproject.toml").read_text())
    (tmp_path / "a.html").write_text('<img src="a.png" height="1" width="1">\n')

    done = said_by(BIN / "djlint", "a.html", "--lint", "--quiet", at=tmp_path)

    assert (done.returncode, "H013" in done.stdout) == (1, True)


MODEL = """
from django.db import models

class Lamp(models.Model):
    class Meta:
        app_label = "porch"
"""


def test_django_names_a_model_whose_migration_is_missing(tmp_path: Path) -> None:
    write(tmp_path, porch__models=MODEL)
    (tmp_path / "porch" / "migrations").mkdir()
    (tmp_path / "porch" / "migrations" / "__init__.py").touch()
    (tmp_path / "broken_settings.py").write_text(
        "from toadlane.site.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'porch']\n"
    )
    command = (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")

    done = said_by(
        *command, at=tmp_path, DJANGO_SETTINGS_MODULE="broken_settings", TOADLANE_DATA=str(tmp_path)
    )

    assert (done.returncode, "Create model Lamp" in done.stdout) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("def test_a():\n    assert 1 == 1\n", 0),
        ("import warnings\ndef test_a():\n    warnings.warn('old')\n", 1),
        ("import pytest\ndef test_a():\n    pytest.skip('no browser')\n", 1),
        ("import pytest\n@pytest.mark.unheard_of\ndef test_a():\n    assert 1 == 1\n", 2),
    ],
)
def test_pytest_fails_on_a_warning_a_skip_and_an_unknown_mark(tmp_path: Path, story: str, code: int) -> None:
    (tmp_path / "test_a.py").write_text(story)
    ours = ("-c", HOUSE / "pyproject.toml", "-p", "tests.conftest", "--noconftest", *QUICK)

    done = said_by(sys.executable, "-m", "pytest", *ours, tmp_path / "test_a.py", TOADLANE_NO_SKIPS="1")

    assert done.returncode == code, done.stdout
