"""A member of a co-op on the Design Action model has more kept in common: written, tried, decided on."""

from __future__ import annotations

import datetime as dt
import io

import docx
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import acts
from tests.journeys.days import yesterday
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.people import PLACARD
from tests.journeys.visits import Visits

YEAR_BEGINS = 7
"""Their fiscal year begins with July."""


def test_more_is_kept_in_common_from_next_year_on(visits: Visits) -> None:
    hana, ivo, gil = visits.come(), visits.come(), visits.come(width="phone")
    for page, key in ((hana, "hana"), (gil, "gil")):
        acts.sign_in(page, PLACARD.slug, key)

    begin_from_the_article(hana)
    write_thirty_five(hana)
    refused_for_the_running_year(hana)
    wait_for_next_year(hana)
    see_what_it_changes(hana)
    replay_three_years(hana)
    enter_the_decision(hana)
    acts.sign_in(ivo, PLACARD.slug, "ivo")
    acts.confirm(ivo)
    adopt(gil)
    read_it_on_its_day(hana)
    take_it_away(hana)


def next_year() -> dt.date:
    """The first day of the fiscal year after the one that is running."""
    today = dt.datetime.now(dt.UTC).date()
    return dt.date(today.year + (today.month >= YEAR_BEGINS), YEAR_BEGINS, 1)


def begin_from_the_article(hana: Page) -> None:
    acts.go_to_room(hana, "Charter")
    article = hana.locator("section.charter-article").filter(has=hana.locator("#article-10"))
    article.get_by_role("link", name="Propose a change").click()
    hana.get_by_label("A short name").fill("more-in-common")
    hana.get_by_role("button", name="Begin the draft").click()
    expect(hana.get_by_role("heading", name="Article 10", level=1)).to_be_visible()
    keep_all_four(hana, "amendment/01-begun")
    assert amiss(hana) == []


def write_thirty_five(hana: Page) -> None:
    field = hana.get_by_label("The article, whole: heading, prose and rules")
    source = field.input_value()
    broken = source.replace('share = "25%"', "share = 35")
    field.fill(broken)
    hana.get_by_role("button", name="Keep and check").click()
    expect(hana.locator("#live")).to_contain_text("Stands in the way")
    assert hana.get_by_label("The article, whole: heading, prose and rules").input_value() == broken
    written = source.replace("a quarter of what is left", "thirty-five in a hundred of what is left")
    written = written.replace("Three quarters belong", "The rest belongs").replace("25%", "35%")
    hana.get_by_label("The article, whole: heading, prose and rules").fill(written)
    hana.get_by_role("button", name="Keep and check").click()
    expect(hana.locator("#live")).to_contain_text("35% of what is left")
    keep_all_four(hana, "amendment/02-written")
    assert amiss(hana) == []
    hana.get_by_role("link", name="Back to the draft").click()


def take_effect_on(hana: Page, day: dt.date) -> None:
    hana.get_by_label("Takes effect on").fill(day.isoformat())
    hana.get_by_label("Why, in a few words").fill("The press will not last another five years.")
    hana.get_by_role("button", name="Keep it").click()


def refused_for_the_running_year(hana: Page) -> None:
    take_effect_on(hana, next_year() - dt.timedelta(days=1))
    expect(hana.get_by_text("It cannot be adopted yet")).to_be_visible()
    expect(hana.locator("ol.findings")).to_contain_text("within the fiscal year from")
    keep_all_four(hana, "amendment/03-refused")
    assert amiss(hana) == []


def wait_for_next_year(hana: Page) -> None:
    take_effect_on(hana, next_year())
    expect(hana.get_by_text("It can be decided on")).to_be_visible()


def see_what_it_changes(hana: Page) -> None:
    hana.get_by_role("link", name="See what it changes").click()
    expect(hana.get_by_text("35% of what is left").first).to_be_visible()
    expect(hana.locator("ins").filter(has_text="thirty-five in")).to_be_visible()
    keep_all_four(hana, "amendment/04-difference")
    assert amiss(hana) == []
    hana.go_back()


def replay_three_years(hana: Page) -> None:
    hana.get_by_role("button", name="What would have been different?").click()
    expect(hana.get_by_role("heading", name="Where the money would have gone")).to_be_visible(timeout=30_000)
    expect(hana.get_by_role("link", name="2025").first).to_be_visible()
    rows = acts.table(hana, "Your part, year by year")
    assert [row[0] for row in rows[:3]] == ["2023", "2024", "2025"]
    assert all("−" in row[-1] for row in rows)
    keep_all_four(hana, "amendment/05-replayed")
    assert amiss(hana) == []


def enter_the_decision(hana: Page) -> None:
    hana.goto(f"/c/{PLACARD.slug}/charter/amendments/more-in-common/")
    hana.get_by_role("link", name="Enter the decision of the members").click()
    hana.get_by_label("Decided on").fill(yesterday())
    hana.get_by_label("The decision, as the minutes have it").fill("More stays in common.")
    hana.get_by_role("button", name="Enter the decision").click()
    expect(hana.get_by_text("waits for a second member").first).to_be_visible()


def adopt(gil: Page) -> None:
    gil.goto(f"/c/{PLACARD.slug}/charter/amendments/more-in-common/")
    gil.get_by_role("button", name="Adopt the amendment").scroll_into_view_if_needed()
    keep_all_four(gil, "amendment/06-to-adopt")
    assert amiss(gil) == []
    gil.get_by_role("button", name="Adopt the amendment").click()
    expect(gil.get_by_text("It is adopted").first).to_be_visible()


def read_it_on_its_day(hana: Page) -> None:
    acts.go_to_room(hana, "Charter")
    article = hana.locator("section.charter-article").filter(has=hana.locator("#article-10"))
    expect(article).to_contain_text("25% of what is left")
    hana.get_by_role("navigation", name="Days on which the charter changes").get_by_role(
        "link", name="more-in-common"
    ).click()
    expect(article).to_contain_text("35% of what is left")
    article.get_by_role("link", name="What it said before").click()
    versions = hana.locator("section.charter-article")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("to come")
    keep_all_four(hana, "amendment/07-history")
    assert amiss(hana) == []


def take_it_away(hana: Page) -> None:
    """Printed for its day, as PDF and as a document to edit, each read back."""
    page = f"/c/{PLACARD.slug}/charter/"
    hana.goto(f"{page}?on={next_year().isoformat()}")
    headings = hana.locator("section.charter-article h2[id^=article-]").all_inner_texts()
    assert len(headings) > 10

    def printed(form: str) -> io.BytesIO:
        came = hana.request.get(f"{page}print/bylaws.{form}?on={next_year().isoformat()}")
        assert came.ok
        return io.BytesIO(came.body())

    as_pdf = " ".join("\n".join(page.extract_text() for page in PdfReader(printed("pdf")).pages).split())
    as_docx = " ".join("\n".join(one.text for one in docx.Document(printed("docx")).paragraphs).split())
    for text in (as_pdf, as_docx):
        assert [one for one in headings if one.partition(" — ")[2] not in text] == []
        assert "35% of what is left" in text
