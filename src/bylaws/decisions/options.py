"""Choosing among options: by a choice, by approval, by points, or by preference one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.proposal import Position
from bylaws.decisions.several import several
from bylaws.decisions.tally import Floor
from bylaws.decisions.verdicts import Verdict, quorum_reason, whole
from bylaws.kernel.reasons import Reason


def choose(
    says: Decision,
    floor: Floor,
    options: Sequence[str],
    article: str,
    *,
    second: bool = False,
    lot: Sequence[str] = (),
) -> Verdict:
    """Which options win at the close, and between which there is a tie; in a run-off of those that were.

    `lot`: the order drawn, in which by ranking the last of those level is left out. Several by ranking are
    elected as Scottish councils are (`elections/scottish.py`).

    An abstention counts for the quorum, and for no option. An option without a single vote is not chosen.
    """
    counts = floor.counts()
    enough, why = quorum_reason(says, counts, article, second=second)
    if not enough:
        return Verdict("inquorate", (why,))
    ballots = [one for one in floor.ballots() if one.choice in ("agree", "reservation")]
    still = options if floor.options is None else floor.options
    places = says.winners if floor.places is None else floor.places
    if says.method == "ranked" and places > 1:
        rankings, again = [one.ballot for one in ballots], floor.options is not None
        found = several(says, rankings, still, article, lot, places=places, again=again)
    elif says.method == "ranked":
        found = _ranked(says, [one.ballot for one in ballots], still, article, lot)
    else:
        totals = standing(says, still, ballots)
        found = _highest(says, totals, article, least=_least(says, floor), places=places)
    chosen = (*floor.ahead, *found.chosen) if found.outcome in ("passed", "tied") else ()
    return Verdict(found.outcome, (why, *found.reasons), chosen, found.tied, found.seats)


def _least(says: Decision, floor: Floor) -> int:
    """How many approvals an option needs to be chosen: one, or as many as the threshold says."""
    if says.threshold is None:
        return 1
    return max(1, says.threshold.needed(whole(says.of, floor.counts())))


def standing(says: Decision, options: Sequence[str], ballots: Sequence[Position]) -> dict[str, int]:
    """How the options stand with some ballots: votes, points, or how many rank each first."""
    if says.method == "ranked":
        return _firsts([one.ballot for one in ballots], options)
    return _totals(says, [(one.ballot, one.scores) for one in ballots], options)


def _totals(
    says: Decision,
    ballots: Sequence[tuple[tuple[str, ...], tuple[tuple[str, int], ...]]],
    options: Sequence[str],
) -> dict[str, int]:
    """Votes or points of each option; what is no option, or more than a ballot may give, counts nothing."""
    totals = dict.fromkeys(options, 0)
    for named, scores in ballots:
        for option, points in _given(says, named, scores).items():
            if option in totals:
                totals[option] += points
    return totals


def _given(says: Decision, named: tuple[str, ...], scores: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """What one ballot gives to each option."""
    if says.method == "choice":
        return dict.fromkeys(named, 1) if len(set(named)) == 1 else {}
    if says.method == "approval":
        return dict.fromkeys(named, 1)
    if says.method == "score":
        return {option: score for option, score in scores if 0 <= score <= (says.highest or 0)}
    given = {option: points for option, points in scores if points > 0}
    return given if sum(given.values()) <= (says.points or 0) else {}


def _highest(says: Decision, totals: Mapping[str, int], article: str, *, least: int, places: int) -> Verdict:
    """Those with the most, as many as there are places; those level at the edge are tied."""
    able = {o: totals[o] for o in sorted(totals, key=lambda o: -totals[o]) if totals[o] >= least}
    told = [
        Reason("decided.option", {"option": option, "points": points}, article)
        for option, points in totals.items()
    ]
    if not able:
        return Verdict("not-adopted", (*told, Reason("decided.no-option", {"least": least}, article)))
    ordered = sorted(able.values(), reverse=True)
    edge = ordered[min(places, len(ordered)) - 1]
    over = tuple(option for option, points in able.items() if points > edge)
    level = tuple(option for option, points in able.items() if points == edge)
    if len(level) <= places - len(over):
        chosen = over + level
        return Verdict("passed", (*told, _chosen(chosen, article)), chosen)
    return _tie(says, Verdict("tied", tuple(told), over, level, places - len(over)), article)


def _tie(says: Decision, level: Verdict, article: str) -> Verdict:
    """Options that are level: settled by what the rule says, or nothing changes."""
    why = Reason("decided.options.tie", {"options": ", ".join(level.tied)}, article)
    reasons = (*level.reasons, why)
    return Verdict("not-adopted", reasons) if says.ties is None else replace(level, reasons=reasons)


def _chosen(chosen: tuple[str, ...], article: str) -> Reason:
    return Reason("decided.chosen", {"options": ", ".join(chosen)}, article)


def _ranked(
    says: Decision,
    rankings: Sequence[tuple[str, ...]],
    options: Sequence[str],
    article: str,
    lot: Sequence[str],
) -> Verdict:
    """One winner by preferences: the last is left out, and its votes go on, until one has more than half.

    Of those level at the end the one that was behind in the latest earlier round is left out; where they were
    level in all, all of them, if together they have fewer than the next. Otherwise it is a tie of all that
    are left, or the one is left out that was drawn last.
    """
    left, told = tuple(options), list[Reason]()
    rounds: list[dict[str, int]] = []
    while True:
        tally = _firsts(rankings, left)
        rounds.append(tally)
        told += [
            Reason("decided.round", {"round": len(rounds), "option": o, "points": tally[o]}, article)
            for o in left
        ]
        continuing = sum(tally.values())
        ahead = max(tally.values(), default=0)
        if not continuing:
            return Verdict("not-adopted", (*told, Reason("decided.no-option", {"least": 1}, article)))
        if 2 * ahead > continuing:
            chosen = tuple(o for o in left if tally[o] == ahead)
            return Verdict("passed", (*told, _chosen(chosen, article)), chosen)
        out = _left_out(rounds, left, lot)
        if not out:
            return _tie(says, Verdict("tied", tuple(told), (), left, 1), article)
        left = tuple(o for o in left if o not in out)


def _firsts(rankings: Sequence[tuple[str, ...]], left: Sequence[str]) -> dict[str, int]:
    """How many rank each of what is left first."""
    still = set(left)
    firsts = Counter(next((o for o in ranking if o in still), None) for ranking in rankings)
    return {o: firsts[o] for o in left}


def _left_out(rounds: Sequence[Mapping[str, int]], left: Sequence[str], lot: Sequence[str]) -> frozenset[str]:
    """What is left out after a round; nothing where those level cannot be told apart."""
    now = rounds[-1]
    last = [o for o in left if now[o] == min(now.values())]
    for earlier in reversed(rounds[:-1]):
        fewest = min(earlier[o] for o in last)
        last = [o for o in last if earlier[o] == fewest]
    together = sum(now[o] for o in last)
    more = [now[o] for o in left if o not in last]
    if len(last) == 1 or (more and together < min(more)):
        return frozenset(last)
    return frozenset([max(last, key=lot.index)]) if lot else frozenset()
