"""Somebody at a device of their own, and everything their browser complains of."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.journeys.looks import HEIGHT, WIDTHS

WORST_OF_A_PAGE = 499
WORST_OF_A_FILE = 399


class Visits:
    """Everyone who comes to one house in one test."""

    def __init__(self, browser: Browser, house: str) -> None:
        self.browser = browser
        self.house = house
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.came: list[Response] = []

    def come(
        self, *, width: str = "desktop", light: str = "light", scripts: bool = True, **more: Any
    ) -> Page:
        """A page on a fresh device; `page.goto("/…")` leads into the house."""
        context = self.browser.new_context(
            base_url=self.house,
            viewport={"width": WIDTHS[width], "height": HEIGHT},
            color_scheme="dark" if light == "dark" else "light",
            reduced_motion="reduce",  # no colour is caught half way from light to dark
            java_script_enabled=scripts,
            **more,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", self.hear)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", self.see_where)
        page.on("response", self.see_what)
        return page

    def hear(self, said: ConsoleMessage) -> None:
        # That a page is refused stands in the console too; `see_what` tells refusals from breakage.
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.complaints.append(said.text)

    def see_where(self, asked: Request) -> None:
        there = urlsplit(asked.url)
        if there.scheme not in {"data", "blob"} and there.netloc != urlsplit(self.house).netloc:
            self.complaints.append(f"{asked.url} is another house")

    def see_what(self, came: Response) -> None:
        self.came.append(came)
        of_page = came.request.resource_type in {"document", "xhr", "fetch"}
        if came.status > (WORST_OF_A_PAGE if of_page else WORST_OF_A_FILE):
            self.complaints.append(f"{came.status} {came.url}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()

    def forget(self) -> None:
        """What came so far, and what was complained of, is nobody's affair any more."""
        self.came.clear()
        self.complaints.clear()
