"""A process that brings hours in is killed at one moment after another: none of them counts, or all do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.brought_up import this_database
from tests.faults.lives import Mortal, mortal
from tests.faults.test_close_is_whole import is_sound
from tests.toadlane.work.bringing import Bringing, hours
from tests.toadlane.work.conftest import bring, charter
from tests.toadlane.work.test_large_imports import LARGE, counting, now_of
from toadlane.record.models import Entry
from toadlane.work import files
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import imports

__all__ = ["bring", "charter"]

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("bring_in_and_die.py")
AT_THE_END = (("settling", 0), ("settled", 0))
MOMENTS = (
    (("statement", 3), ("statement", 12)),
    (("statement", 20), ("statement", 35)),
    (("statement", 32), ("statement", 28)),
    (("commit", 4), ("commit", 6)),
    (("commit", 9), ("statement", 14)),
    AT_THE_END,
)
"""Where two workers die, one after the other; a third try is the last one the queue makes."""


@pytest.fixture(scope="module")
def worker(django_db_setup: None) -> Iterator[Mortal]:
    """One that looks at the queue once in each of its lives."""
    with mortal(SCRIPT, database=this_database()) as one:
        yield one


@pytest.fixture
def coming(bring: Bringing, monkeypatch: pytest.MonkeyPatch) -> HoursImport:
    """Sixty hours that somebody has asked to bring in, by a job."""
    looked_at = bring.look(LARGE)
    monkeypatch.setattr(imports, "ROWS_AT_ONCE", 10)
    return bring.bring_in(looked_at)


def counts_whole(source: HoursImport) -> bool:
    """Whether the hours count, all of them and once; False when none does."""
    state, counted = now_of(source).state, counting(source.coop)
    if state == "coming":
        assert counted == ()
        assert not Entry.objects.filter(kind="hours.imported.v1").exists()
        return False
    assert (state, sum(cell.seconds for cell in counted), len(hours())) == ("in", 60 * 3600, 60)
    assert Entry.objects.filter(kind="hours.imported.v1").count() == 1
    return True


@pytest.mark.parametrize("moments", MOMENTS)
def test_killed_twice_at_any_moment_an_import_goes_on_and_counts_once(
    coming: HoursImport, worker: Mortal, moments: tuple[tuple[str, int], tuple[str, int]]
) -> None:
    for moment in moments:
        assert worker.lives(*moment) == ["begun"]
        assert counts_whole(coming) is (moment == ("settled", 0))
        assert is_sound()

    ended = worker.lives("never", 0)

    assert (ended, counts_whole(coming), is_sound()) == (["begun", "ended"], True, True)
    assert not files.spool(coming).exists()


def test_killed_while_its_rows_are_read_again_an_import_goes_on_and_counts_once(
    coming: HoursImport, worker: Mortal
) -> None:
    files.spool(coming).write_bytes(b"no rows at all")

    assert worker.lives("statement", 16) == ["begun"]
    assert (counts_whole(coming), TimeEntry.objects.count()) == (False, 0)
    ended = worker.lives("never", 0)

    assert (ended, counts_whole(coming)) == (["begun", "ended"], True)
