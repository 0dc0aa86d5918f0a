"""The design system in a real browser: everybody can use it, on any screen, with or without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import amiss, keep
from tests.journeys.ui.conftest import Open
from toadlane.ui.theme import ACCENTS

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {"every-part": "/ui/", "front": "/front/", "room": "/c/harbour/money/", "comfort": "/comfort/"}


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", ["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_amiss(opened: Open, name: str, width: str, light: str) -> None:
    page = opened(PAGES[name], width=width, light=light)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    keep(page, f"ui/{name}-{width}-{light}")

    assert amiss(page) == []


@pytest.mark.parametrize("accent", ACCENTS[1:])
def test_axe_finds_nothing_amiss_in_any_accent(opened: Open, accent: str) -> None:
    assert amiss(opened(f"/ui/?accent={accent}", light="dark")) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_a_narrow_screen(opened: Open, name: str) -> None:
    page = opened(PAGES[name], width="narrow")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_can_be_pressed_is_large_enough(opened: Open) -> None:
    page = opened("/ui/", width="phone")

    small = page.evaluate(
        """[...document.querySelectorAll('button, summary, nav a, input, select, textarea, .button')]
        .filter(part => part.checkVisibility())
        .map(part => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
        .filter(([, box]) => box.width && Math.min(box.width, box.height) < 21.9)
        .map(([words]) => words)"""
    )
    assert small == []


def test_the_first_key_leads_past_the_navigation(opened: Open) -> None:
    page = opened("/c/harbour/money/")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_the_focus_is_never_hidden_by_the_bar_of_rooms(opened: Open) -> None:
    page = opened("/c/harbour/money/", width="phone")
    bar = page.locator(".rooms.low").bounding_box()
    assert bar is not None

    for _ in range(40):
        page.keyboard.press("Tab")
        spot = page.locator("main :focus")
        box = spot.bounding_box() if spot.count() else None
        assert box is None or box["y"] + box["height"] <= bar["y"]


def test_a_question_mark_shows_the_keys_and_a_slash_goes_to_the_search(opened: Open) -> None:
    page = opened("/ui/")

    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("?")
    expect(page.locator("input[type=search]")).to_have_value("?")
    page.locator("h1").click()
    page.keyboard.press("?")

    page.wait_for_url("**/comfort/")


def test_single_keys_can_be_switched_off(opened: Open) -> None:
    page = opened("/ui/")
    page.get_by_role("link", name="Light, dark and keys").click()
    page.get_by_label("Single keys are commands").uncheck()
    page.get_by_role("button", name="Keep it so").click()
    page.wait_for_url("**/ui/")

    page.keyboard.press("/")

    expect(page.locator("input[type=search]")).not_to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_dark_is_chosen_by_keyboard_and_stays(opened: Open, *, scripts: bool) -> None:
    page = opened("/ui/", scripts=scripts)

    page.get_by_role("link", name="Light, dark and keys").press("Enter")
    page.get_by_label("As my device is set").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ui/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert ground(page) == "rgb(21, 24, 21)"


def test_a_chosen_light_overrules_the_device(opened: Open) -> None:
    page = opened("/comfort/", light="dark")

    assert ground(page) == "rgb(21, 24, 21)"
    page.get_by_label("Light", exact=True).check()

    assert ground(page) == "rgb(251, 250, 246)"


def ground(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize("scripts", [True, False])
def test_a_why_opens_down_to_its_facts(opened: Open, *, scripts: bool) -> None:
    page = opened("/c/harbour/money/", width="phone", scripts=scripts)
    fact = page.get_by_text("The surplus of 2025 is $90,000.00")

    expect(fact).not_to_be_visible()
    page.get_by_text("Why?").first.click()
    page.get_by_text("Members share what the first step left").click()

    expect(fact).to_be_visible()


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_reasons_are_fetched_into_a_row_of_their_own_and_keep_the_focus(opened: Open, width: str) -> None:
    page = opened("/c/harbour/money/", width=width)

    page.locator("td a.why").nth(1).press("Enter")

    expect(page.locator("tr.reasons-row")).to_contain_text("Ada worked 1,650:00 of 3,750:00 hours")
    expect(page.locator("tr.reasons-row summary").first).to_be_focused()
    assert page.locator(".stacks tbody tr").nth(2).get_attribute("class") == "reasons-row"
    keep(page, f"ui/reasons-{width}")
    assert amiss(page) == []


def test_more_rooms_open_above_the_bar_and_escape_shuts_them(opened: Open) -> None:
    page = opened("/c/harbour/money/", width="phone")
    record = page.locator(".rooms.low").get_by_role("link", name="Record")

    page.get_by_text("More", exact=True).click()
    expect(record).to_be_in_viewport()
    page.keyboard.press("Escape")

    expect(record).not_to_be_visible()


def test_a_table_of_a_chart_opens_beside_the_picture(opened: Open) -> None:
    page = opened("/c/harbour/money/")

    page.get_by_text("The same as a table").click()

    expect(page.get_by_role("cell", name="−$22,500.00")).to_be_visible()


def test_on_paper_nothing_is_left_but_the_page_itself(opened: Open) -> None:
    page = opened("/c/harbour/money/", light="dark")
    page.emulate_media(media="print")
    keep(page, "ui/room-on-paper")

    seen = {
        part: page.locator(part).first.is_visible()
        for part in (".rooms", ".foot", ".crumbs", "h1", ".chart svg")
    }
    assert seen == {".rooms": False, ".foot": False, ".crumbs": False, "h1": True, ".chart svg": True}
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_the_content_policy_is_strict(opened: Open, house: str) -> None:
    page = opened("/ui/")

    answer = page.request.get(f"{house}/ui/")

    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
