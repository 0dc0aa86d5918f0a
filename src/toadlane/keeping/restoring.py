"""Putting a backup back: into an empty place, whole or not at all, and up to this version's schema."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from toadlane.coops.models import Coop
from toadlane.jobs.models import Beat
from toadlane.jobs.rescue import DEAD_AFTER
from toadlane.keeping import archive, databases, folders, making, proofs, sealed, words
from toadlane.keeping.archive import DATA, DATABASE, Manifest, Reader
from toadlane.people import sealing
from toadlane.people.models import Person

BEGUN: Final = f"{folders.UNFINISHED}restoring"
"""Says what a restore puts here, from before its first file until its rows are in."""
OF_A_START: Final = {"secret_key", "files", "mail", *folders.MADE_ANEW}
"""What may stand in an empty data folder, its folders empty but for those that are made anew."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    folder: Path
    manifest: Manifest
    migrated: int


def restore(file: Path, *, key: sealed.Key) -> Restored:
    """A backup into this data folder and this database.

    Faults: `restore.living`, `restore.running`, `restore.disk-full`, `restore.not-migrated`,
    `backup.unreadable`, `backup.altered`, `backup.newer`, `backup.closed`, `backup.unsound`.
    """
    data = Path(settings.DATA)
    refuse_living(data)
    with words.disk_may_be_full(data, words.no_room), folders.room_to_work(data) as room:
        whole = opened(file, room, key)
        with archive.reading(whole) as reader:
            refuse_newer(reader)
            house = unpacked(reader, room)
            on_a_server = connections[DEFAULT_DB_ALIAS].vendor != "sqlite"
            migrated = 0 if on_a_server else migrated_apart(house, reader.manifest)
            begin(house, data)
            put_files(house, data)
            put_rows(house, data, reader.manifest)
            (data / BEGUN).unlink(missing_ok=True)
            return Restored(data, reader.manifest, bring_up() if on_a_server else migrated)


def opened(file: Path, room: Path, key: sealed.Key) -> Path:
    """The backup itself, or an open copy of an encrypted one."""
    if not file.is_file():
        raise words.unreadable(file)
    if not sealed.is_closed(file):
        return file
    target = room / file.with_suffix("").name
    sealed.open_into(file, target, key)
    return target


def refuse_living(data: Path) -> None:
    """Never over somebody's co-op, nor under a running house."""
    connection = connections[DEFAULT_DB_ALIAS]
    tables = set(connection.introspection.table_names())
    if {"coops_coop", "people_person"} <= tables and (Coop.objects.exists() or Person.objects.exists()):
        raise words.living(data)
    if "jobs_beat" in tables and Beat.objects.filter(beat_at__gt=timezone.now() - DEAD_AFTER).exists():
        raise words.running(data)
    ours = begun_before(data)
    if any(not belongs_to_a_start(place) and place.name not in ours for place in data.iterdir()):
        raise words.living(data)
    connection.close()


def belongs_to_a_start(place: Path) -> bool:
    """Whether something in a data folder says nothing of a co-op."""
    if place.name.startswith(folders.UNFINISHED) or folders.of_a_database(place, making.database_file()):
        return True
    if place.name not in OF_A_START:
        return False
    return place.is_file() or place.name in folders.MADE_ANEW or not any(place.rglob("*"))


def refuse_newer(reader: Reader) -> None:
    """Rows that this version does not know cannot be read by it."""
    if set(reader.manifest.schema) - databases.known():
        raise words.newer(reader.file, reader.manifest.version)


def unpacked(reader: Reader, room: Path) -> Path:
    """Every part in a folder of its own, each digest compared, the database proved."""
    house = room / "house"
    house.mkdir(mode=0o700)
    for name in reader.manifest.parts:
        if name != DATABASE:
            reader.take_out(name, house / name.removeprefix(DATA))
    reader.take_out(DATABASE, house / folders.DATABASE_FILE)
    making.agree(house / folders.DATABASE_FILE, reader.manifest)
    for name in ("secret_key", sealing.FILE):
        key = house / name
        if key.exists():
            key.chmod(0o600)
    return house


def begun_before(data: Path) -> frozenset[str]:
    """What a restore that was broken off has put here: nobody's, while the database holds no co-op."""
    begun = data / BEGUN
    return frozenset(begun.read_text().splitlines()) if begun.is_file() else frozenset()


def begin(house: Path, data: Path) -> None:
    """Clear what a broken restore left, and write down what is put here now, before it is."""
    for name in begun_before(data):
        clear(data / name)
    names = sorted(place.name for place in house.iterdir() if place.name != folders.DATABASE_FILE)
    (data / BEGUN).write_text("".join(f"{name}\n" for name in names))


def put_rows(house: Path, data: Path, manifest: Manifest) -> None:
    """The rows where they belong, last of all: until then nothing here is anybody's."""
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        put_database(house / folders.DATABASE_FILE, data)
    else:
        put_on_server(house / folders.DATABASE_FILE, manifest)


def migrated_apart(house: Path, manifest: Manifest) -> int:
    """Bring the unpacked database up to this version, in a process that sees nothing else."""
    older = len(databases.known() - set(manifest.schema))
    if older:
        migrate = [sys.executable, "-m", "toadlane", "migrate", "--noinput", "--verbosity", "0"]
        done = subprocess.run(migrate, env=apart(house), check=False, capture_output=True)  # noqa: S603 — our own command
        if done.returncode:
            raise words.not_migrated(manifest.version)
        proofs.prove(house / folders.DATABASE_FILE)
    return older


def apart(house: Path) -> dict[str, str]:
    """The environment of a process that lives in another data folder alone."""
    theirs = {name: value for name, value in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    return {**theirs, "TOADLANE_DATA": str(house)}


def put_on_server(file: Path, manifest: Manifest) -> None:
    """The rows into an empty database on a server, at the schema they have; all of them or none."""
    there = databases.applied(DEFAULT_DB_ALIAS)
    if there and set(there) != set(manifest.schema):
        raise words.living(Path(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]))
    if not there:
        databases.migrate_to(DEFAULT_DB_ALIAS, manifest.schema)
    with databases.beside(databases.a_file(file)) as source:
        databases.copy_rows(source, DEFAULT_DB_ALIAS, manifest.schema)
    file.unlink()


def bring_up() -> int:
    """A server's database up to this version; how many migrations that took."""
    from django.core.management import call_command  # noqa: PLC0415 — only here

    older = len(databases.waiting())
    call_command("migrate", interactive=False, verbosity=0)
    return older


def put_files(house: Path, data: Path) -> None:
    """Everything to its place but the database."""
    database = house / folders.DATABASE_FILE
    shutil.rmtree(house / "static", ignore_errors=True)
    for place in sorted(house.iterdir()):
        if place != database and not folders.of_a_database(place, None):
            clear(data / place.name)
            place.replace(data / place.name)


def put_database(database: Path, data: Path) -> None:
    """The database under its name, in one step."""
    target = making.database_file() or data / folders.DATABASE_FILE
    for left in (f"{target.name}-wal", f"{target.name}-shm", f"{target.name}-journal"):
        target.with_name(left).unlink(missing_ok=True)
    folders.kept_safely(database, target)


def clear(place: Path) -> None:
    """Make way: what is there was found empty."""
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
