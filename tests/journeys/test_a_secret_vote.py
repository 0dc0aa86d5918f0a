"""Five members vote in secret, each in a browser of their own; one finds her ballot in the published list."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.visits import Visits

FIVE = ("ada", "bo", "chi", "dee", "fay")


def test_five_vote_in_secret_and_one_finds_her_ballot(visits: Visits) -> None:
    ada = visits.come()
    acts.sign_in(ada, "lantern", "ada")
    ada.goto("/c/lantern/decide/raise/?poll=choice")
    ada.get_by_label("Title").fill("Who opens on Mondays?")
    ada.get_by_label("What you ask").fill("One of us, from next month on.")
    ada.get_by_label("Options").fill("Bo: he lives next door\nWhoever comes first")
    ada.get_by_label("Open for how many days").fill("")
    ada.get_by_label("Secret: nobody sees").check()
    ada.get_by_role("button", name="Keep it as a draft").click()
    ada.get_by_role("button", name="Raise it").click()
    page, code = ada.url, ""

    for key in FIVE:
        voter = ada if key == "ada" else visits.come(width="phone")
        if key != "ada":
            acts.sign_in(voter, "lantern", key)
        voter.goto(page)
        expect(voter.get_by_text("Before you vote")).to_be_visible()
        if key == "dee":
            assert amiss(voter) == []
            keep_all_four(voter, "secret/01-ballot")
        voter.get_by_label("Bo: he lives").check()
        voter.get_by_label("I have kept the code").check()
        voter.get_by_role("button", name="Put it into the box").click()
        expect(voter.get_by_role("heading", name="You have voted")).to_be_visible()
        code = voter.locator("main code").first.inner_text()
        if key == "dee":
            assert amiss(voter) == []

    ada.goto(page)
    expect(ada.get_by_role("heading", name="What came of it", exact=True)).to_be_visible()
    ada.get_by_role("link", name="Every ballot by the code").click()
    expect(ada.get_by_role("row").filter(has_text=code)).to_contain_text("Bo")
    assert ada.locator("table tbody tr").count() == len(FIVE)
    assert amiss(ada) == []
