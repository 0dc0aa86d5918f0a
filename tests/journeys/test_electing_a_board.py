"""Members elect their coordination, from the call to who sits in it, and one counts the papers again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.later import let_days_pass
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.visits import Visits

BO, CYD, DOV, EVA = "Bo Sample", "Cyd Madeup", "Dov Placeholder", "Eva Fictive"
ORDERS = {
    "ada": (BO, CYD),
    "bo": (BO, DOV),
    "cyd": (CYD, DOV),
    "dov": (DOV,),
    "eva": (EVA, DOV),
    "flo": (CYD,),
    "gil": (DOV,),
}


def test_members_elect_their_coordination(later_visits: Visits, later_folder: Path, tmp_path: Path) -> None:
    come = later_visits.come
    people = {key: come(width="phone" if key == "gil" else "desktop", scripts=key != "flo") for key in ORDERS}
    for key, page in people.items():
        acts.sign_in(page, "jetty", key)
    ada, gil = people["ada"], people["gil"]
    calls_off(ada)
    address = calls(ada)

    stands(people["bo"], address, "I would keep the calendar.")
    names(ada, address, CYD)
    answers(people["cyd"], address)
    for key in ("dov", "eva"):
        stands(people[key], address, "")
    gil.goto(address)
    expect(gil.get_by_text("I would keep the calendar.")).to_be_visible()
    assert amiss(gil) == []
    keep_all_four(gil, "board/01-who-stands")

    let_days_pass(later_folder, 16)
    for key, order in ORDERS.items():
        votes(people[key], address, order)

    let_days_pass(later_folder, 32)
    gil.goto(address)
    came = gil.get_by_role("region", name="What came of it")
    for name in (BO, CYD, DOV):
        expect(came).to_contain_text(name)
    expect(came).not_to_contain_text(EVA)
    gil.get_by_role("link", name="Walk through the count").click()
    assert amiss(gil) == []
    expect(gil.get_by_role("heading", name="By another method")).to_be_visible()
    keep_all_four(gil, "board/02-count")
    assert acts.count_again(gil, "Ballots, as .blt", "elect", tmp_path)["elected"] == [BO, CYD, DOV]
    ada.goto(address)
    ada.get_by_role("link", name="Who holds it now").click()
    for name in (BO, CYD, DOV):
        expect(ada.get_by_role("main").get_by_text(name).first).to_be_visible()


def calls_off(page: Page) -> None:
    """One election of the same seats goes after another."""
    acts.go_to_room(page, "Decide")
    page.get_by_role("link", name="Elections").click()
    page.get_by_role("table", name="Under way").get_by_role("link", name="coordination").click()
    page.locator("summary", has_text="Call it off").click()
    page.get_by_label("Why").fill("We begin anew, with more time to ask.")
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_text("We begin anew, with more time to ask.")).to_be_visible()


def calls(page: Page) -> str:
    page.goto("/c/jetty/elections/")
    page.get_by_role("link", name="Call an election").click()
    page.get_by_label("What is filled").select_option("coordination")
    page.get_by_label("What there is to know").fill("Three seats for a year.")
    page.get_by_role("button", name="Call it").click()
    expect(page.get_by_role("heading", name="Who stands so far")).to_be_visible()
    return page.url


def stands(page: Page, address: str, says: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="I stand", exact=True).click()
    if says:
        page.get_by_label("What you say of yourself").fill(says)
        page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("I no longer stand")).to_be_visible()


def names(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator("summary", has_text="Name somebody").click()
    page.get_by_label("Who", exact=True).select_option(label=name)
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("was asked")).to_be_visible()


def answers(page: Page, address: str) -> None:
    """*Today* leads there."""
    page.goto("/c/jetty/")
    page.get_by_role("main").get_by_role("link").filter(has_text="Say whether you stand").click()
    page.get_by_role("button", name="I stand", exact=True).click()
    assert page.url.startswith(address)
    expect(page.get_by_text("I no longer stand")).to_be_visible()


def votes(page: Page, address: str, order: tuple[str, ...]) -> None:
    """By numbers, with a script and without."""
    page.goto(address)
    page.get_by_role("link", name="Vote", exact=True).click()
    for place, name in enumerate(order, 1):
        page.get_by_label(name).and_(page.locator("select")).select_option(str(place))
    page.get_by_label("I have kept the code").check()
    page.get_by_role("button", name="Put it into the box").click()
    expect(page.get_by_role("heading", name="You have voted")).to_be_visible()
