"""J1: from an empty folder to an adopted charter, three people invited and a bookkeeper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import acts
from tests.journeys.begun import OLIVE, Begun, begun
from tests.journeys.days import yesterday
from tests.journeys.keys import choose, press, type_into
from tests.journeys.looks import amiss, keep_all_four, width_on_a_narrow_screen
from tests.journeys.visits import Visits

PASSWORD = "a long walk home"
LINES = """Gil Example; gil@harbour.example; candidate 2023-01-01; member 2023-10-01; bookkeeper 2024-01-01
Hal Example; hal@harbour.example; member 2019-04-01
Ida Example; ida@harbour.example; candidate 2025-06-01"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Begun]:
    with begun(tmp_path / "harbour") as opened:
        yield opened


@pytest.fixture
def guests(browser: Browser, house: Begun) -> Iterator[Visits]:
    """Devices to come on; a complaint of a browser fails the test."""
    everyone = Visits(browser, house.url)
    yield everyone
    everyone.leave()
    assert everyone.complaints == []


def test_a_co_op_begins(guests: Visits, house: Begun) -> None:
    olive = guests.come()
    choose_a_password(olive, house)
    make_the_co_op(olive)
    fill_and_adopt_a_model(olive)
    bring_three_in(olive)
    come_in_as_gil(guests, olive)

    olive.goto("/c/harbour-web/")
    expect(olive.get_by_role("heading", name="Today", level=1)).to_be_visible()
    for step in ("Adopt a charter", "Bring the others in", "Name a bookkeeper"):
        expect(olive.get_by_role("heading", name=step)).to_have_count(0)
    keep_all_four(olive, "j1/09-today")


def test_a_co_op_begins_by_keyboard_and_without_scripts(guests: Visits, house: Begun) -> None:
    olive = guests.come(scripts=False)
    choose_a_password(olive, house)
    make_the_co_op_by_keys(olive)
    adopt_by_keys(olive)
    bring_in_by_keys(olive)

    acts.go_to_room(olive, "People")
    people = [row[:2] for row in acts.table(olive, "4 people")]
    assert people == [
        ["Gil Example", "member"],
        ["Hal Example", "member"],
        ["Ida Example", "candidate"],
        ["Olive Example", "member"],
    ]


def choose_a_password(page: Page, house: Begun) -> None:
    page.goto(house.link)
    page.get_by_label("New Password", exact=True).fill(PASSWORD)
    page.get_by_label("New Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(OLIVE[1])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Make a co-op")).to_be_visible()


def look_at(page: Page, name: str) -> None:
    """Nothing is amiss with the page, it fits a narrow screen, and it is kept to be looked at."""
    before = page.viewport_size
    assert amiss(page) == []
    assert width_on_a_narrow_screen(page) == 320
    assert before is not None
    page.set_viewport_size(before)
    keep_all_four(page, f"j1/{name}")


def make_the_co_op(page: Page) -> None:
    page.get_by_role("link", name="Make a co-op").click()
    page.get_by_label("Name of the co-op").fill("Harbour Web")
    page.get_by_label("The co-op began on").fill("2019-04-01")
    page.get_by_label("You are a member since").fill("2018-01-01")
    page.get_by_label("Time zone").select_option("America/New_York")
    look_at(page, "01-start")
    page.get_by_role("button", name="Make the co-op").click()
    expect(page.get_by_role("alert")).to_contain_text("the co-op began on 2019-04-01")
    page.get_by_label("You are a member since").fill("2019-04-01")
    page.get_by_role("button", name="Make the co-op").click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    assert page.url.endswith("/c/harbour-web/")
    look_at(page, "02-what-is-next")


def fill_and_adopt_a_model(page: Page) -> None:
    page.get_by_role("link", name="Choose a charter").click()
    look_at(page, "03-models")
    page.get_by_role("link", name="The Palante model").click()
    page.get_by_label("What is an hour paid?").fill("31.50")
    page.get_by_label("How much does each member put in?").fill("2,400")
    page.get_by_label("Adopted on").fill(yesterday())
    page.get_by_label("Takes effect on").fill("2019-04-01")
    look_at(page, "04-blanks")
    page.get_by_role("button", name="Write the text").click()
    expect(page.get_by_role("alert")).to_contain_text("How much does each member put in?")
    page.get_by_label("How much does each member put in?").fill("2400")
    page.get_by_role("button", name="Write the text").click()
    expect(page.get_by_role("heading", name="This text can be adopted")).to_be_visible()
    expect(page.get_by_text("Each member contributes $2,400 to our common capital.").last).to_be_visible()
    look_at(page, "05-draft")
    page.get_by_role("button", name="Adopt this charter").click()
    expect(page.get_by_text("The charter is adopted.")).to_be_visible()


def bring_three_in(page: Page) -> None:
    acts.go_to_room(page, "Today")
    page.get_by_role("link", name="Bring people in").click()
    page.get_by_label("One person a line").fill(LINES.replace("candidate 2025-06-01", "emperor 2025-06-01"))
    page.get_by_role("button", name="Look at the lines").click()
    expect(page.get_by_role("row").filter(has_text="Ida Example")).to_contain_text(
        "is no stage of this co-op"
    )
    look_at(page, "06-a-wrong-line")
    page.get_by_label("One person a line").fill(LINES)
    page.get_by_role("button", name="Look at the lines").click()
    page.get_by_role("button", name="Bring 3 people in").click()
    expect(page.get_by_text("3 people are brought in.")).to_be_visible()
    look_at(page, "07-people")


def come_in_as_gil(guests: Visits, olive: Page) -> None:
    """By the link on his page, which is also in the letter."""
    olive.get_by_role("link", name="Gil Example").click()
    summary = olive.get_by_text("The link, to hand over yourself")
    link = olive.locator("code").filter(has_text="/invitation/")
    if not link.is_visible():
        summary.click()
    look_at(olive, "08-a-person")
    gil = guests.come(width="phone")
    gil.goto(link.inner_text())
    gil.get_by_label("A password").fill("short")
    gil.get_by_role("button", name="Come in").click()
    expect(gil.get_by_role("alert")).to_contain_text("A password")
    gil.get_by_label("A password").fill(PASSWORD)
    gil.get_by_role("button", name="Come in").click()
    expect(gil.get_by_text("Welcome to Harbour Web.")).to_be_visible()
    expect(gil.get_by_role("link", name="Enter opening balances")).to_be_visible()
    olive.reload()
    expect(olive.get_by_text("Signs in as gil@harbour.example.")).to_be_visible()


def make_the_co_op_by_keys(page: Page) -> None:
    press(page, page.get_by_role("link", name="Make a co-op"))
    type_into(page, page.get_by_label("Name of the co-op"), "Harbour Web")
    type_into(page, page.get_by_label("The co-op began on"), "2019-04-01")
    choose(page, page.get_by_label("Time zone"), "America/New_York")
    type_into(page, page.get_by_label("You are a member since"), "2019-04-01")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def adopt_by_keys(page: Page) -> None:
    press(page, page.get_by_role("link", name="Choose a charter"))
    press(page, page.get_by_role("link", name="The Quilted model"))
    type_into(page, page.get_by_label("Takes effect on"), "2019-04-01")
    type_into(page, page.get_by_label("What is an hour paid?"), "27.00")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="Adopt this charter"))
    expect(page.get_by_text("The charter is adopted.")).to_be_visible()


def bring_in_by_keys(page: Page) -> None:
    press(page, page.get_by_role("link", name="Today", exact=True).first)
    press(page, page.get_by_role("link", name="Bring people in"))
    type_into(page, page.get_by_label("One person a line"), LINES)
    press(page, page.get_by_role("button", name="Look at the lines"))
    press(page, page.get_by_role("button", name="Bring 3 people in"))
    expect(page.get_by_text("3 people are brought in.")).to_be_visible()
