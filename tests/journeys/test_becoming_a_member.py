"""From an application through nine months to admission, a role, and leaving, on the Design Action model.

The months are those on the pages: Lin is taken in from a day nine months ago.
"""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page, expect

from bylaws.kernel.periods import add_months
from tests.journeys import acts
from tests.journeys.days import yesterday
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.people import HANDBILL
from tests.journeys.visits import Visits

PASSWORD = "nine months and a day"
HERE = f"/c/{HANDBILL.slug}"
LIN = f"{HERE}/joining/people/lin/"


def test_somebody_becomes_a_member_and_leaves(visits: Visits) -> None:
    gil, hana, lin = visits.come(), visits.come(), visits.come(width="phone")
    acts.sign_in(gil, HANDBILL.slug, "gil")
    acts.sign_in(hana, HANDBILL.slug, "hana")

    decide_to_take_lin_in(gil, hana)
    take_lin_in(gil, nine_months_ago())
    come_in(gil, lin)
    for months in (4, 8):
        write_an_evaluation_down(gil, add_months(nine_months_ago(), months))
    see_that_it_is_full(lin)
    decide_to_admit(hana, gil)
    enter_the_step(gil)
    be_a_member(lin)
    hold_a_role(gil, lin)
    give_notice(lin)


def nine_months_ago() -> dt.date:
    """A day from which nine months are full, wherever the co-op is."""
    return add_months(dt.date.fromisoformat(yesterday()), -9) - dt.timedelta(days=1)


def decide_to_take_lin_in(gil: Page, hana: Page) -> None:
    """Hiring is decided by consensus, so the application alone lets nobody in."""
    gil.get_by_role("link", name="Read and answer").click()
    gil.get_by_role("link", name="Lin Example").click()
    acts.enter_decision(gil, yesterday(), "We take Lin in as a candidate.")
    hana.goto(f"{HERE}/")
    acts.confirm(hana)


def take_lin_in(gil: Page, from_day: dt.date) -> None:
    gil.goto(f"{HERE}/joining/applications/")
    gil.get_by_role("link", name="Lin Example").click()
    gil.get_by_label("From").fill(from_day.isoformat())
    gil.get_by_label("By the decision").select_option(index=1)
    gil.get_by_role("button", name="Take them in").click()
    expect(gil.get_by_text("Lin Example is taken in and invited.")).to_be_visible()


def come_in(gil: Page, lin: Page) -> None:
    gil.get_by_role("link", name="Stages and roles, as they were entered").click()
    link = gil.locator("code").filter(has_text="/invitation/").text_content()
    assert link
    lin.goto(link)
    lin.get_by_label("A password").fill(PASSWORD)
    lin.get_by_role("button", name="Come in").click()
    expect(lin.get_by_text("Welcome to Handbill Street Design.")).to_be_visible()


def write_an_evaluation_down(gil: Page, held_on: dt.date) -> None:
    gil.goto(f"{LIN}evaluations/")
    gil.get_by_label("Held on").fill(held_on.isoformat())
    gil.get_by_role("checkbox", name="Hana Sample").check()
    gil.get_by_label("A line for the members").fill("Sets type well.")
    gil.get_by_label("What was said").fill("We talked for an hour.")
    gil.get_by_role("button", name="Write it down").click()
    expect(gil.get_by_text("Written down.")).to_be_visible()


def see_that_it_is_full(lin: Page) -> None:
    lin.goto(f"{HERE}/people/")
    lin.get_by_role("link", name="Where I stand").click()
    expect(lin.get_by_role("heading", name="It can be decided")).to_be_visible()
    expect(lin.get_by_role("link", name="Read what was said")).to_have_count(2)
    keep_all_four(lin, "becoming-a-member/01-where-i-stand")
    assert amiss(lin) == []


def decide_to_admit(hana: Page, gil: Page) -> None:
    """Today asks for it; the decision names the person, the stage and the day."""
    hana.goto(f"{HERE}/")
    hana.get_by_role("link", name="See where they stand").click()
    expect(hana.get_by_role("link", name="Read what was said")).to_have_count(2)
    hana.get_by_role("link", name="See what changes and how it is decided").click()
    expect(hana.get_by_text("One member, one vote")).to_be_visible()
    keep_all_four(hana, "becoming-a-member/02-the-step")
    assert amiss(hana) == []
    acts.enter_decision(hana, yesterday(), "We admit Lin by consensus.")
    gil.goto(f"{HERE}/")
    acts.confirm(gil)


def enter_the_step(gil: Page) -> None:
    gil.goto(f"{HERE}/")
    gil.get_by_role("link", name="Enter it, as decided").click()
    gil.get_by_role("link", name="See what changes and how it is decided").click()
    gil.get_by_label("By the decision").select_option(index=0)
    gil.get_by_role("button", name="Enter it, as decided").click()
    expect(gil.get_by_text("A letter tells them what changes.")).to_be_visible()


def be_a_member(lin: Page) -> None:
    """Members confirm decisions: there is the vote."""
    lin.goto(LIN)
    expect(lin.get_by_text("member since")).to_be_visible()
    expect(lin.get_by_role("heading", name="Steps on decisions")).to_be_visible()
    lin.goto(f"{HERE}/decide/entered/")
    expect(lin.get_by_role("link", name="Enter a decision")).to_be_visible()


def hold_a_role(gil: Page, lin: Page) -> None:
    gil.goto(f"{HERE}/people/lin/")
    gil.get_by_text("Give a role").click()
    gil.get_by_label("Role", exact=True).select_option("accountant")
    gil.locator("#role_valid_from").fill(yesterday())
    gil.get_by_role("button", name="Give the role").click()
    expect(gil.get_by_text("Entered.")).to_be_visible()
    lin.goto(f"{HERE}/people/lin/")
    expect(
        lin.get_by_role("cell", name="accountant").or_(lin.get_by_text("accountant")).first
    ).to_be_visible()


def give_notice(lin: Page) -> None:
    lin.goto(f"{HERE}/leaving/notice/")
    lin.get_by_label("I have read what follows from it").check()
    lin.get_by_role("button", name="Give notice for").click()
    lin.goto(f"{HERE}/leaving/")
    expect(lin.get_by_text("Lin Example").first).to_be_visible()
    keep_all_four(lin, "becoming-a-member/03-leaving")
    assert amiss(lin) == []
