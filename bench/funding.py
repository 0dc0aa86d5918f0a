"""Counting a budget round: equal shares over a city's ballots, from a `.pb` file to the projects it funds.

`python -m bench.funding`: ours over growing numbers of voters, each for one to fifteen of a hundred projects,
made up from a seed. With `--peers PYTHON`, an interpreter that has pabutools installed, it counts the same
file in its exact fractions; it has to fund the same projects. Processor time of the count alone, the least of
some rounds; beside it what it takes to read the file, and to say of each project why.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import get_args

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Utility, Way
from bylaws.decisions.budgets.pb import read_pb, write_pb
from bylaws.decisions.budgets.sharing import Marks, Project, Sharing

PROJECTS, BUDGET, LIMIT = 100, 1_500_000, 100.0
PEER = Path(__file__).with_name("funding_peer.py")


def main() -> int:
    """The growth table, then the peer; fails where it is nearer than the limit or funds others."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--voters", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    asked.add_argument("--peers", type=Path, help="an interpreter with pabutools")
    asked.add_argument("--rounds", type=int, default=3)
    sizes = asked.parse_args()
    good = True
    for voters in sizes.voters:
        file = write_pb(city(voters)).encode()
        ours = {utility: told(file, utility, sizes.rounds) for utility in get_args(Utility)}
        if sizes.peers is not None and voters == sizes.voters[-1]:
            good &= beside(sizes.peers, file, ours)
    return 0 if good else 1


def city(voters: int) -> Sharing:
    """Voters who are for one to fifteen projects, some of which are liked more than others."""
    pick = random.Random(voters)
    liked = [pick.random() ** 2 + 0.02 for _ in range(PROJECTS)]
    projects = tuple(Project(f"P{n}", pick.randint(2_000, 120_000)) for n in range(PROJECTS))
    ballots: Counter[Marks] = Counter()
    for _ in range(voters):
        drawn = sorted(range(PROJECTS), key=lambda one: -(pick.random() ** (1 / liked[one])))
        ballots[tuple((one, 1) for one in sorted(drawn[: pick.randint(1, 15)]))] += 1
    return Sharing(BUDGET, projects, dict(ballots))


def told(file: bytes, utility: Utility, rounds: int) -> tuple[float, list[str]]:
    """Our time for one count of the file, with who marked what looked up as it is read; and what it funds."""
    began = time.process_time()
    read = read_pb(file)
    most_liked = max(read.support)
    reading = time.process_time() - began
    way, times = Way("equal-shares", utility, "none"), list[float]()
    counted = count(read, way)
    for _ in range(rounds):
        began = time.process_time()
        counted = count(read, way)
        times.append(time.process_time() - began)
    began = time.process_time()
    missed = sum(1 for one in counted.verdicts if not one.funded)
    saying = time.process_time() - began
    print(
        f"    {read.voters:>7,} voters, {len(read.ballots):>7,} different ballots, {most_liked:,} for one: "
        f"read {reading * 1000:.0f} ms, by {utility} counted {min(times) * 1000:.0f} ms, "
        f"why {missed} are not funded {saying * 1000:.0f} ms",
        flush=True,
    )
    return min(times), sorted(read.keys(counted.funded))


def beside(python: Path, file: bytes, ours: dict[Utility, tuple[float, list[str]]]) -> bool:
    """The peer over the same file."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.pb"
        path.write_bytes(file)
        for utility, (seconds, funded) in ours.items():
            ran = subprocess.run(
                [python, PEER, utility, path], check=False, capture_output=True, text=True, timeout=1800
            )
            if ran.returncode:
                print(f"    pabutools: {(ran.stderr.splitlines() or ['failed'])[-1]}", flush=True)
                good = False
                continue
            answer = json.loads(ran.stdout.splitlines()[-1])
            times, same = answer["seconds"] / seconds, answer["funded"] == funded
            said = "the same projects" if same else "OTHER PROJECTS"
            print(
                f"    pabutools by {utility}: read {answer['read']:.2f} s, count {answer['seconds']:.2f} s, "
                f"{times:.0f} times ours (limit {LIMIT:.0f}), {said}",
                flush=True,
            )
            good &= same and times >= LIMIT
    return good


if __name__ == "__main__":
    sys.exit(main())
