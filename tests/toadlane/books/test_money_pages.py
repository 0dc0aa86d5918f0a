"""Every page of the money room and the halls beside it, in every state, in a fixed number of questions."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.texts import HARBOUR
from toadlane.books.models import YearClose
from toadlane.coops import providers
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.providers import Item
from toadlane.people.models import Person
from toadlane.work.models import TimeEntry

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
PAGES = {
    "front": "/?street",
    "today": "/c/harbour/",
    "money": f"{MONEY}/",
    "year": f"{MONEY}/years/2024/",
    "accounts": f"{MONEY}/accounts/",
    "account": f"{MONEY}/accounts/ada/",
    "journal": f"{MONEY}/journal/",
    "figures": f"{MONEY}/years/2024/figures/",
    "buy-ins": f"{MONEY}/buy-ins/?form={'0' * 32}",
}
BY_MEMBERS = HARBOUR.replace(
    'from = [{ account = "collective", share = "100%" }]',
    'from = [{ account = "members", share = "100%", by = "hours", eligible = ["member"] }]',
)
WITH_INTEREST = HARBOUR.replace(
    '[[steps]]\nto = "collective"', '[[steps]]\nto = "interest"\n[[steps]]\nto = "collective"', 1
).replace(
    "## Article 10 — Leaving",
    """## Article 12 — Capital

```toml rule
kind = "capital"
interest = "10%"
interest_on = ["paid-in"]
```

## Article 10 — Leaving""",
)


def text_of(answer: Any) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def row_of(answer: Any, name: str) -> list[str]:
    """The cells of somebody's line in the table of a year."""
    table = answer.content.decode().partition('id="people-table"')[2]
    found = re.search(rf'<tr><th scope="row">{name}</th>(.*?)</tr>', table, re.DOTALL)
    assert found, f"no line of {name}"
    return [
        " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found[1].split("</td>") if cell.strip()
    ]


# States


def test_page_without_a_charter_says_what_is_missing(ada: Participant, signed_in: Enter) -> None:
    client = signed_in(ada)

    assert "No charter yet" in text_of(client.get(PAGES["money"]))
    assert client.get(PAGES["today"]).status_code == 200
    assert client.get(PAGES["accounts"]).status_code == 200
    assert client.get(PAGES["journal"]).status_code == 200
    assert "has not adopted a charter yet" in text_of(client.get(PAGES["account"]))
    year = client.get(PAGES["year"])
    assert (year.status_code, "a model charter is a good place to begin" in text_of(year)) == (409, True)


def test_year_without_hours_and_figures_asks_for_both(
    year_under: YearUnder, harbour: Coop, signed_in: Enter
) -> None:
    year = year_under(HARBOUR)
    TimeEntry.objects.filter(coop=harbour).delete()

    page = text_of(signed_in(year.ada).get(PAGES["year"]))

    assert "No hours are in yet." in page
    assert "State the figures" in page
    assert "What closing would do" not in page


def test_preview_shows_everyone_their_part_before_anything_is_posted(year: Year, signed_in: Enter) -> None:
    year.state()
    year.preview()

    page = signed_in(year.ada).get(PAGES["year"])

    assert "Nothing is posted." in text_of(page)
    assert row_of(page, "Ada") == ["$450.00", "$180.00", "$270.00", "$0.00", "Why?"]
    assert row_of(page, "Dee") == ["$300.00", "$120.00", "$180.00", "$0.00", "Why?"]


def test_preview_and_close_show_the_same_lines(year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    year.state()
    authority = year.decide()
    before = [row_of(client.get(PAGES["year"]), name) for name in ("Ada", "Dee")]

    year.close(authority)

    assert [row_of(client.get(PAGES["year"]), name) for name in ("Ada", "Dee")] == before


def test_decision_that_waits_is_shown_and_not_yet_offered(year: Year, signed_in: Enter) -> None:
    year.state()
    year.decide(confirmed=False)

    page = text_of(signed_in(year.ada).get(PAGES["year"]))

    assert "Entered by Ada; it waits for a second member." in page
    assert "Close 2024" not in page.split("What closing would do")[0].split("These steps")[1]


def test_closed_year_shows_its_decision_and_its_exports(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = text_of(signed_in(year.ada).get(PAGES["year"]))

    assert "Closed on March 3, 2025." in page
    assert "By the decision of March 3, 2025, Article 9 — Surplus" in page
    assert "Beancount hledger CSV" in page


def test_member_who_may_not_see_all_money_is_offered_no_export(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = text_of(signed_in(year.dee).get(PAGES["year"]))

    assert "Beancount" not in page


def test_corrected_year_is_open_again_and_keeps_its_history(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    year.correct(closed)

    page = text_of(signed_in(year.ada).get(PAGES["year"]))

    assert "These steps stand between the year and its close." in page
    assert "Reversed on March 3, 2025: An invoice was missing." in page
    assert "Reversed, open again" in text_of(signed_in(year.ada).get(PAGES["money"]))


def test_loss_borne_by_members_is_shown_to_each_before_and_after(
    year_under: YearUnder, signed_in: Enter
) -> None:
    year = year_under(BY_MEMBERS)
    year.state(surplus="-300.00", tax="0.00")
    client = signed_in(year.ada)
    authority = year.decide()
    before = row_of(client.get(PAGES["year"]), "Dee")

    year.close(authority)

    page = client.get(PAGES["year"])
    assert (before, row_of(page, "Dee")) == (["$0.00", "$0.00", "$0.00", "$0.00", "$120.00", "Why?"],) * 2
    assert "Who bears the loss" in text_of(page)
    assert "Losses borne $180.00" in text_of(client.get(PAGES["account"]))


def test_loss_in_common_shows_no_member_a_part(year: Year, signed_in: Enter) -> None:
    year.state(surplus="-300.00", tax="0.00")
    year.close()

    page = text_of(signed_in(year.ada).get(PAGES["year"]))

    assert "Nobody takes part in this year's surplus." in page.replace("&#x27;", "'")


def test_interest_stands_in_a_column_of_its_own(year_under: YearUnder, signed_in: Enter) -> None:
    year = year_under(WITH_INTEREST)
    year.receive(year.ada, "500.00", dt.date(2023, 12, 30))
    client = signed_in(year.ada)
    year.state()
    authority = year.decide()
    before = row_of(client.get(PAGES["year"]), "Ada")

    year.close(authority)

    assert (before[4], row_of(client.get(PAGES["year"]), "Ada")) == ("$50.00", before)


def test_year_without_surplus_gives_everyone_nothing(year: Year, signed_in: Enter) -> None:
    year.state(surplus="0.00", tax="0.00")
    year.close()
    client = signed_in(year.ada)

    assert row_of(client.get(PAGES["year"]), "Ada") == ["$0.00", "$0.00", "$0.00", "$0.00", "Why?"]
    assert client.get(PAGES["account"]).status_code == 200
    assert client.get(f"{MONEY}/years/2024/notices/ada.pdf").status_code == 200


def test_account_before_the_first_close_shows_an_empty_year(year: Year, signed_in: Enter) -> None:
    page = text_of(signed_in(year.ada).get(PAGES["account"]))

    assert "No closed year yet" in page
    assert "Nothing is payable." in page
    assert "$0.00 of $1,000.00 is paid." in page


def test_candidate_owes_no_buy_in_and_has_a_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    page = text_of(signed_in(year.bo).get(f"{MONEY}/accounts/bo/"))

    assert "No buy-in is owed." in page


def test_today_names_the_next_step_of_the_bookkeeper(year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    page = text_of(client.get(PAGES["today"]))

    assert "2024 is over and not closed" in page


def test_signed_out_visitor_sees_the_street_alone(closed: YearClose) -> None:
    client = Client()

    assert client.get("/").status_code == 200
    assert [client.get(PAGES[name]).status_code for name in PAGES if name != "front"] == [404] * 8


def test_member_of_one_coop_goes_straight_to_the_hall(year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.ada).get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/c/harbour/")


def test_visitor_of_no_coop_stays_on_the_street(year: Year, chi: Person, signed_in: Enter) -> None:
    assert signed_in(chi).get("/").status_code == 200


# Privacy


@pytest.mark.parametrize("page", [*PAGES.values(), f"{MONEY}/years/2024/notices/ada.pdf"])
def test_private_page_is_kept_by_no_cache(page: str, closed: YearClose, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.ada).get(page)["Cache-Control"] == "no-store, private"


# Questions to the database


def crowd(year: Year, size: int) -> None:
    """So many more members, each with an hour of work."""
    people = [Participant(coop=year.coop, key=f"m{n:03}", name=f"Member {n}") for n in range(size)]
    Participant.objects.bulk_create(people)
    for who in people:
        StagePeriod.objects.create(
            coop=year.coop, participant=who, stage="member", valid_from=dt.date(2024, 1, 1)
        )
    TimeEntry.objects.bulk_create(
        TimeEntry(
            coop=year.coop,
            participant=who,
            work="client-work",
            day=dt.date(2024, 5, 6),
            seconds=3600,
            fingerprint=uuid.uuid4().bytes,
        )
        for who in people
    )


def questions(client: Client) -> dict[str, int]:
    """How many each page asks, the second time it is opened."""
    found = {}
    for name, page in PAGES.items():
        assert client.get(page).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        found[name] = len(asked)
    return found


def most(asked: dict[str, int]) -> tuple[int, int]:
    """The most that a page of money asks, and what *Today* asks, on behalf of every room.

    Of that are 5 for who looks, 1 for the signs of all rooms, 1 for the record, and here 3 for the candidate:
    where somebody is on the way, it asks where they stand, however many there are and whoever else is here.
    """
    return max(count for name, count in asked.items() if name != "today"), asked["today"]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_pages_ask_as_much_for_three_members_as_for_three_hundred(
    state: str, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.ada)

    def live() -> dict[str, int]:
        year.state()
        authority = year.decide()
        if state == "closed":
            year.close(authority)
        return questions(client)

    few = live()
    money, today = most(few)
    assert (money <= 22, today <= 18) == (True, True)
    if state == "closed":
        year.correct(YearClose.objects.get())
        few = live()  # where a close was corrected, *Today* asks for each debt
        year.correct(YearClose.objects.get(reversal=None))
    crowd(year, 300)
    many = live()

    assert many == few
    money, today = most(few)
    assert (money <= 22, today <= 24) == (True, True)


def test_no_sign_withholds_what_a_room_has_to_say(year: Year) -> None:
    def said(who: Participant) -> list[Item]:
        asked = [provider for provider, _sign in providers._providers.values()]
        return [item for provider in asked for item in provider(who, year.noon)]

    for act in (year.state, lambda: year.decide(confirmed=False), lambda: year.close(year.decide())):
        act()
        for who in (year.ada, year.bo, year.dee):
            everything = [item.title for item in said(who)]
            assert everything, who
            assert sorted(everything) == sorted(item.title for item in providers.waiting(who, year.noon))


def test_reasons_of_one_person_take_a_fixed_number_of_questions(year: Year, signed_in: Enter) -> None:
    client, page = signed_in(year.ada), f"{MONEY}/years/2024/why/ada/"
    counted = []
    for size in (0, 200):
        crowd(year, size)
        year.state()
        year.preview()
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_journal_turns_its_pages(year: Year, signed_in: Enter) -> None:
    for _ in range(60):
        year.receive(year.ada, "1.00")
    client = signed_in(year.ada)

    shown = [
        text_of(client.get(PAGES["journal"], {"page": page})).count("Buy-in received") for page in (1, 2)
    ]

    assert shown == [100, 20]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "1e3", ""])
def test_hostile_page_number_turns_to_a_page_that_is_there(page: str, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.ada).get(PAGES["journal"], {"page": page}).status_code == 200


def test_figures_can_be_stated_again_from_what_stands(year: Year, signed_in: Enter) -> None:
    year.state(surplus="1234.50")

    page = signed_in(year.ada).get(PAGES["figures"]).content.decode()

    assert 'value="1234.50"' in page


def test_where_the_surplus_goes_is_headed_once_and_cites_its_article_once(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = signed_in(year.ada).get(PAGES["year"]).content.decode()

    section = page.partition("<h2>Where the surplus goes</h2>")[2].partition("</section>")[0]
    assert (section.count("Article 9"), page.count("<h2>Where the surplus goes</h2>")) == (1, 1)
    assert '<strong class="unseen">Where the surplus goes</strong>' in section
