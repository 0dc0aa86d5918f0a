"""The file of everything: equal to the command's, closed if wanted, kept for some days, begun anew."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.toadlane.broom import sweep
from tests.toadlane.decisions.conftest import browser, dee, enter, governed
from tests.toadlane.keeping.everything import (
    API,
    LONG_AFTER,
    PAGE,
    WORDS,
    Signed,
    another,
    ask,
    body,
    decided,
    dee_keeps,
    kinds,
    made,
    only_what_is_asked_for,
    told,
)
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority
from toadlane.keeping import archive, exporting, importing, tasks
from toadlane.keeping.leaving import making
from toadlane.keeping.models import TakenFile, Taking
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.record.verbs import sequence

__all__ = [
    "another",
    "ask",
    "browser",
    "decided",
    "dee",
    "dee_keeps",
    "enter",
    "governed",
    "only_what_is_asked_for",
]
pytestmark = pytest.mark.django_db(transaction=True)


def test_file_equals_what_the_command_exports_and_arrives_equal(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed, harbour: Coop, tmp_path: Path
) -> None:
    taking = ask()
    sequence(coop=harbour)
    row = made(taking)
    told = Notice.objects.get(kind="everything-ready")  # since then, so the file cannot hold it
    assert (told.participant.key, told.path) == (taking.by.key, "record/everything/")
    told.delete()
    by_hand = exporting.export("harbour", tmp_path, at=timezone.now())
    file = tmp_path / "taken.zip"
    file.write_bytes(body(signed_in(ada).get(f"{API}/{taking.pk}/file")))
    sweep(connection)

    brought = importing.bring_in(file)

    again = exporting.export("harbour", tmp_path, at=timezone.now())
    assert (row.digest, brought.digest, again.digest) == (by_hand.digest, by_hand.digest, by_hand.digest)
    assert (Taking.objects.count(), TakenFile.objects.count()) == (1, 0)
    there = Client()
    there.force_login(Person.objects.get(email="ada@harbour.example"))
    assert there.get(f"{API}/{taking.pk}").json()["state"] == "gone"


def test_passphrase_closes_the_file_and_is_kept_nowhere(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed
) -> None:
    taking = ask(passphrase=WORDS)
    said = str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))
    row = made(taking)

    response = signed_in(ada).get(f"{PAGE}{taking.pk}/file/")

    with zipfile.ZipFile(io.BytesIO(body(response))) as there:
        closed = [name for name in there.namelist() if name.endswith(".zip.age")]
        identity = pyrage.passphrase.decrypt(there.read("key.age"), WORDS).decode().strip()
        opened = pyrage.decrypt(there.read(closed[0]), [pyrage.x25519.Identity.from_str(identity)])
        readme = there.read("README.txt").decode()
    assert (WORDS in said, WORDS.encode() in bytes(row.sealed_key)) == (False, False)
    assert exporting.README in zipfile.ZipFile(io.BytesIO(opened)).namelist()
    assert closed[0] in readme
    assert response["Content-Disposition"].endswith('.toadlane-export.closed.zip"')


def test_file_is_removed_after_its_days_or_at_once_and_never_what_the_machine_exports(
    ask: Callable[..., Taking], ada: Participant, another: Callable[..., Authority], signed_in: Signed
) -> None:
    taking = ask()
    row = made(taking)
    by_hand = exporting.export("harbour", exporting.own_folder(), at=timezone.now())
    page = signed_in(ada)
    second = made(ask(authority=another("2"), key="take 2")).taking

    at_once = [page.post(f"{PAGE}{second.pk}/removal/", {"key": key}) for key in ("k", "k", "other")]
    before = tasks.any_expired()
    with time_machine.travel(timezone.now() + LONG_AFTER + dt.timedelta(minutes=1)):
        over = signed_in(ada).get(f"{API}/{taking.pk}/file")
        due = tasks.any_expired()
        tasks.remove_expired.call()
        left = (tasks.any_expired(), making.place_of(row).exists(), by_hand.file.exists())

    assert [one.status_code for one in at_once] == [302, 302, 404]
    assert (before, over.status_code, over.json()["code"], due, left) == (
        False,
        404,
        "everything.gone",
        True,
        (False, False, True),
    )
    assert told(page, second)["state"] == "gone"
    assert kinds()[-1] == "everything.removed.v1"


def test_unfinished_work_of_a_killed_process_is_swept_after_a_day(house: Path, db: None) -> None:
    left = making.own_folder() / ".part-killed"
    left.mkdir(parents=True)
    (left / "export.zip").write_text("open to read")
    fresh = tasks.any_expired()
    yesterday = time.time() - 86_401
    os.utime(left, (yesterday, yesterday))

    due = tasks.any_expired()
    tasks.remove_expired.call()

    assert (fresh, due, left.exists(), tasks.any_expired()) == (False, True, False, False)


def test_full_disk_is_told_and_the_decision_still_serves(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    page, taking = signed_in(ada), ask()
    with monkeypatch.context() as patched:
        patched.setattr(archive.Writer, "add_pieces", full)
        failed = made(taking)
    shown = page.get(PAGE).content.decode()
    early = page.get(f"{API}/{taking.pk}/file")

    anew = [page.post(f"{PAGE}{taking.pk}/anew/", {"key": key}) for key in ("k", "k", "other")]
    again = made(taking)
    late = page.post(f"{API}/{taking.pk}/anew", {"key": "late"}, "application/json")

    assert (failed.state, failed.says.split(".")[0]) == (
        "failed",
        "The disk of this installation is full; no file was made",
    )
    assert ("Begin anew" in shown, early.json()["code"]) == (True, "everything.failed")
    assert [one.status_code for one in anew] == [302, 302, 409]
    assert (again.state, late.json()["code"], Taking.objects.count()) == ("ready", "everything.made", 1)
    assert list(making.place_of(again).parent.iterdir()) == [making.place_of(again)]


def test_what_breaks_otherwise_is_noted_and_can_be_begun_anew(
    ask: Callable[..., Taking], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    taking = ask()
    monkeypatch.setattr(exporting, "made_in", broken)
    with pytest.raises(ZeroDivisionError):
        making.carry_out(key=taking.pk)

    row = TakenFile.objects.get()
    assert (row.state, row.says.split(".")[0]) == ("failed", "Something of ours broke")


def test_file_whose_process_ended_in_the_middle_is_begun_again_by_itself(ask: Callable[..., Taking]) -> None:
    taking = ask()
    DBTaskResult.objects.get().claim("dead")
    making.note(TakenFile.objects.get(), state=TakenFile.State.RUNNING)

    row = made(taking)

    assert (row.state, making.carry_out(key=row.pk).size, making.place_of(row).stat().st_size) == (
        "ready",
        row.size,
        row.size,
    )


def test_file_that_was_given_up_shows_as_failed_and_begins_anew(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed
) -> None:
    taking = ask()
    making.note(TakenFile.objects.get(), state=TakenFile.State.RUNNING)
    running = told(signed_in(ada), taking)["state"]
    DBTaskResult.objects.all().delete()

    given_up = told(signed_in(ada), taking)["state"]
    sent = signed_in(ada).post(f"{API}/{taking.pk}/anew", {"key": "k"}, "application/json")

    assert (running, given_up, sent.status_code, sent.json()["state"]) == (
        "running",
        "failed",
        202,
        "waiting",
    )


def test_file_that_is_not_made_cannot_be_removed(
    ask: Callable[..., Taking], ada: Participant, signed_in: Signed
) -> None:
    page, taking = signed_in(ada), ask()
    url = f"{API}/{taking.pk}/removal"
    early = page.post(url, {"key": "1"}, "application/json").json()["code"]
    making.note(TakenFile.objects.get(), state=TakenFile.State.FAILED)
    failed = page.post(url, {"key": "2"}, "application/json").json()["code"]
    TakenFile.objects.all().delete()
    elsewhere = page.post(url, {"key": "3"}, "application/json").json()["code"]

    assert (early, failed, elsewhere) == ("everything.being-made", "everything.failed", "everything.gone")
