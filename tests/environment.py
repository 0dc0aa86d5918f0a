"""What every test run needs before Django wakes: a data folder of its own, so no test can touch the demo."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

SETTINGS = Path(__file__).parents[1] / "src" / "toadlane" / "site" / "settings.py"
OWN: dict[str, str] = {}

if "PYTEST_XDIST_WORKER" not in os.environ:
    OWN["folder"] = tempfile.mkdtemp(prefix="toadlane-tests-")
    os.environ["TOADLANE_DATA"] = OWN["folder"]
    os.environ["TOADLANE_SECRET_KEY"] = "only-for-tests-" * 4
if SETTINGS.exists():
    os.environ["DJANGO_SETTINGS_MODULE"] = "toadlane.site.settings"


def pytest_unconfigure(config: pytest.Config) -> None:
    if "folder" in OWN:
        shutil.rmtree(OWN.pop("folder"), ignore_errors=True)
