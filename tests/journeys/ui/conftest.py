"""The design system's pages, in light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.ui import sample_pages
from tests.journeys.visits import Visits
from toadlane.ui import rooms

Open = Callable[..., Page]


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
    visits = Visits(browser, house)

    def open_page(path: str, *, width: str = "desktop", light: str = "light", scripts: bool = True) -> Page:
        page = visits.come(width=width, light=light, scripts=scripts)
        page.goto(path, wait_until="load")
        return page

    yield open_page
    visits.leave()
    assert visits.complaints == []
