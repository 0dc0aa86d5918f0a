"""J3: a co-op on the Palante model closes 2025, finds a mistake, puts it right and closes again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import acts, deciding
from tests.journeys.days import yesterday
from tests.journeys.looks import amiss, keep_all_four
from tests.journeys.people import ROPEWALK
from tests.journeys.toggl import year_as_it_comes
from tests.journeys.visits import Visits

FILE = "toggl-2025.csv"
SEALED = "Hours of these days are sealed: their year is closed."
TO_MEMBERS = "$25,362.01"
WATERFALL = [
    ["Surplus", "$31,055.01"],
    ["Income tax", "−$2,875.00"],
    ["Collective account", "−$2,818.00"],
    ["Members", f"−{TO_MEMBERS}"],
]


def test_palante_closes_its_year(visits: Visits) -> None:
    ada, bo = visits.come(), visits.come()

    learn_that_the_year_is_over(ada)
    hours = bring_the_hours_in(ada)
    look_at_the_preview(ada, hours)
    acts.go_to_year(ada)
    expected = shares_on(ada)
    deciding.raise_it(ada)
    deciding.agree([(ada, "ada"), (bo, "bo"), (visits.come(), "dee")])
    deciding.carry_it_out(ada)
    first = closed(ada, expected)
    find_the_share_in_ones_account(bo, first["Bo Sample"])
    hold_the_notice_against_the_page(bo, first["Bo Sample"])
    take_the_books_away(ada)
    find_the_hours_sealed(ada)
    put_the_close_right(ada, bo)
    second = close_again(ada, bo)
    find_both_closes_in_the_history(ada)

    assert sum(map(cents, column(second, 0))) == sum(map(cents, column(first, 0))) == 2_536_201
    assert cents(second["Bo Sample"][0]) < cents(first["Bo Sample"][0])


def learn_that_the_year_is_over(ada: Page) -> None:
    acts.sign_in(ada, ROPEWALK.slug, "ada")
    waiting = ada.get_by_role("article").filter(has_text="2025 is over and not closed")
    keep_all_four(ada, "j3/01-today")
    waiting.get_by_role("link", name="See what is missing").click()
    expect(ada.locator(".steps li")).to_have_count(5)
    expect(ada.locator(".steps [aria-current=step]")).to_contain_text("Hours of the year")
    keep_all_four(ada, "j3/02-nothing-is-there-yet")


def bring_the_hours_in(ada: Page) -> list[list[str]]:
    """The file as it comes has an error, an overlap, a copy and a guest; what is told of its hours."""
    ada.get_by_role("link", name="Import hours").click()
    acts.upload(ada, year_as_it_comes(ROPEWALK), FILE)
    expect(ada.get_by_text("One name in the file stands for nobody.")).to_be_visible()
    acts.say_what_counts(ada)
    wrong = acts.table(ada, "Lines that cannot be brought in")
    assert [row[1:] for row in wrong] == [
        [
            "Ada Example",
            "Jun 15, 2025",
            "31:00:00 is more than one entry can last: a day.",
            "Correct the entry in the tracker and export again.",
        ]
    ]
    [[who, *_both, common]] = acts.table(ada, "Entries that overlap")
    assert (who, common) == ("Bo Sample", "1:00")
    hours = acts.table(ada, "New hours by person and kind of work")
    keep_all_four(ada, "j3/03-the-file")
    assert amiss(ada) == []
    refuse_to_bring_in_what_is_not_settled(ada)
    ada.get_by_label("Leave out the lines that cannot be brought in").check()
    ada.get_by_label("The entries that overlap are right as they are").check()
    ada.get_by_label("the same work written twice: count it once").check()
    acts.bring_in(ada)
    keep_all_four(ada, "j3/04-the-hours-are-in")
    return hours


def refuse_to_bring_in_what_is_not_settled(ada: Page) -> None:
    """The browser itself holds the form back until every question has an answer."""
    ada.get_by_role("button", name="Bring in").click()
    expect(ada.get_by_label("Leave out the lines that cannot be brought in")).to_be_focused()


def look_at_the_preview(ada: Page, hours: list[list[str]]) -> None:
    acts.go_to_year(ada)
    acts.state_figures(ada, "31,055.01", "2875")
    acts.reckon(ada)
    figure = ada.get_by_role("figure").filter(has_text="Where the surplus goes")
    expect(figure.get_by_role("img")).to_be_visible()
    figure.get_by_text("The same as a table").click()
    assert acts.table(ada, "Where the surplus goes") == WATERFALL
    shares = shares_on(ada)
    assert shares["All"][0] == TO_MEMBERS
    worked = [seconds(hours, name) for name in ("Ada Example", "Bo Sample")]
    got = [cents(shares[name][0]) for name in ("Ada Example", "Bo Sample")]
    assert abs(Fraction(got[0], worked[0]) * worked[1] - got[1]) <= 1
    ask_why(ada, hours)


def ask_why(ada: Page, hours: list[list[str]]) -> None:
    """The reasons open in the table itself, down to hours by kind."""
    ada.get_by_role("row", name="Ada Example").get_by_role("link", name="Why?").click()
    reasons = ada.locator("tr.reasons-row")
    expect(reasons).to_contain_text("Ada Example receives")
    reasons.locator("summary").filter(has_text="hours that count").click()
    administration = next(row[3] for row in hours if row[:2] == ["Ada Example", "administration"])
    expect(reasons.get_by_text(f"{administration} h of “administration” (member)")).to_be_visible()
    keep_all_four(ada, "j3/05-preview-and-why")
    assert amiss(ada) == []


def confirm_as_another_member(bo: Page, what: str) -> None:
    """On Today of a second device."""
    if bo.url == "about:blank":
        acts.sign_in(bo, ROPEWALK.slug, "bo")
    bo.goto(f"/c/{ROPEWALK.slug}/")
    expect(bo.get_by_role("heading", name=f"Confirm the decision to {what}")).to_be_visible()
    keep_all_four(bo, f"j3/06-confirm-{what.replace(' ', '-')}")
    acts.confirm(bo)


def close(ada: Page) -> dict[str, list[str]]:
    """As decided on paper."""
    acts.go_to_year(ada)
    expected = shares_on(ada)
    keep_all_four(ada, "j3/07-ready-to-close")
    acts.close_year(ada)
    return closed(ada, expected)


def closed(ada: Page, expected: dict[str, list[str]]) -> dict[str, list[str]]:
    """The page of the closed year says of everyone what the preview said."""
    found = shares_on(ada)
    assert found == expected
    keep_all_four(ada, "j3/08-closed")
    assert amiss(ada) == []
    return found


def find_the_share_in_ones_account(bo: Page, share: list[str]) -> None:
    bo.goto(f"/c/{ROPEWALK.slug}/")
    bo.get_by_role("article").filter(has_text="2025 is closed").get_by_role("link").click()
    [[year, *amounts, _pdf, _why]] = acts.table(bo, "Shares by year")
    assert (year, amounts) == ("2025", share)
    bo.get_by_role("table", name="Shares by year").get_by_role("link", name="Why?").click()
    expect(bo.locator("tr.reasons-row")).to_contain_text(f"Bo Sample receives {share[0]}")
    [[_due, what, due, paid, owed]] = acts.table(bo, "Payments by day")
    assert (what, due, paid, owed) == ("Share of 2025", share[1], "$0.00", share[1])
    expect(bo.get_by_text("$3,000.00 of $3,000.00 is paid.")).to_be_visible()
    capital = dollars(cents(share[2]) + cents(share[3]))
    leaving = bo.locator(".card").filter(has_text="If I left today")
    expect(leaving).to_contain_text(f"with an account of {capital}")
    leaving.get_by_text("Why?").click()
    expect(leaving.locator(".reasons").first).to_contain_text("Article 13 — Leaving")
    keep_all_four(bo, "j3/09-my-account")
    assert amiss(bo) == []


def hold_the_notice_against_the_page(bo: Page, share: list[str]) -> None:
    """The PDF says the same amounts and days as the account does."""
    address = bo.get_by_role("link", name="PDF 2025").get_attribute("href")
    assert address is not None
    answer = bo.request.get(address)
    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    lines = (
        "Your share",
        "Paid in money",
        "Paid towards your buy-in",
        "Kept in your account, by this notice",
    )
    said = [re.findall(rf"^{line} (\$[\d,.]+)$", words, re.MULTILINE) for line in lines]
    assert said == [[amount] for amount in share]
    [[due_on, _what, due, *_]] = acts.table(bo, "Payments by day")
    day = dt.datetime.strptime(due_on, "%b %d, %Y").replace(tzinfo=dt.UTC)
    assert f"{day:%B} {day.day}, {day.year} {due}" in words


def take_the_books_away(ada: Page) -> None:
    """For the accountant, in three forms; the lines of the CSV come to nothing, as books do."""
    taken = {}
    for name in ("Beancount", "hledger", "CSV"):
        with ada.expect_download() as download:
            ada.get_by_role("link", name=name).click()
        taken[download.value.suggested_filename] = Path(download.value.path()).read_text(encoding="utf-8")
    assert sorted(taken) == ["ropewalk-2025.beancount", "ropewalk-2025.csv", "ropewalk-2025.journal"]
    lines = list(csv.DictReader(io.StringIO(taken["ropewalk-2025.csv"])))
    assert len(lines) > len(ROPEWALK.people)
    assert sum(Decimal(line["amount"]) for line in lines) == 0


def find_the_hours_sealed(ada: Page) -> None:
    """Neither taken back as a file, nor added to by hand."""
    acts.go_to_room(ada, "Work")
    ada.get_by_role("link", name="Imports").click()
    ada.get_by_role("link", name=FILE).click()
    ada.get_by_text("Take the whole file back").click()
    ada.get_by_role("button", name="Take it back").click()
    expect(ada.get_by_text(SEALED).first).to_be_visible()
    expect(ada.get_by_text("A mistake in a closed year is put right by correcting its close")).to_be_visible()
    keep_all_four(ada, "j3/10-sealed")
    assert amiss(ada) == []
    acts.log_hours(ada, "2025-03-03", "1:30")
    expect(ada.get_by_text(SEALED).first).to_be_visible()


def put_the_close_right(ada: Page, bo: Page) -> None:
    """With a decision of its own; then one of the two entries at once goes."""
    acts.go_to_year(ada)
    ada.get_by_text("Something is wrong with this close").click()
    acts.enter_decision(ada, yesterday(), "Bo was in one place at a time. We put the close of 2025 right.")
    confirm_as_another_member(bo, "put the close of 2025 right")
    acts.go_to_year(ada)
    ada.get_by_text("Something is wrong with this close").click()
    acts.choose_decision(ada)
    ada.get_by_label("What was wrong").fill("Two hours of Bo were counted twice.")
    keep_all_four(ada, "j3/11-reverse")
    ada.get_by_role("button", name="Reverse the close").click()
    expect(ada.get_by_text("The close of 2025 is reversed; it can be closed anew.")).to_be_visible()
    acts.remove_hours(ada, ROPEWALK.slug, "bo", month="2025-06", started="10:00")


def close_again(ada: Page, bo: Page) -> dict[str, list[str]]:
    acts.go_to_year(ada)
    acts.reckon(ada)
    acts.enter_decision(ada, yesterday(), "We close 2025 as previewed the second time.")
    confirm_as_another_member(bo, "close 2025")
    return close(ada)


def find_both_closes_in_the_history(ada: Page) -> None:
    history = ada.get_by_role("listitem").filter(has_text="Closed on")
    expect(history).to_have_count(2)
    expect(history.filter(has_text="Two hours of Bo were counted twice.")).to_have_count(1)
    acts.go_to_room(ada, "Money")
    ada.get_by_role("link", name="The journal").click()
    keep_all_four(ada, "j3/12-journal")
    entries = [words.split(" · ", 1)[1] for words in ada.locator("main h2").all_inner_texts()]
    assert entries == [
        "Close of 2025",
        "Correction of the close of 2025: Two hours of Bo were counted twice.",
        "Close of 2025",
    ]


def shares_on(page: Page) -> dict[str, list[str]]:
    """Everyone's share, in money, to the buy-in and in notices, by name; with all together."""
    return {name: amounts for name, *amounts, _why in acts.table(page, "Shares")}


def column(shares: dict[str, list[str]], number: int) -> list[str]:
    return [amounts[number] for name, amounts in shares.items() if name != "All"]


def cents(said: str) -> int:
    return int(re.sub(r"[$,.]", "", said))


def dollars(amount: int) -> str:
    return f"${amount // 100:,}.{amount % 100:02}"


def seconds(hours: list[list[str]], name: str) -> int:
    """What somebody worked, from the table of the import: who, kind, entries, hours and minutes."""
    lengths = [row[3].replace(",", "").split(":") for row in hours if row[0] == name]
    return sum(int(whole) * 3600 + int(minutes) * 60 for whole, minutes in lengths)
