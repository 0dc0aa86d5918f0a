"""Reading hours from a Toggl export, against `csv.reader` alone over the same lines of the same file.

`python -m bench.hours_reading [ROWS]` writes an export of made-up people, then measures in turns, so that
a busy machine slows both alike, and prints the best of each.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bylaws.facts.readers import LabelMapping, Outcome, assign, decoded, read, sniff

ROWS = 1_000_000
ROUNDS = 3
CHUNK = 1 << 20
BYTES_AT_MOST = 1 << 30
PEOPLE = ("Ada", "Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kit", "Lu")
CLIENTS = ("Rosa Bakery", "Harbour Library", "Tenants' Union", "Seed Exchange", "")
PROJECTS = ("Website", "Hosting", "Night duty", "Bookkeeping", "Meetings", "Newsletter, monthly")
TASKS = ("", "Development", "Design", "Support")
TAGS = ("", "remote", "on site", "remote, urgent")
NOTES = ("Weekly call", "Fix the form", "Answer tickets, calls", "Read minutes", "Backups")
HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,"
    "End date,End time,Duration,Tags,Amount (USD)"
)
MAPPING = LabelMapping.from_table(
    {
        "people": {f"{name.lower()}@harbour.example": name.lower() for name in PEOPLE},
        "work": [
            {"project": "Meetings", "kind": "meeting"},
            {"project": "Night duty", "kind": "duty"},
            {"tag": "urgent", "billable": True, "kind": "urgent"},
            {"kind": "everyday"},
        ],
    }
)


def write_toggl(file: Path, rows: int, *, seed: int = 1844) -> None:
    """A detailed export as Toggl writes it: a year of entries, sorted by day, to the second."""
    made = random.Random(seed)
    with file.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        out.write(HEADER + "\r\n")
        for number in range(rows):
            lines.writerow(_entry(made, dt.date(2025, 1, 1) + dt.timedelta(days=number * 365 // rows)))


def _entry(made: random.Random, day: dt.date) -> list[str]:
    name = made.choice(PEOPLE)
    begin = made.randrange(6 * 3600, 20 * 3600)
    lasted = made.randrange(60, 3 * 3600)
    billable = made.choice(("Yes", "No"))
    return [
        *(name, f"{name.lower()}@harbour.example", made.choice(CLIENTS), made.choice(PROJECTS)),
        *(made.choice(TASKS), made.choice(NOTES), billable, day.isoformat(), clock(begin)),
        *(day.isoformat(), clock(begin + lasted), clock(lasted), made.choice(TAGS), ""),
    ]


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def csv_alone(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.reader(lines))


def rows_read(file: Path) -> int:
    layout = sniff(_head(file))
    return sum(1 for _ in read(decoded(_chunks(file), layout, bytes_at_most=BYTES_AT_MOST), layout))


def rows_assigned(file: Path) -> int:
    layout = sniff(_head(file))
    outcome = Outcome()
    rows = read(decoded(_chunks(file), layout, bytes_at_most=BYTES_AT_MOST), layout)
    return sum(1 for _ in assign(rows, MAPPING, outcome))


def _head(file: Path) -> bytes:
    with file.open("rb") as start:
        return start.read(1 << 16)


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as whole:
        while chunk := whole.read(CHUNK):
            yield chunk


def best_of(file: Path, *ways: Callable[[Path], int]) -> list[float]:
    """The best time of each way in seconds, all ways taken in turns."""
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for place, way in enumerate(ways):
            began = time.perf_counter()
            way(file)
            best[place] = min(best[place], time.perf_counter() - began)
    return best


PEAK = """
import sys
from pathlib import Path
from bench.hours_reading import rows_assigned
def kilobytes():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = kilobytes()
rows_assigned(Path(sys.argv[1]))
print(kilobytes() - before)
"""


def peak_megabytes(file: Path) -> float:
    """How much a process grows that reads the file from beginning to end."""
    said = subprocess.run([sys.executable, "-c", PEAK, str(file)], capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024


def start_seconds(statement: str) -> float:
    """The best time of a Python process that runs one statement."""
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        best = min(best, time.perf_counter() - began)
    return best


def main(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "toggl.csv"
        for size in (25_000, rows):
            write_toggl(file, size)
            alone, reading, assigned = best_of(file, csv_alone, rows_read, rows_assigned)
            print(f"{size:>9,} Toggl rows   µs a row   against csv.reader")
            for what, seconds in (
                ("csv.reader alone", alone),
                ("read", reading),
                ("read and assign", assigned),
            ):
                print(f"    {what:<18}{seconds / size * 1e6:>8.2f}{seconds / alone:>12.2f}×")
        print(f"    memory grown      {peak_megabytes(file):>8.0f} MB at {rows:,} rows")
        bare, ours = start_seconds("import csv, datetime"), start_seconds("import bylaws.facts.readers")
        print(f"    start of Python {bare * 1000:.0f} ms, with the readers {ours * 1000:.0f} ms")


if __name__ == "__main__":
    main(*(int(number.replace(",", "")) for number in sys.argv[1:2]))
