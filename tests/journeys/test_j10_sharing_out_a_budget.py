"""J10: six people share out a fund, from ideas to funded projects, and one counts the file again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.later import let_days_pass
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.visits import Visits

IDEAS = {
    "bo": ("A press for cider", "1200", "Ours leaks."),
    "cyd": ("A course in grafting", "640", "Two days in spring."),
    "dov": ("Ladders", "480.50", ""),
    "eva": ("A shed roof <new>", "950", "New tin on the north side."),
}
MARKED = {
    "ada": ("A press for cider", "A course in grafting"),
    "bo": ("A press for cider",),
    "cyd": ("A course in grafting", "Ladders"),
    "dov": ("Ladders", "A course in grafting"),
    "eva": ("A shed roof <new>", "A course in grafting"),
}


def test_six_people_share_out_a_fund(later_visits: Visits, later_folder: Path, tmp_path: Path) -> None:
    come = later_visits.come
    people = {key: come(width="phone" if key == "dov" else "desktop") for key in (*MARKED, "flo")}
    for key, page in people.items():
        acts.sign_in(page, "heath", key)
    ada = people["ada"]
    address = opens(ada)

    for key, (title, cost, description) in IDEAS.items():
        puts_in(people[key], address, title, cost, description)
    changes(people["cyd"], "A course in grafting", "700")
    assert amiss(people["dov"]) == []

    let_days_pass(later_folder, 16)
    for key, titles in MARKED.items():
        votes(people[key], address, titles)
    people["bo"].get_by_label("Ladders").check()
    people["bo"].get_by_role("button", name="Change my ballot").click()
    expect(people["bo"].get_by_text("5 of 6 have voted.")).to_be_visible()
    assert amiss(people["dov"]) == []
    keep_all_four(people["dov"], "j10/01-ballot")

    let_days_pass(later_folder, 24)
    flo = people["flo"]
    flo.goto(address)
    expect(flo.get_by_role("heading", name="What came of it", exact=True)).to_be_visible()
    funded = flo.get_by_role("main").locator("section, div").filter(has_text="Funded:").last
    expect(funded).to_contain_text("A course in grafting")
    flo.get_by_role("link", name="How it was counted, and why").click()
    assert amiss(flo) == []
    keep_all_four(flo, "j10/02-count")
    on_page = flo.locator("tbody tr").filter(has_text="funded").filter(has=flo.locator(".badge")).count()
    told = acts.count_again(flo, "Ballots, as .pb", "fund", tmp_path)

    assert on_page == len(told["funded"]) == 3
    assert told["left"] == "19.5"
    ada.goto(address)
    ada.get_by_role("link", name="Each funded project is a payment").click()
    expect(ada.get_by_role("main").get_by_text("A course in grafting").first).to_be_visible()


def opens(page: Page) -> str:
    """From the room of decisions."""
    acts.go_to_room(page, "Decide")
    page.get_by_role("link", name="Budget rounds").click()
    page.get_by_role("link", name="Open a budget round").click()
    expect(page.get_by_text("$2,400.00")).to_be_visible()
    page.get_by_label("What there is to know").fill("What helps most of us soonest.")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("Nobody has put in a project yet.")).to_be_visible()
    return page.url


def puts_in(page: Page, address: str, title: str, cost: str, description: str) -> None:
    page.goto(address)
    if not page.get_by_label("What is it?").is_visible():
        page.locator("summary", has_text="Put in a project").click()
    page.get_by_label("What is it?").fill(title)
    page.get_by_label("What does it cost?").fill(cost)
    page.get_by_label("What for, and how").fill(description)
    page.get_by_role("button", name="Put it in").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def changes(page: Page, title: str, cost: str) -> None:
    page.get_by_role("link", name=f"Change or withdraw it {title}").click()
    page.get_by_label("What does it cost?").fill(cost)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name=title)).to_contain_text(f"${cost}.00")


def votes(page: Page, address: str, titles: tuple[str, ...]) -> None:
    """With the keyboard alone: on each project the blank marks it."""
    page.goto(address)
    for title in titles:
        page.get_by_label(title).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Vote", exact=True).press("Enter")
    expect(page.get_by_text("Your ballot counts.")).to_be_visible()
