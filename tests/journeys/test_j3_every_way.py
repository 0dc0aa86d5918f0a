"""J3 the other ways: pressed twice and sent again, without scripts, and by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import APIResponse, Locator, Page, Request, expect

from tests.journeys import acts
from tests.journeys.days import yesterday
from tests.journeys.looks import keep
from tests.journeys.people import BACK, KEYED, PLAIN, STILL, TWICE, email
from tests.journeys.toggl import clean_year, year_as_it_comes
from tests.journeys.visits import Visits
from toadlane.site.demo.plan import PASSWORD, DemoCoop

MOST_TABS = 80


def test_a_close_pressed_twice_and_sent_again_is_one_close(visits: Visits) -> None:
    ada, bo = visits.come(), visits.come()
    hours_and_figures(ada, TWICE)
    decide(ada, bo, TWICE)
    beside = ada.context.new_page()
    for page in (ada, beside):
        page.goto(year_of(TWICE))
        acts.choose_decision(page)
    sent: list[Request] = []
    ada.on("request", lambda asked: sent.append(asked) if asked.method == "POST" else None)

    ada.get_by_role("button", name="Close 2025").dblclick()
    expect(ada.get_by_text("2025 is closed.").first).to_be_visible()
    again = send_again(ada, sent[0])
    beside.get_by_role("button", name="Close 2025").click()

    assert (again.status, again.url) == (200, ada.url)
    expect(beside.get_by_role("alert")).to_contain_text("2025 is closed already.")
    keep(beside, "j3/13-closed-already")
    ada.go_back()
    for page in (ada, beside):
        expect(page.get_by_role("listitem").filter(has_text="Closed on")).to_have_count(1)
        expect(page.get_by_role("button", name="Close 2025")).to_have_count(0)
    ada.goto(f"/c/{TWICE.slug}/money/journal/")
    assert ada.locator("main h2").count() == 1


def test_going_back_after_entering_a_decision_does_not_enter_it_again(visits: Visits) -> None:
    ada = visits.come()
    hours_and_figures(ada, BACK)
    acts.enter_decision(ada, yesterday(), "We close 2025 as previewed.")

    ada.go_back()
    ada.get_by_role("button", name="Enter the decision").click()

    expect(ada.get_by_text("waits for a second member").first).to_be_visible()
    go_to_decisions(ada)
    assert [row[0] for row in acts.table(ada, "Decisions")] == ["Close the fiscal year 2025"]


def test_going_back_without_scripts_does_nothing_twice(visits: Visits) -> None:
    ada = visits.come(scripts=False)
    acts.sign_in(ada, STILL.slug, "ada")
    acts.log_hours(ada, yesterday(), "2:15")
    expect(ada.get_by_text("Logged.")).to_be_visible()
    ada.go_back()
    ada.get_by_label("Day").fill(yesterday())
    ada.get_by_label("Kind of work").select_option(index=1)
    ada.get_by_label("Hours, as 7:30 or 7.5").fill("2:15")
    ada.get_by_role("button", name="Log hours").click()
    expect(ada.get_by_role("alert")).to_contain_text("There is an entry just like this")

    fill_in_decision(ada)
    here = ada.url
    ada.go_back()
    ada.get_by_label("What was decided").select_option(label="Close a fiscal year")
    ada.get_by_label("About", exact=True).fill("2025")
    ada.get_by_label("By which article").select_option(index=1)
    ada.get_by_label("Decided on").fill(yesterday())
    ada.get_by_label("The decision, as the minutes have it").fill("We close 2025.")
    ada.get_by_role("button", name="Enter the decision").click()

    expect(ada.get_by_text("This was entered already, and stands as it was.")).to_be_visible()
    assert ada.url == here
    go_to_decisions(ada)
    assert [row[0] for row in acts.table(ada, "Decisions")] == ["Close the fiscal year 2025"]


def test_a_year_is_closed_without_scripts(visits: Visits) -> None:
    ada, bo = visits.come(scripts=False), visits.come(scripts=False, width="phone")
    acts.sign_in(ada, PLAIN.slug, "ada")
    ada.get_by_role("link", name="See what is missing").click()
    ada.get_by_role("link", name="Import hours").click()
    acts.upload(ada, year_as_it_comes(PLAIN), "toggl.csv")
    acts.say_what_counts(ada)
    ada.get_by_label("Leave out the lines that cannot be brought in").check()
    ada.get_by_label("The entries that overlap are right as they are").check()
    ada.get_by_label("work done twice: count both").check()
    acts.bring_in(ada)
    acts.go_to_year(ada)
    state_figures_at_the_second_try(ada)
    acts.reckon(ada)

    decide(ada, bo, PLAIN)
    ada.goto(year_of(PLAIN))
    acts.choose_decision(ada)
    ada.get_by_role("button", name="Close 2025").dblclick()  # no script holds the second press back
    expect(ada.get_by_role("listitem").filter(has_text="Closed on")).to_have_count(1)
    bo.goto(f"/c/{PLAIN.slug}/")
    bo.get_by_role("link", name="Open my account").click()
    share = acts.table(bo, "Shares by year")[0][1]
    bo.get_by_role("table", name="Shares by year").get_by_role("link", name="Why?").click()

    expect(bo.get_by_role("heading", level=1)).to_have_text("How Bo Sample's share of 2025 came about")
    expect(bo.get_by_text(f"Bo Sample receives {share} of the surplus of 2025.")).to_be_visible()
    bo.get_by_text("hours that count").click()
    expect(bo.get_by_text("h of “sales” (member)")).to_be_visible()


def test_figures_are_stated_and_a_decision_confirmed_by_keyboard_alone(visits: Visits) -> None:
    ada, bo = visits.come(), visits.come()
    acts.sign_in(ada, KEYED.slug, "ada")
    bring_clean_hours(ada, KEYED)
    ada.context.clear_cookies()

    sign_in_by_keys(ada, KEYED, "ada")
    press(ada, ada.get_by_role("link", name="See what is missing"))
    press(ada, ada.get_by_role("link", name="State the figures"))
    type_into(ada, ada.get_by_label("Surplus before tax"), "9000")
    type_into(ada, ada.get_by_label("Income tax"), "0")
    ada.keyboard.press("Enter")
    press(ada, ada.get_by_role("button", name="Reckon the close"))
    press(ada, ada.get_by_role("link", name="Enter the decision"))
    type_into(ada, ada.get_by_label("Decided on"), typed_day())
    type_into(ada, ada.get_by_label("The decision, as the minutes have it"), "We close 2025.")
    press(ada, ada.get_by_role("button", name="Enter the decision"))
    sign_in_by_keys(bo, KEYED, "bo")
    press(bo, bo.get_by_role("link", name="Look and confirm"))
    press(bo, bo.get_by_role("button", name="Confirm the decision"))

    expect(bo.get_by_text("Confirmed. The decision can be used now, once.")).to_be_visible()
    expect(bo.get_by_text("We close 2025.")).to_be_visible()


def go_to_decisions(ada: Page) -> None:
    acts.go_to_room(ada, "Decide")
    ada.get_by_role("link", name="Decisions, and what they allow").click()


def fill_in_decision(ada: Page) -> None:
    go_to_decisions(ada)
    ada.get_by_role("link", name="Enter a decision").click()
    ada.get_by_label("What was decided").select_option(label="Close a fiscal year")
    ada.get_by_label("About", exact=True).fill("2025")
    ada.get_by_label("By which article").select_option(index=1)
    ada.get_by_label("Decided on").fill(yesterday())
    ada.get_by_label("The decision, as the minutes have it").fill("We close 2025.")
    ada.get_by_role("button", name="Enter the decision").click()
    expect(ada.get_by_text("Entered. A second member has to confirm it now.")).to_be_visible()


def send_again(page: Page, first: Request) -> APIResponse:
    """What a browser sends that is told to send a form once more."""
    headers = {"Content-Type": first.headers["content-type"], "Referer": page.url}
    return page.request.post(first.url, data=first.post_data_buffer, headers=headers)


def year_of(coop: DemoCoop) -> str:
    return f"/c/{coop.slug}/money/years/2025/"


def state_figures_at_the_second_try(ada: Page) -> None:
    """A form with a slip in it comes back with everything typed, and says what to put right."""
    ada.get_by_role("link", name="State").click()
    ada.get_by_label("Surplus before tax").fill("12,000.505")
    ada.get_by_label("Income tax").fill("0")
    ada.get_by_role("button", name="State the figures").click()
    expect(ada.get_by_role("alert")).to_contain_text("There is one thing to put right")
    expect(ada.get_by_label("Surplus before tax")).to_have_value("12,000.505")
    expect(ada.get_by_label("Income tax")).to_have_value("0")
    ada.get_by_label("Surplus before tax").fill("12 000,50")
    ada.get_by_role("button", name="State the figures").click()
    expect(ada.get_by_text("The figures of 2025 are stated.")).to_be_visible()


def hours_and_figures(ada: Page, coop: DemoCoop) -> None:
    acts.sign_in(ada, coop.slug, "ada")
    bring_clean_hours(ada, coop)
    ada.goto(year_of(coop))
    acts.state_figures(ada, "9,000.00", "0")
    acts.reckon(ada)


def bring_clean_hours(ada: Page, coop: DemoCoop) -> None:
    ada.goto(f"/c/{coop.slug}/work/imports/")
    acts.upload(ada, clean_year(coop), "toggl.csv")
    acts.say_what_counts(ada)
    acts.bring_in(ada)


def decide(ada: Page, bo: Page, coop: DemoCoop) -> None:
    """Entered where Ada stands, confirmed by Bo on Today."""
    acts.enter_decision(ada, yesterday(), "We close 2025 as previewed.")
    acts.sign_in(bo, coop.slug, "bo")
    acts.confirm(bo)


def sign_in_by_keys(page: Page, coop: DemoCoop, key: str) -> None:
    page.goto("/")
    press(page, page.get_by_role("main").get_by_role("link", name="Sign in"))
    type_into(page, page.get_by_label("Email"), email(coop.slug, key))
    type_into(page, page.get_by_label("Password"), PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, words: str) -> None:
    tab_to(page, target)
    page.keyboard.type(words)


def tab_to(page: Page, target: Locator) -> None:
    """Tab until it has the focus, which is on the screen and can be seen."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if is_focused(target):
            break
        page.keyboard.press("Tab")
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport(ratio=0.5)
    assert target.evaluate("part => getComputedStyle(part).outlineStyle") != "none"


def is_focused(target: Locator) -> bool:
    found: bool = target.evaluate("part => part === document.activeElement")
    return found


def typed_day() -> str:
    """As the fields of a day take it in the browser's language: month, day, year."""
    year, month, day = yesterday().split("-")
    return f"{month}{day}{year}"
