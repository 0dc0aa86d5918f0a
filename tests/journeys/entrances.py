"""Whoever has signed in once by the form need not do it again in every test."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.journeys.acts import sign_in
from tests.journeys.visits import Visits


class Entrances:
    """Keeps what a browser keeps after somebody signed in: the cookies."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.kept: dict[str, Any] = {}

    def of(self, who: str) -> dict[str, Any]:
        """What a new device needs for “coop/key” to be signed in on it; nothing for a stranger."""
        if not who:
            return {}
        if who not in self.kept:
            self.kept[who] = self.enter(*who.split("/"))
        return {"storage_state": self.kept[who]}

    def enter(self, coop: str, key: str) -> Any:
        door = Visits(self.browser, self.url)
        try:
            page = door.come()
            sign_in(page, coop, key)
            return page.context.storage_state()
        finally:
            door.leave()
