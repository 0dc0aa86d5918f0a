"""A record signs what it says of itself, proves each entry, and refuses to sign another past."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.kernel.faults import NotThere, RecordBroken
from bylaws.record.checkpoints import read_checkpoint
from bylaws.record.notes import read_key, read_note, signed_by
from bylaws.record.proofs import consistent, included
from bylaws.record.tree import leaf_hash, root_of
from tests.toadlane.lifted import lifted
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import checkpointing, growing, proving, signing, tasks, verbs
from toadlane.record.models import Checkpoint, Entry, Sequenced, Subtree

SignedIn = Callable[[Participant | Person], Client]
HERE = "/c/harbour/record/"
API = "/api/v1/coops/harbour/record"


def act(by: Participant, at: Moment, times: int = 1) -> list[Entry]:
    with transaction.atomic():
        rows = [verbs.append(kind="x.v1", what={"n": n}, by=by, at=at) for n in range(times)]
    verbs.sequence(coop=by.coop, at_most=times)
    return rows


def many(coop: Coop, count: int) -> None:
    """Entries that were there all along, written at once."""
    at = dt.datetime(2025, 3, 3, 17, tzinfo=dt.UTC)
    rows = [
        Entry(coop=coop, kind="x.v1", happened_at=at, commitment=n.to_bytes(32, "big")) for n in range(count)
    ]
    Entry.objects.bulk_create(rows)
    Sequenced.objects.bulk_create(
        Sequenced(coop=coop, entry=row, place=place) for place, row in enumerate(rows)
    )


def commitments(coop: Coop) -> list[bytes]:
    found = Sequenced.objects.filter(coop=coop).order_by("place").values_list("entry__commitment", flat=True)
    return [bytes(one) for one in found]


def signed(coop: Coop) -> Checkpoint:
    made = checkpointing.sign(coop=coop)
    assert made is not None
    return made


def test_a_checkpoint_says_how_many_entries_over_which_root_and_is_signed(
    ada: Participant, noon: Moment
) -> None:
    act(ada, noon, 5)

    made = signed(ada.coop)

    note, key = read_note(made.note), read_key(made.key)
    said = read_checkpoint(note.text)
    leaves = [leaf_hash(one) for one in commitments(ada.coop)]
    assert (said.origin, said.size, said.root) == (f"toad-lane-record/{ada.coop_id}", 5, root_of(leaves))
    assert signed_by(note, [key], holds=signing.holds) == [key]
    assert key == signing.key_of(said.origin)
    assert not signing.holds(key.public, b"another text", note.signatures[0].signed)


def test_nothing_new_is_not_signed_twice(ada: Participant, noon: Moment) -> None:
    assert checkpointing.sign(coop=ada.coop) is None
    act(ada, noon)

    assert signed(ada.coop) == signed(ada.coop)
    assert list(checkpointing.grown()) == []
    act(ada, noon)
    assert list(checkpointing.grown()) == [ada.coop]
    tasks.sign.func()
    assert [one.size for one in Checkpoint.objects.order_by("size")] == [1, 2]
    assert not tasks.records_grew()


def test_every_entry_of_a_long_record_is_proved_by_few_hashes_and_two_questions(harbour: Coop) -> None:
    many(harbour, 700)
    checkpoint = signed(harbour)

    leaves = [leaf_hash(one) for one in commitments(harbour)]
    assert (Subtree.objects.count(), bytes(checkpoint.root)) == (2, root_of(leaves))
    for place in (0, 255, 256, 511, 512, 699):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            proof = growing.proof_of(place, checkpoint)
        assert included(leaves[place], place=place, size=700, path=proof.path, root=bytes(checkpoint.root))
        assert len(asked) == 2
        assert len(proof.path) <= 10


def test_two_checkpoints_are_proved_to_be_one_record(harbour: Coop, ada: Participant, noon: Moment) -> None:
    many(harbour, 300)
    first = signed(harbour)
    act(ada, noon, 230)
    second = signed(harbour)

    path = checkpointing.growth(harbour, 300, 530)

    assert consistent(
        first=300, second=530, first_root=bytes(first.root), second_root=bytes(second.root), path=path
    )
    assert checkpointing.growth(harbour, 0, 530) == []
    with pytest.raises(NotThere):
        checkpointing.growth(harbour, 300, 529)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tampered", ["changed", "gone"])
def test_a_record_with_another_past_is_not_signed_and_the_job_says_so(
    ada: Participant, noon: Moment, tampered: str
) -> None:
    act(ada, noon, 4)
    signed(ada.coop)
    with lifted(connection), connection.cursor() as cursor:
        if tampered == "changed":
            cursor.execute("UPDATE record_entry SET commitment = %s", [bytes(32)])
        else:
            cursor.execute("DELETE FROM record_sequenced WHERE place > 1")

    if tampered == "changed":
        act(ada, noon)
    with pytest.raises(RecordBroken) as refused:
        checkpointing.sign_all()

    assert refused.value.code == "record.forked"
    assert Checkpoint.objects.count() == 1


def test_a_member_reads_checkpoints_and_takes_the_proof_of_an_entry_away(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    [entry] = act(ada, noon)
    browser = signed_in(ada)
    waiting = browser.get(f"{HERE}{entry.pk}/").content.decode()
    early = browser.get(f"{HERE}{entry.pk}/proof.json")
    checkpoint = signed(ada.coop)

    record, page, list_, note, proof = (
        browser.get(HERE + where)
        for where in ("", f"{entry.pk}/", "checkpoints/", "checkpoints/1.txt", f"{entry.pk}/proof.json")
    )

    assert "Not signed yet" in waiting
    assert early.status_code == 404
    assert [record.context[name] for name in ("checkpoint", "cosigners")] == [checkpoint, []]
    assert "Of them signed" in record.content.decode()
    assert "It stands in the 1 entry that was signed on" in page.content.decode()
    assert checkpoint.note.split("\n")[2] in list_.content.decode()
    assert note.content.decode() == checkpoint.note
    assert json.loads(proof.content) == proving.proof_of(Entry.objects.get(pk=entry.pk))


def test_the_same_over_the_api(ada: Participant, noon: Moment, signed_in: SignedIn) -> None:
    [entry] = act(ada, noon)
    browser = signed_in(ada)
    early = browser.get(f"{API}/{entry.pk}/proof")
    checkpoint = signed(ada.coop)

    told: dict[str, Any] = {
        name: browser.get(f"{API}/{where}").json()
        for name, where in {
            "checkpoints": "checkpoints",
            "growth": "growth?first=0&second=1",
            "proof": f"{entry.pk}/proof",
        }.items()
    }

    assert early.status_code == 404
    assert [(one["size"], one["root"], one["note"]) for one in told["checkpoints"]] == [
        (1, checkpoint.root_hex, checkpoint.note)
    ]
    assert told["growth"] == {"first": 0, "second": 1, "path": []}
    assert told["proof"] == proving.proof_of(Entry.objects.get(pk=entry.pk))
    assert browser.get(f"{API}/growth?first=1&second=2").status_code == 404


@pytest.mark.parametrize("where", ["checkpoints/", "checkpoints/1.txt", "{entry}/proof.json"])
def test_whoever_may_not_see_the_record_sees_none_of_it(
    ada: Participant, noon: Moment, chi: Person, signed_in: SignedIn, where: str
) -> None:
    [entry] = act(ada, noon)
    signed(ada.coop)

    assert signed_in(chi).get(HERE + where.format(entry=entry.pk)).status_code == 404
