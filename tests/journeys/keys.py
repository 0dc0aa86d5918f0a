"""What people do by keyboard alone: reach a control by Tab, see that they are on it, and use it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 120
FOCUSED = "part => part === document.activeElement"


def tab_to(page: Page, target: Locator) -> None:
    """Tab until it has the focus."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate(FOCUSED):
            break
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def press(page: Page, target: Locator) -> None:
    """A link or a button."""
    tab_to(page, target)
    page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, words: str) -> None:
    """A field, in place of what stands in it; days as the browser's language writes them."""
    tab_to(page, target)
    if target.get_attribute("type") == "date":
        year, month, day = words.split("-")
        page.keyboard.type(f"{month}{day}{year}")
        return
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def choose(page: Page, target: Locator, words: str) -> None:
    """One of several, by typing how it begins."""
    tab_to(page, target)
    page.keyboard.type(words)
