"""What every test run needs before Django wakes: a data folder of its own, so no test can touch the demo.

When only tests of the rules are asked for, Django does not wake at all: the rules know nothing of it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

SETTINGS = Path(__file__).parents[1] / "src" / "toadlane" / "site" / "settings.py"
OWN: dict[str, str] = {}
OF_THE_RULES = ("tests/bylaws", "tests/scenarios")
ASKED_FOR = [word for word in sys.argv[1:] if word.startswith(("tests", "./tests")) or word == "."]

if "PYTEST_XDIST_WORKER" not in os.environ:
    OWN["folder"] = tempfile.mkdtemp(prefix="toadlane-tests-")
    os.environ["TOADLANE_DATA"] = OWN["folder"]
    os.environ["TOADLANE_SECRET_KEY"] = "only-for-tests-" * 4
    if ASKED_FOR and all(word.startswith(OF_THE_RULES) for word in ASKED_FOR):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    elif SETTINGS.exists():
        os.environ["DJANGO_SETTINGS_MODULE"] = "toadlane.site.settings"


def pytest_unconfigure(config: pytest.Config) -> None:
    if "folder" in OWN:
        shutil.rmtree(OWN.pop("folder"), ignore_errors=True)
