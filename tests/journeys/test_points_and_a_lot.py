"""A ballot by points, filled in and changed by keys; and a lot that settles which of two projects is paid."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.visits import Visits


def test_a_member_gives_points_by_keys_and_changes_them(visits: Visits) -> None:
    page = visits.come(width="phone")
    acts.sign_in(page, "grove", "ada")
    page.goto("/c/grove/budgets/")
    page.get_by_role("table", name="Under way").get_by_role("link").click()

    page.get_by_label("A press for cider").focus()
    page.keyboard.type("4")
    page.get_by_label("Books").focus()
    page.keyboard.type("1")
    assert amiss(page) == []
    keep_all_four(page, "budgets/points")
    page.get_by_role("button", name="Vote", exact=True).press("Enter")
    expect(page.get_by_text("Your ballot counts.")).to_be_visible()
    page.get_by_label("Books").select_option("0")
    page.get_by_role("button", name="Change my ballot").click()

    expect(page.get_by_label("A press for cider")).to_have_value("4")
    expect(page.get_by_label("Books")).to_have_value("0")
    page.get_by_text("Who marked what", exact=True).click()
    expect(page.get_by_text("Ada Example: A press for cider (4);")).to_be_visible()


def test_a_member_has_the_lot_drawn_and_anybody_draws_it_again(visits: Visits, tmp_path: Path) -> None:
    page = visits.come()
    acts.sign_in(page, "holt", "ada")
    page.goto("/c/holt/budgets/")
    page.get_by_role("table", name="Under way").get_by_role("link").click()

    page.get_by_role("button", name="Draw the lot").click()

    expect(page.get_by_text("The lot is drawn; its seed stands below.")).to_be_visible()
    came = page.get_by_role("main").locator("section, div").filter(has_text="Funded:").last
    assert amiss(page) == []
    keep_all_four(page, "budgets/lot")
    first = "A kiln" if came.get_by_text("A kiln").count() else "A loom"
    page.get_by_role("link", name="How it was counted, and why").click()
    told = acts.count_again(page, "Ballots, as .pb", "fund", tmp_path)
    assert [one["name"] for one in told["projects"] if one["funded"]] == [first]
