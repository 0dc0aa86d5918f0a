"""Deciding here instead of on paper: raised from the page of what it is about, agreed to, and carried out."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.people import ROPEWALK


def raise_it(ada: Page) -> None:
    """One click on the page of the year fills everything in, and says what it will do."""
    ada.get_by_role("button", name="Have it decided here").click()
    expect(ada.get_by_role("heading", name="Close the fiscal year 2025", level=1)).to_be_visible()
    expect(ada.get_by_text("Surplus before tax")).to_be_visible()
    keep_all_four(ada, "j3/06-the-draft")
    assert amiss(ada) == []
    ada.get_by_role("button", name="Raise it").click()
    expect(ada.get_by_text("Raised. Whoever decides is told.")).to_be_visible()


def agree(people: Iterable[tuple[Page, str]]) -> None:
    """Each from *Today*, having read what it will do to the cent."""
    for page, key in people:
        if page.url == "about:blank":
            acts.sign_in(page, ROPEWALK.slug, key)
        page.goto(f"/c/{ROPEWALK.slug}/")
        page.get_by_role("article").filter(has_text="Close the fiscal year 2025").get_by_role("link").click()
        page.locator("summary", has_text="Member by member").click()
        assert len(acts.table(page, "Member by member")) == len(ROPEWALK.people) + 1
        page.get_by_label("I agree", exact=True).check()
        page.get_by_role("button", name="Take this position").click()
        expect(page.get_by_text("Your position is taken.")).to_be_visible()
    keep_all_four(page, "j3/06-adopted")
    assert amiss(page) == []
    expect(page.get_by_text("It waits for whoever keeps the books.")).to_be_visible()


def carry_it_out(ada: Page) -> None:
    """The bookkeeper, with one click on the page of the proposal; from there to the year and back."""
    acts.go_to_room(ada, "Decide")
    ada.get_by_role("link", name="Close the fiscal year 2025").first.click()
    keep_all_four(ada, "j3/07-ready-to-close")
    ada.get_by_role("button", name="Close the year").click()
    expect(ada.get_by_text("Done, as it was decided.")).to_be_visible()
    ada.get_by_role("link", name="The proposal that was adopted").click()
    expect(ada.get_by_role("heading", name="What it did")).to_be_visible()
    expect(ada.get_by_role("button", name="Close the year")).to_have_count(0)
    ada.get_by_role("link", name="See what came of it").click()
