"""Importing hours into the application, against `csv.reader` and a raw `executemany` of the same rows.

`python -m bench.hours_import [ROWS]` makes a co-op in a data folder of its own on SQLite, imports a Toggl
export through the verbs and the queue while another process keeps writing, and then writes the very same
rows once more, raw, in one transaction, into a table of the same shape with the same indexes: in the order
of the file, as a plain `executemany` over the reader would; and, to tell what the order is worth, in the
order the import itself writes them.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.hours_reading import CLIENTS, HEADER, NOTES, PROJECTS, TAGS, TASKS, clock

Row = tuple[Any, ...]

ROWS = 1_000_000
MEMBERS = 500
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

All of it counts.

```toml rule
kind = "hours"
[[kinds]]
name = "meeting"
counts_for = ["patronage"]
[[kinds]]
name = "duty"
counts_for = ["patronage"]
[[kinds]]
name = "urgent"
counts_for = ["patronage"]
[[kinds]]
name = "everyday"
counts_for = ["patronage"]
```

## Article 12 — Openness

Members see everything.

```toml rule
kind = "transparency"
otherwise = "members"
classes = []
```
"""
WORK = [
    {"project": "Meetings", "kind": "meeting"},
    {"project": "Night duty", "kind": "duty"},
    {"tag": "urgent", "billable": True, "kind": "urgent"},
    {"kind": "everyday"},
]
OTHER_WRITER = """
import os, sqlite3, sys, time
def resident():
    with open(f"/proc/{os.getppid()}/status") as status:
        told = dict(line.split(":", 1) for line in status)
    return [int(told[what].split()[0]) for what in ("RssAnon", "RssFile")]
other = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
for pragma in ("journal_mode=WAL", "synchronous=FULL"):
    other.execute("PRAGMA " + pragma)
other.execute("CREATE TABLE IF NOT EXISTS bench_wait (at REAL, waited REAL, own INTEGER, mapped INTEGER)")
while True:
    began = time.perf_counter()
    other.execute("BEGIN IMMEDIATE")
    waited = time.perf_counter() - began
    other.execute("INSERT INTO bench_wait VALUES (?, ?, ?, ?)", (time.time(), waited, *resident()))
    other.execute("COMMIT")
    time.sleep(0.02)
"""


def write_export(file: Path, rows: int, *, seed: int = 1844) -> None:
    """A year of many members as Toggl writes it, sorted by day."""
    made = random.Random(seed)
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\r\n")
        lines = csv.writer(out)
        free: dict[str, tuple[str, int]] = {}
        for number in range(rows):
            day = (dt.date(2025, 1, 1) + dt.timedelta(days=number * 365 // rows)).isoformat()
            name = f"m{made.randrange(MEMBERS):03}"
            on, since = free.get(name, ("", 0))
            begin = (since if on == day else 7 * 3600) + made.randrange(600)
            lasted = made.randrange(60, 3600)
            free[name] = (day, begin + lasted)
            lines.writerow(
                [
                    *(name.title(), f"{name}@harbour.example", made.choice(CLIENTS), made.choice(PROJECTS)),
                    *(made.choice(TASKS), made.choice(NOTES), made.choice(("Yes", "No")), day, clock(begin)),
                    *(day, clock(begin + lasted), clock(lasted), made.choice(TAGS), ""),
                ]
            )


def harbour() -> Any:
    """The co-op with its members and charter, in an empty installation."""
    import django  # noqa: PLC0415 - the data folder is named before Django reads it
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    from toadlane.charter.verbs import adopt_charter  # noqa: PLC0415
    from toadlane.coops import clock as coop_clock  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod  # noqa: PLC0415

    coop = Coop.objects.create(slug="harbour", name="Harbour", currency="USD", time_zone="America/New_York")
    since = dt.date(2024, 1, 1)
    for number in range(MEMBERS):
        key = f"m{number:03}"
        who = Participant.objects.create(coop=coop, key=key, name=key.title())
        StagePeriod.objects.create(coop=coop, participant=who, stage="member", valid_from=since)
    ada = Participant.objects.get(coop=coop, key="m000")
    RolePeriod.objects.create(coop=coop, participant=ada, role="bookkeeper", valid_from=since)
    adopt_charter(coop=coop, source=CHARTER, by=ada, at=coop_clock.now(coop), key="charter")
    through_the_queue()  # What an installation does by itself each night is no part of an import.
    return ada


def through_the_queue() -> None:
    from django.utils import timezone  # noqa: PLC0415

    from toadlane.jobs.worker import Worker  # noqa: PLC0415

    Worker().work_once(timezone.now())


def imported(file: Path, ada: Any) -> tuple[float, float, Any]:
    """Seconds for the look at the file, and for bringing its hours in."""
    from bylaws.facts.readers import LabelMapping  # noqa: PLC0415
    from toadlane.coops import clock as coop_clock  # noqa: PLC0415
    from toadlane.work import verbs  # noqa: PLC0415
    from toadlane.work.models import HoursImport  # noqa: PLC0415

    at = coop_clock.now(ada.coop)
    people = {f"m{number:03}@harbour.example": f"m{number:03}" for number in range(MEMBERS)}
    mapping = LabelMapping.from_table({"people": people, "work": WORK})
    with file.open("rb") as upload:
        began = time.perf_counter()
        source = verbs.start_import(
            coop=ada.coop, file=upload, name=file.name, columns={}, by=ada, at=at, key="start"
        )
    verbs.preview_import(source=source, mapping=mapping, answers=verbs.Answers(), by=ada, at=at, key="look")
    through_the_queue()
    looked = time.perf_counter()
    accepted = verbs.Accepted(overlaps=True, copies="out")
    verbs.bring_in(source=source, accepted=accepted, by=ada, at=at, key="in")
    through_the_queue()
    done = time.perf_counter()
    source = HoursImport.objects.get(pk=source.pk)
    if source.state != "in":
        sys.exit(f"{source.state}: {source.job and source.job.says}")
    return looked - began, done - looked, source


def csv_alone(file: Path) -> float:
    began = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as lines:
        for _ in csv.reader(lines):
            pass
    return time.perf_counter() - began


def raw(database: Path, folder: Path, file: Path | None = None) -> float:
    """The same rows into a table of the same shape with the same indexes, in one transaction.

    In the order of the file if it is given, with keys that ascend in it; else as they were written.
    """
    with closing(sqlite3.connect(database)) as ours:
        rows = ours.execute("SELECT * FROM work_timeentry ORDER BY rowid").fetchall()
        if file is not None:
            rows = in_order_of(file, rows, dict(ours.execute("SELECT id, key FROM coops_participant")))
        shape = [
            sql
            for (sql,) in ours.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'work_timeentry'"
                " AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC"
            )
        ]
    from toadlane.site.environment import SQLITE_OPTIONS  # noqa: PLC0415

    place = folder / f"raw-{'filed' if file else 'sorted'}.sqlite3"
    with closing(sqlite3.connect(place, isolation_level=None)) as plain:
        plain.executescript(SQLITE_OPTIONS["init_command"])
        for statement in shape:
            plain.execute(statement)
        places = ", ".join("?" * len(rows[0]))
        began = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        plain.executemany(f"INSERT INTO work_timeentry VALUES ({places})", rows)  # noqa: S608 - ours
        plain.execute("COMMIT")
        return time.perf_counter() - began


def in_order_of(file: Path, rows: list[Row], keys: dict[str, str]) -> list[Row]:
    """The rows as the file has them. Of each person, day and start there is one."""
    with file.open(encoding="utf-8", newline="") as lines:
        places = {(cells[0].lower(), cells[7], cells[8]): n for n, cells in enumerate(csv.reader(lines))}
    filed = sorted(rows, key=lambda row: places[keys[row[9]], row[2], clock(row[3])])
    return [(key, *row[1:]) for key, row in zip(sorted(row[0] for row in rows), filed, strict=True)]


def waits(database: Path) -> list[float]:
    with closing(sqlite3.connect(database)) as ours:
        return sorted(waited for (waited,) in ours.execute("SELECT waited FROM bench_wait"))


def memory(database: Path) -> str:
    """How much the import has grown at most, as the other process saw it: its own, and files mapped in."""
    with closing(sqlite3.connect(database)) as ours:
        seen = ours.execute("SELECT own, mapped FROM bench_wait ORDER BY rowid").fetchall()
    own, mapped = ((max(part) - part[0]) / 1024 for part in zip(*seen, strict=True))
    return f"{own:.0f} MB of its own, {mapped:.0f} MB of files mapped in"


def main(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ |= {
            "TOADLANE_DATA": name,
            "TOADLANE_DATABASE_URL": "",
            "TOADLANE_SECRET_KEY": "only-for-the-bench-" * 3,
            "DJANGO_SETTINGS_MODULE": "toadlane.site.settings",
        }
        file, database = folder / "toggl.csv", folder / "toadlane.sqlite3"
        write_export(file, rows)
        ada = harbour()
        with subprocess.Popen([sys.executable, "-c", OTHER_WRITER, str(database)]) as other:
            look, bring, source = imported(file, ada)
            other.kill()
        read, written, sorted_first = csv_alone(file), raw(database, folder, file), raw(database, folder)
        floor = read + written
        size = file.stat().st_size / 1e6
        print(f"{rows:,} Toggl rows of {MEMBERS} members, {size:.0f} MB; {source.entries:,} brought in")
        for what, seconds in (
            ("csv.reader alone", read),
            ("raw executemany alone", written),
            ("csv.reader and raw executemany", floor),
            ("the same, sorted first for nothing", read + sorted_first),
            ("look through the file", look),
            ("bring the hours in", bring),
            ("both", look + bring),
        ):
            print(f"    {what:<36}{seconds:>8.2f} s{seconds / floor:>8.2f}×")
        told = waits(database)
        print(
            f"    another writer, {len(told)} times: longest wait {told[-1] * 1000:.0f} ms,"
            f" 99 of 100 under {told[len(told) * 99 // 100] * 1000:.0f} ms"
        )
        print(f"    memory grown by at most {memory(database)}")


if __name__ == "__main__":
    main(*(int(number.replace(",", "")) for number in sys.argv[1:2]))
