"""Harbour with something in its books and files, in a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from tests.once import once
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import databases
from toadlane.record.verbs import append, sequence

Told = subprocess.CompletedProcess[str]
Command = Callable[..., Told]


def database_url() -> str:
    """The database of this test, as another process is told of it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TOADLANE_DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session", autouse=True)
def _an_empty_file_is_made_once_for_all_workers() -> Iterator[None]:
    """A server's rows go into an empty file of the same schema, which a house makes once as well."""
    theirs = databases.empty_at

    def kept(schema: tuple[tuple[str, str], ...]) -> bytes:
        name = f"empty-{sha256(repr(schema).encode()).hexdigest()}"
        place = once(name, lambda folder: (folder / "file").write_bytes(theirs(schema)))
        return (place / "file").read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "empty_at", kept)
        yield


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Path:
    """A data folder with a file somebody uploaded and a key."""
    data = tmp_path / "harbour"
    (data / "files" / "minutes").mkdir(parents=True)
    (data / "files" / "minutes" / "spring.txt").write_text("We agreed to buy the van.\n")
    (data / "static").mkdir()
    (data / "static" / "made-anew.css").write_text("a {}")
    (data / "secret_key").write_text("k" * 50)
    settings.DATA = data
    settings.BACKUPS = {**settings.BACKUPS, "FOLDER": data / "backups", "NAMED": False, "FOR": ""}
    kept_there = {**settings.STORAGES["default"], "OPTIONS": {"location": data / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept_there}
    return data


@pytest.fixture
def kept(house: Path, harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> Coop:
    """Harbour, with three entries in its record."""
    say_three_times(ada, noon)
    return harbour


def say_three_times(ada: Participant, noon: Moment) -> None:
    for number in range(3):
        with transaction.atomic():
            append(kind="test.said.v1", what={"number": number}, by=ada, at=noon, subject="van")
    sequence(coop=ada.coop)


@pytest.fixture
def command() -> Command:
    """`toadlane …` in a process of its own, on a data folder of its own."""
    return toadlane


def toadlane(*words: object, data: Path, limit: Callable[[], None] | None = None) -> Told:
    """One command; `limit` runs in its process before it starts."""
    environment = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "toadlane", *map(str, words)],
        env={**environment, "TOADLANE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
