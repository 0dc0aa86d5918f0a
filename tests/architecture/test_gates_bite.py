"""Each gate is shown something broken and has to say so; beside it, the same thing sound has to pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import habits, purity, translation, wording
from tests.architecture.coverage_floors import Reached, below
from tests.architecture.tree import HOUSE, Page

BIN = Path(sys.executable).parent


def said_by(*command: object, at: Path = HOUSE, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [str(part) for part in command]
    own = {**os.environ, "PYTHONPATH": str(at), **environment}
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


# The rules are pure


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "import random",
        "from django.db import models",
        "from pathlib import Path",
        "import os.path",
        "from urllib.request import urlopen",
        "import toadlane.coops",
        "today = dt.date.today()",
        "at = dt.datetime.now()",
        "key = uuid.uuid4()",
        "half = 0.5",
        "half = float(text)",
        "def share(hours: float) -> int: return 1",
        "half = 1 / 2",
        "mean = sum(hours) / len(hours)",
        "root = math.sqrt(2)",
        "from math import sqrt",
        "text = open(name).read()",
        "print(total)",
        "order = hash(member)",
    ],
)
def test_a_rule_that_reaches_outside_its_arguments_is_named(line: str) -> None:
    assert len(purity.impure(Page("src/bylaws/kernel/money.py", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from fractions import Fraction",
        "import datetime as dt",
        "half = Fraction(1, 2)",
        "if isinstance(value, float): raise fault",
        "match value:\n    case float():\n        raise fault",
        "up = math.ceil(Fraction(7, 2))",
        "third = share / 3",
    ],
)
def test_an_exact_rule_passes(line: str) -> None:
    assert purity.impure(Page("src/bylaws/kernel/money.py", line)) == []


# Habits


def test_a_long_file_and_a_long_function_are_named() -> None:
    long_file = Page("src/bylaws/a.py", "x = 1\n" * 401)
    long_function = Page("src/bylaws/a.py", "def f():\n" + "    x = 1\n" * 60)
    long_template = Page("src/toadlane/ui/templates/a.html", "<p>\n" * 401)

    assert habits.too_long(long_file) == ["src/bylaws/a.py:401 is 401 lines; the limit is 400"]
    assert habits.too_long(long_function) == ["src/bylaws/a.py:1 f is 61 lines; the limit is 60"]
    assert habits.too_long(long_template) == [
        "src/toadlane/ui/templates/a.html:401 is 401 lines; the limit is 400"
    ]


def test_a_file_and_a_function_at_the_limit_pass() -> None:
    assert habits.too_long(Page("src/bylaws/a.py", "x = 1\n" * 400)) == []
    assert habits.too_long(Page("src/bylaws/a.py", "def f():\n" + "    x = 1\n" * 59)) == []


@pytest.mark.parametrize("caught", ["except Exception:", "except (ValueError, BaseException):", "except:"])
def test_a_blind_except_is_named(caught: str) -> None:
    page = Page("src/toadlane/a.py", f"try:\n    f()\n{caught}\n    pass\n")

    assert len(habits.caught_blindly(page)) == 1
    assert habits.caught_blindly(Page("a.py", "try:\n    f()\nexcept ValueError:\n    pass\n")) == []


def test_unwritten_code_is_named() -> None:
    assert len(habits.unfinished(Page("src/a.py", "def f():\n    raise NotImplementedError\n"))) == 1


def test_a_public_name_without_a_docstring_is_named() -> None:
    page = Page("src/bylaws/a.py", "def f(): ...\nclass C:\n    def g(self): ...\n    def _h(self): ...\n")

    assert [fault.split()[1] for fault in habits.undocumented(page)] == ["f", "C", "g"]


@pytest.mark.parametrize(
    "line",
    ["pytest.skip('later')", "@pytest.mark.xfail\ndef test_a(): ...", "yaml = pytest.importorskip('yaml')"],
)
def test_a_test_that_is_left_out_is_named(line: str) -> None:
    assert len(habits.left_out(Page("tests/test_a.py", line))) == 1


def test_a_test_that_cannot_fail_is_named() -> None:
    assert len(habits.cannot_fail(Page("tests/test_a.py", "def test_a():\n    f()\n"))) == 1
    assert habits.cannot_fail(Page("tests/test_a.py", "def test_a():\n    assert f()\n")) == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "pypi" + ".org/simple",
        "registry." + "npmjs" + ".org",
        "--" + "index" + "-url=somewhere",
        "see /" + "home/ada/toad-lane",
        "ROOT = '/" + "root/data'",
        f"folder = {HOUSE}/src",
        "TO" + "DO: the rest",
        "written with an AI" + " assistant",
    ],
)
def test_a_line_that_names_a_host_a_machine_or_unfinished_work_is_named(line: str) -> None:
    assert len(wording.amiss(Page("docs/a.md", f"fine\n{line}\n"))) >= 1


@pytest.mark.parametrize(
    "line", ["/c/lantern/work/", "https://example.org/", "a session of the assembly", "todos"]
)
def test_ordinary_words_and_addresses_pass(line: str) -> None:
    assert wording.amiss(Page("docs/a.md", line)) == []


# Words a person reads


@pytest.mark.parametrize(
    "line",
    [
        "<p>Your hours</p>",
        '<img alt="A toad" src="a.svg">',
        '<button type="submit" aria-label="Close">×</button>',
        '<input type="submit" value="Cast vote">',
        '{% card "Your hours" %}',
        '{% include "ui/card.html" with heading="Your hours" %}',
    ],
)
def test_bare_words_in_a_template_are_named(line: str) -> None:
    assert len(translation.bare_in_template(Page("a.html", f"{{% load i18n %}}\n{line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '<p>{% trans "Your hours" %}</p>',
        "<p>{% blocktrans %}Your hours{% endblocktrans %}</p>",
        '{% card _("Your hours") class="wide plain" %}',
        '{% include "ui/card.html" with heading=_("Your hours") %}',
        "<p>{{ hours }} — 3 : 5</p>",
        "{# a note to the reader #}",
        '<a href="{% url "books:close" %}">PDF</a>',
    ],
)
def test_words_from_the_catalogue_pass(line: str) -> None:
    assert translation.bare_in_template(Page("a.html", line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "field = CharField(label={})",
        "messages.success(request, {})",
        "raise ValidationError({}, code='late')",
    ],
)
def test_bare_words_of_a_form_are_named(line: str) -> None:
    assert len(translation.bare_in_form(Page("forms.py", line.format("'Your hours'")))) == 1
    assert translation.bare_in_form(Page("forms.py", line.format("_('Your hours')"))) == []


# Coverage


def test_a_floor_that_is_not_reached_is_named_with_the_worst_file_first() -> None:
    files = [
        Reached("src/bylaws/a.py", 9, 10, ("3",)),
        Reached("src/bylaws/b.py", 6, 10, ("1", "2", "5", "7")),
    ]

    assert below(files, {"src/bylaws": 75}) == []
    assert below(files, {"src/bylaws": 76}) == [
        "src/bylaws: 15 of 20 reached, the floor is 76 %",
        "    src/bylaws/b.py misses 1, 2, 5, 7",
        "    src/bylaws/a.py misses 3",
    ]


def test_a_floor_over_nothing_is_not_reached() -> None:
    assert below([], {"src/bylaws": 100}) == ["src/bylaws: there is nothing here to measure"]


# Other people's tools, under our settings


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
    write(tmp_path, bylaws__kernel__money="", toadlane__ui__icons="")
    command = (BIN / "lint-imports", "--config", HOUSE / "pyproject.toml", "--no-cache", "--no-logo")
    sound = said_by(*command, at=tmp_path, COLUMNS="200")

    write(tmp_path, **broken)
    done = said_by(*command, at=tmp_path, COLUMNS="200")

    assert (sound.returncode, done.returncode) == (0, 1)
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
    ours = ("-c", HOUSE / "pyproject.toml", "-p", "tests.conftest", "--noconftest")

    done = said_by(sys.executable, "-m", "pytest", *ours, tmp_path / "test_a.py", TOADLANE_NO_SKIPS="1")

    assert done.returncode == code, done.stdout
