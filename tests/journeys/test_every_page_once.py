"""Every page, once: everybody can use it, it asks nobody else for anything, it fits and it is light."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.full import FULL
from tests.journeys import minuted
from tests.journeys.addresses import FILES, LEAD_ON, PAGES, every_name
from tests.journeys.buttons import DONE_BY_A_BUTTON as SENT_BY_A_BUTTON
from tests.journeys.entrances import Entrances
from tests.journeys.look import Look
from tests.journeys.looks import OF_LIGHT_AND_SIZE, amiss, keep_all_four, width_on_a_narrow_screen
from tests.journeys.served import House
from tests.journeys.tabs import Tabs
from tests.journeys.visits import Visits

DONE_BY_A_BUTTON = (*SENT_BY_A_BUTTON, *minuted.BUTTONS)
HEAVIEST = 100_000
SMALL_ALREADY = (".woff2", ".png")
STAYS = "/static/"
WEIGHED: dict[str, int] = {}


@dataclass(frozen=True)
class Seen:
    """What one look at a page told."""

    status: int
    amiss: list[str]
    width: int
    too_heavy: int = 0


@pytest.fixture(scope="module")
def everybodys(browser: Browser, entrances: Entrances) -> Iterator[Tabs]:
    tabs = Tabs(browser, entrances)
    yield tabs
    for who in list(tabs.kept):
        tabs.let_go(who)


@pytest.fixture
def tabs(everybodys: Tabs) -> Iterator[Tabs]:
    """A complaint of a browser fails the test."""
    yield everybodys
    assert everybodys.turn_away() == []


def test_every_address_is_looked_at() -> None:
    looked_at = {look.name for look in (*PAGES, *FILES, *LEAD_ON, *DONE_BY_A_BUTTON)}

    assert looked_at == every_name()


@pytest.mark.parametrize("look", PAGES, ids=lambda look: look.title)
def test_a_page_can_be_used_by_everybody(look: Look, tabs: Tabs, served: House) -> None:
    visits, page = tabs.turn_to(look.by)

    answer = page.goto(look.url(served.told), wait_until="load")
    assert answer is not None
    seen = Seen(answer.status, wrong(page, look), width_on_a_narrow_screen(page), over(visits.came))

    assert seen == Seen(look.status, [], 320)


def wrong(page: Page, look: Look) -> list[str]:
    """What axe finds with every fold open, on a desk by day and on a phone by night."""
    keep_all_four(page, f"pages/{look.title}")
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    found = amiss(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    return found + amiss(page, only=() if FULL else OF_LIGHT_AND_SIZE)


def over(came: list[Response]) -> int:
    """By how many bytes, compressed, a page and all it loads is over the limit."""
    bodies = {answer.url: answer for answer in came if answer.status < 300}
    return max(0, sum(map(weight, bodies.values())) - HEAVIEST)


def weight(answer: Response) -> int:
    """What stays the same is weighed once."""
    if answer.url not in WEIGHED or STAYS not in answer.url:
        body = answer.body()
        WEIGHED[answer.url] = len(body if answer.url.endswith(SMALL_ALREADY) else gzip.compress(body))
    return WEIGHED[answer.url]


@pytest.mark.parametrize("look", LEAD_ON, ids=lambda look: look.title)
def test_a_short_address_leads_to_its_page(
    look: Look, visits: Visits, entrances: Entrances, served: House
) -> None:
    page = visits.come(**entrances.of(look.by))

    page.goto(look.url(served.told))

    assert page.url == f"{served.url}{LEAD_ON[look].format(**served.told)}"


@pytest.mark.parametrize("look", FILES, ids=lambda look: look.title)
def test_a_file_comes_as_what_it_is(look: Look, tabs: Tabs, served: House) -> None:
    _, page = tabs.turn_to(look.by)

    answer = page.request.get(look.url(served.told))

    kind = answer.headers["content-type"].split(";", 1)[0]
    assert (answer.status, kind, bool(answer.body())) == (200, FILES[look], True)


@pytest.mark.parametrize("look", DONE_BY_A_BUTTON, ids=lambda look: look.title)
def test_what_a_button_does_is_not_done_by_opening_its_address(look: Look, tabs: Tabs, served: House) -> None:
    _, page = tabs.turn_to(look.by)

    assert page.request.get(look.url(served.told)).status == 405
