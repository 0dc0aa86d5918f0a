"""A month at a design studio: hours, the weekly meeting, a two-thirds vote, a hire by consensus.

Hana raises a matter on the page, the charter's rule before her; four say where they stand by keyboard, one
of them without scripts, one on a phone. What came of it is said and found again. Then Lin's months are full.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys import acts
from tests.journeys.days import yesterday
from tests.journeys.keys import press, tab_to, type_into
from tests.journeys.looks import amiss, keep
from tests.journeys.people import BROADSIDE
from tests.journeys.visits import Visits

HERE = f"/c/{BROADSIDE.slug}"
ROOM = f"{HERE}/decide/"
TITLE = "Quiet Fridays"
IN_A_QUARTER = dt.timedelta(days=90)


@dataclass(frozen=True)
class Studio:
    """Everybody at a device of their own."""

    gil: Page
    hana: Page
    ivo: Page
    jun: Page
    lin: Page


def test_a_month_of_work_and_decisions(visits: Visits) -> None:
    studio = Studio(
        gil=visits.come(width="phone"),
        hana=visits.come(),
        ivo=visits.come(scripts=False),
        jun=visits.come(light="dark"),
        lin=visits.come(),
    )
    for key in ("gil", "hana", "ivo", "jun", "lin"):
        acts.sign_in(getattr(studio, key), BROADSIDE.slug, key)

    log_the_work_and_the_meeting(studio.jun)
    read_what_the_charter_says(studio.hana)
    write_and_raise(studio.hana)
    vote_by_two_thirds(studio)
    see_what_came_of_it(studio.hana)
    say_what_came_of_it(studio.hana)
    find_it(studio.gil)
    have_the_hire_decided(studio.hana)
    hire_by_consensus(studio)
    be_a_member(studio.lin)


def log_the_work_and_the_meeting(jun: Page) -> None:
    """The production meeting is work; it is logged as such, by keyboard."""
    acts.log_hours(jun, yesterday(), "7:30")
    jun.get_by_label("Kind of work").select_option(label="production meeting")
    jun.get_by_label("Day").fill(yesterday())
    type_into(jun, jun.get_by_label("Hours, as 7:30 or 7.5"), "1")
    press(jun, jun.get_by_role("button", name="Log hours"))
    expect(jun.get_by_role("cell", name="production meeting").first).to_be_visible()


def read_what_the_charter_says(hana: Page) -> None:
    acts.go_to_room(hana, "Decide")
    press(hana, hana.get_by_role("link", name="Raise a matter").first)
    hana.get_by_label("What it is about").select_option("policy")
    press(hana, hana.get_by_role("button", name="See what the charter says"))
    expect(
        hana.get_by_text("4 people: Gil Example, Hana Sample, Ivo Placeholder, Jun Madeup")
    ).to_be_visible()
    expect(hana.get_by_role("region", name="What the charter says of it")).to_contain_text("two thirds")
    assert amiss(hana) == []


def write_and_raise(hana: Page) -> None:
    type_into(hana, hana.get_by_label("Title", exact=True), TITLE)
    type_into(hana, hana.get_by_label("What is proposed"), "No meetings on Fridays.")
    press(hana, hana.get_by_role("button", name="Keep it as a draft"))
    raise_it(hana, TITLE)


def raise_it(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    press(page, page.get_by_role("button", name="Raise it"))
    expect(page.get_by_text("Raised. Whoever decides is told.")).to_be_visible()


def vote_by_two_thirds(studio: Studio) -> None:
    """Three of four: one with a reservation and its day, from Today on a phone; one is against it."""
    stand(studio.hana, "I agree")
    for page in (studio.gil, studio.ivo, studio.jun):
        open_from_today(page, TITLE)
    say(studio.gil, "I agree, with a reservation, and want it looked at again")
    type_into(studio.gil, studio.gil.get_by_label("Why (optional)").first, "Clients call on Fridays.")
    day = dt.datetime.now(dt.UTC).date() + IN_A_QUARTER
    type_into(studio.gil, studio.gil.get_by_label("Look at it again on"), day.isoformat())
    take(studio.gil)
    expect(studio.gil.get_by_role("table", name="Who stands where")).to_contain_text(
        "Clients call on Fridays."
    )
    assert amiss(studio.gil) == []
    keep(studio.gil, "a-month/1-open-phone")
    stand(studio.ivo, "I disagree")
    stand(studio.jun, "I agree")
    expect(came(studio.jun)).to_contain_text("adopted")


def open_from_today(page: Page, title: str) -> None:
    page.goto(f"{HERE}/")
    page.get_by_role("article").filter(has_text=title).get_by_role("link").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def stand(page: Page, words: str) -> None:
    say(page, words)
    take(page)


def say(page: Page, words: str) -> None:
    """Tab leads into the choices, and the arrows from one to the next."""
    choices = page.get_by_role("group", name="Where do you stand?").get_by_role("radio")
    tab_to(page, choices.first)
    page.keyboard.press("Space")
    wanted = page.get_by_role("radio", name=words, exact=True)
    for _ in range(choices.count()):
        if wanted.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def take(page: Page) -> None:
    press(page, page.get_by_role("button", name="Take this position"))
    expect(page.get_by_text("Your position is taken.")).to_be_visible()


def came(page: Page) -> Locator:
    return page.get_by_role("region", name="What came of it")


def see_what_came_of_it(hana: Page) -> None:
    hana.reload()
    outcome = hana.get_by_role("region", name="What came of it")
    expect(outcome).to_contain_text("adopted")
    expect(outcome.get_by_role("link", name="Article 4 — Deciding").first).to_be_visible()
    expect(outcome).to_contain_text("Yes: 3, of 4 votes cast; it takes 3.")


def say_what_came_of_it(hana: Page) -> None:
    hana.get_by_text("Say what came of it: in a few words").click()
    type_into(hana, hana.get_by_label("What came of it, in a few words"), "We try it until the summer.")
    hana.get_by_label("Who looks after it").select_option(label="Gil Example")
    press(hana, hana.get_by_role("button", name="Say it", exact=True).first)
    expect(hana.get_by_text("It is said.")).to_be_visible()
    hana.get_by_text("Somebody does something because of it").click()
    type_into(hana, hana.get_by_label("What is to be done"), "Tell our clients")
    hana.get_by_label("Who does it").select_option(label="Jun Madeup")
    press(hana, hana.get_by_role("button", name="Add it"))
    expect(hana.get_by_role("table", name="What is to be done")).to_contain_text("Jun Madeup")
    assert amiss(hana) == []
    keep(hana, "a-month/2-adopted")


def find_it(gil: Page) -> None:
    gil.goto(ROOM)
    press(gil, gil.get_by_role("link", name="What we agreed"))
    type_into(gil, gil.get_by_label("Words in it"), "meetings fridays")
    gil.keyboard.press("Enter")
    found = gil.get_by_role("table", name="What we agreed")
    expect(found).to_contain_text(TITLE)
    expect(found).to_contain_text("We try it until the summer.")
    expect(found).to_contain_text("1 action to do")
    assert amiss(gil) == []
    keep(gil, "a-month/3-agreed-phone")


def have_the_hire_decided(hana: Page) -> None:
    """Nine months are full; what is to be decided is filled in."""
    hana.goto(f"{HERE}/joining/people/lin/step/")
    expect(hana.get_by_text("Nothing is missing")).to_be_visible()
    press(hana, hana.get_by_role("button", name="Have it decided here"))
    press(hana, hana.get_by_role("button", name="Raise it"))
    expect(hana.get_by_text("Raised. Whoever decides is told.")).to_be_visible()


def hire_by_consensus(studio: Studio) -> None:
    """One stands aside and stops nothing; who is told does it, once."""
    title = studio.hana.get_by_role("heading", level=1).inner_text()
    stand(studio.hana, "I agree")
    for page, words in (
        (studio.gil, "I agree"),
        (studio.jun, "I agree"),
        (studio.ivo, "I stand aside: not mine, and I will not stop it"),
    ):
        open_from_today(page, title)
        stand(page, words)
    expect(came(studio.ivo)).to_contain_text("adopted")
    studio.gil.reload()
    assert amiss(studio.gil) == []
    keep(studio.gil, "a-month/4-hired-phone")
    press(studio.gil, studio.gil.get_by_role("button", name="Enter it, as decided"))
    expect(studio.gil.get_by_role("region", name="What it did")).to_contain_text("carried out")


def be_a_member(lin: Page) -> None:
    lin.goto(f"{HERE}/joining/people/lin/")
    expect(lin.get_by_text("member since")).to_be_visible()
