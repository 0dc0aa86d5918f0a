"""Three members in three browsers hold a meeting: two of them write, one of whom loses her connection."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.entrances import Entrances
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.served import House
from tests.journeys.visits import Visits

ANEW = re.compile("Write it anew.*We began in time")
NOT_HIS = {403, 422}
NO_CONNECTION = ("htmx:sendError", "htmx:afterRequest")


def says(text: str, *pages: Page) -> None:
    """Everybody sees it, once, without asking for the page anew."""
    for page in pages:
        expect(page.locator("#now").get_by_text(text, exact=True)).to_have_count(1)


def writes(page: Page, text: str) -> None:
    """One paragraph."""
    page.get_by_label("A paragraph").fill(text)
    page.get_by_role("button", name="Add the paragraph").click()


def test_three_hold_a_meeting_and_nothing_that_was_typed_is_lost(
    visits: Visits, entrances: Entrances, served: House
) -> None:
    ada, bo, dee = (visits.come(**entrances.of(f"lantern/{key}")) for key in ("ada", "bo", "dee"))
    address = f"/c/lantern/meetings/{served.told['meeting to open']}/live/"
    for page in (ada, bo):
        page.goto(address)
    ada.get_by_role("button", name="Open it: I am in the room").click()
    dee.goto(address)
    bo.get_by_role("button", name="I am in the room").click()
    dee.get_by_role("button", name="I am online").click()
    ada.get_by_role("button", name="Take up the next item").click()
    for page in (ada, bo, dee):
        expect(page.get_by_role("heading", name="The second kettle", level=2)).to_be_visible()
        expect(page.get_by_text("3 of 6 invited are here")).to_be_visible()

    dee.context.set_offline(True)
    writes(dee, "It leaks at the spout.")
    expect(dee.get_by_role("heading", name="Waits to be sent")).to_be_visible()
    expect(dee.get_by_text("No connection.")).to_be_visible()
    writes(bo, "We began in time.")
    says("We began in time.", ada, bo)
    expect(ada.get_by_text("It leaks at the spout.")).to_have_count(0)
    dee.context.set_offline(False)
    says("It leaks at the spout.", ada, bo, dee)
    expect(dee.get_by_role("heading", name="Waits to be sent")).to_be_hidden()
    says("We began in time.", dee)

    for page in (bo, dee):
        page.get_by_role("link", name=ANEW).click()
    dee.get_by_label("The paragraph").fill("We began at ten.")
    dee.get_by_role("button", name="Write it anew").click()
    bo.get_by_label("The paragraph").fill("We began a little late.")
    bo.get_by_role("button", name="Write it anew").click()
    expect(bo.get_by_text("Both texts are kept, side by side.")).to_be_visible()
    for text in ("We began at ten.", "We began a little late."):
        says(text, ada, bo, dee)

    ada.goto(address)  # the item is at hand now, so proposals can be put to it
    ada.get_by_text("Take positions on a proposal").click()
    ada.get_by_label("Put a proposal to it").select_option(label="Mend the lamp")
    ada.get_by_role("button", name="Put it to this item").click()
    dee.get_by_role("button", name="I agree").click()
    for page in (ada, bo, dee):
        expect(page.get_by_text("agree 2, disagree 0")).to_be_visible()

    bo.get_by_text("Capture an action").click()
    bo.get_by_label("What is to be done").fill("Take it to the smith")
    bo.get_by_label("Who does it").select_option("dee")
    bo.get_by_role("button", name="Note the action").click()
    says("Take it to the smith", ada, bo, dee)
    assert amiss(ada) == []
    keep_all_four(ada, "live/01-everybody")

    ada.get_by_text("End the meeting").first.click()
    ada.get_by_role("button", name="End the meeting").click()
    for page in (ada, bo, dee):
        expect(page.get_by_role("heading", name="This meeting is over")).to_be_visible()
    what_dee_typed_is_hers_whoever_signs_in_next(entrances, dee, ada)
    visits.complaints[:] = [said for said in visits.complaints if not said.startswith(NO_CONNECTION)]


def what_dee_typed_is_hers_whoever_signs_in_next(entrances: Entrances, dee: Page, ada: Page) -> None:
    """Bo signs in on the machine they share while her page is open: her words wait, and are never his."""
    hers: Any = dee.context.cookies()
    dee.context.set_offline(True)
    writes(dee, "The lamp is mine.")
    dee.context.clear_cookies()
    dee.context.add_cookies(entrances.of("lantern/bo")["storage_state"]["cookies"])
    with dee.expect_response(lambda came: came.url.endswith("/notes/")) as answered:
        dee.context.set_offline(False)
    assert answered.value.status in NOT_HIS
    expect(dee.get_by_role("heading", name="Waits to be sent")).to_be_visible()
    expect(ada.get_by_text("The lamp is mine.")).to_have_count(0)

    dee.context.clear_cookies()
    dee.context.add_cookies(hers)
    dee.reload()
    says("The lamp is mine.", dee, ada)
    expect(dee.get_by_role("heading", name="Waits to be sent")).to_be_hidden()
