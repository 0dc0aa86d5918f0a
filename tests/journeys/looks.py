"""What a browser sees of a page: what axe finds amiss, what runs off the screen, and a picture to keep."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCREENSHOTS = Path(".cache/screenshots")
PICTURES = "TOADLANE_PICTURES" in os.environ
"""Set it to keep what a run sees, every page in four pictures; it takes minutes."""
WIDTHS = {"phone": 390, "desktop": 1280, "narrow": 320}
HEIGHT = 844
TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
FOUND = """async options => (await axe.run(options)).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`))"""
OF_LIGHT_AND_SIZE = ("color-contrast", "scrollable-region-focusable", "target-size")
"""Rules that the same document may break in another light or at another size."""


def amiss(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with a page, by all rules or those named: the rule, and where."""
    options = AXE | ({"runOnly": {"type": "rule", "values": list(only)}} if only else {})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(FOUND, options)
    return found


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole page for whoever looks at this run, if somebody does."""
    if not PICTURES:
        return
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    assert before is not None
    # A screen as tall as the page, so that what is fixed to its edges stands at the edges of the picture.
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": before["width"], "height": max(HEIGHT, tall)})
    page.evaluate(TWO_FRAMES)
    page.screenshot(path=path)
    page.set_viewport_size(before)


def keep_all_four(page: Page, name: str) -> None:
    """Keep the same page as on a phone and on a desk, by day and by night; leave it as it was."""
    if not PICTURES:
        return
    before = page.viewport_size
    for light in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        for width in ("phone", "desktop"):
            page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
            keep(page, f"{name}-{width}-{light}")
    page.emulate_media(color_scheme="light")
    assert before is not None
    page.set_viewport_size(before)


def width_on_a_narrow_screen(page: Page) -> int:
    """How wide a page becomes on a screen of 320 pixels: 320, unless something runs off it."""
    page.set_viewport_size({"width": WIDTHS["narrow"], "height": HEIGHT})
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found
