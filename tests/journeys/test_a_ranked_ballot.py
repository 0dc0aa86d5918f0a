"""A ballot is put in order by mouse, by finger and by keys; without a script, by numbers alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys import acts
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.visits import Visits


def test_members_put_candidates_in_order_by_mouse_and_keys(visits: Visits) -> None:
    page = visits.come()
    come_to_vote(page, "ivy")

    drag(page, grip(page, "Gil Pretend"), page.locator(".ranking > *").first)
    drag(page, grip(page, "Eva Fictive"), page.locator(".ranking .field").first)
    assert amiss(page) == []
    assert places(page) == {"Eva Fictive": "1", "Gil Pretend": "2"}
    grip(page, "Gil Pretend").press("ArrowUp")
    grip(page, "Bo Sample").press("ArrowUp")

    assert places(page) == {"Gil Pretend": "1", "Eva Fictive": "2", "Bo Sample": "3"}
    expect(page.get_by_role("status").filter(has_text="Bo Sample")).to_have_text("Bo Sample: place 3")
    expect(grip(page, "Bo Sample")).to_be_focused()
    keep_all_four(page, "elections/ranked-ballot")
    grip(page, "Bo Sample").press("ArrowDown")
    put_into_the_box(page)


def test_members_put_candidates_in_order_by_finger_and_numbers(visits: Visits) -> None:
    page = visits.come(width="phone", has_touch=True)
    come_to_vote(page, "gil")

    swipe(page, grip(page, "Hal Imagined"), page.locator(".ranking > *").first)
    page.get_by_label("Dov Placeholder").and_(page.locator("select")).select_option("1")
    page.get_by_label("Hal Imagined").and_(page.locator("select")).select_option("2")

    assert places(page) == {"Dov Placeholder": "1", "Hal Imagined": "2"}
    assert amiss(page) == []
    put_into_the_box(page)


def test_members_put_candidates_in_order_without_a_script(visits: Visits) -> None:
    page = visits.come(scripts=False)
    come_to_vote(page, "cyd")

    assert page.locator(".ranking").count() == 0
    expect(page.get_by_text("Drag the names")).to_be_hidden()
    page.get_by_label("Eva Fictive").select_option("1")
    page.get_by_label("Dov Placeholder").select_option("2")

    put_into_the_box(page)


def come_to_vote(page: Page, key: str) -> None:
    acts.sign_in(page, "ferry", key)
    page.goto("/c/ferry/elections/")
    page.get_by_role("table", name="Under way").get_by_role("link").click()
    page.get_by_role("link", name="Vote", exact=True).click()
    expect(page.get_by_text("Before you vote")).to_be_visible()


def put_into_the_box(page: Page) -> None:
    page.get_by_label("I have kept the code").check()
    page.get_by_role("button", name="Put it into the box").click()
    expect(page.get_by_role("heading", name="You have voted")).to_be_visible()


def grip(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Move: {name}")


def places(page: Page) -> dict[str, str]:
    """Whoever has a place, in the order of the page."""
    rows = page.locator(".ranking .field").all()
    found = {
        row.locator("label").inner_text().split(" (")[0]: row.locator("select").input_value() for row in rows
    }
    return {name: place for name, place in found.items() if place != "0"}


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, what: Locator, to: Locator) -> None:
    """By mouse, to just above another."""
    what.scroll_into_view_if_needed()
    page.mouse.move(*middle(what))
    page.mouse.down()
    x, y = middle(to)
    page.mouse.move(x, y - 10, steps=30)
    page.mouse.up()


def swipe(page: Page, what: Locator, to: Locator) -> None:
    """The same by finger."""
    what.scroll_into_view_if_needed()
    (x, y), (_, top) = middle(what), middle(to)
    device = page.context.new_cdp_session(page)
    stops = [y + (top - 10 - y) * nth / 30 for nth in range(31)]
    device.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for stop in stops:
        device.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": stop}]})
    device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
