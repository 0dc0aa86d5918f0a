"""Counting an election: Scottish STV, 20 candidates for 5 seats, from a `.blt` file to the winners.

`python -m bench.electing`: ours over growing numbers of papers, each voter with an order of their own
(nearly no two papers alike, the worst there is), and with short papers as people fill them in. With
`--peers PYTHON`, an interpreter that has pyrankvote (or VoteKit) installed, they count the same file; the
winners have to be the same. Processor time of the
count alone, the least of some rounds; beside it what it takes to read the file, and to make their ballots.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import Election, election

CANDIDATES, SEATS = 20, 5
LIMITS = {"pyrankvote": 5.0, "votekit": 30.0, "votekit-fast": 30.0}
"""What the count has to be faster than; VoteKit’s slower class takes minutes, so it is asked for by name."""
PEER = Path(__file__).with_name("electing_peer.py")


def main() -> int:
    """The growth table, then the peers; fails where one is nearer than its limit or elects others."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--papers", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    asked.add_argument("--peers", type=Path, help="an interpreter with pyrankvote or VoteKit")
    asked.add_argument("--only", nargs="+", choices=LIMITS, default=["pyrankvote", "votekit-fast"])
    asked.add_argument("--rounds", type=int, default=3)
    sizes = asked.parse_args()
    good = True
    for whole in (False, True):
        for papers in sizes.papers:
            given = voted(papers, whole=whole)
            ours = told(given, whole=whole, rounds=sizes.rounds)
            if sizes.peers is not None and papers == sizes.papers[-1]:
                good &= beside(sizes.peers, sizes.only, given, ours)
    return 0 if good else 1


def voted(papers: int, *, whole: bool) -> Election:
    """Voters who lean to the same few, and name all, or two or three of them."""
    pick = random.Random(papers)
    lean = [(place + 1) ** 0.6 for place in range(CANDIDATES)]
    orders: list[Sequence[int]] = []
    for _ in range(papers):
        drawn = sorted(range(CANDIDATES), key=lambda one: -(pick.random() ** lean[one]))
        orders.append(drawn if whole else drawn[: min(CANDIDATES, 1 + int(pick.expovariate(0.45)))])
    return election([f"C{n}" for n in range(CANDIDATES)], map(tuple, orders), seats=SEATS)


def told(given: Election, *, whole: bool, rounds: int) -> tuple[float, list[str]]:
    """Our time for one election, and whom it elects."""
    file = write_blt(given).encode()
    began = time.process_time()
    read = read_blt(file)
    reading = time.process_time() - began
    counted, times = count(read, "scottish"), list[float]()
    for _ in range(rounds):
        began = time.process_time()
        count(read, "scottish")
        times.append(time.process_time() - began)
    seconds = min(times)
    kind = "whole orders" if whole else "short papers"
    print(
        f"    {given.valid:>9,} papers, {len(given.orders):>7,} different ({kind}): "
        f"read {reading * 1000:.0f} ms, counted {seconds * 1000:.1f} ms, {len(counted.rounds)} stages",
        flush=True,
    )
    return seconds, sorted(counted.winners)


def beside(python: Path, only: Sequence[str], given: Election, ours: tuple[float, list[str]]) -> bool:
    """Each peer over the same file."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "election.blt"
        file.write_text(write_blt(given), "utf-8")
        for peer in only:
            limit = LIMITS[peer]
            ran = subprocess.run(
                [python, PEER, peer, file], check=False, capture_output=True, text=True, timeout=1800
            )
            if ran.returncode:
                print(f"    {peer}: {(ran.stderr.splitlines() or ['failed'])[-1]}", flush=True)
                continue
            answer = json.loads(ran.stdout.splitlines()[-1])
            times, same = answer["seconds"] / ours[0], sorted(answer["winners"]) == ours[1]
            said = "the same winners" if same else "OTHER WINNERS"
            print(
                f"    {peer}: ballots made {answer['made']:.2f} s, counted {answer['seconds']:.2f} s: "
                f"{times:.0f} times ours (limit {limit}), {said}",
                flush=True,
            )
            good &= same and times >= limit
    return good


if __name__ == "__main__":
    sys.exit(main())
