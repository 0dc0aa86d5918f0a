"""A database on a PostgreSQL server is backed up into the same kind of file, and comes back on a server."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests import released
from tests.toadlane.keeping.conftest import toadlane
from toadlane.coops.models import Coop
from toadlane.keeping import archive, folders, making, proofs, verbs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
Told = subprocess.CompletedProcess[str]


@pytest.fixture
def empty_server() -> Iterator[str]:
    """The address of an empty database on the same server."""
    name = f"empty_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(os.environ["TOADLANE_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def run(*words: object, data: Path, url: str) -> Told:
    environment = {**os.environ, "TOADLANE_DATA": str(data), "TOADLANE_DATABASE_URL": url}
    command = [sys.executable, "-m", "toadlane", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_server_comes_back_row_by_row_and_guards_its_books(
    kept: Coop, house: Path, tmp_path: Path, empty_server: str
) -> None:
    made = verbs.back_up(to=None, at=AT)

    first = run("restore", made.file, data=tmp_path / "back", url=empty_server)
    again = run("backup", "--to", tmp_path, data=tmp_path / "back", url=empty_server)
    over = run("restore", made.file, data=tmp_path / "third", url=empty_server)

    assert (first.returncode, first.stderr, again.returncode, over.returncode) == (0, "", 0, 3)
    with archive.reading(Path(again.stdout.splitlines()[0])) as reader:
        assert reader.manifest.heads == made.manifest.heads
        assert reader.manifest.rows == made.manifest.rows
        assert reader.manifest.engine == "postgresql"
    assert "holds a co-op already" in over.stderr
    assert (tmp_path / "back" / "files" / "minutes" / "spring.txt").exists()
    assert "record_sequenced: written once" in without_sequence(empty_server, tmp_path / "back")


def without_sequence(url: str, data: Path) -> str:
    """What is said to whoever takes the order of the record away by hand."""
    asks = (
        "import django; django.setup()\nfrom django.db import connection\n"
        "connection.cursor().execute('DELETE FROM record_sequenced')"
    )
    told = subprocess.run(
        [sys.executable, "-c", asks],
        env={**os.environ, "TOADLANE_DATA": str(data), "TOADLANE_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stderr


def test_backup_of_a_server_restores_into_a_file(kept: Coop, house: Path, tmp_path: Path) -> None:
    made = verbs.back_up(to=None, at=AT)

    environment = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    command = [sys.executable, "-m", "toadlane", "restore", str(made.file)]
    told = subprocess.run(command, env={**environment, "TOADLANE_DATA": str(tmp_path / "back")}, check=False)

    assert told.returncode == 0
    making.agree(tmp_path / "back" / "toadlane.sqlite3", made.manifest)
    with proofs.reading(tmp_path / "back" / "toadlane.sqlite3") as database:
        assert "record_entry_no_delete" in [
            name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]


def test_older_version_moves_from_a_file_onto_a_server(tmp_path: Path, empty_server: str, db: None) -> None:
    older = tmp_path / "older"
    older.mkdir()
    released.unpack(released.kept()[0], older / folders.DATABASE_FILE)
    made = toadlane("backup", "--to", tmp_path, data=older).stdout.splitlines()[0]

    told = run("restore", made, data=tmp_path / "back", url=empty_server)
    again = run("backup", "--to", tmp_path, data=tmp_path / "back", url=empty_server)

    assert (told.returncode, told.stderr, again.returncode) == (0, "", 0)
    assert "It was brought up to this version by " in told.stdout
    with archive.reading(Path(made)) as one, archive.reading(Path(again.stdout.splitlines()[0])) as other:
        assert one.manifest.heads == other.manifest.heads
        rows = other.manifest.rows
        assert {table: n for table, n in one.manifest.rows.items() if rows.get(table, n) < n} == {}
