"""Taking one's own data: everything of mine, nothing of others, in a file that only I can fetch."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from tests.toadlane.conftest import join, operate
from tests.toadlane.decisions.conftest import dee, enter, governed
from tests.toadlane.keeping.own import (
    API,
    PAGE,
    Signed,
    account,
    asked,
    made,
    parts,
    rows,
    table,
)
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.rows import BookRow
from toadlane.decisions.models import Authority
from toadlane.keeping import tasks
from toadlane.keeping.models import OwnFile
from toadlane.keeping.own import holdings, making, verbs
from toadlane.keeping.own.fates import FATES, Fate, fate_of
from toadlane.members.entering import NewPerson
from toadlane.members.verbs import bring_in
from toadlane.people.models import Person
from toadlane.people.sealing import seal
from toadlane.privacy.models import Detail
from toadlane.record.models import Entry
from toadlane.work.models import TimeEntry

__all__ = ["dee", "enter", "governed"]
pytestmark = pytest.mark.django_db


def test_every_model_that_names_a_person_is_told_of_and_has_a_fate() -> None:
    told = {one.label for one in holdings.holdings()} | set(holdings.NO_ROWS_OF_THEIR_OWN)
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in {Person, Participant}
    }

    assert pointing - told == set()
    assert {fate_of(one.model) for one in holdings.holdings()} == set(Fate)


def test_nothing_that_is_written_once_is_ever_to_be_removed() -> None:
    books = {model._meta.label for model in apps.get_models() if issubclass(model, BookRow)}

    assert {label for label, fate in FATES.items() if fate in {Fate.GOES, Fate.NAME}} & books == set()


def test_a_row_that_names_a_person_by_key_address_or_what_it_hangs_on_is_found() -> None:
    found = {(one.label, link.path, link.by, link.about) for one in holdings.holdings() for link in one.links}

    assert found >= {
        ("books.Posting", "person", "key", True),
        ("books.ConsentEnded", "consent__participant", "participant", True),
        ("meetings.DocumentWords", "document__about", "participant", True),
        ("books.YearClose", "by", "key", False),
        ("mail.Letter", "to", "email", True),
        ("account.EmailAddress", "user", "person", True),
    }


def test_file_holds_everything_of_mine_and_nothing_of_others(
    house: object, governed: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    day = dt.date(2025, 1, 6)
    for who, note in ((bo, "=the sail shop"), (ada, "the ledger")):
        TimeEntry.objects.create(
            coop=governed,
            participant=who,
            day=day,
            seconds=7200,
            work="development",
            note=note,
            fingerprint=who.key.encode(),
        )
    bring_in(
        coop=governed,
        people=[NewPerson(name="Cleo", email="cleo@harbour.example")],
        by=ada,
        at=noon,
        key="cleo",
    )
    told = parts(making.place_of(made(asked(bo))))

    [mine] = rows(told, "harbour/work-timeentry")
    assert (mine["participant"], mine["seconds"], mine["note"]) == ("bo", 7200, "=the sail shop")
    assert "'=the sail shop" in table(told, "harbour/work-timeentry")[1]
    assert [one["stage"] for one in rows(told, "harbour/coops-stageperiod")] == ["candidate"]
    assert [one["email"] for one in rows(told, "me/people-person")] == ["bo@harbour.example"]
    assert "password" not in rows(told, "me/people-person")[0]
    whole = "".join(told.values())
    assert [word for word in ("cleo@", "the ledger", "ada@harbour.example") if word in whole] == []
    assert all(words in told["index.html"] for words in ("What is kept about Bo", "=the sail shop"))


def test_what_the_record_says_of_me_comes_with_what_proves_it(
    house: object, governed: Coop, bo: Participant
) -> None:
    told = parts(making.place_of(made(asked(bo))))

    [mine] = rows(told, "harbour/record")
    entry = Entry.objects.get(kind="own.taken.v1")
    again = hashlib.sha256(bytes.fromhex(mine["salt"]) + mine["content"].encode()).hexdigest()
    assert (mine["entry"], mine["subject"], again) == (str(entry.pk), "bo", entry.commitment_hex)


def test_what_i_did_and_may_not_see_any_more_is_told_without_its_words(
    house: object, governed: Coop, enter: Callable[..., Authority]
) -> None:
    eli = join(governed, "eli", "former", dt.date(2025, 6, 1))
    since, until = dt.date(2024, 1, 1), dt.date(2025, 6, 1)
    StagePeriod.objects.create(
        coop=governed, participant=eli, stage="member", valid_from=since, valid_until=until
    )
    decision = enter(text="Everything about the merger", by=eli)
    told = parts(making.place_of(made(asked(eli))))

    [mine] = rows(told, "harbour/decisions-authority")
    assert (mine["id"], mine["entered_by"], "text" in mine) == (str(decision.pk), "eli", False)


def test_what_i_keep_sealed_is_told_to_me_in_the_open_and_to_nobody_else(
    house: object, governed: Coop, ada: Participant, bo: Participant
) -> None:
    for who, where in ((bo, "12 Quay Lane"), (ada, "3 Harbour Row")):
        Detail.objects.create(
            participant=who, kind=Detail.Kind.ADDRESS, sealed=seal(where), changed_at=timezone.now()
        )
    told = parts(making.place_of(made(asked(bo))))

    [mine] = rows(told, "harbour/privacy-detail")
    assert (mine["kind"], mine["sealed"]) == ("address", "12 Quay Lane")


def test_asked_twice_in_a_minute_is_one_file_and_one_entry(
    house: object, harbour: Coop, bo: Participant
) -> None:
    now = timezone.now()
    first = asked(bo, at=now)

    again = asked(bo, at=now + dt.timedelta(seconds=59), key="other")
    same_key = asked(bo, at=now + dt.timedelta(hours=1))
    of_one = asked(bo, at=now, key="one", only=harbour)
    later = asked(bo, at=now + dt.timedelta(seconds=61), key="later")

    assert (again.pk, same_key.pk) == (first.pk, first.pk)
    assert len({first.pk, of_one.pk, later.pk}) == 3
    assert Entry.objects.filter(kind="own.taken.v1", subject="bo").count() == 3


def test_nobody_else_fetches_removes_or_counts_my_file(
    house: object, harbour: Coop, ada: Participant, bo: Participant, signed_in: Signed
) -> None:
    operate(ada)
    row = made(asked(bo))
    theirs = signed_in(ada)

    answers = [
        theirs.get(f"{PAGE}{row.pk}/file/").status_code,
        theirs.get(f"{API}/{row.pk}").status_code,
        theirs.get(f"{API}/{row.pk}/file").status_code,
        theirs.post(f"{PAGE}{row.pk}/removal/", {"key": "k"}).status_code,
        theirs.post(f"{API}", {"coop": "elsewhere", "key": "k"}, content_type="application/json").status_code,
    ]

    assert (answers, theirs.get(API).json()) == ([404] * 5, [])
    assert making.place_of(row).exists()


def test_file_is_removed_by_hand_or_after_its_days(
    house: object, harbour: Coop, bo: Participant, signed_in: Signed
) -> None:
    first, second = made(asked(bo)), made(asked(bo, key="2", only=harbour))
    page = signed_in(bo)

    shown = page.get(PAGE).content.decode()
    response = page.get(f"{PAGE}{first.pk}/file/")
    whole = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a file streams
    by_hand = [page.post(f"{PAGE}{first.pk}/removal/", {"key": "k"}).status_code for _ in range(2)]
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        due = tasks.any_expired()
        tasks.remove_expired.call()
        left = (tasks.any_expired(), making.place_of(second).exists())
        gone = signed_in(bo).get(f"{API}/{second.pk}/file")

    assert (shown.count("Download"), response["Cache-Control"]) == (2, "private, no-store")
    assert "me/people-person.csv" in parts(whole)
    assert (by_hand, due, left) == ([302, 302], True, (False, False))
    assert (gone.status_code, gone.json()["code"]) == (404, "own.gone")


def test_page_and_api_ask_for_it_and_tell_how_far_it_is(
    house: object, harbour: Coop, bo: Participant, signed_in: Signed
) -> None:
    page = signed_in(bo)

    asked_for = page.post(PAGE, {"only": "harbour", "key": "a"})
    [line] = page.get(API).json()
    early = page.get(f"{API}/{line['file']}/file").json()["code"]
    part = page.get(PAGE, headers={"HX-Request": "true"})
    again = page.get(PAGE, headers={"HX-Request": "true", "If-None-Match": part["ETag"]})
    ready = made(OwnFile.objects.get())
    over_api = page.post(API, {"coop": None, "key": "b"}, content_type="application/json")

    assert (asked_for.status_code, line["coop"], line["state"], early) == (
        302,
        "harbour",
        "waiting",
        "own.being-made",
    )
    assert (part.status_code, again.status_code, ready.done, ready.of) == (200, 304, 2, 2)
    assert (over_api.status_code, over_api.json()["coop"]) == (202, None)
    assert page.post(PAGE, {"only": "elsewhere", "key": "c"}).status_code == 422


def test_a_person_of_two_co_ops_and_of_none_is_told_of_each(
    house: object, harbour: Coop, bo: Participant, chi: Person
) -> None:
    other = Coop.objects.create(slug="weir", name="Weir", currency="EUR", time_zone="Europe/Madrid")
    joined = join(other, "bob", "member", dt.date(2024, 1, 1))
    Participant.objects.filter(pk=joined.pk).update(person=account(bo))

    both = parts(making.place_of(made(asked(bo))))
    row = verbs.take_own(only=None, by=chi, at=timezone.now(), key="chi")
    none = parts(making.place_of(made(row)))

    assert {name.split("/")[0] for name in both if "/" in name} == {"harbour", "me", "weir"}
    assert {name.split("/")[0] for name in none if "/" in name} == {"me"}
