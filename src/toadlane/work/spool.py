"""What a look has read of a file, kept beside it, so that bringing its hours in reads nothing twice.

A small SQLite file of its own, on every installation: it sorts a million rows in a few megabytes of memory.
It stands under its name only when it is whole and on the disk. Where it is missing, or is no longer what was
written, it is made again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from toadlane.work import files
from toadlane.work.models import HoursImport

OPEN = "PRAGMA page_size=16384; PRAGMA cache_size=-8000; PRAGMA temp_store=FILE"
UNJOURNALED = "PRAGMA journal_mode=OFF; PRAGMA synchronous=NORMAL; PRAGMA locking_mode=EXCLUSIVE"
SHAPE = """
CREATE TABLE read (line INTEGER, person TEXT, kind TEXT, day INTEGER, start INTEGER,
 seconds INTEGER, note TEXT, mark BLOB, nth INTEGER, new INTEGER);
CREATE TABLE there (person TEXT, begin INTEGER, seconds INTEGER);
CREATE TABLE crowded (person TEXT PRIMARY KEY)"""
TAKE = "INSERT INTO read VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
TAKE_CROWDED = "INSERT INTO crowded VALUES (?)"
TAKE_THERE = "INSERT INTO there VALUES (?, ?, ?)"
IN_ORDER = "SELECT person, kind, day, start, seconds, note, mark, nth FROM read ORDER BY mark, nth"
TIMED = """SELECT person, day * 86400 + start AS begin, seconds, line FROM read
 WHERE new AND start IS NOT NULL AND person IN (SELECT person FROM crowded)
 UNION ALL SELECT person, begin, seconds, 0 FROM there WHERE person IN (SELECT person FROM crowded)
 ORDER BY 1, 2, 3, 4"""

Read = tuple[int, str, str, int, int | None, int, str, bytes, int, bool]
"""Line, person, kind, ordinal of the day, start, seconds, note, fingerprint as kept, number, whether new."""
Spooled = tuple[str, str, int, int | None, int, str, bytes, int]
"""The same without line and whether it is new."""
Timed = tuple[str, int, int, int]
"""Person, beginning in seconds since day 0, seconds, line; that is 0 for an entry that is in already."""


class Spool:
    """One look's rows, while it goes on."""

    def __init__(self, kept: sqlite3.Connection) -> None:
        self.kept = kept

    def take(self, rows: Iterable[Read]) -> None:
        """Keep rows of the file."""
        self.kept.executemany(TAKE, rows)

    def take_there(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Keep when entries are that are in already: person, beginning, seconds."""
        self.kept.executemany(TAKE_THERE, rows)

    def timed(self, people: Iterable[str]) -> Iterator[Timed]:
        """The new entries of some people that have a beginning, and those that are there, in order."""
        self.kept.executemany(TAKE_CROWDED, ((person,) for person in people))
        return iter(self.kept.execute(TIMED))


@contextmanager
def made(source: HoursImport) -> Iterator[Spool]:
    """A new spool, which takes its name at the end of the block; after a fault there is none."""
    place = files.spool(source)
    half = place.with_suffix(".half")
    half.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(half, isolation_level=None)) as kept:
            kept.executescript(f"{OPEN}; {UNJOURNALED}; {SHAPE}; BEGIN")
            yield Spool(kept)
            kept.execute("COMMIT")
        files.spool_digest(source).write_text(_digest(half))
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def there(source: HoursImport) -> bool:
    """Whether a whole spool is kept, and still is what was written."""
    try:
        return _digest(files.spool(source)) == files.spool_digest(source).read_text()
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def in_order(source: HoursImport) -> Iterator[Spooled]:
    """The rows of the file by fingerprint: person by person and day by day, as the indexes keep them."""
    with closing(_opened(files.spool(source))) as kept:
        yield from kept.execute(IN_ORDER)


def _digest(place: Path) -> str:
    with place.open("rb") as kept:
        return hashlib.file_digest(kept, "sha256").hexdigest()


def _opened(place: Path) -> sqlite3.Connection:
    kept = sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True, isolation_level=None)
    kept.executescript(OPEN)
    return kept
