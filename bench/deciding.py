"""Where matters stand: a million positions counted with reasons, and ten thousand open matters in one pass.

`python -m bench.deciding`, in turns with what it stands beside, on the same rows in the same run. A million
positions in one matter, of ten thousand members who change their minds a hundred times: beside
`collections.Counter` over their choices (`--members 1000000` for one position each). Ten thousand open
matters, each with its electorate and its positions: beside reading their rows from a database and making
the very same matters of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import sqlite3
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from operator import attrgetter

from bylaws.charter.charter import Charter, read_charter
from bylaws.decisions.proposal import Choice, Elector, Opened, Position, Proposal, raised
from bylaws.decisions.state import state
from bylaws.kernel.reasons import Reason

CHARTER = """---
name = "Bench"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
## Article 1 — Deciding
```toml rule
kind = "decision"
name = "ours"
method = "majority"
threshold = "2/3"
of = "votes-cast"
quorum = "1/2"
open_for = "P7D"
eligible = ["member"]
```
```toml rule
kind = "subjects"
otherwise = "ours"
```
"""
RAISED = dt.datetime(2026, 3, 2, 15, 0, tzinfo=dt.UTC)
CHOICES: tuple[Choice, ...] = ("agree", "agree", "agree", "disagree", "abstain")
OF_COUNTER, OF_ROWS = 3.0, 2.0
WHY = Reason("elector.part.decides")


def main() -> int:
    """Both pairs; fails where one is beyond its limit."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--positions", type=int, default=1_000_000)
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--matters", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=5)
    sizes = asked.parse_args()
    charter = read_charter(CHARTER)
    good = one_matter(charter, sizes.positions, sizes.members, sizes.rounds)
    return 0 if many_matters(charter, sizes.matters, sizes.rounds) and good else 1


def one_matter(charter: Charter, positions: int, members: int, rounds: int) -> bool:
    """A million positions in one matter."""
    people = electors(members)
    rows = [
        Position(f"m{n % members}", RAISED + dt.timedelta(microseconds=n), CHOICES[n % len(CHOICES)])
        for n in range(positions)
    ]
    matter = raised(charter, "client", at=RAISED, by="m1", events=[Opened(RAISED, people)], positions=rows)
    closed = RAISED + dt.timedelta(days=9)

    def counted() -> object:
        return Counter(row.choice for row in rows)

    def decided() -> object:
        return state(matter, closed)

    def looked_up() -> object:
        return {*map(attrgetter("by"), rows)}

    if members >= positions:
        beside(f"{positions:,} people", ("Counter", counted), ("a set of who spoke", looked_up), rounds, 0)

    return beside(
        f"{positions:,} positions", ("Counter", counted), ("with reasons", decided), rounds, OF_COUNTER
    )


def many_matters(charter: Charter, matters: int, rounds: int) -> bool:
    """Open matters of a co-op of twenty, ten of whom have spoken."""
    database = sqlite3.connect(":memory:")
    database.execute("create table position (matter int, who text, at text, choice text, revision int)")
    database.execute("create table elector (matter int, who text, name text, stage text, part text)")
    for matter in range(matters):
        database.executemany(
            "insert into elector values (?, ?, ?, 'member', 'decides')",
            [(matter, f"m{n}", f"Member {n}") for n in range(20)],
        )
        database.executemany(
            "insert into position values (?, ?, ?, ?, 1)",
            [
                (matter, f"m{n}", (RAISED + dt.timedelta(hours=n)).isoformat(), CHOICES[n % 5])
                for n in range(10)
            ],
        )
    now = RAISED + dt.timedelta(days=3)

    def rows_read() -> object:
        return [*read(database, charter)]

    made = read(database, charter)

    def all_stand() -> object:
        return [state(one, now) for one in made]

    return beside(f"{matters:,} open matters", ("rows", rows_read), ("states", all_stand), rounds, OF_ROWS)


def read(database: sqlite3.Connection, charter: Charter) -> list[Proposal]:
    """The matters as their rows tell them."""
    people: dict[int, list[Elector]] = {}
    for matter, who, name, stage, part in database.execute("select * from elector order by matter"):
        people.setdefault(matter, []).append(Elector(who, name, stage, part, WHY))
    said: dict[int, list[Position]] = {}
    for matter, who, at, choice, revision in database.execute("select * from position order by matter, at"):
        said.setdefault(matter, []).append(Position(who, dt.datetime.fromisoformat(at), choice, revision))
    first = raised(charter, "client", at=RAISED, by="m1")
    return [
        Proposal(first.route, first.zone, RAISED, "m1", (Opened(RAISED, tuple(those)),), tuple(said[matter]))
        for matter, those in people.items()
    ]


def electors(count: int) -> tuple[Elector, ...]:
    return tuple(Elector(f"m{n}", f"Member {n}", "member", "decides", WHY) for n in range(count))


Timed = tuple[str, Callable[[], object]]


def beside(what: str, peer: Timed, ours: Timed, rounds: int, limit: float) -> bool:
    """Both in turns; the quotient of their medians beside its limit."""
    took: dict[str, list[float]] = {peer[0]: [], ours[0]: []}
    for _ in range(rounds):
        for name, run in (peer, ours):
            gc.collect()
            began = time.perf_counter()
            run()
            took[name].append(time.perf_counter() - began)
    medians = [statistics.median(took[name]) for name in (peer[0], ours[0])]
    times = medians[1] / medians[0]
    told: Sequence[str] = [
        f"{name} {median * 1000:.0f} ms" for name, median in zip(took, medians, strict=True)
    ]
    told_limit = f" (limit {limit})" if limit else ", which is no limit but what it cannot be below"
    print(f"    {what}: {', '.join(told)}: {times:.2f} times{told_limit}", flush=True)
    print(json.dumps({"what": what, "times": round(times, 2), "limit": limit}))
    return times <= limit


if __name__ == "__main__":
    sys.exit(main())
