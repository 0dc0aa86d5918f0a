"""`bylaws close-year` for twelve members and their exported hours, against `csv.reader` over the same file.

`python -m bench.close_year_command [ROWS]` writes an export of made-up people and the facts of a year, and
then starts, in turns, the command, and a Python process that imports the same modules and lets `csv.reader`
go over the file once. It prints the median of each, and of the ratio of each pair.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.hours_reading import PEOPLE, write_toggl

ROWS = 25_000
ROUNDS = 15
LIMIT = 3.0
CHARTER = Path(__file__).parents[1] / "charters" / "models" / "palante" / "charter.md"
MAPPING = {
    "people": {f"{name.lower()}@harbour.example": name.lower() for name in PEOPLE},
    "work": [
        {"project": "Meetings", "kind": "administration"},
        {"project": "Bookkeeping", "kind": "administration"},
        {"tag": "urgent", "billable": True, "kind": "client-work"},
        {"task": "Design", "kind": "client-work"},
        {"kind": "community"},
    ],
}
SAME_IMPORTS = "import bylaws.app.main, bylaws.app.tables, bylaws.charter.lint, bylaws.surplus.close"
READ_ALONE = f"""{SAME_IMPORTS}
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as lines:
    for _ in csv.reader(lines):
        pass
"""
MODULES = "import sys; print(sum(name.startswith('bylaws') for name in sys.modules))"
MODULES_OF_THE_COMMAND = f"""
import contextlib, io, sys
from bylaws.app.main import main
with contextlib.redirect_stdout(io.StringIO()):
    main(sys.argv[1:])
{MODULES}
"""


def write_facts(folder: Path, rows: int) -> Path:
    """The facts of twelve members, with the export beside them."""
    write_toggl(folder / "toggl.csv", rows)
    stages = [{"stage": "member", "from": "2020-01-01"}]
    facts = {
        "facts": "toad-lane-facts/1",
        "currency": "USD",
        "people": [{"key": name.lower(), "name": name, "stages": stages} for name in PEOPLE],
        "exports": [{"path": "toggl.csv", "mapping": MAPPING}],
        "years": [{"year": 2025, "surplus": "84000.00", "tax": "9000.00", "closed_on": "2026-03-16"}],
    }
    file = folder / "facts.json"
    file.write_text(json.dumps(facts), "utf-8")
    return file


def seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def same_modules(closing: list[str]) -> bool:
    """Whether the peer imports as much of `bylaws` as the command does in the end."""
    ours = said([sys.executable, "-c", MODULES_OF_THE_COMMAND, *closing])
    return ours == said([sys.executable, "-c", f"{SAME_IMPORTS}\n{MODULES}"])


def main(rows: int = ROWS) -> float:
    """Print the table; returns the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        facts = write_facts(Path(folder), rows)
        closing = ["close-year", str(CHARTER), str(facts), "--year", "2025"]
        if not same_modules(closing):
            raise SystemExit("the peer and the command import different modules; correct SAME_IMPORTS")
        command = [sys.executable, "-m", "bylaws", *closing]
        alone = [sys.executable, "-c", READ_ALONE, str(facts.with_name("toggl.csv"))]
        bare = [sys.executable, "-c", SAME_IMPORTS]
        said(command)
        pairs = [(seconds(command), seconds(alone), seconds(bare)) for _ in range(ROUNDS)]
    ours, peer, start = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(one / other for one, other, _ in pairs)
    print(
        f"bylaws close-year, {len(PEOPLE)} members, {rows:,} rows of a Toggl export; median of {ROUNDS} pairs"
    )
    print(f"    the same imports alone       {start * 1000:>6.0f} ms")
    print(f"    the same, and csv.reader     {peer * 1000:>6.0f} ms")
    print(f"    bylaws close-year            {ours * 1000:>6.0f} ms   {ratio:.2f}× (at most {LIMIT:g}×)")
    return ratio


if __name__ == "__main__":
    main(*(int(number.replace(",", "")) for number in sys.argv[1:2]))
