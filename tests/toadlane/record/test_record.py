"""Every act leaves one entry, kept with what it did, in an order nobody can change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.record.commitment import opens
from tests.toadlane.lifted import lifted
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record import reads, tasks, verbs
from toadlane.record.models import Entry, Opening, Sequenced, Unsequenced


def found(ada: Participant, at: Moment, subject: str = "") -> Entry:
    with transaction.atomic():
        return verbs.append(kind="coop.founded.v1", what={"members": 3}, by=ada, at=at, subject=subject)


def test_an_entry_says_who_did_what_when_and_vouches_for_it(ada: Participant, noon: Moment) -> None:
    entry = found(ada, noon, subject="coop:harbour")

    kept = Entry.objects.get()
    opening = Opening.objects.get(entry=kept)
    assert reads.content(kept) == {
        "actor": "ada",
        "coop": str(ada.coop_id),
        "entry": str(entry.pk),
        "happened_at": "2025-03-03T17:00:00.000000Z",
        "kind": "coop.founded.v1",
        "recorded_at": verbs.as_text(kept.recorded_at),
        "subject": "coop:harbour",
        "what": {"members": 3},
    }
    assert opens(bytes(kept.commitment), content=bytes(opening.canonical), salt=bytes(opening.salt))


def test_the_same_content_never_shows_the_same_commitment(ada: Participant, noon: Moment) -> None:
    assert found(ada, noon).commitment != found(ada, noon).commitment


def test_what_the_house_does_by_itself_names_its_coop(harbour: Coop, noon: Moment) -> None:
    entry = verbs.append(kind="record.checked.v1", what={}, by=None, at=noon, coop=harbour)

    assert (entry.actor, entry.coop) == ("", harbour)


def test_an_entry_of_nobody_and_nowhere_is_refused(noon: Moment) -> None:
    with pytest.raises(RecordBroken, match="no co-op"):
        verbs.append(kind="x.v1", what={}, by=None, at=noon)


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_inside_a_transaction_or_not_at_all(ada: Participant, noon: Moment) -> None:
    with pytest.raises(RecordBroken, match="outside a transaction"):
        verbs.append(kind="x.v1", what={}, by=ada, at=noon)


def test_content_that_has_no_one_spelling_leaves_nothing_behind(ada: Participant, noon: Moment) -> None:
    half: Any = {"hours": 0.5}

    with pytest.raises(InputFault):
        verbs.append(kind="x.v1", what=half, by=ada, at=noon)

    assert (Entry.objects.count(), Opening.objects.count(), Unsequenced.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_rooms_above_hear_of_an_entry_once_it_is_kept_and_never_else(
    ada: Participant, noon: Moment
) -> None:
    heard: list[Entry] = []

    def listen(entry: Entry, **_: object) -> None:
        heard.append(entry)

    verbs.entry_recorded.connect(listen)
    try:
        with pytest.raises(RecordBroken):
            founding_that_fails(ada, noon)
        kept = found(ada, noon)
    finally:
        verbs.entry_recorded.disconnect(listen)

    assert (heard, list(Entry.objects.all())) == ([kept], [kept])


def founding_that_fails(ada: Participant, noon: Moment) -> None:
    with transaction.atomic():
        found(ada, noon)
        raise RecordBroken("The books do not add up.", code="x", next_step="Stop.")


def test_entries_get_their_places_oldest_first_and_batch_after_batch(ada: Participant, noon: Moment) -> None:
    entries = [found(ada, noon) for _ in range(5)]

    batches = [verbs.sequence(coop=ada.coop, at_most=2) for _ in range(4)]

    assert batches == [2, 2, 1, 0]
    assert list(Sequenced.objects.order_by("place").values_list("place", "entry_id")) == [
        (place, entry.pk) for place, entry in enumerate(entries)
    ]
    assert not tasks.entries_wait()


def test_each_coop_counts_its_own_places(ada: Participant, noon: Moment) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    found(ada, noon)
    verbs.append(kind="coop.founded.v1", what={}, by=None, at=noon, coop=quay)

    tasks.sequence.call()

    assert sorted(Sequenced.objects.values_list("coop__slug", "place")) == [("harbour", 0), ("quay", 0)]


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_sequencers_at_once_leave_one_order_without_gaps(
    ada: Participant, noon: Moment
) -> None:
    start = Barrier(12)

    def work(number: int) -> None:
        try:
            start.wait()
            for _ in range(5):
                if number % 3:
                    found(ada, noon)
                else:
                    verbs.sequence(coop=ada.coop, at_most=3)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as people:
        list(people.map(work, range(12)))
    tasks.sequence.call()

    assert list(Sequenced.objects.order_by("place").values_list("place", flat=True)) == list(range(40))
    assert set(Sequenced.objects.values_list("entry", flat=True)) == set(
        Entry.objects.values_list("pk", flat=True)
    )


def test_erasing_content_leaves_the_commitment_and_says_who_erased_it(
    ada: Participant, bo: Participant, noon: Moment
) -> None:
    entry = found(ada, noon, subject="person:bo")

    erasure = verbs.erase(entry=entry, because="Bo asked for it", by=bo, at=noon)

    kept = Entry.objects.get(pk=entry.pk)
    assert (bytes(kept.commitment), reads.content(kept), reads.stands(kept)) == (entry.commitment, None, None)
    said = reads.content(erasure)
    assert said is not None
    assert (said["actor"], said["what"]) == ("bo", {"because": "Bo asked for it", "entry": str(entry.pk)})


def test_content_that_somebody_changed_no_longer_stands(ada: Participant, noon: Moment) -> None:
    entry = found(ada, noon)
    before = reads.stands(entry)

    with lifted(connection):
        Opening.objects.filter(entry=entry).update(canonical=b'{"members":300}')

    assert (before, reads.stands(entry)) == (True, False)
