"""A backup taken while a hundred people write restores to a state that verifies, and is there in time."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours

from tests.toadlane.keeping.conftest import (
    Command,
    _an_empty_file_is_made_once_for_all_workers,
    command,
    database_url,
    house,
    kept,
)
from toadlane.coops.models import Coop
from toadlane.keeping import exporting, folders, proofs, verbs
from toadlane.record.models import Entry
from toadlane.site.demo.load import load
from toadlane.site.demo.plan import LANTERN

__all__ = ["_an_empty_file_is_made_once_for_all_workers", "command", "house", "kept"]
pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("write_and_write.py")
PROCESSES, WRITERS_EACH = 4, 25
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
A_MINUTE = 60.0


@pytest.fixture
def hundred_writers(kept: Coop) -> Iterator[list[subprocess.Popen[str]]]:
    """A hundred people in four processes, all of them writing."""
    environment = {**os.environ, "TOADLANE_DATABASE_URL": database_url(), "TOADLANE_DATA": str(ours.DATA)}
    words = [sys.executable, str(SCRIPT), kept.slug, str(WRITERS_EACH)]
    running = [
        subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        begun = [process.stdout.readline() for process in running if process.stdout]
        assert begun == ["writing\n"] * PROCESSES
        yield running
    finally:
        for process in running:
            process.kill()
            process.communicate()


def stopped(running: list[subprocess.Popen[str]]) -> int:
    """How many entries they say they kept."""
    return sum(int(process.communicate("")[0]) for process in running)


def test_backup_during_a_hundred_writers_restores_to_a_state_that_verifies(
    hundred_writers: list[subprocess.Popen[str]], kept: Coop, house: Path, tmp_path: Path, command: Command
) -> None:
    before = Entry.objects.filter(coop=kept).count()
    made = verbs.back_up(to=None, at=AT)
    after = Entry.objects.filter(coop=kept).count()
    said = stopped(hundred_writers)
    told = command("restore", made.file, data=tmp_path / "back")

    head, rows = made.manifest.heads["harbour"], made.manifest.rows
    assert (told.returncode, told.stderr) == (0, "")
    assert before <= head.entries <= after
    assert after > before  # they did write meanwhile
    assert rows["record_entry"] == rows["record_opening"]
    assert rows["record_entry"] == rows["record_sequenced"] + rows["record_unsequenced"]
    assert said + 3 == Entry.objects.filter(coop=kept).count()  # nobody's entry was lost to the backup
    proofs.prove(tmp_path / "back" / folders.DATABASE_FILE)


def test_what_was_destroyed_is_back_within_a_minute_and_equal(
    db: None, house: Path, tmp_path: Path, command: Command, settings: Any
) -> None:
    load((LANTERN,), say=lambda _name: None)
    left = exporting.export("lantern", tmp_path, at=AT)
    started = time.monotonic()

    made = verbs.back_up(to=tmp_path, at=AT)
    shutil.rmtree(house)
    told = command("restore", made.file, data=house)
    taken = time.monotonic() - started

    again = command("export", "lantern", "--to", tmp_path, data=house)
    assert (told.returncode, again.stdout.split()[-1]) == (0, left.digest)
    assert taken < A_MINUTE
