"""Writing and removing many entries at once, past the models, in the words of each engine."""

# ruff: noqa: S608 — nothing from outside stands in these statements

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from toadlane.work import triggers
from toadlane.work.sums import key

COLUMNS = "id, coop_id, participant_id, work, day, started, seconds, note, source_id, fingerprint, nth"
PLACES = ", ".join(["%s"] * 11)
# Rows wait in a table of this connection alone, and go over in one statement. For each statement on a
# guarded table SQLite copies every page it touches; and others wait for that statement only.
WAITING = f"CREATE TEMP TABLE IF NOT EXISTS work_waiting ({COLUMNS})"
WAIT = f"INSERT INTO work_waiting VALUES ({PLACES})"
INSERT = (
    f"INSERT INTO work_timeentry ({COLUMNS}) SELECT {COLUMNS} FROM work_waiting WHERE true ORDER BY rowid"
    " ON CONFLICT (coop_id, fingerprint, nth) DO NOTHING"
)
NONE_WAIT = "DELETE FROM work_waiting"
COPY = f"COPY work_timeentry ({COLUMNS}) FROM STDIN"
REMOVE = (
    "DELETE FROM work_timeentry WHERE id IN (SELECT id FROM work_timeentry WHERE source_id = %s LIMIT %s)"
)
THERE = "SELECT fingerprint, nth, day, seconds FROM work_timeentry WHERE coop_id = %s AND fingerprint "
COUNT = "SELECT COUNT(*), COALESCE(SUM(seconds), 0) FROM work_timeentry WHERE source_id = %s"

Row = tuple[str, str, str, str, str, int | None, int, str, str, bytes, int]
"""The columns above; keys as 32 hexadecimal digits, the day as ISO 8601."""


class Kept(NamedTuple):
    """What an entry that is there already says."""

    day: str
    seconds: int


def write(rows: Sequence[Row]) -> float:
    """Add rows in one transaction, or in the caller's; those that are there already stay as they are.

    Returns for how many seconds other writers had to wait.
    """
    if connection.vendor == "sqlite":
        return _write_sqlite(rows)
    began = time.monotonic()
    with drafts(), connection.cursor() as cursor:
        there = already(UUID(rows[0][1]), [row[9] for row in rows])
        with connection.wrap_database_errors, cursor.copy(COPY) as copy:
            for row in rows:
                if (row[9], row[10]) not in there:
                    copy.write_row(row)
    return time.monotonic() - began


def _write_sqlite(rows: Sequence[Row]) -> float:
    with connection.cursor() as cursor:
        with _alone(cursor):
            cursor.execute(WAITING)
            cursor.execute(NONE_WAIT)
            cursor.executemany(WAIT, rows)
        with drafts():
            began = time.monotonic()
            cursor.execute(INSERT)
        held = time.monotonic() - began
        cursor.execute(NONE_WAIT)
    return held


@contextmanager
def _alone(cursor: CursorWrapper) -> Iterator[None]:
    """One transaction over tables of this connection alone, which keeps nobody waiting."""
    if connection.in_atomic_block:
        yield
        return
    cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        cursor.execute("COMMIT")


def already(coop: UUID, fingerprints: Sequence[bytes]) -> dict[tuple[bytes, int], Kept]:
    """Which of these entries are there, by fingerprint and number."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"{THERE} IN ({', '.join(['%s'] * len(fingerprints))})", [key(coop), *fingerprints]
            )
        else:
            cursor.execute(f"{THERE} = ANY(%s)", [key(coop), list(fingerprints)])
        return {(bytes(mark), nth): Kept(str(day), seconds) for mark, nth, day, seconds in cursor.fetchall()}


def remove_some(source: UUID, at_most: int) -> int:
    """Remove some entries of an import in one transaction, or in the caller's; how many there were."""
    with drafts(), connection.cursor() as cursor:
        cursor.execute(REMOVE, [key(source), at_most])
        removed: int = cursor.rowcount
        return removed


def count(source: UUID) -> tuple[int, int]:
    """How many entries of an import there are, and their seconds."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key(source)])
        entries, seconds = cursor.fetchone()
        return int(entries), int(seconds)


@contextmanager
def drafts() -> Iterator[None]:
    """One transaction whose end does not wait for the disk; inside another one, it is part of that.

    Nobody counts on these rows before a later transaction that does wait, and carries all before it to
    the disk. A crash in between loses some rows of an import that is begun again anyway, and never more.
    """
    outermost = not connection.in_atomic_block
    with _unhurried_sqlite(when=outermost), refused_if_sealed(savepoint=False):
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO off")
        yield


def to_the_disk() -> None:
    """Let the disk catch up while nobody waits, so that the transaction after this one ends at once."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


@contextmanager
def _unhurried_sqlite(*, when: bool) -> Iterator[None]:
    """SQLite takes this setting between transactions only."""
    if not when or connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


@contextmanager
def refused_if_sealed(*, savepoint: bool = True) -> Iterator[None]:
    """What the database refuses because of a seal, said as a fault people can read.

    Without a savepoint the whole transaction around it is lost too. Many rows must go without: inside a
    savepoint SQLite copies every page that a guarded row touches, for each row anew.
    """
    try:
        with transaction.atomic(savepoint=savepoint):
            yield
    except IntegrityError as error:
        if triggers.SEALED not in str(error):
            raise
        raise sealed() from None


def sealed() -> Refused:
    """The fault for hours of a closed year."""
    return Refused(
        gettext_noop("Hours of these days are sealed: their year is closed."),
        code="hours.sealed",
        next_step=gettext_noop(
            "A mistake in a closed year is put right by correcting its close; ask the bookkeeper."
        ),
    )
