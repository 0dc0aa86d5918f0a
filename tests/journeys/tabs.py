"""One device for each person, on which page after page is opened: to begin anew takes as long as to look.

A stranger has none: whoever comes without a name comes for the first time.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.journeys.entrances import Entrances
from tests.journeys.looks import HEIGHT, WIDTHS
from tests.journeys.visits import Visits


class Tabs:
    """The devices of everybody who comes to one house in one run."""

    def __init__(self, browser: Browser, entrances: Entrances) -> None:
        self.browser = browser
        self.entrances = entrances
        self.kept: dict[str, tuple[Visits, Page]] = {}

    def turn_to(self, who: str) -> tuple[Visits, Page]:
        """Their device as it was when they came first: on a desk, by day, with nothing on it."""
        if not who:
            self.let_go(who)
        if who not in self.kept:
            self.kept[who] = self.begin(who)
        visits, page = self.kept[who]
        page.set_viewport_size({"width": WIDTHS["desktop"], "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        return visits, page

    def begin(self, who: str) -> tuple[Visits, Page]:
        visits = Visits(self.browser, self.entrances.url)
        page = visits.come(**self.entrances.of(who))
        # A page weighs what it weighs to whoever comes for the first time.
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        return visits, page

    def turn_away(self) -> list[str]:
        """Every page is left; what browsers complained of until then."""
        complaints: list[str] = []
        for visits, page in self.kept.values():
            if visits.came:
                page.goto("about:blank")
            complaints += visits.complaints
            visits.forget()
        return complaints

    def let_go(self, who: str) -> None:
        if who in self.kept:
            visits, _ = self.kept.pop(who)
            visits.leave()
