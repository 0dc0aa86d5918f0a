"""The same click has one effect, however often and however closely it is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from bylaws.kernel.faults import InputFault, RecordBroken
from toadlane.coops import clock, keys
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Coop, Once, Participant
from toadlane.record import verbs as record
from toadlane.record.models import Entry

CLICKS = 50


def close_year(*, coop: Coop, year: int, by: Participant, key: str) -> str:
    """A verb as rooms write them: it takes the key first, and gives the first result to every later click."""
    with transaction.atomic():
        taken = keys.take(coop=coop, key=key, verb="books.close-year", by=by, content={"year": year})
        if not taken.first:
            return taken.result
        entry = record.append(kind="year.closed.v1", what={"year": year}, by=by, at=clock.now(coop))
        taken.keep(entry.pk)
        return str(entry.pk)


def test_the_second_click_is_told_what_the_first_did(harbour: Coop, ada: Participant) -> None:
    first = close_year(coop=harbour, year=2025, by=ada, key="k1")
    second = close_year(coop=harbour, year=2025, by=ada, key="k1")

    assert (second, Entry.objects.count()) == (first, 1)


def test_another_key_is_another_click(harbour: Coop, ada: Participant) -> None:
    close_year(coop=harbour, year=2025, by=ada, key="k1")
    close_year(coop=harbour, year=2025, by=ada, key="k2")

    assert Entry.objects.count() == 2


@pytest.mark.parametrize("other", ["content", "person"])
def test_a_key_with_other_content_is_refused(
    harbour: Coop, ada: Participant, bo: Participant, other: str
) -> None:
    close_year(coop=harbour, year=2025, by=ada, key="k1")

    year, by = (2024, ada) if other == "content" else (2025, bo)
    with pytest.raises(InputFault) as refused:
        close_year(coop=harbour, year=year, by=by, key="k1")

    assert (refused.value.code, Entry.objects.count()) == ("key.other-content", 1)


def test_the_same_key_in_another_coop_is_another_key(harbour: Coop, ada: Participant) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = Participant.objects.create(coop=quay, key="dee", name="Dee")

    close_year(coop=harbour, year=2025, by=ada, key="k1")
    close_year(coop=quay, year=2025, by=dee, key="k1")

    assert Entry.objects.count() == 2


@pytest.mark.parametrize("key", ["", "k" * 256, "a\nb"])
def test_a_click_without_a_usable_key_is_refused(harbour: Coop, ada: Participant, key: str) -> None:
    with pytest.raises(InputFault, match="usable key"):
        close_year(coop=harbour, year=2025, by=ada, key=key)


@pytest.mark.django_db(transaction=True)
def test_a_key_is_taken_only_inside_a_transaction(harbour: Coop, ada: Participant) -> None:
    with pytest.raises(RecordBroken, match="outside a transaction"):
        keys.take(coop=harbour, key="k1", verb="v", by=ada, content={})


def test_a_click_that_failed_can_be_sent_again(harbour: Coop, ada: Participant) -> None:
    with pytest.raises(InputFault):
        close_year_without_bank(coop=harbour, by=ada, key="k1")

    close_year(coop=harbour, year=2025, by=ada, key="k1")

    assert (Once.objects.count(), Entry.objects.count()) == (1, 1)


def close_year_without_bank(*, coop: Coop, by: Participant, key: str) -> None:
    with transaction.atomic():
        keys.take(coop=coop, key=key, verb="books.close-year", by=by, content={"year": 2025})
        raise InputFault("The bank is missing.", code="bank.missing", next_step="Add it.")


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_have_one_effect(harbour: Coop, ada: Participant) -> None:
    start = Barrier(CLICKS)

    def click(_: int) -> str:
        try:
            start.wait()
            return close_year(coop=harbour, year=2025, by=ada, key="k1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as people:
        results = list(people.map(click, range(CLICKS)))

    assert results == [str(Entry.objects.get().pk)] * CLICKS


def test_each_showing_of_a_form_has_a_key_of_its_own() -> None:
    first, second = (str(KeyedForm()["key"].value()) for _ in range(2))

    assert first != second
    assert KeyedForm({"key": first}).is_valid()
