"""One browser and one house for all journeys of a run; each test comes on devices of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.entrances import Entrances
from tests.journeys.later import APPLICATION
from tests.journeys.served import House, furnished, house
from tests.journeys.visits import Visits
from tests.once import once

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TOLD = "told.json"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")  # the browser's loop runs in the tests' own thread
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=list(FLAGS)
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with Lantern's three closed years in it, and a fresh co-op for each journey."""
    folder = tmp_path_factory.mktemp("house")
    told = copied(folder)
    with house(folder, told) as opened:
        yield opened


def copied(folder: Path) -> Mapping[str, str]:
    """Furnished once for all workers of a run, which then have a copy each; what the stage told."""
    stage = once("stage", lambda empty: (empty / TOLD).write_text(furnished(empty)))
    shutil.copytree(stage, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(TOLD))
    told: dict[str, str] = json.loads((stage / TOLD).read_text())
    return told


@pytest.fixture
def later_folder(tmp_path: Path) -> Path:
    """Where a house stands in which weeks can pass (`let_days_pass`)."""
    folder = tmp_path / "house"
    folder.mkdir()
    return folder


@pytest.fixture
def later_visits(browser: Browser, later_folder: Path) -> Iterator[Visits]:
    """Devices to come to that house on; a complaint of a browser fails the test."""
    with house(later_folder, copied(later_folder), application=APPLICATION) as opened:
        everyone = Visits(browser, opened.url)
        yield everyone
        everyone.leave()
        assert everyone.complaints == []


@pytest.fixture(scope="session")
def entrances(browser: Browser, served: House) -> Entrances:
    """Who has signed in already."""
    return Entrances(browser, served.url)


@pytest.fixture
def visits(browser: Browser, served: House) -> Iterator[Visits]:
    """Devices to come on; a complaint of a browser fails the test."""
    everyone = Visits(browser, served.url)
    yield everyone
    everyone.leave()
    assert everyone.complaints == []
