"""One's own data by every way: pages and programs, and what goes wrong on it."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bylaws.kernel.faults import Fault
from tests.toadlane.decisions.conftest import dee, enter, governed
from tests.toadlane.keeping.own import API, PAGE, Signed, asked, made, parts
from tests.toadlane.keeping.test_own_erasure import eli, erase, just_shown, refused
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import matters
from toadlane.keeping.models import Correction, Erasure, OwnFile
from toadlane.keeping.own import erasing, fates, making, verbs, writing
from toadlane.keeping.own import matters as own
from toadlane.meetings import files
from toadlane.meetings.models import Document
from toadlane.people.models import Person
from toadlane.talk import attached
from toadlane.talk.attached_rows import Attachment

__all__ = ["dee", "eli", "enter", "governed"]
pytestmark = pytest.mark.django_db


def test_full_disk_is_told_and_the_file_can_be_asked_for_again(
    house: Path, harbour: Coop, bo: Participant, signed_in: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    row = asked(bo)
    with monkeypatch.context() as small:
        small.setattr(writing, "write", full)
        with pytest.raises(Fault) as met:
            making.carry_out(key=row.pk)
    page = signed_in(bo)
    shown = page.get(PAGE).content.decode()
    file = page.get(f"{API}/{row.pk}/file")

    again = page.post(API, {"key": "again"}, content_type="application/json")

    assert (met.value.code, "disk of this installation is full" in shown) == ("own.disk-full", True)
    assert (file.status_code, file.json()["code"]) == (409, "own.failed")
    assert (again.status_code, OwnFile.objects.count()) == (202, 2)


def test_a_file_on_its_way_is_not_removed_and_one_lost_from_the_disk_is_gone(
    house: Path, harbour: Coop, bo: Participant, signed_in: Signed
) -> None:
    page, row = signed_in(bo), asked(bo)
    early = page.post(f"{PAGE}{row.pk}/removal/", {"key": "k"}).status_code
    making.place_of(made(row)).unlink()

    lost = page.get(f"{API}/{row.pk}/file")
    by_program = page.post(f"{API}/{row.pk}/removal", {"key": "k"}, content_type="application/json")

    assert (early, lost.status_code, lost.json()["code"]) == (409, 404, "own.gone")
    assert (by_program.status_code, by_program.json()["state"]) == (200, "gone")


def test_a_document_about_me_and_a_file_of_mine_go_along_as_they_were_brought(
    house: Path, harbour: Coop, bo: Participant
) -> None:
    digest, day = "a" * 64, dt.date(2024, 5, 1)
    Document.objects.create(
        coop=harbour,
        information_class="evaluations",
        about=bo,
        kind="other",
        happened_on=day,
        digest=digest,
        size=4,
        form="md",
        entered_on=day,
        entered_by=bo,
    )
    place = files.path_of(harbour, (digest, "md"))
    place.parent.mkdir(parents=True)
    place.write_text("Kind words")
    hung = Attachment.objects.create(
        coop=harbour,
        kind="proposal",
        subject="quiet",
        information_class="decisions",
        by=bo,
        file_name="plan.md",
        digest="b" * 64,
        size=4,
        form="md",
        attached_at=dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC),
    )
    plan = attached.path_of(harbour, (hung.digest, hung.form))
    plan.parent.mkdir(parents=True)
    plan.write_text("A plan")

    told = parts(making.place_of(made(asked(bo))))

    assert told[f"harbour/files/{digest}.md"] == "Kind words"
    assert told[f"harbour/files/{hung.digest}.md"] == "A plan"


def test_corrections_are_asked_and_answered_by_programs_too(
    governed: Coop, ada: Participant, bo: Participant, signed_in: Signed
) -> None:
    api, said = "/api/v1/coops/harbour/corrections", {"of": "name", "text": "Bo, not Beau", "key": "k"}
    first, again = (send(signed_in(bo), api, said) for _ in range(2))
    answer = f"{api}/{first.json()['correction']}/answer"

    no_reason = send(signed_in(ada), answer, {"done": False, "key": "a"})
    declined = send(signed_in(ada), answer, {"done": False, "answer": "It is Beau.", "key": "b"})
    same_click = send(signed_in(ada), answer, {"done": False, "answer": "It is Beau.", "key": "b"})

    assert (first.status_code, again.json(), Correction.objects.count()) == (201, first.json(), 1)
    assert (no_reason.status_code, no_reason.json()["code"]) == (422, "correction.answer")
    assert (declined.json()["state"], same_click.status_code) == ("declined", 200)


def test_erasure_is_shown_to_whom_it_is_about_and_done_on_the_page(
    eli: Participant, bo: Participant, signed_in: Signed
) -> None:
    page = just_shown(signed_in(eli), eli)
    account_page = page.get("/me/data/erasure/").content.decode()

    done = page.post("/c/harbour/people/erasure/mine/", {"key": "k", "typed": "eli"})

    others = signed_in(bo).get("/api/v1/coops/harbour/people/eli/erasure")
    assert ("Harbour Web Cooperative" in account_page, done.status_code, others.status_code) == (
        True,
        302,
        404,
    )
    assert Erasure.objects.get().participant == eli


def test_an_account_is_erased_by_programs_only_after_showing_who_it_is(
    eli: Participant, signed_in: Signed
) -> None:
    page, said = signed_in(eli), {"typed": "eli.strom@mail.example", "key": "k"}

    early = send(page, "/api/v1/me/erasure", said)
    just_shown(page, eli)
    mistyped = send(page, "/api/v1/me/erasure", {**said, "typed": "eli"})
    done = send(page, "/api/v1/me/erasure", said)

    assert [early.json()["code"], mistyped.json()["code"]] == ["own.sign-in-again", "erasure.address"]
    assert (done.status_code, Person.objects.filter(name="Eli Ström").exists()) == (204, False)


def test_what_was_erased_is_not_erased_again(eli: Participant, noon: Moment) -> None:
    first = erase(eli, noon)
    same_click = erase(eli, noon)

    again = refused(lambda: erase(eli, noon, key="another"))
    erasing.erase_account(person=Person(pk=eli.pk, email="x@y.example"), at=noon.instant, key="k", typed="x")

    assert (same_click, again) == (first, "erasure.done")


def test_a_kind_of_row_that_nobody_placed_stops_the_erasure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fates, "FATES", {})

    assert refused(lambda: fates.fate_of(Correction)) == "erasure.unknown"
    assert fates.fate_of(Erasure) is fates.Fate.DECIDED


def test_the_request_of_somebody_leads_to_where_it_is_carried_out(harbour: Coop) -> None:
    where = matters.matter(own.ERASE).page(harbour, "eli")

    assert where == reverse("keeping:erasure-of", args=["harbour", "eli"])
    assert own.page(harbour, "no key/at all") == ""


def send(browser: Client, where: str, said: dict[str, Any]) -> Any:
    return browser.post(where, said, content_type="application/json")


def test_nobody_from_elsewhere_takes_the_data_of_a_co_op(harbour: Coop, chi: Person, noon: Moment) -> None:
    assert refused(lambda: verbs.take_own(only=harbour, by=chi, at=noon.instant, key="k")) == "not-there"
