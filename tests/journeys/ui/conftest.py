"""A real browser over the design system's pages, in light and dark, wide and narrow."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.ui import sample_pages
from toadlane.ui import rooms

SCREENSHOTS = Path(".cache/screenshots/ui")
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
WIDTHS = {"phone": 390, "desktop": 1280, "narrow": 320}
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")  # the browser's loop runs in the tests' own thread
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=list(FLAGS)
        )
        yield found
        found.close()


@pytest.fixture
def house(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a house with sample pages beside its own, and all nine rooms."""
    monkeypatch.setattr(rooms, "_open", sample_pages.furnish())
    [engine] = settings.TEMPLATES
    with override_settings(
        DEBUG=True,
        ROOT_URLCONF=sample_pages.__name__,
        TEMPLATES=[{**engine, "DIRS": [Path(__file__).with_name("pages")]}],
    ):
        yield live_server.url


@pytest.fixture
def opened(browser: Browser, house: str) -> Iterator[Open]:
    """Open a page, as `opened("/ui/", width="phone")`; a complaint of the browser fails the test."""
    contexts, complaints = [], []

    def open_page(path: str, *, width: str = "desktop", light: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 844},
            color_scheme="dark" if light == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(f"{house}{path}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def amiss(page: Page) -> list[str]:
    """What axe finds wrong with a page: the rule, and where."""
    found: dict[str, Any] = Axe().run(page, options=AXE).response
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole page for whoever looks at this run."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
