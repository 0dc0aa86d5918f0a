"""Naming witnesses and being one: who may, what is refused, and what answers mean, on both engines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bylaws.kernel.faults import Fault, NotThere, Refused
from bylaws.record.checkpoints import cosignature, cosigned_message
from bylaws.record.notes import COSIGNATURE, Key, read_note
from bylaws.record.witnessing import write_request
from tests.bylaws.record.signing import pair
from tests.toadlane.conftest import join, operate
from tests.toadlane.record.test_checkpoints import act, signed
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import alarms, witnessed
from toadlane.mail.models import Letter
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.record import (
    asking,
    calling,
    checkpointing,
    growing,
    signing,
    tasks,
    witnesses,
    witnessing,
)
from toadlane.record.models import (
    Contradiction,
    Cosignature,
    Entry,
    Origin,
    Seen,
    Witness,
    WitnessAsking,
    WitnessEnded,
)

SignedIn = Callable[[Participant | Person], Client]
HERE = "/c/harbour/record/witnesses/"
API = "/api/v1/coops/harbour/record/witnesses"
QUAY, _ = pair("quay.example/witness", 11, COSIGNATURE)
ADDRESS = "https://quay.example/witness"
SENT = {"called": "Quay", "address": ADDRESS, "told": QUAY.told, "key": "a"}


@pytest.fixture
def witness(ada: Participant, noon: Moment) -> Witness:
    return witnesses.name(
        coop=ada.coop, called="Quay", address=ADDRESS, told=QUAY.told, by=ada, at=noon, key="k"
    )


def test_whoever_keeps_the_records_names_a_witness_once_and_ends_it(
    ada: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)

    sent = [browser.post(HERE, SENT).status_code for _ in range(2)]
    [one] = browser.get(API).json()
    page = browser.get(HERE).content.decode()
    dee = join(ada.coop, "dee", "member", dt.date(2024, 1, 1))
    others = [signed_in(who).post(HERE, {**SENT, "key": "b"}).status_code for who in (bo, dee)]
    twice = browser.post(HERE, {**SENT, "key": "c"})
    ended = browser.post(f"{HERE}{one['witness']}/end/", {"key": "d"})
    again = browser.post(f"{HERE}{one['witness']}/end/", {"key": "e"})

    assert (sent, others, twice.status_code) == ([302, 302], [404, 409], 409)
    assert (one["name"], one["address"], one["key"], one["signed"]) == ("Quay", ADDRESS, QUAY.told, 0)
    assert "is asked as soon as there is something to sign" in page
    assert (ended.status_code, again.status_code, browser.get(API).json()) == (302, 404, [])
    assert (Witness.objects.count(), WitnessEnded.objects.count()) == (1, 1)
    assert sorted(Entry.objects.values_list("kind", flat=True)) == [
        "record.witness-ended.v1",
        "record.witness-named.v1",
    ]


def test_the_same_over_the_api_and_nobody_outside_sees_it(
    ada: Participant, chi: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    said = {"name": "Quay", "address": ADDRESS, "signs_with": QUAY.told, "key": "a"}

    made = browser.post(API, said, content_type="application/json")
    none = browser.post(f"{API}/{made.json()['witness']}/end", {"key": "b"}, content_type="application/json")

    assert (made.status_code, none.status_code, none.json()) == (201, 200, [])
    assert [signed_in(chi).get(where).status_code for where in (HERE, API)] == [404, 404]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"address": "quay.example"}, "record.witness-address"),
        ({"address": "http://quay.example/witness"}, "record.witness-address"),
        ({"address": "https://quay.example/witness?a=1"}, "record.witness-address"),
        ({"address": "https://ada@quay.example/witness"}, "record.witness-address"),
        ({"address": "https://quay.example:port/witness"}, "record.witness-address"),
        ({"address": "https://quay.example/wit ness"}, "record.witness-address"),
        ({"told": "nonsense"}, "record.key"),
        ({"told": pair("quay.example/record", 11)[0].told}, "record.record-key"),
        ({"told": "ours"}, "record.witness-own"),
    ],
)
def test_what_cannot_be_a_witness_is_said_beside_the_field(
    ada: Participant, noon: Moment, sent: dict[str, str], code: str
) -> None:
    said = {**SENT, **sent}
    told = signing.witness_key().told if said["told"] == "ours" else said["told"]

    with pytest.raises(Fault) as refused:
        witnesses.name(
            coop=ada.coop, called="Quay", address=said["address"], told=told, by=ada, at=noon, key="a"
        )

    assert (refused.value.code, Witness.objects.count()) == (code, 0)


def test_ten_witnesses_are_plenty(ada: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witnesses, "MOST", 1)
    first, second = (pair(f"w{n}.example", n, COSIGNATURE)[0].told for n in (1, 2))
    witnesses.name(coop=ada.coop, called="One", address=ADDRESS, told=first, by=ada, at=noon, key="a")

    with pytest.raises(Refused) as refused:
        witnesses.name(coop=ada.coop, called="Two", address=ADDRESS, told=second, by=ada, at=noon, key="b")

    assert refused.value.code == "record.witnesses-many"


def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The co-op's own installation answers as its witness, without a line between them."""

    def post(_address: str, body: str) -> calling.Heard:
        said = witnessing.answer(body, at=timezone.now())
        return calling.Heard(said.status, said.body)

    monkeypatch.setattr(calling, "post", post)


def by_ourselves(coop: Coop, witness: Witness) -> Witness:
    """The same witness, as if our own key were another house's; and our record let in."""
    operator = Person.objects.create(email="olive@quay.example", name="Olive", operates=True)
    witnessing.let(name="Harbour", told=checkpointing.key_of(coop).told, by=operator, at=timezone.now())
    return Witness(pk=witness.pk, coop=coop, name="Quay", address=ADDRESS, key=signing.witness_key().told)


def test_a_checkpoint_is_witnessed_and_its_rollback_told_to_everybody_concerned(  # noqa: PLR0917 — two are told
    ada: Participant,
    bo: Participant,
    witness: Witness,
    noon: Moment,
    monkeypatch: pytest.MonkeyPatch,
    signed_in: SignedIn,
) -> None:
    in_process(monkeypatch)
    own = by_ourselves(ada.coop, witness)
    operate(bo)
    act(ada, noon, 4)
    tasks.sequence.func()
    checkpoint = signed(ada.coop)
    row = WitnessAsking.objects.get()
    asking.settle(row, checkpoint, asking.ask(own, checkpoint, 0), timezone.now())
    kept = Cosignature.objects.get()
    Origin.objects.update(size=9)
    Seen.objects.all().delete()
    last = Origin.objects.get()
    last.note = last.note.replace("\n5\n", "\n9\n")
    last.save()

    outcome = asking.ask(own, checkpoint, 0)
    for _ in range(2):
        asking.settle(row, checkpoint, outcome, timezone.now())
    tasks.sequence.func()
    hearing.work_off()
    alarms.look.func()

    assert (kept.checkpoint, kept.witness_id) == (checkpoint, witness.pk)
    assert outcome == asking.Denied(asking.Why.ROLLED_BACK, 9)
    assert [one.participant.key for one in Notice.objects.filter(kind=witnessed.KIND.key)] == ["ada"]
    odd = Contradiction.objects.get()
    assert (odd.why, odd.stands, len(list(witnessed.alarms()))) == ("rolled-back", False, 1)
    Contradiction.objects.update(since=odd.since - witnessing.PERSISTS)
    assert asking.ask(own, checkpoint, 0) == outcome
    titles = {who.key: [item.title for item in witnessed.for_keepers(who, noon)] for who in (ada, bo)}
    assert titles == {who: ["Quay refused the record: it is not what they signed before"] for who in titles}
    assert [one.title for one in witnessed.for_operators(bo, noon)] == [
        "The record of Harbour is not what was signed here before"
    ]
    assert list(witnessed.for_operators(ada, noon)) == []
    assert "refused" in signed_in(bo).get("/house/witness/").content.decode()
    assert Letter.objects.filter(key__startswith="house:record-").count() == 0  # nobody proved an address
    assert len(list(witnessed.alarms())) == 2


ANSWERS = {
    "not-understood": [(200, "signed\n"), (500, ""), (302, ""), (409, "many\n"), (409, "-1\n")],
    "another-key": [(200, ""), (200, "— eve.example AAAAAAA=\n")],
    "404": [(404, "")],
    "403": [(403, "")],
}


def test_what_a_witness_answers_is_understood_or_said_to_be_not(
    ada: Participant, witness: Witness, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(ada, noon)
    checkpoint = signed(ada.coop)
    told: dict[str, list[object]] = {}
    for what, answers in ANSWERS.items():
        for status, body in answers:
            monkeypatch.setattr(calling, "post", lambda *_, s=status, b=body: calling.Heard(s, b))
            told.setdefault(what, []).append(asking.ask(witness, checkpoint, 0))

    assert told == {what: [asking.Hindered(what)] * len(answers) for what, answers in ANSWERS.items()}
    monkeypatch.setattr(calling, "post", lambda *_: calling.Heard(422, ""))
    assert asking.ask(witness, checkpoint, 0) == asking.Denied(asking.Why.FORKED, 0)


def request_of(coop: Coop, old: int = 0) -> str:
    checkpoint = checkpointing.latest(coop)
    assert checkpoint is not None
    return write_request(old, growing.growth(coop, old, checkpoint.size), checkpoint.note)


def test_the_endpoint_answers_as_published(ada: Participant, noon: Moment, signed_in: SignedIn) -> None:
    act(ada, noon, 3)
    signed(ada.coop)
    browser = Client(enforce_csrf_checks=True)

    def post(body: str) -> tuple[int, str, str]:
        said = browser.post("/witness/add-checkpoint", body, content_type="text/plain")
        return said.status_code, said["Content-Type"], said.content.decode()

    written = request_of(ada.coop)
    unknown, junk = post(written), post("old 0\n")
    operate(ada)
    house = signed_in(ada)
    eve = Key(checkpointing.origin_of(ada.coop), 1, bytes(32))
    house.post("/house/witness/", {"name": "Harbour", "told": eve.told, "key": "a"})
    forbidden = post(written)
    house.post(
        "/house/witness/", {"name": "Harbour", "told": checkpointing.key_of(ada.coop).told, "key": "b"}
    )
    first, again = post(written), post(written)
    house.post(f"/house/witness/{Origin.objects.get().pk}/end/")

    assert [one[0] for one in (unknown, junk, forbidden, first, again)] == [404, 400, 403, 200, 409]
    assert again[1:] == ("text/x.tlog.size", "3\n")
    assert first[2].startswith("— toad-lane-witness/")
    assert (post(written)[0], post("x" * 300_000)[0]) == (404, 400)
    assert browser.get("/witness/add-checkpoint").status_code == 405
    assert browser.post("/witness/add-checkpoint", b"\xff", content_type="text/plain").status_code == 400


def test_only_whoever_runs_the_installation_lets_records_in(
    ada: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    operate(ada)
    where, key = "/api/v1/house/witness", checkpointing.key_of(ada.coop).told
    browser = signed_in(ada)
    said = {"name": "Harbour", "signs_with": key}

    let = browser.post(f"{where}/origins", said, content_type="application/json").json()
    [origin] = let["origins"]
    gone = browser.delete(f"{where}/origins/{origin['origin']}").json()
    wrong = browser.post(
        f"{where}/origins", {**said, "signs_with": QUAY.told}, content_type="application/json"
    )

    assert (let["key"], let["address"]) == (signing.witness_key().told, witnessing.own_address())
    assert (origin["key"], origin["size"], origin["contradictions"], gone["origins"]) == (key, 0, [], [])
    assert (wrong.status_code, wrong.json()["code"]) == (422, "record.witness-key")
    other = signed_in(bo)
    assert [other.get(path).status_code for path in (where, "/house/witness/")] == [404, 404]
    assert other.post("/house/witness/", {"name": "x", "told": key, "key": "a"}).status_code == 404


def test_a_witness_who_names_one_size_and_then_another_is_not_understood(
    ada: Participant, witness: Witness, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(ada, noon, 3)
    checkpoint = signed(ada.coop)
    sizes = iter(("1\n", "2\n"))
    monkeypatch.setattr(calling, "post", lambda *_: calling.Heard(409, next(sizes)))

    assert asking.ask(witness, checkpoint, 0) == asking.Hindered("not-understood")
    assert list(sizes) == []


def test_a_line_from_a_time_to_come_counts_for_nothing(
    ada: Participant, witness: Witness, noon: Moment
) -> None:
    act(ada, noon)
    checkpoint = signed(ada.coop)
    own, text = by_ourselves(ada.coop, witness), read_note(checkpoint.note).text

    def line(time: int) -> asking.Cosigned | None:
        said = signing.sign_as_witness(cosigned_message(text, time))
        one = cosignature(signing.witness_key(), time=time, signed=said)
        return asking.cosigned((one,), own, checkpoint)

    last = line(asking.LATEST - 1)
    assert last is not None
    assert (int(last.seen_at.timestamp()), line(asking.LATEST)) == (asking.LATEST - 1, None)


def test_a_round_ends_with_its_patience_and_nobody_else_is_asked(
    ada: Participant, witness: Witness, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(ada, noon)
    signed(ada.coop)
    asked: list[str] = []

    def post(address: str, _body: str) -> calling.Heard:
        asked.append(address)
        return calling.Heard(404, "")

    monkeypatch.setattr(calling, "post", post)
    monkeypatch.setattr(asking, "ROUND_S", -1.0)
    asking.ask_all(timezone.now())
    late = list(asked)
    monkeypatch.setattr(asking, "ROUND_S", 60.0)
    asking.ask_all(timezone.now())

    assert (late, asked) == ([], [ADDRESS + asking.ADD])


def test_a_witness_is_ended_once_and_whoever_may_not_see_the_record_names_none(
    ada: Participant, bo: Participant, witness: Witness, noon: Moment
) -> None:
    ended = [witnesses.end(witness=witness, by=ada, at=noon, key="a") for _ in range(2)]

    with pytest.raises(NotThere):
        witnesses.end(witness=witness, by=ada, at=noon, key="b")
    with pytest.raises(NotThere):
        witnesses.name(coop=ada.coop, called="Eve", address=ADDRESS, told=QUAY.told, by=bo, at=noon, key="c")

    assert ended == [witness, witness]
    assert (Witness.objects.count(), WitnessEnded.objects.count()) == (1, 1)


def test_what_is_asked_from_beyond_its_size_or_signed_by_no_key_is_not_signed_here(
    ada: Participant, witness: Witness, noon: Moment
) -> None:
    act(ada, noon, 3)
    signed(ada.coop)
    by_ourselves(ada.coop, witness)
    written, at = request_of(ada.coop), timezone.now()

    beyond = witnessing.answer(written.replace("old 0", "old 9", 1), at=at)
    Origin.objects.update(key="nonsense")
    keyless = witnessing.answer(written, at=at)

    assert beyond == witnessing.Said(400)
    assert keyless == witnessing.Said(403, "This is not signed by the key of that record.\n")


def test_a_record_that_is_forgotten_is_signed_from_its_beginning(
    ada: Participant, witness: Witness, noon: Moment
) -> None:
    act(ada, noon, 3)
    signed(ada.coop)
    by_ourselves(ada.coop, witness)
    written, at = request_of(ada.coop), timezone.now()
    told, operator = checkpointing.key_of(ada.coop).told, Person.objects.get(operates=True)

    first, again = (witnessing.answer(written, at=at).status for _ in range(2))
    anew = witnessing.let(name="Harbour", told=told, by=operator, at=at, forget=True)
    kept = (anew.size, anew.note, anew.seen_at, anew.seen.count(), anew.contradictions.count())
    after = witnessing.answer(written, at=at).status

    assert (first, again, after) == (200, 409, 200)
    assert kept == (0, "", None, 0, 0)


def test_a_record_that_is_not_there_cannot_be_ended(ada: Participant, signed_in: SignedIn) -> None:
    operate(ada)
    browser, where = signed_in(ada), "/api/v1/house/witness"

    page = browser.post(f"/house/witness/{uuid4()}/end/")
    api = browser.delete(f"{where}/origins/{uuid4()}")

    assert (page.status_code, api.status_code) == (404, 404)
    assert browser.get(where).json() == {
        "key": signing.witness_key().told,
        "address": witnessing.own_address(),
        "origins": [],
    }
