"""What a witness remembers of a record, what a stranger can have it believe, and what it is reminded of."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from bylaws.record.checkpoints import Checkpoint as Said
from bylaws.record.notes import Note, signature
from bylaws.record.witnessing import write_request
from tests.toadlane.record.test_asking import QUAY, by_ourselves, in_process
from tests.toadlane.record.test_checkpoints import act, signed
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record import asking, checkpointing, growing, signing, verbs, witnesses, witnessing
from toadlane.record.models import Contradiction, Cosignature, Entry, Origin, Seen, Witness, WitnessAsking

Odd = tuple[int, bool, bool]


@pytest.fixture
def own(ada: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch) -> Witness:
    """Harbour's record of four entries is witnessed here, as if this were another house."""
    in_process(monkeypatch)
    witness = witnesses.name(
        coop=ada.coop,
        called="Quay",
        address="https://quay.example/witness",
        told=QUAY.told,
        by=ada,
        at=noon,
        key="k",
    )
    own = by_ourselves(ada.coop, witness)
    verbs.sequence(coop=ada.coop)
    witnessed_after(3, own, ada, noon)
    return own


def witnessed_after(times: int, own: Witness, ada: Participant, noon: Moment) -> asking.Outcome:
    """It grows, is signed and witnessed."""
    act(ada, noon, times)
    row = WitnessAsking.objects.select_related("coop").get()
    checkpoint = signed(ada.coop)
    outcome = asking.ask(own, checkpoint, row.theirs)
    asking.settle(row, checkpoint, outcome, timezone.now())
    return outcome


def note_of(coop: Coop, size: int, root: bytes) -> str:
    """A note with the record's own signature, whatever it says."""
    text = Said(checkpointing.origin_of(coop), size, root).text
    return Note(text, (signature(checkpointing.key_of(coop), signing.sign(text.encode())),)).written


def shown(old: int, note: str, after: dt.timedelta = dt.timedelta()) -> int:
    """Somebody sends a note without a proof that holds."""
    return witnessing.answer(write_request(old, [], note), at=timezone.now() + after).status


def odd() -> list[Odd]:
    rows = Contradiction.objects.order_by("pk")
    return [(one.size, one.proved, one.stands) for one in rows]


def test_a_stranger_with_genuine_notes_and_no_proof_alarms_nobody(
    ada: Participant, own: Witness, noon: Moment
) -> None:
    act(ada, noon, 3)
    coop, longer = ada.coop, signed(ada.coop)
    shorter = note_of(coop, 2, growing.root_at(coop, 2))

    answered = [shown(4, longer.note), shown(2, shorter)]
    before = (odd(), list(witnessing.standing()))
    outcome = witnessed_after(2, own, ada, noon)

    assert answered == [422, 409]
    assert before == ([(7, False, False), (2, False, False)], [])
    assert isinstance(outcome, asking.Cosigned)
    assert (list(witnessing.standing()), Origin.objects.get().size) == ([], 9)


def test_who_asks_for_most_of_a_day_and_never_shows_it_is_seen_to_until_it_does(
    ada: Participant, own: Witness, noon: Moment
) -> None:
    act(ada, noon)
    longer = signed(ada.coop).note

    for after in (dt.timedelta(), witnessing.PERSISTS / 2, witnessing.PERSISTS + dt.timedelta(hours=1)):
        shown(4, longer, after)
    stands = odd()
    witnessed_after(1, own, ada, noon)

    assert (stands, odd()) == ([(5, False, True)], [(5, False, False)])


def test_two_signed_roots_over_one_size_are_proof_for_good_in_either_order(
    ada: Participant, own: Witness, noon: Moment
) -> None:
    act(ada, noon, 2)
    early = shown(4, note_of(ada.coop, 6, bytes(32)))
    before = odd()
    witnessed_after(0, own, ada, noon)

    late = shown(4, note_of(ada.coop, 4, bytes(32)))
    witnessed_after(3, own, ada, noon)

    assert (early, before, late) == (422, [(6, False, False)], 409)
    assert odd() == [(6, True, True), (4, True, True)]


def test_a_witness_put_back_from_its_backup_is_reminded_by_its_own_line_and_the_record_says_so(
    ada: Participant, own: Witness, noon: Moment
) -> None:
    backup = Origin.objects.get()
    witnessed_after(5, own, ada, noon)
    shorter = note_of(ada.coop, 6, growing.root_at(ada.coop, 6))
    Origin.objects.update(size=backup.size, note=backup.note)
    Seen.objects.exclude(size=backup.size).delete()

    outcome = witnessed_after(2, own, ada, noon)

    origin = Origin.objects.get()
    assert isinstance(outcome, asking.Cosigned)
    assert (outcome.knew, origin.size, origin.reminded_size) == (4, 11, 9)
    assert Entry.objects.filter(kind="record.witness-forgot.v1").count() == 1
    Origin.objects.update(size=backup.size, note=backup.note)
    assert witnessing.answer(
        write_request(4, growing.growth(ada.coop, 4, 6), shorter), at=timezone.now()
    ) == witnessing.Said(409, "4\n", witnessing.SIZE)


def test_a_witness_that_forgot_and_is_not_reminded_signs_from_what_it_knows(
    ada: Participant, own: Witness, noon: Moment
) -> None:
    backup = Origin.objects.get()
    witnessed_after(5, own, ada, noon)
    Origin.objects.update(size=backup.size, note=backup.note)
    last = Cosignature.objects.order_by("-pk")[0]

    assert asking.reminded(own, last.checkpoint.size) == last.checkpoint.size
    assert Origin.objects.get().reminded_at is None
