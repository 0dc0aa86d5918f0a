"""Corrections and erasure: what goes is gone, what stays is said, and every proof still holds."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import join, operate
from tests.toadlane.decisions.conftest import dee, enter, governed
from tests.toadlane.keeping.own import Signed, account, asked, made
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority
from toadlane.keeping import exporting
from toadlane.keeping.models import Correction, Erasure, OwnFile
from toadlane.keeping.own import erasing, making, verbs
from toadlane.keeping.own.matters import ERASE
from toadlane.mail.models import Letter
from toadlane.meetings import files
from toadlane.meetings.models import Document, DocumentWords
from toadlane.members.verbs import rename
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.record.reads import content, stands
from toadlane.record.verbs import append, sequence
from toadlane.work.models import HoursImport

__all__ = ["dee", "enter", "governed"]
pytestmark = pytest.mark.django_db
Asked = Callable[..., Correction]


@pytest.fixture
def eli(governed: Coop, ada: Participant, noon: Moment) -> Participant:
    """Was a member until the winter; the record told their name once, a file of hours holds it, too."""
    eli = join(governed, "eli", "former", dt.date(2025, 2, 1))
    since, until = dt.date(2024, 1, 1), dt.date(2025, 2, 1)
    StagePeriod.objects.create(
        coop=governed, participant=eli, stage="member", valid_from=since, valid_until=until
    )
    Person.objects.filter(participants=eli).update(name="Eli Ström", email="eli.strom@mail.example")
    Participant.objects.filter(pk=eli.pk).update(name="Eli Ström")
    append(kind="test.said.v1", what={"name": "Eli Ström"}, by=ada, at=noon, subject="eli")
    append(kind="test.said.v1", what={"who": "eli"}, by=ada, at=noon, subject="eli")
    sequence(coop=governed)
    HoursImport.objects.create(
        coop=governed,
        who=ada,
        file_name="toggl.csv",
        size=9,
        uploaded_at=noon.instant,
        mapping={"people": {"Eli Ström": "eli", "Ada": "ada"}},
    )
    return Participant.objects.select_related("coop", "person").get(pk=eli.pk)


def erase(who: Participant, at: Moment, **other: object) -> Erasure:
    said = {"participant": who, "by": who, "at": at, "key": "erase", "typed": who.key}
    return erasing.erase(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as met:
        act()
    return met.value.code


def just_shown(client: Client, who: Participant) -> Client:
    """They entered their password a moment ago."""
    account(who).set_password("a kettle of fish")
    account(who).save()
    client.force_login(account(who))
    assert client.post("/account/again/", {"password": "a kettle of fish"}).status_code == 302
    return client


def test_what_is_personal_goes_and_what_the_books_need_stays(eli: Participant, noon: Moment) -> None:
    row = erase(eli, noon)

    eli.refresh_from_db()
    [source] = HoursImport.objects.all()
    assert (eli.name, eli.person, eli.key) == (f"former member {eli.pk.hex[-4:]}", None, "eli")
    assert source.mapping == {"people": {eli.name: "eli", "Ada": "ada"}}
    assert (row.participant, row.by, row.authority) == (eli, eli, None)
    assert StagePeriod.objects.filter(participant=eli).count() == 2


def test_only_the_entry_that_held_the_name_is_emptied_and_every_proof_stands(
    eli: Participant, noon: Moment, governed: Coop
) -> None:
    before = exporting.head(governed, "default")

    erase(eli, noon)

    first, second = Entry.objects.filter(kind="test.said.v1").order_by("recorded_at", "pk")
    told = Entry.objects.get(kind="person.erased.v1")
    said = content(told)
    assert (content(first), stands(first), stands(second), stands(told)) == (None, None, True, True)
    assert said is not None
    assert (told.subject, said["what"]["emptied"]) == ("eli", [str(first.pk)])
    assert exporting.head(governed, "default").digest == before.digest


def test_who_was_erased_came_back_and_left_is_erased_again_and_every_proof_stands_both_times(
    eli: Participant, ada: Participant, noon: Moment, governed: Coop
) -> None:
    first = erase(eli, noon)
    nothing_left = refused(lambda: erase(eli, noon, key="at once"))
    rename(participant=eli, name="Elin Ström", by=ada, at=noon, key="rename")
    Participant.objects.filter(pk=eli.pk).update(person=Person.objects.get(name="Eli Ström"))
    append(kind="test.said.v1", what={"name": "Elin Ström"}, by=ada, at=noon, subject="eli")
    sequence(coop=governed)
    before = exporting.head(governed, "default")
    back = Participant.objects.select_related("coop", "person").get(pk=eli.pk)
    is_back = not erasing.is_erased(back)

    second = erase(back, noon, key="second")

    eli.refresh_from_db()
    again = Entry.objects.filter(kind="test.said.v1").order_by("recorded_at", "pk").last()
    told = Entry.objects.filter(kind="person.erased.v1")
    assert again is not None
    assert (nothing_left, is_back, second.pk != first.pk) == ("erasure.done", True, True)
    assert (eli.name, eli.person, content(again)) == (erasing.label_of(eli), None, None)
    assert [stands(one) for one in told] == [True, True]
    assert exporting.head(governed, "default").digest == before.digest
    assert erasing.is_erased(Participant.objects.select_related("coop").get(pk=eli.pk))


def test_nothing_anywhere_in_the_database_says_the_name_or_address_any_more(
    eli: Participant, noon: Moment, enter: Callable[..., Authority]
) -> None:
    address = account(eli).email
    Letter.objects.create(key="l", kind=Letter.Kind.ACCOUNT, to=address, subject="Eli Ström")

    erasing.erase_account(person=account(eli), at=noon.instant, key="k", typed=f" {address.upper()} ")

    out = io.StringIO()
    call_command("dumpdata", stdout=out, exclude=["contenttypes", "auth"])
    left = out.getvalue()
    assert [said for said in (address, "Eli Str\\u00f6m", "Eli Ström", "eli.strom") if said in left] == []


def test_documents_about_them_lose_their_words_and_files_and_keep_their_digests(
    house: Path, eli: Participant, noon: Moment, django_capture_on_commit_callbacks: Any
) -> None:
    document = Document.objects.create(
        coop=eli.coop,
        information_class="personal-details",
        about=eli,
        kind="other",
        happened_on=dt.date(2024, 5, 1),
        digest="d" * 64,
        size=3,
        form="md",
        entered_on=dt.date(2024, 5, 1),
        entered_by=eli,
    )
    DocumentWords.objects.create(
        coop=eli.coop, document=document, salt=b"s" * 32, title="Talk", file_name="talk.md"
    )
    place = files.path_of(eli.coop, (document.digest, "md"))
    place.parent.mkdir(parents=True)
    place.write_text("Eli")

    with django_capture_on_commit_callbacks(execute=True):
        erase(eli, noon)

    kept = Document.objects.get(pk=document.pk)
    assert (kept.digest, hasattr(kept, "erasure"), DocumentWords.objects.count(), place.exists()) == (
        "d" * 64,
        True,
        0,
        False,
    )


def test_refused_while_they_take_part_hold_a_role_are_owed_money_or_typed_something_else(
    eli: Participant, ada: Participant, bo: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toadlane.books import journal

    answers = [
        refused(lambda: erase(bo, noon)),
        refused(lambda: erase(eli, noon, typed="Eli")),
        refused(lambda: erase(eli, noon, by=bo)),
        refused(lambda: erase(eli, noon, by=ada)),
    ]
    with monkeypatch.context() as owing:
        owing.setattr(journal, "balances", lambda *_a, **_k: {"member/eli/payable": -1250})
        answers.append(refused(lambda: erase(eli, noon)))
    RolePeriod.objects.create(coop=eli.coop, participant=eli, role="scribe", valid_from=dt.date(2025, 2, 1))
    answers.append(refused(lambda: erase(eli, noon)))

    assert answers == [
        "erasure.still-here",
        "erasure.key",
        "members.not-founder",
        "erasure.request",
        "erasure.money",
        "erasure.role",
    ]
    assert not Erasure.objects.exists()


def test_somebody_else_erases_only_on_a_request_that_two_members_hold(
    eli: Participant, dee: Participant, noon: Moment, enter: Callable[..., Authority], signed_in: Signed
) -> None:
    ada = Participant.objects.select_related("person").get(key="ada")
    request = enter(matter=ERASE, subject="eli", key="asked", text="Their letter of 1 March")
    page = just_shown(signed_in(ada), ada)
    early = page.get("/c/harbour/people/eli/erasure/").content.decode()
    confirm_authority(authority=request, by=dee, at=noon, key="confirm")

    shown = page.get("/c/harbour/people/eli/erasure/").content.decode()
    said = {"key": "k", "typed": "eli", "authority": str(request.pk)}
    done = [page.post("/c/harbour/people/eli/erasure/", said).status_code for _ in range(2)]

    assert ("No confirmed request" in early, "Erase it for good" in shown) == (True, True)
    assert (done[0], Erasure.objects.get().authority) == (302, request)
    assert signed_in(dee).get("/c/harbour/people/eli/erasure/").status_code == 404


def test_an_open_screen_is_not_enough_and_a_double_click_erases_once(
    eli: Participant, signed_in: Signed
) -> None:
    page, said = signed_in(eli), {"typed": "eli", "key": "k"}
    api = "/api/v1/coops/harbour/people/eli/erasure"

    seen = page.get("/c/harbour/people/erasure/mine/")
    sent = page.post("/c/harbour/people/erasure/mine/", said)
    over_api = page.post(api, said, content_type="application/json").json()["code"]
    told = page.get(api).json()
    just_shown(page, eli)
    done = page.post(api, said, content_type="application/json")

    assert ("What stays, and why" in seen.content.decode(), sent.url.split("?")[0]) == (  # type: ignore[attr-defined]
        True,
        "/account/again/",
    )
    assert over_api == "own.sign-in-again"
    assert (told["in_the_way"], told["rows"][0]["goes"], told["rows"][-1]["goes"]) == ([], True, False)
    assert (done.status_code, Erasure.objects.count()) == (200, 1)
    assert page.get("/c/harbour/people/erasure/mine/").status_code == 404


def test_the_account_goes_with_its_sessions_and_files_but_not_of_whoever_runs_the_machine(
    house: Path,
    eli: Participant,
    ada: Participant,
    signed_in: Signed,
    django_capture_on_commit_callbacks: Any,
) -> None:
    operate(ada)
    row = made(asked(eli))
    page = just_shown(signed_in(eli), eli)
    stopped = refused(
        lambda: erasing.erase_account(
            person=account(ada), at=timezone.now(), key="k", typed=account(ada).email
        )
    )

    with django_capture_on_commit_callbacks(execute=True):
        done = page.post("/me/data/erasure/", {"key": "k", "typed": account(eli).email})

    assert (stopped, done.status_code, page.get("/me/data/").status_code) == ("erasure.operates", 302, 302)
    assert (Person.objects.filter(name="Eli Ström").exists(), OwnFile.objects.exists()) == (False, False)
    assert not making.place_of(row).exists()
    making.carry_out(key=row.pk)
    assert not making.place_of(row).exists()


def test_a_correction_is_asked_read_on_today_and_answered_once(
    governed: Coop, ada: Participant, bo: Participant, signed_in: Signed
) -> None:
    asks, answers = signed_in(bo), signed_in(ada)
    where = "/c/harbour/people/corrections/"
    said = {"key": "c", "of": "hours", "text": "Monday’s three hours are four."}

    sent = [asks.post(f"{where}mine/", said).status_code for _ in range(2)]
    [row] = Correction.objects.all()
    today = answers.get("/c/harbour/").content.decode()
    read = answers.get(f"{where}{row.pk}/").content.decode()
    no_reason = answers.post(f"{where}{row.pk}/", {"key": "a", "done": "no", "answer": ""}).status_code
    done = answers.post(f"{where}{row.pk}/", {"key": "b", "done": "yes", "answer": ""}).status_code
    again = answers.post(f"{where}{row.pk}/", {"key": "d", "done": "yes", "answer": ""}).status_code
    mine = asks.get("/api/v1/coops/harbour/corrections").json()

    assert (sent, "Bo asks for a correction" in today, said["text"] in read) == ([302, 302], True, True)
    assert (no_reason, done, again) == (422, 302, 409)
    assert [(one["text"], one["state"]) for one in mine] == [(said["text"], "done")]
    kinds = Entry.objects.filter(kind__startswith="correction.").order_by("recorded_at", "pk")
    assert [(one.kind, one.subject) for one in kinds] == [
        ("correction.asked.v1", "bo"),
        ("correction.answered.v1", "bo"),
    ]
    assert "four" not in str([content(one) for one in kinds])


def test_corrections_are_for_whom_they_are_about_and_whoever_answers(
    ada: Participant, bo: Participant, dee: Participant, noon: Moment, signed_in: Signed
) -> None:
    row = verbs.ask_correction(of="other", text="x", by=bo, at=noon, key="c")
    where = "/c/harbour/people/corrections/"
    other = signed_in(dee)

    hidden = [
        other.get(f"{where}{row.pk}/").status_code,
        other.get(f"{where}all/").status_code,
        other.post(
            f"/api/v1/coops/harbour/corrections/{row.pk}/answer",
            {"done": True, "key": "k"},
            content_type="application/json",
        ).status_code,
    ]
    by_themselves = refused(
        lambda: verbs.answer_correction(correction=row, done=True, answer="", by=bo, at=noon, key="k")
    )

    assert (hidden, by_themselves) == ([404] * 3, "members.not-founder")
    assert signed_in(ada).get(f"{where}all/").status_code == 200


@pytest.mark.parametrize("said", [{"text": "  "}, {"text": "x" * 2001}, {"of": "moon"}, {"text": "a\x00b"}])
def test_a_correction_without_usable_words_is_refused(
    governed: Coop, bo: Participant, noon: Moment, said: dict[str, str]
) -> None:
    whole = {"of": "name", "text": "Bo, not Beau", **said}

    assert refused(lambda: verbs.ask_correction(**whole, by=bo, at=noon, key="c")) == "correction.text"


def test_nobody_is_buried_in_corrections(governed: Coop, bo: Participant, noon: Moment) -> None:
    for number in range(verbs.OPEN_MOST):
        verbs.ask_correction(of="name", text="x", by=bo, at=noon, key=f"{number}")

    assert refused(lambda: verbs.ask_correction(of="name", text="x", by=bo, at=noon, key="k")) == (
        "correction.many"
    )
