"""A member's money is open to that member and the bookkeeper at Harbour; outside, Harbour does not exist."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]


def shown(answer: Any) -> tuple[int, str]:
    """A page without what differs at every showing: its tokens."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", answer.content.decode())
    return answer.status_code, text


ADAS = [
    "/c/harbour/money/accounts/ada/",
    "/c/harbour/money/years/2024/why/ada/",
    "/c/harbour/money/years/2024/notices/ada.pdf",
    "/api/v1/coops/harbour/money/accounts/ada",
    "/api/v1/coops/harbour/money/years/2024/people/ada",
]
EVERYONES = [
    "/c/harbour/money/",
    "/c/harbour/money/years/2024/",
    "/c/harbour/money/accounts/",
    "/c/harbour/money/journal/",
    "/api/v1/coops/harbour/money/years",
    "/api/v1/coops/harbour/money/years/2024",
]
ALL_MONEY = [f"/c/harbour/money/years/2024/export/{form}/" for form in ("beancount", "hledger", "csv")]


@pytest.mark.parametrize("address", ADAS)
def test_members_see_their_own_money(address: str, closed: YearClose, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.ada).get(address).status_code == 200


@pytest.mark.parametrize("address", ADAS)
def test_another_member_finds_nothing_there(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.dee).get(address)

    assert answer.status_code == 404


@pytest.mark.parametrize("address", ADAS)
def test_hidden_and_absent_are_the_same(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.dee)

    hidden = shown(client.get(address))
    absent = shown(client.get(address.replace("ada", "nobody")))

    assert hidden == absent


@pytest.mark.parametrize("address", [*ADAS, *EVERYONES, *ALL_MONEY])
def test_bookkeeper_sees_all_of_it(address: str, closed: YearClose, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.ada).get(address).status_code == 200


@pytest.mark.parametrize("address", EVERYONES)
def test_members_see_what_the_coop_has(address: str, closed: YearClose, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.dee).get(address).status_code == 200


@pytest.mark.parametrize("address", ALL_MONEY)
def test_export_of_everyones_money_needs_sight_of_it(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert signed_in(year.dee).get(address).status_code == 404


@pytest.mark.parametrize("address", [*ADAS, *EVERYONES, *ALL_MONEY])
def test_outsider_finds_no_harbour(address: str, closed: YearClose, chi: Person, signed_in: Enter) -> None:
    client = signed_in(chi)

    hidden = shown(client.get(address))
    absent = shown(client.get(address.replace("harbour", "nowhere")))

    assert (hidden[0], hidden) == (404, absent)


@pytest.mark.parametrize("address", [*ADAS, *EVERYONES, *ALL_MONEY])
def test_stranger_is_shown_nothing(address: str, closed: YearClose) -> None:
    assert Client().get(address).status_code in (401, 404)


def test_year_shows_a_member_their_own_line_and_the_sum(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = signed_in(year.dee).get("/c/harbour/money/years/2024/").content.decode()

    assert ("$300.00" in page, "$270.00" in page, "$750.00" in page) == (True, False, True)


def test_api_shows_a_member_their_own_lines(closed: YearClose, year: Year, signed_in: Enter) -> None:
    answer = json.loads(signed_in(year.dee).get("/api/v1/coops/harbour/money/years/2024").content)

    accounts = {line["account"] for line in answer["entry"] if line["account"].startswith("member/")}
    assert [line["person"] for line in answer["people"]] == ["dee"]
    assert accounts == {"member/dee/paid-in", "member/dee/payable"}


def test_journal_sums_up_the_lines_a_member_may_not_see(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = signed_in(year.dee).get("/c/harbour/money/journal/").content.decode()

    assert ("To be paid to Dee" in page, "To be paid to Ada" in page, "−$450.00" in page) == (
        True,
        False,
        True,
    )
