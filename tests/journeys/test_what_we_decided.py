"""From a planned evening to “what did we decide about the lid”: one chain, as two members walk it."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.entrances import Entrances
from tests.journeys.served import House
from tests.journeys.visits import Visits

ITS_ENTRY = re.compile("Entry [0-9]+ of the record|Its entry in the record")
WORDS = "We buy a kettle with a lid, for at most 40.00."
BETTER = "We buy a kettle with a lid, for at most 45.00."


def plans(page: Page) -> None:
    """Ada plans it for this evening, and puts the kettle on its agenda."""
    soon = dt.datetime.now(zoneinfo.ZoneInfo("America/New_York")) + dt.timedelta(minutes=30)
    page.goto("/c/lantern/meetings/")
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Title").fill("An evening about the lid")
    page.get_by_label("Day", exact=True).fill(soon.date().isoformat())
    page.get_by_label("Begins at").fill(f"{soon:%H:%M}")
    page.get_by_label("member", exact=True).check()
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text("Put something on the agenda").click()
    page.get_by_label("What it is about").fill("The kettle’s lid")
    page.get_by_role("button", name="Put it on").first.click()


def holds(ada: Page, bo: Page) -> None:
    """They meet; what is decided and promised is captured in the moment."""
    meeting = ada.url.split("#")[0]
    ada.get_by_role("link", name="Hold it live").click()
    ada.get_by_role("button", name="Open it: I am in the room").click()
    bo.goto(meeting)
    bo.get_by_role("link", name="Go in").click()
    bo.get_by_role("button", name="I am in the room").click()
    ada.get_by_role("button", name="Take up the next item").click()
    expect(ada.get_by_role("heading", name="The kettle’s lid", level=2)).to_be_visible()
    ada.get_by_text("Capture a decision").click()
    ada.get_by_label("What was decided").fill(WORDS)
    ada.get_by_role("button", name="Note the decision").click()
    bo.get_by_text("Capture an action").click()
    bo.get_by_label("What is to be done").fill("Look for the lid first")
    bo.get_by_label("Who does it").select_option("bo")
    bo.get_by_role("button", name="Note the action").click()
    expect(ada.locator("#now").get_by_text("Look for the lid first", exact=True)).to_be_visible()
    expect(ada.get_by_text(re.compile(r"^2 of \d invited"))).to_be_visible()
    ada.get_by_text("End the meeting").first.click()
    ada.get_by_role("button", name="End the meeting").click()


def agree(ada: Page, bo: Page) -> None:
    """Ada sends the minutes out, Bo puts the sum right, and both approve what stands then."""
    ada.get_by_role("link", name="To the minutes").click()
    ada.get_by_role("button", name="Begin the minutes").click()
    expect(ada.get_by_text("Ada Example, Bo Sample")).to_be_visible()
    ada.get_by_role("button", name="Send them out").click()
    bo.goto(ada.url)
    bo.get_by_text(re.compile("^Suggest a correction.*lid, for at most")).click()
    bo.get_by_label("What should stand").locator("visible=true").fill(BETTER)
    bo.get_by_label("Why").locator("visible=true").fill("The one we looked at costs more.")
    bo.get_by_role("button", name="Suggest it").locator("visible=true").click()
    ada.goto(bo.url)
    ada.get_by_role("button", name="Accept it").click()
    for page in (ada, bo):
        page.goto(bo.url)
        page.get_by_role("button", name="Approve the minutes").click()
    expect(bo.get_by_role("link", name=ITS_ENTRY)).to_be_visible()


def takes_along(page: Page, folder: Path) -> str:
    """The words of the paper, as its reader has them."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF", exact=True).click()
    coming.value.save_as(folder / "minutes.pdf")
    return "\n".join(one.extract_text() for one in PdfReader(folder / "minutes.pdf").pages)


def test_what_was_decided_in_a_meeting_is_agreed_frozen_printed_and_found(
    visits: Visits, entrances: Entrances, tmp_path: Path
) -> None:
    ada, bo = (visits.come(**entrances.of(f"lantern/{key}")) for key in ("ada", "bo"))
    plans(ada)
    holds(ada, bo)
    agree(ada, bo)

    paper = takes_along(bo, tmp_path)
    said = (
        "An evening about the lid",
        "Ada Example, Bo Sample",
        BETTER,
        "Look for the lid first",
        "approved on",
    )
    assert [words for words in said if words not in " ".join(paper.split())] == []
    assert WORDS not in paper

    bo.goto("/c/lantern/meetings/find/")
    bo.get_by_label("Words in it").fill("kettle lid 45")
    bo.get_by_role("button", name="Find", exact=True).click()
    found = bo.get_by_role("row", name=re.compile(BETTER))
    expect(found).to_contain_text("Ada Example, Bo Sample")
    found.get_by_role("link", name=BETTER).click()
    expect(bo.get_by_role("heading", name="An evening about the lid", level=1)).to_be_visible()
    bo.get_by_role("link", name=ITS_ENTRY).click()
    expect(bo.get_by_text("Minutes approved for good").first).to_be_visible()


def test_what_one_person_noted_in_a_meeting_is_not_the_word_of_another_who_says_so(
    visits: Visits, entrances: Entrances, served: House
) -> None:
    ada, bo = (visits.come(**entrances.of(f"lantern/{key}")) for key in ("ada", "bo"))
    page = f"/c/lantern/meetings/minutes/{served.told['noted minutes']}/"
    bo.goto("/c/lantern/")
    expect(bo.get_by_text("Ada Example noted that you approve them.")).to_be_visible()
    bo.get_by_role("link", name="Say if you did not approve them").click()
    expect(bo).to_have_url(re.compile(page))
    expect(
        bo.get_by_text(re.compile("^Ada Example noted in “Monday evening” of .* approve these"))
    ).to_be_visible()

    bo.get_by_role("button", name="That is not mine").click()

    expect(bo.get_by_text("It does not count. Whoever noted it is told.")).to_be_visible()
    expect(bo.get_by_role("button", name="That is not mine")).to_have_count(0)
    ada.goto(page)
    contested = ada.get_by_role("listitem").filter(has_text="not theirs, they say")
    expect(contested).to_contain_text("Bo Sample")
    bo.get_by_role("button", name="Approve the minutes").click()
    expect(bo.get_by_role("link", name=ITS_ENTRY)).to_be_visible()
