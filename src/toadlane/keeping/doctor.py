"""Whether this installation is well: each finding says what, and what now."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import shutil
import sqlite3
import sys
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max

from bylaws.kernel.faults import RecordBroken
from toadlane.coops.demo import is_demo
from toadlane.coops.models import Coop
from toadlane.jobs.models import Beat
from toadlane.jobs.rescue import DEAD_AFTER
from toadlane.keeping import databases, making, proofs, reads, tasks
from toadlane.keeping.models import Keeping
from toadlane.mail import kept
from toadlane.people import factors, sealing
from toadlane.people.models import Person
from toadlane.privacy.models import Detail
from toadlane.record.models import Entry, Unsequenced

ROOM_LEAST: Final = 500_000_000
NEEDED: Final = ("django", "granian", "pyrage", "typst", "openpyxl", "defusedxml")
DETAILS_KEY_BACK: Final = "Put the file details_key, or TOADLANE_DETAILS_KEY, back from a backup."
LATE_FOR_ITS_PLACE: Final = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `now` is empty where all is well."""

    about: str
    says: str
    now: str = ""


def findings(at: dt.datetime) -> Iterator[Finding]:
    """Everything, the ground first; what stands on broken ground is not asked."""
    yield python()
    yield libraries()
    yield from folder()
    yield from time_zones(at)
    yield secret()
    try:
        sound = database()
        yield sound
        pending = [] if sound.now else databases.waiting()
    except DatabaseError as error:
        yield Finding("database", f"does not answer ({type(error).__name__})", "Check TOADLANE_DATABASE_URL.")
        return
    if sound.now:
        return
    if pending:
        yield Finding("schema", f"migrations that wait: {len(pending)}", "./run upgrade")
        return
    yield Finding("schema", "up to date")
    yield from life(at)


def python() -> Finding:
    """Which Python, which SQLite."""
    return Finding("python", f"{sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")


def libraries() -> Finding:
    """Whether what the lock names is installed."""
    missing = [name for name in NEEDED if not installed(name)]
    if missing:
        return Finding("libraries", f"missing: {', '.join(missing)}", "./run setup")
    return Finding("libraries", "installed")


def installed(name: str) -> bool:
    """Whether a library is there."""
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def folder() -> Iterator[Finding]:
    """The data folder: whose it is, who may read it, and how much fits."""
    data = Path(settings.DATA)
    open_to_others = data.stat().st_mode & 0o007
    if open_to_others and not is_demo():
        yield Finding("folder", f"{data} is open to everybody on this machine", f"chmod o-rwx {data}")
    else:
        yield Finding("folder", str(data))
    free = shutil.disk_usage(data).free
    cure = "Make room before it is full." if free < ROOM_LEAST else ""
    yield Finding("room", f"{free // 1_000_000} MB free", cure)


def time_zones(at: dt.datetime) -> Iterator[Finding]:
    """The clock, and the zones of the world."""
    built = dt.datetime.fromtimestamp(Path(__file__).stat().st_mtime, dt.UTC)
    cure = "Set the clock: rules count days by it." if at < built - dt.timedelta(days=1) else ""
    yield Finding("clock", at.astimezone(dt.UTC).isoformat(timespec="seconds"), cure)
    known = len(zoneinfo.available_timezones())
    yield Finding("time zones", f"known: {known}", "" if known else "./run setup brings tzdata.")


def secret() -> Finding:
    """Where the key that signs sessions is, and that nobody else reads it."""
    if "TOADLANE_SECRET_KEY" in os.environ:
        return Finding("secret key", "from the environment: keep a copy apart, backups do not hold it")
    place = Path(settings.DATA) / "secret_key"
    if place.exists() and place.stat().st_mode & 0o077:
        return Finding("secret key", "others on this machine can read it", f"chmod 600 {place}")
    return Finding("secret key", "in the data folder, and in each backup")


def details_key() -> Finding:
    """Where the key is that seals details and second factors, and whether it opens what is sealed."""
    place = Path(settings.DATA) / sealing.FILE
    detail, factor = Detail.objects.first(), factors.a_sealed_one()
    try:
        if detail is not None:
            sealing.unseal(detail.sealed)
        if factor is not None:
            factors.Factors().decrypt(factor)
    except RecordBroken:
        return Finding("details key", "does not open what is sealed here", DETAILS_KEY_BACK)
    if settings.DETAILS_KEY:
        return Finding("details key", "from the environment: keep a copy apart, backups do not hold it")
    if place.exists() and place.stat().st_mode & 0o077:
        return Finding("details key", "others on this machine can read it", f"chmod 600 {place}")
    return Finding(
        "details key", "in the data folder, and in each backup" if place.exists() else "not needed yet"
    )


def database() -> Finding:
    """Which engine, and whether its file is sound."""
    file = making.database_file()
    if file is None:
        return Finding("database", f"PostgreSQL {connection.settings_dict['HOST'] or 'by its socket'}")
    try:
        with proofs.reading(file) as there:
            said = str(there.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        first = said.splitlines()[0]
        return Finding(
            "database", f"is damaged: {first}", "Stop the house, and restore the last good backup."
        )
    return Finding("database", f"SQLite, sound, {file.stat().st_size // 1_000_000} MB")


def life(at: dt.datetime) -> Iterator[Finding]:
    """What goes on in the house."""
    yield mail()
    yield replies()
    yield worker(at)
    yield record(at)
    yield details_key()
    if is_demo():
        yield Finding("backups", "none: this is the demo")
        return
    yield operators()
    yield from copies(at)


def mail() -> Finding:
    """Whether mail leaves the house."""
    standing = kept.standing()
    if standing.lack:
        return Finding("mail", "does not leave: set it up on its page before you invite anybody")
    return Finding("mail", "leaves by the server that is set up")


def replies() -> Finding:
    """Whether anybody can answer by e-mail."""
    box = settings.REPLIES
    if box is None:
        return Finding("answers by e-mail", "are not read: no mailbox is named")
    cure = "" if not kept.standing().lack else "Set up mail first: nobody has a letter to answer."
    return Finding("answers by e-mail", f"read each minute from {box.place}, for {box.address}", cure)


def worker(at: dt.datetime) -> Finding:
    """Whether somebody does the queue's work."""
    beat = Beat.objects.aggregate(last=Max("beat_at"))["last"]
    if beat is None:
        return Finding("jobs", "the house is not open; what was asked for waits")
    if at - beat > DEAD_AFTER:
        return Finding(
            "jobs", f"no sign of life since {beat.isoformat(timespec='seconds')}", "Start the house again."
        )
    return Finding("jobs", "at work")


def record(at: dt.datetime) -> Finding:
    """Whether entries get their places."""
    waiting = Unsequenced.objects.filter(entry__recorded_at__lt=at - LATE_FOR_ITS_PLACE).count()
    entries, coops = Entry.objects.count(), Coop.objects.count()
    cure = "Start the house: its worker gives them their places." if waiting else ""
    return Finding("record", f"co-ops: {coops}, entries: {entries}, without a place: {waiting}", cure)


def operators() -> Finding:
    """Whether anybody sees to all this."""
    if Person.objects.filter(operates=True, is_active=True).exists():
        return Finding("operators", "there")
    return Finding("operators", "nobody runs this installation", "./run create names somebody.")


def copies(at: dt.datetime) -> Iterator[Finding]:
    """The last good backup, and the last good drill."""
    standing = reads.standing(at)
    for kind, last, late in (
        (Keeping.Kind.BACKUP, standing.backup, standing.backup_is_late),
        (Keeping.Kind.DRILL, standing.drill, standing.drill_is_late),
    ):
        said = last.asked_at.isoformat(timespec="seconds") if last else "never"
        yield Finding(f"last {kind.value}", said, f"./run {kind.value}" if late else "")
    same_disk = standing.folder.exists() and same_device(standing.folder, settings.DATA)
    where = f"{standing.folder}, on the same disk as the data" if same_disk else str(standing.folder)
    cure = "" if standing.folder.exists() or standing.backup is None else "Mount the disk."
    yield Finding("backups go to", where, cure)
    yield Finding("next backup", "within minutes" if tasks.due() else "tonight")


def same_device(one: Path, other: Path | str) -> bool:
    """Whether two folders are lost together."""
    return one.stat().st_dev == Path(other).stat().st_dev
