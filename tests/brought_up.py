"""A database brought up to this version once for a whole run: whoever needs a new one begins with a copy.

What bringing one up is like is tried where that is what a test is about: in `make run`'s own steps, in
`toadlane create`, and from each released version.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tests import released
from tests.once import once

CHECKOUT = Path(__file__).parents[1]
FILE = "toadlane.sqlite3"
TOLD = "told.txt"
TEMPLATE = "toadlane_brought_up"
KEPT = CHECKOUT / ".cache" / "brought-up"
SAYING = (
    "migrations/*.py",
    "models.py",
    "*rows.py",
    "triggers.py",
    "trees.py",
    "apps.py",
    "management/**/*.py",
    "VERSION",
)


def database() -> Path:
    """The file, with nobody in it yet; kept from one run to the next while it would be the same."""
    return once("brought-up", as_last_time) / FILE


def as_last_time(folder: Path) -> None:
    kept = KEPT / f"{fingerprint()}.sqlite3"
    said = kept.with_suffix(".txt")
    if not (kept.exists() and said.exists()):
        bring_up(folder, {})
        KEPT.mkdir(parents=True, exist_ok=True)
        for older in KEPT.iterdir():
            older.unlink(missing_ok=True)
        shutil.copyfile(folder / TOLD, said)
        unready = kept.with_suffix(f".{os.getpid()}")
        shutil.copyfile(folder / FILE, unready)
        unready.rename(kept)
    else:
        shutil.copyfile(kept, folder / FILE)
        shutil.copyfile(said, folder / TOLD)


def fingerprint() -> str:
    """Of all that says what a new database is like: rows, triggers, migrations, and what carries them out."""
    app = CHECKOUT / "src" / "toadlane"
    saying = {place for pattern in SAYING for place in app.rglob(pattern)}
    texts = (place.relative_to(app).as_posix().encode() + place.read_bytes() for place in sorted(saying))
    return hashlib.sha256(b"".join((django.__version__.encode(), *texts))).hexdigest()[:16]


def template() -> str:
    """The same on PostgreSQL: the name of a database to copy."""
    address = os.environ["TOADLANE_DATABASE_URL"]

    def make(folder: Path) -> None:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(TEMPLATE)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        bring_up(folder, {"TOADLANE_DATABASE_URL": urlsplit(address)._replace(path=f"/{TEMPLATE}").geturl()})

    once("brought-up-server", make)
    return TEMPLATE


def upgraded(version: Path) -> Path:
    """A data folder with the database of a released version brought up, and beside it what it was before."""

    def make(place: Path) -> None:
        data = place / "data"
        data.mkdir(mode=0o700)
        released.unpack(version, data / FILE)
        shutil.copyfile(data / FILE, place / "before.sqlite3")
        bring_up(data, {}, told=place / TOLD)

    return once(f"upgraded-{released.version_of(version)}", make)


def bring_up(folder: Path, where: dict[str, str], *, told: Path | None = None) -> None:
    """`toadlane upgrade`, which says nothing of a new folder."""
    known = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "toadlane", "upgrade"],
        env=known | {"TOADLANE_DATA": str(folder), "PYTHONPATH": str(CHECKOUT / "src")} | where,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    (told or folder / TOLD).write_text(done.stdout)


def copied_to(folder: Path) -> None:
    """A new data folder with nobody in it yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(database(), folder / FILE)


def instead_of_migrating(command: str, **words: Any) -> None:
    """What Django calls while it makes the tests' database; on PostgreSQL that is a copy from the start."""
    connection = connections[words["database"]]
    if command != "migrate":
        call_command(command, **words)
    elif connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(database())) as brought_up:
            brought_up.backup(connection.connection)


def this_database() -> str:
    """The database of this test, as another process is told of it."""
    name = str(connections["default"].settings_dict["NAME"])
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TOADLANE_DATABASE_URL"])._replace(path=f"/{name}").geturl()
