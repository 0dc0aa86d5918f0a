"""What is dated into a year that is closed is refused: its books have been taken away, its close reckoned."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import InputFault
from tests.toadlane.books.conftest import YEAR, Year, key
from toadlane.books import exports, journal, reads, verbs
from toadlane.books.models import JournalEntry, YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.record.models import Entry

Enter = Callable[[Participant | Person], Client]
LAST_CLOSED = dt.date(2024, 12, 31)
FIRST_OPEN = dt.date(2025, 1, 1)


def test_payment_on_the_last_day_of_a_closed_year_is_refused(closed: YearClose, year: Year) -> None:
    before = (exports.entries_of_year(year.coop, YEAR), JournalEntry.objects.count(), Entry.objects.count())

    with pytest.raises(InputFault) as fault:
        year.receive(year.bo, "50.00", LAST_CLOSED)

    after = (exports.entries_of_year(year.coop, YEAR), JournalEntry.objects.count(), Entry.objects.count())
    assert (fault.value.code, fault.value.values) == (
        "day.closed",
        {"day": "2025-01-01", "given": "2024-12-31"},
    )
    assert after == before


def test_payment_on_the_first_day_still_open_is_received(closed: YearClose, year: Year) -> None:
    entry = year.receive(year.bo, "50.00", FIRST_OPEN)

    assert entry.happened_on == FIRST_OPEN
    assert journal.balances(year.coop, person="bo") == {"member/bo/paid-in": -5000}


def test_payment_long_before_a_closed_year_is_refused_too(closed: YearClose, year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        year.receive(year.bo, "50.00", dt.date(2019, 5, 1))

    assert fault.value.code == "day.closed"


def test_payment_into_a_year_still_open_is_received(year: Year) -> None:
    assert year.receive(year.bo, "50.00", LAST_CLOSED).happened_on == LAST_CLOSED


def test_corrected_year_takes_payments_again(closed: YearClose, year: Year) -> None:
    year.correct(closed)

    assert year.receive(year.bo, "50.00", LAST_CLOSED).happened_on == LAST_CLOSED


def test_same_click_after_the_close_tells_of_the_payment_received_before(year: Year) -> None:
    click = key()

    def receive() -> JournalEntry:
        return verbs.receive_buy_in(
            participant=year.bo,
            amount=year.money("50.00"),
            on=LAST_CLOSED,
            by=year.ada,
            at=year.noon,
            key=click,
        )

    first = receive()
    year.state()
    year.close()

    assert receive() == first


def test_statement_of_a_closed_year_stays_what_it_was(closed: YearClose, year: Year) -> None:
    before = reads.account(year.bo, LAST_CLOSED)

    year.receive(year.bo, "50.00", FIRST_OPEN)

    assert reads.account(year.bo, LAST_CLOSED) == before


def test_page_keeps_what_was_typed_and_says_which_day_is_open(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    said = {"participant": str(year.bo.pk), "amount": "50.00", "on": "2024-12-31"}
    said |= {"method": "bank", "reference": "", "key": key()}

    answer = signed_in(year.ada).post("/c/harbour/money/buy-ins/", said)

    page = answer.content.decode()
    assert (answer.status_code, 'value="2024-12-31"' in page, "Date it 2025-01-01" in page) == (
        422,
        True,
        True,
    )


def test_api_refuses_it_in_the_same_words(closed: YearClose, year: Year, signed_in: Enter) -> None:
    said = {"participant": "bo", "amount": "50.00", "on": "2024-12-31", "key": key()}

    answer = signed_in(year.ada).post(
        "/api/v1/coops/harbour/money/buy-ins", json.dumps(said), content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "day.closed")
