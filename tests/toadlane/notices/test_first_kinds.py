"""What this room tells by itself: work that ended, a letter that could not be delivered, an alarm."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from tests.toadlane.conftest import NOON, operate
from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import post_office
from tests.toadlane.notices.conftest import Tell, post, prove
from toadlane.coops.models import Coop, Participant
from toadlane.jobs import rescue
from toadlane.jobs.follow import job_ended
from toadlane.jobs.models import Progress
from toadlane.mail import kept, outbox
from toadlane.mail.models import Letter
from toadlane.notices import kinds, own, tasks
from toadlane.notices.models import Notice
from toadlane.notices.operators import Alarm, tell_operators

ALARM = Alarm("The cellar is wet", "Water stands in the cellar.", "Look at it", "/house/mail/")


@pytest.fixture(autouse=True)
def _own(_kinds: None) -> None:
    for kind in (own.WORK, own.UNDELIVERED):
        kinds.register(kind)


def ended(coop: Coop, state: str, took: dt.timedelta, **more: Any) -> None:
    job = Progress.objects.create(
        coop=coop, title="Hours of 2024", state=state, asked_at=NOON, finished_at=NOON + took, **more
    )
    for _twice in range(2):
        job_ended.send(Progress, job=job)


@pytest.mark.parametrize(
    ("state", "says"),
    [("done", "“Hours of 2024” is done."), ("failed", "“Hours of 2024” failed, and nothing is half done.")],
)
def test_whoever_asked_for_long_work_hears_once_how_it_ended(
    harbour: Coop, ada: Participant, bo: Participant, state: str, says: str
) -> None:
    ended(harbour, state, dt.timedelta(minutes=1), asked_by="ada")

    [notice] = Notice.objects.all()
    assert (notice.participant, notice.says, notice.path) == (ada, says, "jobs/")


def test_work_of_seconds_and_work_of_the_house_are_no_news(harbour: Coop, ada: Participant) -> None:
    ended(harbour, "done", dt.timedelta(seconds=5), asked_by="ada")
    ended(harbour, "done", dt.timedelta(hours=1))

    assert Notice.objects.count() == 0


def test_a_letter_leaves_by_a_real_server_with_both_forms_and_its_headers(
    ada: Participant, told: Tell, settings: Any
) -> None:
    settings.TLS = True
    told(ada)
    post()
    Letter.objects.update(written_at=timezone.now(), next_at=timezone.now())
    with post_office() as office:
        kept.keep(on_loopback(office.port))
        outbox.send_due()
        outbox.send_due()

    [got] = office.got
    forms = {part.get_content_type(): part.get_content() for part in got.walk() if not part.is_multipart()}
    assert (got.get_content_type(), sorted(forms)) == ("multipart/alternative", ["text/html", "text/plain"])
    assert all("soup" in said for said in forms.values())
    assert (got["List-Unsubscribe-Post"], got["Auto-Submitted"]) == (
        "List-Unsubscribe=One-Click",
        "auto-generated",
    )
    letter = Letter.objects.get()
    assert (letter.state, letter.html, letter.headers) == ("taken", "", {})


def test_whose_letter_could_not_be_delivered_finds_it_in_the_list(ada: Participant, told: Tell) -> None:
    told(ada)
    post()
    Letter.objects.update(written_at=timezone.now(), next_at=timezone.now())
    with post_office(refuses="550 no such mailbox") as office:
        kept.keep(on_loopback(office.port))
        outbox.send_due()

    notice = Notice.objects.get(kind="letter-undelivered")
    assert (Letter.objects.get().state, notice.participant, notice.went) == ("failed", ada, "listed")


def test_operators_are_written_an_alarm_once_each_and_nobody_else(ada: Participant, bo: Participant) -> None:
    operate(ada)
    operate(bo)

    for _twice in range(2):
        tell_operators(ALARM, at=NOON, key="cellar")

    [letter] = Letter.objects.all()
    assert (letter.to, letter.kind, letter.subject) == ("ada@harbour.example", "house", "The cellar is wet")
    assert all(
        "Water stands in the cellar." in said and "/house/mail/" in said
        for said in (letter.body, letter.html)
    )
    prove(bo)
    tell_operators(ALARM, at=NOON, key="cellar")
    assert Letter.objects.count() == 2
    assert django_mail.outbox == []


def test_work_that_is_given_up_is_told(
    harbour: Coop, ada: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Progress] = []
    monkeypatch.setattr(job_ended, "receivers", [])
    job_ended.connect(lambda job, **_sent: heard.append(job), weak=False)

    from django_tasks_db.models import DBTaskResult

    row = DBTaskResult.objects.create(
        task_path="tests.toadlane.jobs.chores.tidy",
        args_kwargs={"args": [], "kwargs": {}},
        status="RUNNING",
        backend_name="default",
        run_after=NOON,
        started_at=NOON,
        worker_ids=["a", "b", "c"],
    )
    Progress.objects.create(coop=harbour, title="Hours", task=row.pk, asked_by="ada")

    assert rescue.put_back(row, NOON)

    assert [job.state for job in heard] == ["failed"]


def test_what_everybody_was_told_long_ago_is_forgotten(ada: Participant, told: Tell) -> None:
    told(ada, at=timezone.now() - tasks.KEPT_FOR, key="old")
    told(ada, at=timezone.now(), key="new")

    tasks.prune.func()

    assert [notice.key for notice in Notice.objects.all()] == ["new"]


def test_the_queue_hears_and_posts_and_knows_when_there_is_nothing_to_do(
    ada: Participant, told: Tell
) -> None:
    before = tasks.anything_due()
    told(ada, at=timezone.now())
    due = tasks.anything_due()

    tasks.hear.func()
    tasks.post.func()

    assert (before, due, tasks.anything_due(), Letter.objects.count()) == (False, True, False, 1)
