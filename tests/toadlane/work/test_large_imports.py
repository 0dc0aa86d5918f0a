"""A large file goes through the queue, in chunks that nobody sees before the last one."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone

from bylaws.facts.cells import Cell
from bylaws.kernel.periods import Period
from tests.bylaws.facts.readers.exports import toggl_file
from tests.toadlane.work.bringing import Bringing, code_of, hours, of_ada
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop
from toadlane.jobs import periodic, port
from toadlane.jobs.models import Progress
from toadlane.jobs.worker import Worker
from toadlane.record.models import Entry
from toadlane.work import bulk, course, files, incoming, looking, spool, tasks
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.reads import cells_for, people_of
from toadlane.work.verbs import Accepted, Stint, imports, log_hours, seal_hours

DAYS = [dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(60)]
LARGE = toggl_file(*(of_ada(date=day.isoformat(), end_date=day.isoformat()) for day in DAYS))
WINTER = Period(dt.date(2025, 1, 1), dt.date(2025, 3, 3))

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The process ends here, as far as the work can tell."""


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(imports, "BYTES_AT_ONCE", 1000)
    monkeypatch.setattr(incoming, "FIRST_CHUNK", 8)
    monkeypatch.setattr(incoming, "LARGEST", 8)
    monkeypatch.setattr(incoming, "SMALLEST", 8)
    monkeypatch.setattr(periodic, "_known", {})


@pytest.fixture
def work() -> Callable[[], None]:
    """The worker looks at its queue once."""
    worker = Worker()
    return lambda: worker.work_once(timezone.now())


@pytest.fixture
def looked_at(bring: Bringing, work: Callable[[], None]) -> HoursImport:
    source = bring.look(LARGE)
    work()
    return HoursImport.objects.get(pk=source.pk)


def now_of(source: HoursImport) -> HoursImport:
    return HoursImport.objects.select_related("job", "coop").get(pk=source.pk)


def counting(coop: Coop) -> tuple[Cell, ...]:
    """The hours of the winter that count."""
    return cells_for(coop, charter_of(coop), WINTER, people_of(coop))


def test_a_large_file_is_looked_at_by_a_job(bring: Bringing, work: Callable[[], None]) -> None:
    source = bring.look(LARGE)
    assert (source.state, source.found) == ("uploaded", {})

    work()

    assert (now_of(source).state, now_of(source).found["new"]) == (
        "previewed",
        [["ada", "client-work", 60, 60 * 3600]],
    )


def test_a_look_says_how_far_it_is_once_a_second_and_not_at_every_few_rows(
    bring: Bringing, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[float, int]] = []
    monkeypatch.setattr(looking, "BATCH", 20)
    monkeypatch.setattr(port.Tracker, "reached", lambda _, done, *, of: said.append((done, of)))
    bring.look(LARGE)
    work()
    assert said == []

    monkeypatch.setattr(tasks, "SAID_EVERY_S", 0.0)
    bring.look(toggl_file(*[of_ada()] * 30))
    work()

    assert said == [(20, 20), (30, 30), (30, 30)]


def test_a_large_file_is_brought_in_and_taken_back_by_jobs(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    source = bring.bring_in(looked_at)
    assert (source.state, hours()) == ("coming", [])

    work()
    assert (now_of(source).state, now_of(source).entries, len(hours())) == ("in", 60, 60)
    progress = now_of(source).job
    assert progress is not None
    assert (progress.state, progress.done, progress.of, progress.title) == (
        "done",
        60,
        60,
        "Bring in the hours of “toggl.csv”",
    )

    assert bring.undo(now_of(source)).state == "going"
    assert counting(source.coop) == ()
    work()
    assert (now_of(source).state, hours()) == ("undone", [])


def test_while_a_job_has_a_file_in_hand_nobody_else_takes_it(bring: Bringing) -> None:
    source = bring.look(LARGE)

    assert code_of(bring.look, source) == "hours-import.elsewhere"
    assert code_of(bring.discard, source) == "hours-import.elsewhere"


def dying_after(monkeypatch: pytest.MonkeyPatch, chunks: int) -> None:
    """The process ends after so many chunks."""
    left = iter(range(chunks))
    write = bulk.write

    def write_or_die(rows: list[bulk.Row]) -> float:
        if next(left, None) is None:
            raise Killed
        return write(rows)

    monkeypatch.setattr(bulk, "write", write_or_die)


def test_a_process_killed_in_the_middle_leaves_nothing_that_counts_and_is_begun_again(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = bring.bring_in(looked_at)
    with monkeypatch.context() as until_then:
        dying_after(until_then, 3)
        with pytest.raises(Killed):
            course.bring_in(now_of(source), copies=False, by=bring.by, at=bring.at)
    assert TimeEntry.objects.count() == 24
    assert counting(source.coop) == ()

    work()

    assert (now_of(source).state, len(hours())) == ("in", 60)
    assert Entry.objects.filter(kind="hours.imported.v1").count() == 1


def test_a_year_cannot_be_sealed_while_its_hours_come_in(bring: Bringing, looked_at: HoursImport) -> None:
    source = bring.bring_in(looked_at)

    assert (
        code_of(seal_hours, coop=source.coop, period=WINTER, by=bring.by, at=bring.at)
        == "hours.import-under-way"
    )


def test_a_year_sealed_before_the_job_begins_leaves_nothing_half_in(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    """Sealed past the verb's own check, as by somebody who was a moment earlier."""
    period = Period(dt.date(2025, 2, 1), dt.date(2025, 3, 1))
    source = bring.bring_in(looked_at)
    HoursImport.objects.filter(pk=source.pk).update(state="previewed")
    seal_hours(coop=source.coop, period=period, by=bring.by, at=bring.at)
    HoursImport.objects.filter(pk=source.pk).update(state="coming")

    work()

    held = now_of(source)
    assert held.job is not None
    assert (held.state, TimeEntry.objects.count(), held.job.state) == ("previewed", 0, "failed")
    assert held.job.says.startswith("Since “toggl.csv” was looked at, something it depends on has changed.")


def test_a_seal_set_between_two_chunks_stops_the_import_and_leaves_nothing(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = bring.bring_in(looked_at)
    period = Period(dt.date(2025, 2, 1), dt.date(2025, 3, 1))
    written = iter(range(100))
    write = bulk.write

    def seal_before_the_third(rows: list[bulk.Row]) -> float:
        if next(written) == 2:
            HoursImport.objects.filter(pk=source.pk).update(state="previewed")
            seal_hours(coop=source.coop, period=period, by=bring.by, at=bring.at)
            HoursImport.objects.filter(pk=source.pk).update(state="coming")
        return write(rows)

    monkeypatch.setattr(bulk, "write", seal_before_the_third)
    work()

    held = now_of(source)
    assert held.job is not None
    assert (held.state, TimeEntry.objects.count(), held.job.state) == ("previewed", 0, "failed")
    assert held.job.says.startswith("Hours of these days are sealed: their year is closed.")


def test_an_import_that_stopped_half_way_can_be_gone_on_with_or_given_up(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = bring.bring_in(looked_at)
    with monkeypatch.context() as until_then:
        dying_after(until_then, 3)
        with pytest.raises(Killed):
            course.bring_in(now_of(source), copies=False, by=bring.by, at=bring.at)
    Progress.objects.update(state=Progress.State.FAILED)
    assert imports.stuck(now_of(source))

    bring.discard(now_of(source))
    work()

    assert (now_of(source).state, TimeEntry.objects.count()) == ("undone", 0)


def test_a_stopped_import_is_brought_in_by_asking_again(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    source = bring.bring_in(looked_at)
    Progress.objects.update(state=Progress.State.FAILED)

    bring.bring_in(now_of(source))
    work()

    assert (now_of(source).state, len(hours())) == ("in", 60)


def test_what_changed_since_the_look_is_told_and_nothing_comes_in(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    other = bring.look(toggl_file(of_ada(date="2025-01-05", end_date="2025-01-05")))
    bring.bring_in(other)
    source = bring.bring_in(looked_at)

    work()

    held = now_of(source)
    assert held.job is not None
    assert (held.state, len(hours()), held.job.state) == ("previewed", 1, "failed")


@pytest.fixture
def someone_logging(bring: Bringing) -> Iterator[list[float]]:
    """Ada keeps logging small entries elsewhere; how long each took her."""
    waits: list[float] = []
    begun, stop = threading.Event(), threading.Event()

    def keep_logging() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            began = time.monotonic()
            stint = Stint(dt.date(2025, 3, 1), "learning", 60)
            log_hours(
                participant=bring.by,
                stint=stint,
                by=bring.by,
                at=bring.at,
                key=f"other {number}",
                overlapping=True,
            )
            waits.append(time.monotonic() - began)
            begun.set()
            stop.wait(0.02)
        connection.close()

    other = threading.Thread(target=keep_logging)
    other.start()
    begun.wait(30)
    yield waits
    stop.set()
    other.join(30)


def test_others_write_while_a_large_import_comes_in(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport, someone_logging: list[float]
) -> None:
    source = bring.bring_in(looked_at)
    work()

    assert now_of(source).state == "in"
    assert TimeEntry.objects.filter(source=source.pk).count() == 60
    assert someone_logging
    assert max(someone_logging) < 5


def test_a_large_file_of_repeated_lines_counts_them_all_when_that_was_said(
    bring: Bringing, work: Callable[[], None]
) -> None:
    repeated = toggl_file(
        *(of_ada(date=DAYS[0].isoformat(), end_date=DAYS[0].isoformat()) for _ in range(12))
    )
    source = bring.look(repeated)
    work()
    bring.bring_in(now_of(source), Accepted(copies="in"))
    work()

    assert (now_of(source).state, len(hours())) == ("in", 12)


@pytest.mark.sqlite_only
def test_after_an_import_every_commit_waits_for_the_disk_again(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    bring.bring_in(looked_at)
    work()

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)


def test_a_look_whose_rows_were_lost_is_read_again(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    files.spool(looked_at).unlink()
    bring.bring_in(looked_at)
    work()

    assert (now_of(looked_at).state, len(hours())) == ("in", 60)
    assert not files.spool(looked_at).exists()


@pytest.mark.parametrize("harm", ["one bit", "cut short", "no digest", "a digest of something else"])
def test_a_look_whose_rows_were_damaged_is_read_again(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport, harm: str
) -> None:
    rows, digest = files.spool(looked_at), files.spool_digest(looked_at)
    sound = rows.read_bytes()
    at = sound.index(b"Front page")
    if harm == "one bit":
        rows.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
    elif harm == "cut short":
        rows.write_bytes(sound[: len(sound) // 2])
    elif harm == "no digest":
        digest.unlink()
    else:
        digest.write_bytes(b"\xff")

    bring.bring_in(looked_at)
    work()

    assert now_of(looked_at).state == "in"
    assert [(who, note) for who, _, _, _, _, note in hours()] == [("ada", "Front page")] * 60
    assert not rows.exists()
    assert not digest.exists()


def test_a_look_that_fails_keeps_no_rows(bring: Bringing) -> None:
    source = bring.look(toggl_file(of_ada()))
    with pytest.raises(Killed), spool.made(source):
        raise Killed

    assert spool.there(source)
    assert not files.spool(source).with_suffix(".half").exists()


def test_a_job_that_comes_too_late_does_nothing(
    bring: Bringing, work: Callable[[], None], looked_at: HoursImport
) -> None:
    source = bring.bring_in(looked_at)
    HoursImport.objects.filter(pk=source.pk).update(state="in")

    work()

    assert TimeEntry.objects.count() == 0
