"""A bookkeeper sets last year beside the spreadsheet she used, and learns where the two part."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.served import House
from tests.journeys.visits import Visits

YEAR = 2024
SENTENCES = [
    r"Yours rounds each member alone and loses \$0\.01: the shares come to \$[\d,.]+ of \$[\d,.]+\.",
    r"Yours fits [\d,]+ hours for Ada Example: \d+ fewer than the [\d,]+ that count\.",
    r"Eli Fictive: the open buy-in is forgotten, which the retained part pays first \(to buy-in\)\.",
]


def test_three_errors_planted_in_last_years_spreadsheet_are_found(visits: Visits, served: House) -> None:
    table = served.told["trust sheet"]
    ada = visits.come()
    acts.sign_in(ada, "lantern", "ada")
    acts.go_to_year(ada, YEAR)

    compare(ada, table)
    read_the_findings(ada)
    open_both_reasons(ada)
    leave_a_row_out_and_take_it_in_again(ada, table)
    delete_it(ada)


def compare(ada: Page, table: str) -> None:
    ada.get_by_role("link", name="Trust run").click()
    chosen = {"name": "last-year.csv", "mimeType": "text/csv", "buffer": table.encode()}
    ada.get_by_label("The spreadsheet").set_input_files(chosen)  # type: ignore[arg-type]
    ada.get_by_role("button", name="Compare").click()
    expect(ada.get_by_role("heading", name=f"last-year.csv beside {YEAR}", level=1)).to_be_visible()


def read_the_findings(ada: Page) -> None:
    found = ada.locator("ol.findings li")
    expect(found).to_have_count(len(SENTENCES))
    for nth, sentence in enumerate(SENTENCES):
        expect(found.nth(nth)).to_have_text(re.compile(rf"^\s*{sentence}\s*$"))
    keep_all_four(ada, "trust/01-findings")
    assert amiss(ada) == []


def open_both_reasons(ada: Page) -> None:
    table = ada.get_by_role("table", name="What differs")
    row = table.get_by_role("row").filter(has_text="Eli Fictive")
    expect(row.first).to_contain_text("Share")
    why = table.locator("details.why").first
    why.locator("summary").first.click()
    expect(why).to_contain_text("hours that count")


def leave_a_row_out_and_take_it_in_again(ada: Page, table: str) -> None:
    """Somebody's row under another name waits until it is said whose it is."""
    rows = list(csv.reader(io.StringIO(table)))
    renamed = table.replace(rows[2][0], "B. S.")
    acts.go_to_year(ada, YEAR)
    compare(ada, renamed)
    expect(ada.get_by_text("nobody of this year is called so")).to_be_visible()
    ada.get_by_label("A3, “B. S.”").select_option(label=rows[2][0])
    ada.get_by_role("button", name="Compare again").click()
    expect(ada.locator("ol.findings li")).to_have_count(len(SENTENCES))
    assert Decimal(rows[2][1]) > 0


def delete_it(ada: Page) -> None:
    ada.get_by_role("button", name="Delete this trust run").click()
    expect(ada.get_by_text("The trust run is deleted")).to_be_visible()
    expect(ada.get_by_role("main").get_by_role("link", name="last-year.csv")).to_have_count(1)
