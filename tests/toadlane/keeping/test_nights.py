"""Backups are made at night, tried out each week, thinned out with care; and operators see how it stands."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import operate
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.worker import Worker
from toadlane.keeping import drills, folders, making, reads, retention, tasks, verbs, waiting
from toadlane.keeping.drills import Drilled
from toadlane.keeping.models import Keeping
from toadlane.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Participant | Person], Client]
BACKUP, DRILL = Keeping.Kind.BACKUP, Keeping.Kind.DRILL
NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
NEW_YORK = "America/New_York"
HOUR = dt.timedelta(hours=1)
NOW = "Mount the disk or make the folder, and try again."


@pytest.fixture
def folder(house: Path, settings: Any) -> Path:
    """Where this house keeps its backups."""
    settings.BACKUPS = {**settings.BACKUPS, "FOLDER": house / "backups", "NAMED": False, "FOR": ""}
    return house / "backups"


@pytest.fixture
def olive(db: None) -> Person:
    """Runs this installation, and belongs to no co-op."""
    olive = Person.objects.welcome(email="olive@ops.example", name="Olive")
    olive.operates = True
    olive.save()
    return olive


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Drills that hold at once; what a drill does is told elsewhere."""
    tried: list[Path] = []

    def at_once(file: Path, **_: object) -> Drilled:
        tried.append(file)
        return Drilled(file, 1, 3)

    monkeypatch.setattr(drills, "drill", at_once)
    return tried


def done(kind: Keeping.Kind, at: dt.datetime, state: Keeping.State = Keeping.State.GOOD) -> Keeping:
    return Keeping.objects.create(
        kind=kind, key=uuid.uuid4().hex, state=state, asked_at=at, finished_at=at, file=f"{kind}-{at}"
    )


@pytest.mark.parametrize(
    ("last", "now", "wanted"),
    [
        (None, NOON, True),
        (NOON - 25 * HOUR, NOON, False),  # noon in New York: not yet night
        (NOON - 27 * HOUR, NOON, True),  # a night was missed
        (NOON - 25 * HOUR, NOON + 14 * HOUR, True),  # two in the morning there
        (NOON - 5 * HOUR, NOON + 14 * HOUR, False),  # nineteen hours ago
    ],
)
def test_backup_is_due_at_night_or_when_one_was_missed(
    db: None, last: dt.datetime | None, now: dt.datetime, wanted: object
) -> None:
    if last is not None:
        done(BACKUP, last)

    assert tasks.is_due(now, zone=NEW_YORK) is wanted


def test_after_a_failure_it_is_tried_again_in_an_hour(db: None) -> None:
    done(BACKUP, NOON, Keeping.State.FAILED)

    assert [tasks.is_due(NOON + minutes, zone=NEW_YORK) for minutes in (HOUR / 2, HOUR * 2)] == [False, True]


def test_nothing_is_backed_up_in_the_demo_nor_before_there_is_a_coop(
    house: Path, db: None, folder: Path
) -> None:
    empty = tasks.due()
    Coop.objects.create(slug="harbour", name="Harbour", currency="USD", time_zone="UTC")
    lived_in = tasks.due()
    (house / "demo.json").write_text("[]")

    assert (empty, lived_in, tasks.due()) == (False, True, False)


def test_night_makes_a_backup_and_tries_it_out_once_a_week(
    kept: Coop, folder: Path, held: list[Path]
) -> None:
    for days in range(2):
        with time_machine.travel(NOON + dt.timedelta(days=days), tick=False):
            tasks.nightly.call()

    made = sorted(kept.file for kept in folders.backups_in(folder))
    assert list(Keeping.objects.order_by("asked_at").values_list("kind", "state")) == [
        ("backup", "good"),
        ("drill", "good"),
        ("backup", "good"),
    ]
    assert (held, len(made)) == ([made[0]], 2)


def test_encrypted_backups_are_tried_out_by_hand_alone(kept: Coop, folder: Path, settings: Any) -> None:
    key = pyrage.x25519.Identity.generate()
    settings.BACKUPS = {**settings.BACKUPS, "FOR": str(key.to_public())}

    tasks.nightly.call()
    row = verbs.of_the_house(kind=DRILL, at=NOON)
    with pytest.raises(Fault, match="only you hold the key"):
        verbs.carry_out(key=row.pk, at=NOON)

    assert [one.closed for one in folders.backups_in(folder)] == [True]


def test_failure_is_noted_in_words_and_nothing_is_taken_away(
    kept: Coop, folder: Path, settings: Any, tmp_path: Path
) -> None:
    settings.BACKUPS = {**settings.BACKUPS, "FOLDER": tmp_path / "disk", "NAMED": True}
    row = verbs.of_the_house(kind=BACKUP, at=NOON)

    with pytest.raises(Fault):
        verbs.carry_out(key=row.pk, at=NOON)

    row.refresh_from_db()
    assert (row.state, row.says) == (
        "failed",
        f"The folder for backups, {tmp_path / 'disk'}, is not there or cannot be written to. {NOW}",
    )


def test_what_breaks_otherwise_is_noted_too(
    kept: Coop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(making, "make", broken)
    row = verbs.of_the_house(kind=BACKUP, at=NOON)

    with pytest.raises(ZeroDivisionError):
        verbs.carry_out(key=row.pk, at=NOON)

    row.refresh_from_db()
    assert (row.state, row.says.split(".")[0]) == ("failed", "Something of ours broke")


def named(day: dt.date, name: str = "harbour") -> folders.Kept:
    at = dt.datetime.combine(day, dt.time(3), dt.UTC)
    return folders.Kept(Path(folders.named(name, at)), name, at)


def stays(there: list[folders.Kept], *, days: int, weeks: int, good: set[str]) -> list[dt.date]:
    gone = set(retention.to_remove(there, days=days, weeks=weeks, good=good))
    return sorted(kept.made_at.date() for kept in there if kept.file not in gone)


def test_latest_of_each_day_and_of_each_week_stays() -> None:
    first = dt.date(2025, 3, 3)  # a Monday
    there = [named(first + dt.timedelta(days=n)) for n in range(28)]

    left = stays(there, days=3, weeks=3, good={kept.file.name for kept in there})

    assert [(day.month, day.day) for day in left] == [(3, 16), (3, 23), (3, 28), (3, 29), (3, 30)]


def test_only_good_backup_is_never_taken_away() -> None:
    first = dt.date(2025, 3, 3)
    there = [named(first + dt.timedelta(days=n)) for n in range(30)]

    one_good = stays(there, days=1, weeks=0, good={there[0].file.name})
    none_good = stays(there, days=1, weeks=0, good=set())

    assert (len(one_good), len(none_good)) == (30, 30)


def test_operator_asks_for_a_backup_and_the_worker_makes_it(
    kept: Coop, folder: Path, olive: Person, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.jobs.periodic._known", {})
    page = signed_in(olive)

    twice = [page.post("/house/backups/backup/", {"key": "click"}).status_code for _ in range(2)]
    Worker().work_once(timezone.now())

    assert (twice, Keeping.objects.count(), DBTaskResult.objects.count()) == ([302, 302], 1, 1)
    row = Keeping.objects.get()
    assert (row.state, row.asked_by, row.done, row.of) == ("good", "olive@ops.example", 5, 5)
    shown = page.get("/house/backups/").content.decode()
    assert (row.file in shown, "olive@ops.example" in shown) == (True, True)


def test_page_asks_the_same_questions_however_much_was_kept(
    kept: Coop, folder: Path, olive: Person, signed_in: Enter, django_assert_num_queries: Any
) -> None:
    page = signed_in(olive)
    for days in range(30):
        done(BACKUP, NOON - dt.timedelta(days=days))

    with django_assert_num_queries(6):
        page.get("/house/backups/")


def test_page_that_asks_again_in_vain_is_told_so(
    kept: Coop, folder: Path, olive: Person, signed_in: Enter
) -> None:
    page = signed_in(olive)
    first = page.get("/house/backups/", headers={"HX-Request": "true"})

    again = page.get("/house/backups/", headers={"HX-Request": "true", "If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize("who", ["ada", "nobody"])
def test_to_everybody_else_there_is_no_such_page(
    kept: Coop, ada: Participant, signed_in: Enter, who: str
) -> None:
    page = signed_in(ada) if who == "ada" else Client()

    seen = page.get("/house/backups/").status_code
    sent = [page.post(f"/house/backups/{it}/", {"key": "k"}).status_code for it in ("backup", "drill")]

    assert (seen, sent, Keeping.objects.count()) == (404, [404, 404], 0)


def test_click_without_a_key_is_refused(kept: Coop, folder: Path, olive: Person, signed_in: Enter) -> None:
    assert signed_in(olive).post("/house/backups/backup/", {}).status_code == 422


def test_api_tells_and_does_the_same(kept: Coop, folder: Path, olive: Person, signed_in: Enter) -> None:
    api = signed_in(olive)

    def ask(what: str) -> int:
        said = json.dumps({"key": "click"})
        return api.post(f"/api/v1/house/backups{what}", said, content_type="application/json").status_code

    asked = [ask(""), ask(""), ask("/drills")]
    told = api.get("/api/v1/house/backups").json()

    assert (asked, told["backup"], told["backup_is_late"]) == ([202, 202, 422], None, True)
    assert [one["kind"] for one in told["lately"]] == ["backup"]


def test_today_tells_operators_of_trouble_and_nobody_else(
    kept: Coop, folder: Path, ada: Participant, bo: Participant, noon: Moment
) -> None:
    operate(ada)

    none = [item.title for item in waiting.for_operators(ada, noon)]
    done(BACKUP, noon.instant - HOUR)
    untried = [item.title for item in waiting.for_operators(ada, noon)]
    done(DRILL, noon.instant - HOUR)
    well = list(waiting.for_operators(ada, noon))
    done(BACKUP, noon.instant, Keeping.State.FAILED)
    failed = [item.title for item in waiting.for_operators(ada, noon)]

    assert (none, untried, well, failed) == (
        ["There is no recent backup"],
        ["No backup was tried out lately"],
        [],
        ["A backup failed"],
    )
    assert list(waiting.for_operators(bo, noon)) == []


def test_what_was_begun_and_never_ended_is_on_its_way_for_some_hours_only(db: None) -> None:
    Keeping.objects.create(kind=BACKUP, key="k", state=Keeping.State.RUNNING, asked_at=NOON)

    assert [reads.standing(NOON + hours * HOUR).on_its_way for hours in (1, 7)] == [True, False]
