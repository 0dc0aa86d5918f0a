"""Replaying an amendment over five closed years, beside the five closes themselves, in one run.

`python -m bench.replay` makes a co-op of 200 members with 500,000 entries of hours in five years. Then, in
turns, each time from the same beginning: the five years are closed in the application (`close_year`, from
committed hours to posted allocations), and an amendment is tried on them (the whole job: kept facts read,
each year closed as the charter stood and as amended, the differences written). As a second pair the rules
alone: the five closes from facts in memory, and the replay of the same facts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.close_in_application import CHARTER, decided, entry_rows, forget, harbour, write_hours
from bench.installation import Plain, migrated, wake

YEARS = range(2024, 2029)
CLOSED_AT = dt.datetime(2029, 3, 5, 17, 0, tzinfo=dt.UTC)
LIMIT = 2.0
SURPLUS = CHARTER[CHARTER.index("## Article 9") : CHARTER.index("## Article 11")]
AMENDMENT = "---\nfrom = 2030-01-01\nreplaces = [9]\n---\n\n" + SURPLUS.replace(
    'share = "25%"', 'share = "40%"'
).replace('cash = "40%"', 'cash = "60%"')


def seeded(folder: Path, *, members: int, entries: int) -> Path:
    """A database with the hours of five years, and their figures stated."""
    database = migrated(folder)
    from django.db import connection  # noqa: PLC0415

    from bylaws.kernel.money import Money  # noqa: PLC0415
    from toadlane.books import verbs  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415

    ada, _, _ = harbour(members)
    at = Moment.of(CLOSED_AT, coop=ada.coop)
    with Plain(database) as plain:
        write_hours(plain, ada.coop.pk.hex, entries, of_five_years)
    for year in YEARS:
        surplus = Money.parse(f"{members * 5000 + year}.00", "USD")
        verbs.state_figures(
            coop=ada.coop,
            year=year,
            surplus=surplus,
            tax=Money(0, "USD"),
            by=ada,
            at=at,
            key=f"figures {year}",
        )
    connection.close()
    return database


def of_five_years(coop: str, people: list[str], entries: int) -> Iterator[dict[str, Any]]:
    """A fifth of the entries in each year."""
    for year in YEARS:
        for nth, row in enumerate(entry_rows(coop, people, entries // len(YEARS))):
            day = row["day"].replace("2024-02-29", "2024-02-28")
            own = year * 10**9 + nth
            yield {
                **row,
                "day": f"{year}{day[4:]}",
                "id": f"{own:032x}",
                "fingerprint": own.to_bytes(19, "big"),
            }


def measured(database: Path, *, repeats: int) -> dict[str, list[float]]:
    """Seconds of each part, each repeat from the same beginning."""
    work = database.with_name("run.sqlite3")
    wake(database.parent, database=work)
    found: dict[str, list[float]] = {"closes": [], "replay": [], "rules": [], "rules twice": []}
    for _ in range(repeats):
        shutil.copyfile(database, work)
        found["closes"].append(close_all())
        found["replay"].append(replay_all())
        once, twice = by_the_rules()
        found["rules"].append(once)
        found["rules twice"].append(twice)
        hang_up()
        forget(work, copy=True)
    return found


def hang_up() -> None:
    from django.db import connection  # noqa: PLC0415

    connection.close()


def close_all() -> float:
    """Five closes, each from call to commit; previews and decisions before them are not counted."""
    from toadlane.books import verbs  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415

    coop = Coop.objects.get()
    ada, bo = (Participant.objects.select_related("coop").get(key=f"m{n:05}") for n in range(2))
    at = Moment.of(CLOSED_AT, coop=coop)
    took = 0.0
    for year in YEARS:
        preview = verbs.preview_close(coop=coop, year=year, by=ada, at=at, key=f"preview {year}")
        authority = decided(preview.fingerprint, ada, bo, at, year)
        began = time.perf_counter()
        verbs.close_year(coop=coop, year=year, authority=authority, by=ada, at=at, key=f"close {year}")
        took += time.perf_counter() - began
    return took


def replay_all() -> float:
    """The job of a replay, from call to its result kept."""
    from toadlane.coops.models import Coop, Participant  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.replay import tasks, verbs  # noqa: PLC0415

    coop = Coop.objects.get()
    ada = Participant.objects.select_related("coop").get(key="m00000")
    at = Moment.of(CLOSED_AT, coop=coop)
    run = verbs.start_replay(coop=coop, source=AMENDMENT, by=ada, at=at, key="replay")
    began = time.perf_counter()
    tasks.replay_years.call(str(run.job_id), run=str(run.pk))
    return time.perf_counter() - began


def by_the_rules() -> tuple[float, float]:
    """The rules alone: five closes from facts in memory, and the replay of the same facts."""
    from bylaws.replay.replaying import replay  # noqa: PLC0415
    from bylaws.surplus.close import close_year  # noqa: PLC0415
    from toadlane.charter.reads import charter_of  # noqa: PLC0415
    from toadlane.coops.models import Coop  # noqa: PLC0415
    from toadlane.replay.reads import facts_of, with_draft  # noqa: PLC0415

    coop = Coop.objects.get()
    before = charter_of(coop)
    after = with_draft(before, AMENDMENT)
    years = [facts for _, facts in facts_of(coop, YEARS)]
    began = time.perf_counter()
    for facts in years:
        close_year(before, facts)
    between = time.perf_counter()
    for year in replay(before, after, years).years:
        if not year.people or not year.places or not year.steps:
            raise LookupError(year.year)
    return between - began, time.perf_counter() - between


def told(found: dict[str, list[float]], *, members: int, entries: int) -> list[str]:
    lines = [f"five years, {members:,} members, {entries:,} entries"]
    for what, seconds in found.items():
        name = {
            "closes": "five closes in the application",
            "replay": "the replay of the five years",
            "rules": "the rules alone: five closes",
            "rules twice": "the rules alone: the replay",
        }[what]
        least, median = min(seconds) * 1000, statistics.median(seconds) * 1000
        lines.append(f"    {name:<38}{least:>9.1f} ms least{median:>9.1f} ms median")
    for name, one, other in (
        (f"against the closes, at most {LIMIT}×", "replay", "closes"),
        ("the rules alone, against the closes", "rules twice", "rules"),
    ):
        pairs = zip(found[one], found[other], strict=True)
        least, median = min(found[one]) / min(found[other]), statistics.median(a / b for a, b in pairs)
        lines.append(f"    {name:<38}{least:>11.2f}× least{median:>11.2f}× median")
    return lines


def main(argv: list[str] | None = None) -> int:
    given = argparse.ArgumentParser(prog="python -m bench.replay")
    given.add_argument("--members", type=int, default=200)
    given.add_argument("--entries", type=int, default=500_000)
    given.add_argument("--repeats", type=int, default=5)
    given.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = given.parse_args(argv)
    if asked.measure:
        print(json.dumps(measured(asked.measure, repeats=asked.repeats)))
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        database = seeded(Path(name), members=asked.members, entries=asked.entries)
        again = [sys.executable, "-m", "bench.replay", "--measure", str(database)]
        said = subprocess.run(
            [*again, "--repeats", str(asked.repeats)], stdout=subprocess.PIPE, text=True, check=True
        )
    found = json.loads(said.stdout)
    print(*told(found, members=asked.members, entries=asked.entries), sep="\n")
    return int(min(found["replay"]) > LIMIT * min(found["closes"]))


if __name__ == "__main__":
    sys.exit(main())
