"""The ways through the money room: in order, marked, and open to whoever is shown them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year
from tests.toadlane.conftest import join
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"


def links(part: str) -> dict[str, str]:
    """Each link of a piece of a page: its words and where it leads."""
    return {
        re.sub(r"<[^>]+>", "", words).strip(): url
        for url, words in re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', part, re.DOTALL)
    }


def tabs(answer: Any) -> str:
    """The room's own navigation, as it stands in the page."""
    return str(answer.content.decode().partition('<nav class="tabs"')[2].partition("</nav>")[0])


def directory(answer: Any) -> str:
    """The list of all pages at the end of the room's first page."""
    return str(answer.content.decode().partition("All of the money room")[2].partition("</section>")[0])


def here(answer: Any) -> list[tuple[str, str]]:
    """Which part of the room is marked, and how."""
    return re.findall(r'aria-current="(\w+)">([^<]+)<', tabs(answer))


@pytest.mark.parametrize("who", ["ada", "dee"])
def test_every_way_that_is_shown_leads_somewhere(
    who: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(getattr(year, who))
    front = client.get(f"{MONEY}/")

    shown = {**links(tabs(front)), **links(directory(front))}

    assert {words: client.get(url, follow=True).status_code for words, url in shown.items()} == dict.fromkeys(
        shown, 200
    )


def test_bookkeeper_finds_every_page_by_what_it_is_for(year: Year, signed_in: Enter) -> None:
    front = signed_in(year.ada).get(f"{MONEY}/")

    assert re.findall("<h3>(.*?)</h3>", directory(front)) == [
        "Accounts",
        "Owed and paid",
        "Books",
        "The past",
    ]
    assert list(links(directory(front))) == [
        "My account",
        "Everyone’s accounts",
        "What is owed",
        "Payments",
        "Paid for things",
        "Receive a buy-in payment",
        "By calendar year",
        "Consents to notices",
        "The journal",
        "Exports",
        "Names of accounts",
        "Opening balances",
    ]


def test_member_who_sees_their_own_money_alone_is_shown_no_page_of_everyones(
    year: Year, signed_in: Enter
) -> None:
    front = signed_in(year.dee).get(f"{MONEY}/")

    assert list(links(directory(front))) == [
        "My account",
        "What is owed",
        "Payments",
        "Paid for things",
        "Consents to notices",
        "The journal",
        "Opening balances",
    ]


def test_whoever_left_is_shown_their_own_account_and_what_is_owed_to_them(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    eli = join(year.coop, "eli", "former", dt.date(2025, 1, 1))

    account = signed_in(eli).get(f"{MONEY}/accounts/eli/")

    assert list(links(tabs(account))) == ["My account", "Owed and paid"]


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("/", [("page", "Years")]),
        ("/years/2024/", [("true", "Years")]),
        ("/opening/", [("true", "Years")]),
        ("/accounts/", [("page", "Accounts")]),
        ("/accounts/ada/", [("page", "My account")]),
        ("/accounts/dee/", [("true", "Accounts")]),
        ("/owed/", [("page", "Owed and paid")]),
        ("/payments/", [("true", "Owed and paid")]),
        ("/buy-ins/", [("true", "Owed and paid")]),
        ("/journal/", [("page", "Books")]),
        ("/exports/", [("true", "Books")]),
        ("/chart/", [("true", "Books")]),
    ],
)
def test_part_of_the_room_the_reader_is_in_is_marked(
    page: str, marked: list[tuple[str, str]], closed: YearClose, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).get(f"{MONEY}{page}", follow=True)

    assert (here(answer), len(links(tabs(answer)))) == (marked, 5)
