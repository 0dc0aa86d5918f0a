"""A sister installation signs what a record says of itself, and refuses loudly what is not what it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from bylaws.record.checkpoints import seen_by
from bylaws.record.notes import read_key, read_note
from tests.toadlane.lifted import lifted
from tests.toadlane.record.sister import Sister, sister
from tests.toadlane.record.test_checkpoints import act, signed
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import asking, calling, checkpointing, reads, signing, tasks, witnesses
from toadlane.record.models import (
    Checkpoint,
    Cosignature,
    Entry,
    Sequenced,
    Witness,
    WitnessAsking,
    WitnessRefusal,
)

pytestmark = pytest.mark.sqlite_only  # the sister has SQLite; both engines are asked in test_asking.py
SignedIn = Callable[[Participant | Person], Client]
HERE = "/c/harbour/record/"
API = "/api/v1/coops/harbour/record/"
FORGOT = "record.witness-forgot.v1"


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sister]:
    with pytest.MonkeyPatch.context() as patch, sister(tmp_path_factory.mktemp("quay") / "data") as there:
        patch.setattr(calling, "PATIENCE_S", 120.0)  # other tests share the processor
        patch.setattr(calling, "WHOLE_S", 240.0)
        yield there


@pytest.fixture
def witness(quay: Sister, ada: Participant, noon: Moment, settings: Any) -> Witness:
    """Quay witnesses Harbour's record, which has three entries."""
    settings.WITNESSES_NEARBY = True
    key = checkpointing.key_of(ada.coop)
    quay.do("let", "Harbour", key.told)
    named = witnesses.name(
        coop=ada.coop, called="Quay", address=quay.address, told=quay.key, by=ada, at=noon, key="k"
    )
    act(ada, noon, 3)
    sequence_all(ada.coop)
    return named


def sequence_all(coop: Coop) -> None:
    from toadlane.record import verbs

    while verbs.sequence(coop=coop):
        pass


def ask(coop: Coop) -> WitnessAsking:
    """Sign what is there and have it witnessed, now."""
    WitnessAsking.objects.filter(coop=coop).update(next_at=timezone.now())
    checkpointing.sign(coop=coop)
    tasks.ask_witnesses.func()
    return WitnessAsking.objects.select_related("refused").get(coop=coop, witness__ended=None)


def put_back(coop: Coop, size: int) -> None:
    """Yesterday's backup: whatever has a place beyond is gone, and so is what was signed since."""
    with lifted(connection):
        late = Entry.objects.filter(coop=coop, sequenced__place__gte=size)
        gone = [str(pk) for pk in late.values_list("pk", flat=True)]
        kept = Checkpoint.objects.filter(coop=coop, size__gt=size)
        with connection.cursor() as cursor:
            for table, column, keys in (
                ("record_cosignature", "checkpoint_id", list(kept.values_list("pk", flat=True))),
                ("record_checkpoint", "id", list(kept.values_list("pk", flat=True))),
                ("record_sequenced", "entry_id", gone),
                ("record_opening", "entry_id", gone),
                ("record_unsequenced", "entry_id", gone),
                ("record_entry", "id", gone),
            ):
                for key in keys:
                    cursor.execute(
                        f"DELETE FROM {table} WHERE {column} = %s",  # noqa: S608 — names of ours
                        [key if connection.vendor == "postgresql" else str(key).replace("-", "")],
                    )
    WitnessAsking.objects.filter(coop=coop).update(theirs=size)


def test_a_sister_installation_signs_what_only_grew_and_is_named_with_it(
    quay: Sister, witness: Witness, ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    coop = ada.coop
    first = ask(coop)
    act(ada, noon, 5)
    second = ask(coop)

    sizes = [one.size for one in Checkpoint.objects.filter(coop=coop).order_by("size")]
    browser, origin = signed_in(ada), checkpointing.origin_of(coop)
    note = browser.get(f"{HERE}checkpoints/9.txt").content.decode()
    [said] = browser.get(f"{API}witnesses").json()
    assert (first.trouble, second.trouble, sizes, second.theirs) == ("", "", [4, 9], 9)
    assert quay.do("knows", origin) == [9, []]
    assert [key.told for key, _ in seen_by(read_note(note), [read_key(quay.key)], holds=signing.holds)] == [
        quay.key
    ]
    assert (said["signed"], said["refused"], said["says"]) == (9, "", "")
    assert browser.get(f"{API}checkpoints").json()[0]["witnessed_by"][0]["name"] == "Quay"
    assert "Quay" in browser.get(f"{HERE}checkpoints/").content.decode()
    assert "Signed last: 9 entries, on " in browser.get(f"{HERE}witnesses/").content.decode()
    assert not tasks.witnesses_wait()


@pytest.mark.parametrize(
    ("grows", "why", "theirs"),
    [(1, "rolled-back", 9), (5, "forked", 9), (7, "forked", 9)],
    ids=["shorter", "as long with another past", "longer with another past"],
)
def test_yesterdays_backup_put_back_is_refused_loudly_on_both_sides(  # noqa: PLR0917 — three are one row
    quay: Sister,
    witness: Witness,
    ada: Participant,
    noon: Moment,
    signed_in: SignedIn,
    grows: int,
    why: str,
    theirs: int,
) -> None:
    coop = ada.coop
    ask(coop)
    act(ada, noon, 5)
    ask(coop)
    put_back(coop, 4)

    act(ada, noon, grows)
    asked = ask(coop)

    browser = signed_in(ada)
    [said] = browser.get(f"{API}witnesses").json()
    assert asked.refused is not None
    assert (asked.refused.why, asked.refused.theirs) == (why, theirs)
    assert quay.do("knows", checkpointing.origin_of(coop)) == [9, [[why, 4 + grows]]]
    assert said["refused"] == why
    for page in (HERE, f"{HERE}witnesses/"):
        assert "<strong>Quay</strong> refused the record" in browser.get(page).content.decode()
    assert "Quay refused the record" in browser.get("/c/harbour/").content.decode()
    assert Cosignature.objects.filter(checkpoint__size=4 + grows).count() == 0
    [entry] = Entry.objects.filter(kind="record.witness-refused.v1")
    assert reads.content(entry)["what"] == {  # type: ignore[index]
        "witness": "Quay",
        "size": 4 + grows,
        "theirs": theirs,
        "why": why,
    }
    ask(coop)
    assert WitnessRefusal.objects.count() == Entry.objects.filter(kind=entry.kind).count() == 1


def test_a_witness_that_begins_anew_signs_again_and_the_record_says_so(
    quay: Sister, witness: Witness, ada: Participant, noon: Moment
) -> None:
    ask(ada.coop)
    put_back(ada.coop, 1)
    act(ada, noon)
    refused = ask(ada.coop)

    quay.do("anew", "Harbour", checkpointing.key_of(ada.coop).told)
    asked = ask(ada.coop)

    assert refused.refused is not None
    assert (asked.refused, asked.trouble) == (None, "")
    assert Entry.objects.filter(kind="record.witness-signs-again.v1").count() == 1


def test_what_stands_in_the_way_is_named_and_nobody_inside_is_called(
    witness: Witness, ada: Participant, settings: Any
) -> None:
    latest = signed(ada.coop)
    told = {}
    for what, address, nearby in (
        ("silent", "http://127.0.0.1:9/witness", True),
        ("inside", "https://127.0.0.1/witness", False),
        ("address", "http://127.0.0.1:9/witness", False),
    ):
        settings.WITNESSES_NEARBY = nearby
        row = Witness(coop=ada.coop, name="Eve", address=address, key=witness.key)
        told[what] = asking.ask(row, latest, 0)

    assert told == {what: asking.Hindered(what) for what in told}


def test_a_record_the_witness_does_not_know_waits_until_it_is_let_in(
    quay: Sister, ada: Participant, noon: Moment, settings: Any, signed_in: SignedIn
) -> None:
    settings.WITNESSES_NEARBY = True
    witnesses.name(
        coop=ada.coop, called="Quay", address=quay.address, told=quay.key, by=ada, at=noon, key="k"
    )
    sequence_all(ada.coop)
    before = ask(ada.coop)
    page = signed_in(ada).get(f"{HERE}witnesses/").content.decode()
    soon = list(asking.due(timezone.now()))
    later = list(asking.due(timezone.now() + dt.timedelta(minutes=3)))

    quay.do("let", "Harbour", checkpointing.key_of(ada.coop).told)
    after = ask(ada.coop)

    assert (before.trouble, before.tries, soon, len(later)) == ("404", 1, [], 1)
    assert "They do not know this record yet" in page
    assert (after.trouble, after.tries, after.theirs) == ("", 0, 1)
    assert Sequenced.objects.filter(coop=ada.coop).count() == 1


def test_two_live_installations_after_a_restart_and_after_backups_were_put_back(
    tmp_path: Path, quay: Sister
) -> None:
    with sister(tmp_path / "harbour", "harbour") as harbour:
        told = harbour.do("found", quay.address, quay.key)
        origin = quay.do("let", "Harbour", told)
        harbour.do("act", "3")
        first = harbour.do("ask")
        for one in (harbour, quay):
            one.do("back-up", str(tmp_path / f"{one.called}.kept"))
        harbour.do("act", "4")
        harbour.do("ask")
        quay.start_again()
        restarted = (quay.do("knows", origin), harbour.do("act", "1"), harbour.do("ask"))

        quay.do("put-back", str(tmp_path / "quay.kept"))
        forgot = quay.do("knows", origin)
        harbour.do("act", "1")
        reminded = (harbour.do("ask"), quay.do("knows", origin))

        harbour.do("put-back", str(tmp_path / "harbour.kept"))
        harbour.do("act", "2")
        refused = harbour.do("ask")

    assert first == ["", 4, "", []]
    assert restarted == ([8, []], 9, ["", 9, "", []])
    assert forgot == [4, []]
    assert reminded == (["", 10, "", [FORGOT]], [10, []])
    assert refused == ["", 4, "rolled-back", ["record.witness-refused.v1"]]
    assert quay.do("knows", origin) == [10, [["rolled-back", 6]]]
