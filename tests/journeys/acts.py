"""What people do on the pages, named as they would say it; each leaves the page where it brought them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.people import email
from tests.journeys.toggl import PROJECT
from toadlane.site.demo.plan import PASSWORD

LEFT_OUT = "Nobody of ours: left out"


def sign_in(page: Page, coop: str, key: str) -> None:
    """By the form, from the front page; whoever belongs to one co-op stands in its hall then."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(email(coop, key))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()


def go_to_room(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("navigation", name="Rooms").get_by_role("link", name=name)).to_have_attribute(
        "aria-current", "page"
    )


def go_to_year(page: Page, year: int = 2025) -> None:
    go_to_room(page, "Money")
    page.get_by_role("table", name="Fiscal years").get_by_role("link", name=str(year)).click()
    expect(page.get_by_role("heading", name=f"Fiscal year {year}", level=1)).to_be_visible()


def upload(page: Page, file: bytes, name: str) -> None:
    """Choose a file of hours on the page of imports, and look at it."""
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": file})
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def say_what_counts(page: Page) -> None:
    """The tracker's project is client work; the guest, if there is one, is left out."""
    for chooser in page.get_by_label("gil@elsewhere.example").all():
        chooser.select_option(label=LEFT_OUT)
    expect(page.get_by_label("Project, row 1")).to_have_value(PROJECT)
    page.get_by_label("Counts as, row 1").select_option(label="client work")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("heading", name="Bring the hours in")).to_be_visible()


def bring_in(page: Page) -> None:
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", name="These hours are in")).to_be_visible()


def state_figures(page: Page, surplus: str, tax: str) -> None:
    """From the page of an open year."""
    page.get_by_role("link", name="State").click()
    page.get_by_label("Surplus before tax").fill(surplus)
    page.get_by_label("Income tax").fill(tax)
    page.get_by_role("button", name="State the figures").click()
    expect(page.get_by_text("The figures of 2025 are stated.")).to_be_visible()


def reckon(page: Page) -> None:
    """From the page of an open year."""
    page.get_by_role("button", name="Reckon").click()
    expect(page.get_by_text("The close of 2025 has been reckoned; nothing is posted.")).to_be_visible()


def enter_decision(page: Page, decided_on: str, words: str) -> None:
    """From a page that asks for one."""
    page.get_by_role("link", name="Enter the decision").click()
    page.get_by_label("Decided on").fill(decided_on)
    page.get_by_label("The decision, as the minutes have it").fill(words)
    page.get_by_role("button", name="Enter the decision").click()
    expect(page.get_by_text("waits for a second member").first).to_be_visible()


def confirm(page: Page) -> None:
    """From Today, where the decision waits for somebody else."""
    page.get_by_role("link", name="Look and confirm").click()
    page.get_by_role("button", name="Confirm the decision").click()
    expect(page.get_by_text("Confirmed. The decision can be used now, once.")).to_be_visible()


def choose_decision(page: Page) -> None:
    """The only one there is, on the form that uses it."""
    page.get_by_label("The decision").select_option(index=1)


def close_year(page: Page) -> None:
    """From the page of an open year."""
    choose_decision(page)
    page.get_by_role("button", name="Close 2025").click()
    expect(page.get_by_text("2025 is closed.")).to_be_visible()


def table(page: Page, name: str) -> list[list[str]]:
    """A table as a reader sees it: its rows below the heads, each with the words of its cells."""
    rows = page.get_by_role("table", name=name).locator("tbody tr, tfoot tr")
    return [[words.strip() for words in row.locator("th, td").all_inner_texts()] for row in rows.all()]


def log_hours(page: Page, day: str, length: str) -> None:
    """One's own, of the first kind of work there is; whether it is taken, whoever calls this looks for."""
    go_to_room(page, "Work")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Kind of work").select_option(index=1)
    page.get_by_label("Hours, as 7:30 or 7.5").fill(length)
    page.get_by_role("button", name="Log hours").click()


def remove_hours(page: Page, coop: str, key: str, *, month: str, started: str) -> None:
    """The one entry of somebody's month that began at a time no other did."""
    page.goto(f"/c/{coop}/work/people/{key}/?month={month}")
    page.get_by_role("row").filter(has_text=f"{started}–").get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Remove the entry").click()
    expect(page.get_by_text("Removed.")).to_be_visible()


def count_again(page: Page, link: str, verb: str, folder: Path) -> dict[str, Any]:
    """The ballots as a file, counted by the command the page shows."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    said = shlex.split(page.locator("pre.code").inner_text())
    assert said[:3] == ["bylaws", verb, file.name]
    command = [sys.executable, "-m", "bylaws", verb, str(file), *said[3:], "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
