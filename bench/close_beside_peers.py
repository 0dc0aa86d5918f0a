"""Closing a year beside hledger and Beancount, which sum up the very same hours as the entries of a journal.

`python -m bench.close_beside_peers [ENTRIES]` times `close_year` in the application (hours summed, shares
reckoned, entry posted, allocations written), `hledger balance` over one transaction for each entry of
hours, and `bean-check`, which reads and sums the same. Neither shares out a surplus; both only add up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.close_in_application import YEAR, close_seconds, seeded
from bench.installation import Plain

ENTRIES = 200_000
MEMBERS = 200
AT_LEAST = 50
ROWS = (
    "SELECT e.day, p.key, e.work, e.seconds FROM work_timeentry e"
    " JOIN coops_participant p ON p.id = e.participant_id ORDER BY e.day, e.id"
)
Row = tuple[str, str, str, int]


def hours(database: Path) -> list[Row]:
    with Plain(database) as plain:
        return plain.execute(ROWS).fetchall()


def hledger_lines(rows: list[Row]) -> Iterator[str]:
    for day, person, work, seconds in rows:
        yield f"{day} * hours\n    hours:{person}:{work}  {seconds} s\n    worked\n\n"


def beancount_lines(rows: list[Row]) -> Iterator[str]:
    accounts = sorted({account(person, work) for _, person, work, _ in rows})
    for name in [*accounts, "Equity:Worked"]:
        yield f"{YEAR}-01-01 open {name} SEC\n"
    for day, person, work, seconds in rows:
        yield f'{day} * "hours"\n  {account(person, work)}  {seconds} SEC\n  Equity:Worked\n\n'


def account(person: str, work: str) -> str:
    return f"Assets:Hours:{person.title()}:{work.title()}"


def seconds_of(*command: object) -> float:
    began = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return time.perf_counter() - began


def main(entries: int = ENTRIES) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        database = seeded(folder, members=MEMBERS, entries=entries)
        rows = hours(database)
        ledger, bean = folder / "hours.journal", folder / "hours.beancount"
        ledger.write_text("".join(hledger_lines(rows)))
        bean.write_text("".join(beancount_lines(rows)))
        ours = close_seconds()
        peers: dict[str, tuple[object, ...]] = {
            "bean-check": (Path(sys.executable).with_name("bean-check"), bean)
        }
        if shutil.which("hledger"):
            peers["hledger balance"] = ("hledger", "-f", ledger, "balance", "--flat", "hours")
        print(f"{MEMBERS} members, {entries:,} entries of hours; once each, at least {AT_LEAST}× faster")
        print(f"    {'close_year':<24}{ours:>8.2f} s")
        for what, command in sorted(peers.items()):
            took = seconds_of(*command)
            print(f"    {what:<24}{took:>8.2f} s{took / ours:>8.0f}×")


if __name__ == "__main__":
    main(*(int(number.replace(",", "")) for number in sys.argv[1:2]))
