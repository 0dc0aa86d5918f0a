"""Those with the most: by approval, where everybody named on a paper has one vote; by score, with points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain

from bylaws.decisions.elections.counted import Counted, Round, Tie
from bylaws.decisions.elections.lots import settled
from bylaws.decisions.elections.papers import Election, Method, points_given
from bylaws.kernel.faults import Refused
from bylaws.kernel.reasons import Reason


def count_approval(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """Those named on the most papers; the order on a paper is of no account. Fault `election.points`."""
    votes = [0] * len(election.candidates)
    here = election.cleared
    for order, times in here.orders.items():
        for one in order:
            votes[one] += times
    for paper, times in here.others.items():
        if paper.points:
            raise points_given("approval")
        for one in chain(*paper.ranks):
            votes[one] += times
    return _most(election, "approval", seats, votes, lot)


def count_score(election: Election, seats: int, lot: Sequence[int] = ()) -> Counted:
    """Those with the most points. Fault `election.no-points`: a paper with preferences in their place."""
    votes = [0] * len(election.candidates)
    here = election.cleared
    if any(here.orders) or any(paper.ranks for paper in here.others):
        raise Refused(
            "There are papers without points, and score adds up points.",
            code="election.no-points",
            next_step="Write each as candidate:points, or count preferences by another method.",
        )
    for paper, times in here.others.items():
        for one, points in paper.points:
            votes[one] += points * times
    return _most(election, "score", seats, votes, lot)


def _most(
    election: Election, method: Method, seats: int, votes: Sequence[int], lot: Sequence[int]
) -> Counted:
    """As many as there are seats, those with more first; who is level at the last seat waits for a lot.

    Nobody is elected without a vote.
    """
    able = [one for one in election.standing if votes[one] > 0]
    if not able:
        return Counted(election, method, seats, (), reasons=(Reason("elected.no-papers"),))
    able.sort(key=lambda one: (-votes[one], one))
    told = [Reason("elected.has", {"name": election.candidates[one], "votes": votes[one]}) for one in able]
    elected: list[int] = []
    tie: Tie | None = None
    while able and len(elected) < seats and tie is None:
        level = [one for one in able if votes[one] == votes[able[0]]]
        if len(level) > seats - len(elected):
            found = settled(level, (), lot, wanted="most")
            if found is None:
                tie = Tie("election", tuple(sorted(level)))
                break
            level = [found[0]]
            told += found[1]
        elected += level
        able = [one for one in able if one not in level]
    row = tuple(Fraction(given) for given in votes)
    one = Round("count", (), row, elected=tuple(elected), reasons=tuple(told))
    return Counted(election, method, seats, (one,), tuple(elected), tie)
