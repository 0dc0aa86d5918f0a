"""Closing a year in the application, against SQLite's own sum over the same hours and a raw write.

`python -m bench.close_in_application` makes a co-op of 200 members with 500,000 entries of hours, then
measures in turns: `close_year`, from committed hours to posted allocations; and, as the floor, a plain
`SELECT participant, work, SUM(seconds) … GROUP BY` over the same rows, and the very rows that the close
wrote, written raw with `executemany` into tables of the same shape, in one transaction as durable.

`--large` does it once with 80,000 members and 20,000,000 entries: ten minutes and 10 GB of disk.
"""

# ruff: noqa: S608 - nothing from outside stands in these statements

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.installation import Plain, migrated, shape_of, wake

YEAR = 2024
KINDS = ("client-work", "internal", "meeting", "leave")
DAYS = 366
NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
CHARTER = """---
name = "Harbour Web Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2023-11-30
from = 2024-01-01
---

## Article 6 — Hours

Leave does not count towards patronage.

```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "internal"
counts_for = ["pay", "patronage"]
[[kinds]]
name = "meeting"
counts_for = ["patronage"]
[[kinds]]
name = "leave"
counts_for = []
```

## Article 7 — Membership

```toml rule
kind = "membership"
[[stages]]
name = "member"
rights = ["speak", "vote", "share"]
```

## Article 8 — Buy-in

```toml rule
kind = "buy-in"
amount = "3000.00"
plan = { count = 10, first = "P1M" }
```

## Article 9 — Surplus

```toml rule
kind = "surplus"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "25%"
of = "left"
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member"]
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
instalments = { count = 4, first = "P1M", every = "P2M", after = "close", gate = "release" }
[losses]
from = [{ account = "collective", share = "100%" }]
```

```toml rule
kind = "tax"
mode = "us-subchapter-t"
```

## Article 11 — What we show

```toml rule
kind = "transparency"
otherwise = "members"
classes = []
```
"""
FLOOR = (
    "SELECT participant_id, work, SUM(seconds) FROM work_timeentry"
    " WHERE coop_id = ? AND day >= ? AND day < ? GROUP BY participant_id, work"
)
WRITTEN = (
    "books_journalentry",
    "books_posting",
    "books_yearclose",
    "books_closestep",
    "books_allocation",
    "decisions_authorityuse",
    "work_hoursseal",
    "record_entry",
    "record_opening",
    "record_unsequenced",
    "coops_once",
)


# A co-op with a year to close


def seeded(folder: Path, *, members: int, entries: int) -> Path:
    """A database in which a year is ready to be closed: hours in, figures stated, decision confirmed."""
    database = migrated(folder)
    from django.db import connection  # noqa: PLC0415

    from toadlane.books import verbs  # noqa: PLC0415

    ada, bo, at = harbour(members)
    with Plain(database) as plain:
        write_hours(plain, ada.coop.pk.hex, entries)
    said = {"coop": ada.coop, "year": YEAR, "by": ada, "at": at}
    verbs.state_figures(**said, surplus=_usd(f"{members * 5000}.00"), tax=_usd("0.00"), key="figures")
    preview = verbs.preview_close(**said, key="preview")
    decided(preview.fingerprint, ada, bo, at)
    connection.close()  # the last connection gone, all of it is in the one file that is copied
    return database


def harbour(members: int) -> tuple[Any, Any, Any]:
    """Ada keeps the books, Bo confirms; everyone is a member since the first day."""
    from toadlane.charter.verbs import adopt_charter  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.coops.rows import BookQuerySet  # noqa: PLC0415

    coop = Coop.objects.create(slug="harbour", name="Harbour", currency="USD", time_zone="America/New_York")
    since = dt.date(2024, 1, 1)
    people = [Participant(coop=coop, key=f"m{n:05}", name=f"Member {n}") for n in range(members)]
    Participant.objects.bulk_create(people)
    stages = [StagePeriod(coop=coop, participant=who, stage="member", valid_from=since) for who in people]
    BookQuerySet[StagePeriod](StagePeriod).bulk_create(stages)
    RolePeriod.objects.create(coop=coop, participant=people[0], role="bookkeeper", valid_from=since)
    at = Moment.of(NOON, coop=coop)
    adopt_charter(coop=coop, source=CHARTER, by=people[0], at=at, key="charter")
    return people[0], people[1], at


def write_hours(
    plain: sqlite3.Connection, coop: str, entries: int, rows: Callable[..., Iterator[Any]] | None = None
) -> None:
    """Entries of everyone all through the year, written without triggers to save time."""
    triggers = plain.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'work_timeentry'"
    ).fetchall()
    indexes = plain.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'work_timeentry'"
        " AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in triggers:
        plain.execute(f"DROP TRIGGER {name}")
    for name, _ in indexes:
        plain.execute(f"DROP INDEX {name}")
    people = [pk for (pk,) in plain.execute("SELECT id FROM coops_participant WHERE coop_id = ?", [coop])]
    columns = [row[1] for row in plain.execute("PRAGMA table_info(work_timeentry)")]
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany(insert(columns), (rows or entry_rows)(coop, people, entries))
    plain.execute("COMMIT")
    for _, sql in [*indexes, *triggers]:
        plain.execute(sql)
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def insert(columns: list[str]) -> str:
    return f"INSERT INTO work_timeentry ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})"


def entry_rows(coop: str, people: list[str], entries: int) -> Iterator[dict[str, Any]]:
    """Sorted by day, as a co-op logs them; each person does more of one kind of work than of others."""
    made = random.Random(1844)
    days = [(dt.date(YEAR, 1, 1) + dt.timedelta(days=n)).isoformat() for n in range(DAYS)]
    for n in range(entries):
        person = made.randrange(len(people))
        kind = KINDS[person % 4] if made.random() < 0.7 else made.choice(KINDS)
        yield {
            "id": f"{n:032x}",
            "coop_id": coop,
            "participant_id": people[person],
            "work": kind,
            "day": days[n * DAYS // entries],
            "started": None,
            "seconds": made.randrange(900, 5 * 3600),
            "note": "",
            "source_id": None,
            "fingerprint": n.to_bytes(19, "big"),
            "nth": 1,
        }


def decided(fingerprint: str, ada: Any, bo: Any, at: Any, year: int = YEAR) -> Any:
    from toadlane.decisions.verbs import confirm_authority, enter_authority  # noqa: PLC0415

    authority = enter_authority(
        matter="close-year",
        subject=str(year),
        article="9",
        decided_on=at.day,
        text="We close the year as previewed.",
        fingerprint=fingerprint,
        by=ada,
        at=at,
        key=f"enter {year}",
    )
    confirm_authority(authority=authority, by=bo, at=at, key=f"confirm {year}")
    return authority


def _usd(text: str) -> Any:
    from bylaws.kernel.money import Money  # noqa: PLC0415

    return Money.parse(text, "USD")


# What is measured, in a process of its own


def measured(database: Path, *, repeats: int, copy: bool) -> dict[str, Any]:
    """Seconds of each part, each repeat from the same beginning; the most memory a close took."""
    work = database.with_name("run.sqlite3") if copy else database
    wake(database.parent, database=work)
    floors, writes, closes, peak, rows = [], [], [], 0, 0
    for _ in range(repeats):
        if copy:
            shutil.copyfile(database, work)
        before = standing(work)
        floors.append(sum_seconds(work))
        closes.append(close_seconds())
        peak = peak or most_kilobytes()
        seconds, rows = write_seconds(work, before)
        writes.append(seconds)
        forget(work, copy=copy)
    return {"sum": floors, "write": writes, "close": closes, "peak_mb": peak / 1024, "rows": rows}


def most_kilobytes() -> int:
    """The most this process has held; what its parent held before it does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def forget(work: Path, *, copy: bool) -> None:
    if copy:
        for name in (work.name, f"{work.name}-wal", f"{work.name}-shm"):
            work.with_name(name).unlink(missing_ok=True)


def standing(file: Path) -> dict[str, set[str]]:
    """The keys in each table, which come first in their rows, so that what a close adds can be told."""
    with closing(sqlite3.connect(file)) as plain:
        rows = {table: plain.execute(f"SELECT * FROM {table}").fetchall() for table in WRITTEN}
    return {table: {key for key, *_ in found} for table, found in rows.items()}


def sum_seconds(file: Path) -> float:
    with Plain(file) as plain:
        (coop,) = plain.execute("SELECT id FROM coops_coop").fetchone()
        asked = [coop, f"{YEAR}-01-01", f"{YEAR + 1}-01-01"]
        plain.execute(FLOOR, asked).fetchall()
        began = time.perf_counter()
        plain.execute(FLOOR, asked).fetchall()
        return time.perf_counter() - began


def close_seconds() -> float:
    """`close_year` from call to commit; its connection has read the hours once, as the floor's has."""
    from django.db import connection  # noqa: PLC0415

    from toadlane.books import verbs, years  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.decisions.models import Authority  # noqa: PLC0415

    coop = Coop.objects.get()
    at = Moment.of(NOON, coop=coop)
    ada = Participant.objects.select_related("coop").get(key="m00000")
    authority = Authority.objects.select_related("coop").get()
    years.gather(coop, YEAR, at)
    began = time.perf_counter()
    verbs.close_year(coop=coop, year=YEAR, authority=authority, by=ada, at=at, key="close")
    took = time.perf_counter() - began
    connection.close()
    return took


def write_seconds(file: Path, before: dict[str, set[str]]) -> tuple[float, int]:
    """The rows the close added, written raw into empty tables of the same shape."""
    with closing(sqlite3.connect(file)) as ours:
        added = {
            table: [row for row in ours.execute(f"SELECT * FROM {table}") if row[0] not in there]
            for table, there in before.items()
        }
        shapes = {table: shape_of(ours, table) for table in before}
    raw = file.with_name("raw.sqlite3")
    with Plain(raw) as plain:
        for statements in shapes.values():
            for statement in statements:
                plain.execute(statement)
        began = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        for table, rows in added.items():
            plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        plain.execute("COMMIT")
        took = time.perf_counter() - began
    forget(raw, copy=True)
    return took, sum(map(len, added.values()))


def told(found: dict[str, Any], *, members: int, entries: int, limit: float) -> list[str]:
    floors = [one + other for one, other in zip(found["sum"], found["write"], strict=True)]
    ratios = [close / floor for close, floor in zip(found["close"], floors, strict=True)]
    lines = [f"{members:,} members, {entries:,} entries; a close writes {found['rows']:,} rows"]
    for what, seconds in (
        ("SQLite's own sum by person and kind", found["sum"]),
        ("the rows of the close, raw", found["write"]),
        ("both: the floor", floors),
        ("close_year", found["close"]),
    ):
        least, median = min(seconds) * 1000, statistics.median(seconds) * 1000
        lines.append(f"    {what:<38}{least:>9.1f} ms least{median:>9.1f} ms median")
    least, median = min(found["close"]) / min(floors), statistics.median(ratios)
    lines += [
        f"    {'against the floor':<38}{least:>11.2f}× least{median:>11.2f}× median, at most {limit}×",
        f"    memory of the closing process {found['peak_mb']:>17.0f} MB at most",
    ]
    return lines


def main(argv: list[str] | None = None) -> None:
    given = argparse.ArgumentParser(prog="python -m bench.close_in_application")
    given.add_argument("--large", action="store_true")
    given.add_argument("--members", type=int, default=200)
    given.add_argument("--entries", type=int, default=500_000)
    given.add_argument("--repeats", type=int, default=9)
    given.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = given.parse_args(argv)
    if asked.large:
        asked.members, asked.entries, asked.repeats = 80_000, 20_000_000, 1
    if asked.measure:
        found = measured(asked.measure, repeats=asked.repeats, copy=not asked.large)
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        database = seeded(Path(name), members=asked.members, entries=asked.entries)
        again = [sys.executable, "-m", "bench.close_in_application", "--measure", str(database)]
        again += ["--large"] if asked.large else ["--repeats", str(asked.repeats)]
        said = subprocess.run(again, stdout=subprocess.PIPE, text=True, check=True)
        limit = 2.0 if asked.large else 1.5
        print(
            *told(json.loads(said.stdout), members=asked.members, entries=asked.entries, limit=limit),
            sep="\n",
        )


if __name__ == "__main__":
    main()
