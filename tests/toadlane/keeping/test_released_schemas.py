"""The database of every released version can be brought to this one: whole, proved, reckoned again."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import brought_up, released
from tests.architecture.tree import HOUSE
from toadlane.keeping import folders, proofs
from toadlane.keeping.version import VERSION

pytestmark = pytest.mark.sqlite_only
RECKON = """
import django; django.setup()
from toadlane.books import reads
from toadlane.books.models import Allocation, YearClose
from toadlane.coops.models import Coop
for coop in Coop.objects.order_by("slug"):
    for close in reads.standing_closes(coop):
        again = sorted((s.person, s.step, s.share.minor) for s in reads.reckoned(close).parts.shares)
        kept = Allocation.objects.filter(close=close).values_list("participant__key", "step", "share_minor")
        print(coop.slug, close.year, sorted(kept) == again)
"""


@pytest.fixture(scope="module", params=released.kept(), ids=released.version_of)
def upgraded(request: pytest.FixtureRequest) -> Path:
    """A data folder with that version's database, brought to this version."""
    return brought_up.upgraded(request.param) / "data"


def test_this_version_has_its_database_kept() -> None:
    said = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]["version"]

    assert said == VERSION
    assert VERSION in [released.version_of(file) for file in released.kept()]


def test_every_version_in_the_changelog_has_its_database_kept() -> None:
    told = re.findall(r"^## (\d+\.\d+\.\d+)", (HOUSE / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert set(told) <= {released.version_of(file) for file in released.kept()}


def test_kept_databases_are_small() -> None:
    assert [file.name for file in released.kept() if file.stat().st_size > released.LARGEST] == []


def test_nothing_is_lost_by_an_upgrade_and_the_record_stands(upgraded: Path) -> None:
    before, after = upgraded.parent / "before.sqlite3", upgraded / folders.DATABASE_FILE

    proofs.prove(after)
    with proofs.reading(before) as old, proofs.reading(after) as new:
        rows_then, rows_now = proofs.counts(old), proofs.counts(new)
        lost = {t: (n, rows_now.get(t)) for t, n in rows_then.items() if t in rows_now and rows_now[t] < n}
        assert (lost, proofs.heads(new)) == ({}, proofs.heads(old))


def test_books_are_guarded_after_an_upgrade(upgraded: Path) -> None:
    with proofs.reading(upgraded.parent / "before.sqlite3") as old:
        then = triggers(old)
    with proofs.reading(upgraded / folders.DATABASE_FILE) as new:
        assert then - triggers(new) == set()


OF_ENTRIES = (
    "SELECT entry_id, coop_id, salt, canonical FROM record_opening ORDER BY entry_id",
    "SELECT entry_id, coop_id, place, recorded_at FROM record_sequenced ORDER BY entry_id",
    "SELECT entry_id, coop_id FROM record_unsequenced ORDER BY entry_id",
)


@pytest.mark.parametrize("asked", OF_ENTRIES)
def test_what_is_kept_of_an_entry_is_found_by_it_after_an_upgrade(upgraded: Path, asked: str) -> None:
    with proofs.reading(upgraded.parent / "before.sqlite3") as old:
        then = old.execute(asked).fetchall()
    with proofs.reading(upgraded / folders.DATABASE_FILE) as new:
        assert new.execute(asked).fetchall() == then


def triggers(database: sqlite3.Connection) -> set[str]:
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def test_closes_of_an_older_version_are_reckoned_again_to_the_cent(upgraded: Path) -> None:
    environment = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    told = subprocess.run(
        [sys.executable, "-c", RECKON],
        env={**environment, "TOADLANE_DATA": str(upgraded)},
        capture_output=True,
        text=True,
        check=True,
    )

    said = [line.split() for line in told.stdout.splitlines()]
    assert len(said) == 9
    assert {fits for *_, fits in said} == {"True"}
