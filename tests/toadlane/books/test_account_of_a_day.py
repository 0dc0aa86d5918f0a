"""An account can be stated as it stood on any day up to today."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from django.test import Client

from tests.toadlane.books.conftest import Year, key, usd
from toadlane.books import reads, verbs
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
EVE, NEXT_DAY = dt.date(2025, 3, 2), dt.date(2025, 3, 4)


def test_account_holds_nothing_on_the_eve_of_the_close(closed: YearClose, year: Year) -> None:
    nothing = usd("0.00")

    held = reads.account(year.ada, EVE)

    assert held == reads.Account(nothing, nothing, nothing, nothing, nothing)


def test_account_holds_its_share_on_the_day_of_the_close(closed: YearClose, year: Year) -> None:
    held = reads.account(year.ada, closed.closed_on)

    assert (held.capital, held.payable) == (usd("270.00"), usd("180.00"))


def test_page_of_an_earlier_day_knows_no_later_close(closed: YearClose, year: Year, signed_in: Enter) -> None:
    page = signed_in(year.ada).get("/c/harbour/money/accounts/ada/", {"on": EVE.isoformat()}).content.decode()

    assert ("As it stood on March 2, 2025" in page, "$450.00" in page) == (True, False)


def test_close_corrected_later_still_stood_on_its_day(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    later = dataclasses.replace(year.noon, day=NEXT_DAY)
    verbs.correct_close(close=closed, authority=authority, because="Wrong.", by=year.ada, at=later, key=key())
    client = signed_in(year.ada)

    then = client.get("/c/harbour/money/accounts/ada/", {"on": closed.closed_on.isoformat()}).content.decode()
    now = client.get("/c/harbour/money/accounts/ada/").content.decode()

    assert ("$450.00" in then, "$450.00" in now) == (True, False)


def test_day_to_come_is_answered_with_today(closed: YearClose, year: Year, signed_in: Enter) -> None:
    page = signed_in(year.ada).get("/c/harbour/money/accounts/ada/", {"on": "2999-01-01"}).content.decode()

    assert ("That day has not come yet" in page, "$450.00" in page) == (True, True)
