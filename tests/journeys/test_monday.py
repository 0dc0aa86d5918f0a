"""A co-op with a past moves in on a Monday: from an empty folder to a closed, paid and proved year.

The expected figures, by hand, from the Palante model with a buy-in of $2,400 and the facts of `moving_in`:

    surplus 12,000.00 − tax 1,100.00 = 10,900.00; a tenth of it collective, 1,090.00; members 9,810.00
    hours that count: Olive 48, Hal 32, Gil 24, of 104: six, four and three thirteenths of 9,810.00 are
      4,527.69|23…, 3,018.46|15… and 2,263.84|61…; the cent left over goes to the largest part cut off, Gil's
    a fifth in money, never less by law, so rounded up: 905.538 → 905.54, 603.692 → 603.70, 452.77
    what is kept: Olive 3,622.15, Hal 2,414.76; of Gil's 1,811.08 the 1,400 open of his buy-in, then 411.08
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys import acts, moving_in
from tests.journeys.begun import Begun, begun
from tests.journeys.looks import amiss, keep
from tests.journeys.served import CHECKOUT
from tests.journeys.test_j1_a_co_op_begins import PASSWORD, choose_a_password
from tests.journeys.visits import Visits

SHARES = [
    ["Gil Example", "$2,263.85", "$452.77", "$1,400.00", "$411.08"],
    ["Hal Example", "$3,018.46", "$603.70", "$0.00", "$2,414.76"],
    ["Olive Example", "$4,527.69", "$905.54", "$0.00", "$3,622.15"],
    ["All", "$9,810.00", "$1,962.01", "$1,400.00", "$6,447.99"],
]


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


def test_a_co_op_moves_in_and_closes_a_year(guests: Visits, house: Begun, tmp_path: Path) -> None:
    olive, gil = guests.come(), guests.come()
    choose_a_password(olive, house)
    begin(olive)
    come_in_as_gil(gil, olive)

    bring_the_minutes(gil)
    bring_the_balances(gil, olive)
    bring_the_hours(gil)
    reckon_the_year(gil)
    close_as_decided(gil, olive)

    look_at_the_accounts(olive, gil)
    pay_the_shares(gil)
    export_once(gil, tmp_path)
    prove_it(gil, tmp_path)


def begin(olive: Page) -> None:
    """The co-op, its charter and its people, each from what Today asks next."""
    olive.get_by_role("link", name="Make a co-op").click()
    olive.get_by_label("Name of the co-op").fill("Harbour Web")
    olive.get_by_label("The co-op began on").fill("2019-04-01")
    olive.get_by_label("You are a member since").fill("2019-04-01")
    olive.get_by_label("Time zone").select_option("America/New_York")
    olive.get_by_role("button", name="Make the co-op").click()

    olive.get_by_role("link", name="Choose a charter").click()
    olive.get_by_role("link", name="The Palante model").click()
    olive.get_by_label("What is an hour paid?").fill("31.50")
    olive.get_by_label("How much does each member put in?").fill("2400")
    olive.get_by_label("Adopted on").fill("2019-03-15")
    olive.get_by_label("Takes effect on").fill("2019-04-01")
    olive.get_by_role("button", name="Write the text").click()
    olive.get_by_role("button", name="Adopt this charter").click()
    expect(olive.get_by_text("The charter is adopted.")).to_be_visible()

    acts.go_to_room(olive, "Today")
    olive.get_by_role("link", name="Bring people in").click()
    olive.get_by_label("One person a line").fill(moving_in.PEOPLE)
    olive.get_by_role("button", name="Look at the lines").click()
    olive.get_by_role("button", name="Bring 3 people in").click()
    expect(olive.get_by_text("3 people are brought in.")).to_be_visible()
    people = acts.table(olive, "4 people")
    assert [(name, roles) for name, _stage, _since, roles, _signs_in in people] == [
        ("Gil Example", "bookkeeper"),
        ("Hal Example", "–"),
        ("Ida Example", "–"),
        ("Olive Example", "founder"),
    ]


def come_in_as_gil(gil: Page, olive: Page) -> None:
    """By the link on his page; what he is told first is what comes next."""
    olive.get_by_role("link", name="Gil Example").click()
    link = olive.locator("code").filter(has_text="/invitation/")
    if not link.is_visible():
        olive.get_by_text("The link, to hand over yourself").click()
    gil.goto(link.inner_text())
    gil.get_by_label("A password").fill(PASSWORD)
    gil.get_by_role("button", name="Come in").click()
    expect(gil.get_by_text("Welcome to Harbour Web.")).to_be_visible()


def bring_the_minutes(gil: Page) -> None:
    acts.go_to_room(gil, "Meet")
    gil.get_by_role("main").get_by_role("link", name="Past documents").click()
    gil.get_by_role("link", name="Bring documents").click()
    chosen = {"name": moving_in.MINUTES_FILE, "mimeType": "text/plain", "buffer": moving_in.MINUTES.encode()}
    gil.get_by_label("The files").set_input_files(chosen)  # type: ignore[arg-type]
    gil.get_by_role("button", name="Look at the files").click()
    expect(gil.get_by_label("Day")).to_have_value(moving_in.MINUTES_DAY)
    gil.get_by_role("button", name="Bring in").click()
    expect(gil.get_by_text("1 document brought in.")).to_be_visible()
    gil.get_by_role("main").get_by_role("link", name="Past documents").click()
    expect(gil.get_by_role("heading", name="Past documents", level=1)).to_be_visible()
    [[title, day, kind, _file]] = acts.table(gil, "One document")
    assert (title, day, kind) == ("General meeting minutes", "Mar 12, 2026", "minutes")


def bring_the_balances(gil: Page, olive: Page) -> None:
    """From Today: the template filled in, looked at, decided on by two, and posted once."""
    acts.go_to_room(gil, "Today")
    gil.get_by_role("link", name="Enter opening balances").click()
    with gil.expect_download() as download:
        gil.get_by_role("link", name="Template as CSV").click()
    table = moving_in.filled(Path(download.value.path()).read_text(encoding="utf-8"))
    gil.get_by_label("First year closed here").select_option("2025")
    sheet = {"name": "balances.csv", "mimeType": "text/csv", "buffer": table.encode()}
    gil.get_by_label("The table").set_input_files(sheet)  # type: ignore[arg-type]
    gil.get_by_role("button", name="Begin").click()
    expect(gil.get_by_text("It adds up")).to_be_visible()
    expect(gil.get_by_text(moving_in.OWNED).first).to_be_visible()
    keep(gil, "monday/01-balances")
    assert amiss(gil) == []

    decide(gil, olive, moving_in.OPENED)
    acts.go_to_room(gil, "Today")
    gil.get_by_role("link", name="Post them, as decided").click()
    acts.choose_decision(gil)
    gil.get_by_role("button", name="Post the opening balances").click()
    expect(gil.get_by_text("2025 is the first year closed here.")).to_be_visible()
    rows = acts.table(gil, "Opening balances by member")
    assert [row[:3] for row in rows] == [
        ["Gil Example", "$1,000.00", "$0.00"],
        ["Hal Example", "$2,400.00", "$125.25"],
        ["Olive Example", "$2,400.00", "$310.50"],
        ["All", "$5,800.00", "$435.75"],
    ]


def decide(gil: Page, olive: Page, words: str) -> None:
    """He enters it with the minutes that have it; she reads them before she confirms."""
    gil.get_by_role("link", name="Enter the decision").click()
    gil.get_by_label("Decided on").fill(moving_in.MINUTES_DAY)
    gil.get_by_label("The decision, as the minutes have it").fill(words)
    expect(gil.get_by_label("By which article")).to_have_value("Article 9 — Surplus")
    gil.get_by_label("The document that has it").select_option(index=1)
    gil.get_by_role("button", name="Enter the decision").click()
    expect(gil.get_by_text("waits for a second member").first).to_be_visible()

    olive.goto("/c/harbour-web/")
    olive.get_by_role("link", name="Look and confirm").click()
    with olive.context.expect_page() as opened:
        olive.get_by_role("link", name="General meeting minutes").click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_text(words)).to_be_visible()
    opened.value.close()
    olive.get_by_role("button", name="Confirm the decision").click()
    expect(olive.get_by_text("Confirmed. The decision can be used now, once.")).to_be_visible()


def bring_the_hours(gil: Page) -> None:
    acts.go_to_room(gil, "Today")
    expect(gil.get_by_role("article").filter(has_text="2025 is over and not closed")).to_be_visible()
    gil.get_by_role("link", name="See what is missing").click()
    gil.get_by_role("link", name="Import hours").click()
    acts.upload(gil, moving_in.hours_of_the_year().encode(), "toggl-2025.csv")
    for row, counts_as in enumerate(moving_in.COUNTS_AS.values(), 1):
        expect(gil.get_by_label(f"Project, row {row}")).to_have_value(list(moving_in.COUNTS_AS)[row - 1])
        gil.get_by_label(f"Counts as, row {row}").select_option(label=counts_as)
    gil.get_by_role("button", name="Look again").click()
    expect(gil.get_by_role("heading", name="Bring the hours in")).to_be_visible()
    *worked, _together = acts.table(gil, "New hours by person")
    assert sorted((who, kind, hours) for who, kind, _entries, hours in worked) == [
        ("Gil Example", "client work", "24:00"),
        ("Hal Example", "client work", "32:00"),
        ("Ida Example", "client work", "16:00"),
        ("Olive Example", "client work", "48:00"),
        ("Olive Example", "leave", "8:00"),
    ]
    acts.bring_in(gil)


def reckon_the_year(gil: Page) -> None:
    """With figures from the books; whose notices have no consent is said, and put right, before the close."""
    acts.go_to_year(gil)
    acts.state_figures(gil, "12,000.00", "1,100.00")
    acts.reckon(gil)
    assert [row[:5] for row in acts.table(gil, "Shares")] == SHARES
    keep(gil, "monday/02-preview")
    assert amiss(gil) == []
    gil.get_by_role("link", name="See the consents").click()
    for name in ("Gil Example", "Hal Example", "Olive Example"):
        gil.get_by_label("Who").select_option(label=name)
        gil.get_by_label("Day").fill("2023-10-01")
        gil.get_by_role("button", name="Record the consent").click()
        expect(gil.get_by_role("table", name="Consents").get_by_text(name).first).to_be_visible()
    acts.go_to_year(gil)
    expect(gil.get_by_role("link", name="See the consents")).to_have_count(0)


def close_as_decided(gil: Page, olive: Page) -> None:
    decide(gil, olive, moving_in.CLOSED)
    acts.go_to_room(gil, "Today")
    gil.get_by_role("link", name="Close it, as decided").click()
    acts.close_year(gil)
    assert [row[:5] for row in acts.table(gil, "Shares")] == SHARES
    keep(gil, "monday/03-closed")


def look_at_the_accounts(olive: Page, gil: Page) -> None:
    """What was brought and what the year gave, in one account; and the notice that says so on paper."""
    olive.goto("/c/harbour-web/")
    olive.get_by_role("link", name="Open my account").click()
    # 2,400.00 + 310.50 + 3,622.15
    assert figures(olive) == ["$6,332.65", "$2,400.00", "$3,932.65", "$905.54"]
    keep(olive, "monday/04-my-account")
    assert amiss(olive) == []
    address = olive.get_by_role("link", name="PDF 2025").get_attribute("href")
    assert address is not None
    pages = PdfReader(io.BytesIO(olive.request.get(address).body())).pages
    words = "\n".join(page.extract_text() for page in pages)
    for line in ("Your share $4,527.69", "Paid in money $905.54", "by this notice $3,622.15"):
        assert line in words

    acts.go_to_room(gil, "Today")
    gil.get_by_role("link", name="Open my account").click()
    # 1,000.00 + 1,400.00 + 411.08; the buy-in is complete now
    assert figures(gil) == ["$2,811.08", "$2,400.00", "$411.08", "$452.77"]
    expect(gil.get_by_text("$2,400.00 of $2,400.00 is paid.")).to_be_visible()


def figures(page: Page) -> list[str]:
    """Capital, paid in, in notices, owed in money, on one's own account."""
    expect(page.get_by_role("heading", name="My account", level=1)).to_be_visible()
    return [words.strip() for words in page.locator("dl.figures").first.locator("dd").all_inner_texts()]


def pay_the_shares(gil: Page) -> None:
    acts.go_to_room(gil, "Today")
    owed = gil.get_by_role("article").filter(has_text="$1,962.01 is owed to members")
    owed.get_by_role("link", name="See to whom, by when").click()
    gil.get_by_role("link", name="Pay several at once").click()
    gil.get_by_label("Reference").fill("Shares of 2025")
    gil.get_by_role("button", name="Look at the payments").click()
    expect(gil.get_by_text("together $1,962.01. Nothing is posted yet.")).to_be_visible()
    gil.get_by_role("button", name="Record the payments").click()
    expect(gil.get_by_text("The payments are in the journal.")).to_be_visible()
    paid = {row[0]: row[2] for row in acts.table(gil, "Payments")}
    assert paid == {name: cash for name, _share, cash, *_kept in SHARES[:3]} | {
        "All that stands": "$1,962.01"
    }
    acts.go_to_room(gil, "Today")
    expect(gil.get_by_text("is owed to members")).to_have_count(0)


def export_once(gil: Page, folder: Path) -> None:
    """Opening, close and three payments go out; a second file has nothing left to hold."""
    acts.go_to_room(gil, "Money")
    gil.get_by_role("link", name="The journal").click()
    gil.get_by_role("link", name="Exports to your own books").click()
    gil.get_by_label("Format").select_option(label="Beancount")
    gil.get_by_role("button", name="Make the file").click()
    expect(gil.get_by_text("File 1 is ready.")).to_be_visible()
    [[name, _made, entries, _digest, _get]] = acts.table(gil, "Files that went out")
    assert (name, entries) == ("Beancount 1", "5")
    with gil.expect_download() as download:
        gil.get_by_role("link", name="Download Beancount 1").click()
    download.value.save_as(folder / "books.beancount")
    written = (folder / "books.beancount").read_text(encoding="utf-8")
    assert "8735.75 USD" in written
    assert "905.54 USD" in written
    gil.get_by_role("button", name="Make the file").click()
    expect(gil.get_by_role("alert")).to_be_visible()
    assert len(acts.table(gil, "Files that went out")) == 1


def prove_it(gil: Page, folder: Path) -> None:
    """The pack is verified by the rules alone, as an accountant does it."""
    acts.go_to_year(gil)
    gil.get_by_role("link", name="Proof pack").click()
    with gil.expect_download() as download:
        gil.get_by_role("button", name="Download the proof pack").click()
    pack = folder / download.value.suggested_filename
    download.value.save_as(pack)
    verified = subprocess.run(
        [sys.executable, "-m", "bylaws", "verify-close", str(pack)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT / "src")},
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (verified.returncode, verified.stdout.count("✓"), verified.stderr) == (0, 6, "")
    assert verified.stdout.splitlines()[-1] == "Everything in the pack agrees."
