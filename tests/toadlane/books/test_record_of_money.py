"""The record tells that money moved; whose it was, only to those who may see that member's money."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year
from toadlane.books.models import BUY_IN, JournalEntry
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.record.models import Entry

Enter = Callable[[Participant | Person], Client]
PEOPLE = {"ada", "bo", "dee"}


@pytest.fixture
def lived(year: Year) -> Year:
    """A buy-in received, a close, and its correction."""
    year.receive(year.bo, "50.00")
    year.state()
    year.correct(year.close())
    return year


def test_entries_of_the_books_are_about_nobody_by_name(lived: Year) -> None:
    subjects = set(Entry.objects.exclude(kind__startswith="charter.").values_list("subject", flat=True))

    assert subjects & PEOPLE == set()


def test_page_lists_a_payment_without_saying_whose_it_was(lived: Year, signed_in: Enter) -> None:
    page = signed_in(lived.dee).get("/c/harbour/record/", {"kind": "buy-in.received.v1"}).content.decode()

    assert ("A buy-in payment received" in page, ">bo<" in page, ">Bo<" in page) == (True, False, False)


def test_today_tells_of_a_payment_without_saying_whose_it_was(year: Year, signed_in: Enter) -> None:
    year.receive(year.bo, "50.00")

    page = signed_in(year.dee).get("/c/harbour/").content.decode()

    assert ("A buy-in payment received" in page, ">bo<" in page) == (True, False)


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_record_narrowed_to_a_person_finds_no_money_of_theirs(
    person: str, lived: Year, signed_in: Enter
) -> None:
    client = signed_in(lived.dee)

    page = client.get("/c/harbour/record/", {"subject": person}).content.decode()
    told = json.loads(client.get("/api/v1/coops/harbour/record", {"subject": person}).content)

    assert ("buy-in payment" in page, told) == (False, [])


def test_api_lists_a_payment_by_its_journal_entry(lived: Year, signed_in: Enter) -> None:
    listed = signed_in(lived.dee).get("/api/v1/coops/harbour/record", {"kind": "buy-in.received.v1"})

    [entry] = JournalEntry.objects.filter(kind=BUY_IN)
    assert [line["subject"] for line in listed.json()] == [str(entry.pk)]


def test_journal_of_another_member_leaves_the_payment_out(lived: Year, signed_in: Enter) -> None:
    def listed(who: Participant) -> list[str]:
        answer = signed_in(who).get("/api/v1/coops/harbour/money/journal").json()
        return sorted(entry["kind"] for entry in answer)

    assert (listed(lived.dee), listed(lived.ada)) == (
        ["close", "close-reversed"],
        ["buy-in", "close", "close-reversed"],
    )
