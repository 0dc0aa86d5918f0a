"""The journal's page calls people by their names of today; exports and the API keep keys."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.surplus.closing import Posting as Line
from tests.toadlane.books.conftest import YEAR, Year, YearUnder
from tests.toadlane.books.texts import HARBOUR
from toadlane.books import exports, journal, shown_names
from toadlane.books.models import BUY_IN, YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
JOURNAL = "/c/harbour/money/journal/"
NAMES = {"ada": "Ada Example"}


def headings(client: Client) -> list[str]:
    """The headings of the journal's entries, without their days."""
    page = client.get(JOURNAL).content.decode()
    titles = re.findall(r"<h2>(.*)</h2>", page.replace('<span class="whole">', "").replace("</span>", ""))
    return [found.partition(" · ")[2] for found in titles]


def rows(client: Client) -> set[str]:
    """The accounts the journal's page names."""
    page = client.get(JOURNAL).content.decode()
    return set(re.findall(r'<tr><th scope="row">([^<]*)</th>', page))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("bank", "Bank"),
        ("collective", "Collective account"),
        ("tax", "Income tax"),
        ("surplus/2024", "Surplus of 2024"),
        ("fund/education", "Fund “education”"),
        ("member/ada/paid-in", "Ada Example · paid in"),
        ("member/ada/payable", "To be paid to Ada Example"),
        ("member/ada/losses", "Ada Example · losses borne"),
        ("member/ada/qualified-notice", "Ada Example · qualified notices"),
        ("member/ada/qualified-notice/2024", "Ada Example · qualified notices of 2024"),
        ("member/ada/nonqualified-notice/2024", "Ada Example · non-qualified notices of 2024"),
        ("member/ada/notice/2024", "Ada Example · notices of 2024"),
        ("member/gone/payable", "To be paid to gone"),
    ],
)
def test_account_is_called_what_people_call_it(key: str, words: str) -> None:
    assert shown_names.account(key, NAMES) == words


@pytest.mark.parametrize(
    "key", ["till", "bank/second", "member/ada/loan", "member/ada/loan/2024", "member", ""]
)
def test_account_without_words_keeps_its_key(key: str) -> None:
    assert shown_names.account(key, NAMES) == key


def test_buy_in_is_told_with_the_name_of_today(year: Year, signed_in: Enter) -> None:
    year.receive(year.bo, "50.00")
    Participant.objects.filter(pk=year.bo.pk).update(name="Bo Renamed & Co")

    client = signed_in(year.ada)

    assert headings(client) == ["Buy-in received · Bo Renamed &amp; Co"]
    assert rows(client) == {"Bank", "Bo Renamed &amp; Co · paid in"}


def test_older_entry_with_a_key_in_its_words_is_told_with_the_name(year: Year, signed_in: Enter) -> None:
    journal.post(
        coop=year.coop,
        kind=BUY_IN,
        text="Buy-in received from bo",
        lines=[Line("bank", year.money("50.00")), Line("member/bo/paid-in", -year.money("50.00"))],
        happened_on=year.noon.day,
        by=year.ada,
    )

    assert headings(signed_in(year.ada)) == ["Buy-in received · Bo"]


def test_close_is_told_in_words_without_anyone_in_its_heading(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.ada)

    assert headings(client) == ["Close of 2024"]
    assert rows(client) == {
        "Collective account",
        "Income tax",
        "Surplus of 2024",
        "Ada · paid in",
        "Dee · paid in",
        "To be paid to Ada",
        "To be paid to Dee",
    }


def test_member_sees_their_own_name_and_no_other(closed: YearClose, year: Year, signed_in: Enter) -> None:
    assert {row for row in rows(signed_in(year.dee)) if "Ada" in row or "Dee" in row} == {
        "Dee · paid in",
        "To be paid to Dee",
    }


def test_notices_are_named_by_their_year(year_under: YearUnder, signed_in: Enter) -> None:
    year = year_under(HARBOUR.replace("offset_open_buy_in = true\n", ""))
    year.state()
    year.close()

    assert "Ada · qualified notices of 2024" in rows(signed_in(year.ada))


def test_exports_and_the_api_keep_keys(closed: YearClose, year: Year, signed_in: Enter) -> None:
    [told] = signed_in(year.ada).get("/api/v1/coops/harbour/money/journal").json()

    accounts = exports.entries_of_year(year.coop, YEAR).accounts()
    assert "member/ada/payable" in accounts
    assert [line["account"] for line in told["lines"]] == accounts


def test_words_of_what_is_kept_name_nobody(year: Year) -> None:
    assert year.receive(year.bo, "50.00").text == "Buy-in received"
