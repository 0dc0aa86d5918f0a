"""One peer counts a `.blt` file: run by bench/electing.py with an interpreter that has it installed."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

Papers = list[tuple[int, list[int]]]
Took = tuple[float, float, list[str]]
"""Seconds of processor time to make the ballots, and to count them; the winners."""


def read(path: Path) -> tuple[int, int, Papers]:
    """The candidates, seats and papers; the file is our own, so it is sound."""
    lines = path.read_text("utf-8").splitlines()
    candidates, seats = map(int, lines[0].split())
    papers: Papers = []
    for line in lines[1:]:
        if line == "0":
            break
        times, *order, _ = map(int, line.split())
        papers.append((times, order))
    return candidates, seats, papers


def pyrankvote(candidates: int, seats: int, papers: Papers) -> Took:
    """PyRankVote, a ballot for each voter."""
    peer = import_module("pyrankvote")
    named = [peer.Candidate(f"C{n}") for n in range(candidates)]
    began = time.process_time()
    ballots = [
        peer.Ballot([named[one - 1] for one in order]) for times, order in papers for _ in range(times)
    ]
    made = time.process_time()
    found = peer.single_transferable_vote(named, ballots, number_of_seats=seats)
    return made - began, time.process_time() - made, [one.name for one in found.get_winners()]


def votekit(candidates: int, seats: int, papers: Papers, way: str = "STV") -> Took:
    """VoteKit's STV, a ballot with its weight for each different paper."""
    elections, ballot = import_module("votekit.elections"), import_module("votekit.ballot")
    profiles = import_module("votekit.pref_profile")
    began = time.process_time()
    ballots = tuple(
        ballot.RankBallot(ranking=tuple(frozenset({f"C{one - 1}"}) for one in order), weight=times)
        for times, order in papers
        if order
    )
    profile = profiles.RankProfile(ballots=ballots, candidates=tuple(f"C{n}" for n in range(candidates)))
    made = time.process_time()
    found = getattr(elections, way)(profile, m=seats)
    return made - began, time.process_time() - made, [one for group in found.get_elected() for one in group]


def votekit_fast(candidates: int, seats: int, papers: Papers) -> Took:
    """The same, by its faster class."""
    return votekit(candidates, seats, papers, "FastSTV")


PEERS = {"pyrankvote": pyrankvote, "votekit": votekit, "votekit-fast": votekit_fast}


if __name__ == "__main__":
    made, seconds, winners = PEERS[sys.argv[1]](*read(Path(sys.argv[2])))
    print(json.dumps({"made": made, "seconds": seconds, "winners": winners}))
