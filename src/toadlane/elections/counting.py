"""The count of an election, from the ballots as they lie there: anybody with the file counts the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Election, Method, Order, Paper
from bylaws.decisions.options import standing
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import Position
from bylaws.decisions.verdicts import whole
from toadlane.coops.moment import Moment
from toadlane.proposals.life import Life
from toadlane.proposals.models import Step
from toadlane.proposals.polling import chooses
from toadlane.proposals.standing import ballots

METHODS: Final[Mapping[str, Method]] = {
    "choice": "approval",
    "approval": "approval",
    "score": "score",
    "dots": "score",
}


def method_of(says: Decision, seats: int) -> Method:
    """How an election under a rule is counted: by ranking as Scottish councils do, for one seat by rounds."""
    if says.method == "ranked":
        return "scottish" if seats > 1 else "irv"
    return METHODS[says.method]


def papers(life: Life, now: State, *, title: str) -> Election | None:
    """The ballots that count, by the names people read; None where none are kept, or none may be told of.

    In a run-off those who are not in it are passed over, and so is whoever is below the rule's threshold. By
    ranking for several seats those whom no ballot names are as well, for nobody is elected without a vote.
    """
    says, seats = now.says, life.row.seats
    if says is None or seats is None or life.attempt is None or not chooses(says):
        return None
    given = ballots(life, now)
    if not given:
        return None
    names = life.names
    orders, others = Counter[Order](), Counter[Paper]()
    for one in given:
        if says.method in ("score", "dots"):
            others[_points(one, names, says)] += 1
        else:
            orders[_order(one, names, says)] += 1
    orders[()] += others.pop(Paper(), 0)
    out = _out(life, now)
    if says.method == "ranked" and seats > 1:
        out |= set(range(len(names))) - {place for order in orders for place in order}
    out |= {names.index(name) for name in below(life, now)}
    labels = tuple(life.label_of(name) for name in names)
    kept = {order: times for order, times in orders.items() if times}
    return Election(labels, kept, dict(others), frozenset(out), seats, title)


def below(life: Life, now: State) -> list[str]:
    """Those who have fewer votes than the rule asks of whoever is elected; no other program knows of it."""
    says = now.says
    if (
        says is None
        or says.threshold is None
        or now.counts is None
        or says.method == "ranked"
        or not chooses(says)
    ):
        return []
    least = max(1, says.threshold.needed(whole(says.of, now.counts)))
    votes = standing(says, life.names, [one for one in ballots(life, now) if one.choice == "agree"])
    return [name for name in life.names if votes[name] < least]


def kept_papers(life: Life, at: Moment) -> Election | None:
    """The papers of an election that is over and by which each seat was filled by its own; None elsewhere.

    Of a secret vote in which few voted none are kept, and by other methods all papers elect all people.
    """
    now = life.state(at.instant).value
    if (
        now.says is None
        or life.row.seats is None
        or not chooses(now.says)
        or method_of(now.says, life.row.seats) != "scottish"
    ):
        return None
    secret = now.secret or life.has_a_box
    return None if secret and not are_kept(life) else papers(life, now, title="")


def are_kept(life: Life) -> bool:
    """Whether the ballots of a secret vote are published: sealed, and enough of them."""
    boxes = life.boxes.get(life.attempts[-1].pk) if life.attempts else None
    return boxes is not None and any(row.ballots for row in boxes.sealed.values())


def counted(election: Election, method: Method, life: Life) -> Counted:
    """The count, with the lot that was drawn, if any."""
    return count(election, method, lot=lot(life))


def compared(election: Election, says: Decision, life: Life) -> list[Counted]:
    """What the other methods would have come to that the rule names to compare; nothing hangs on them."""
    return [counted(election, method, life) for method in says.also_counted or ()]


def lot(life: Life) -> tuple[str, ...]:
    """The names in the order that was drawn last; empty where no lot was drawn."""
    return tuple(life.label_of(name) for name in drawn_last(life))


def drawn_last(life: Life) -> list[str]:
    """The same by the keys of those who stand."""
    drawn = [one for one in life.steps if one.kind == Step.Kind.DRAWN]
    return [*drawn[-1].options] if drawn else []


def _out(life: Life, now: State) -> set[int]:
    """Those who are not in the run-off that was held."""
    boxes = life.boxes.get(life.attempts[-1].pk)
    if boxes is None or not boxes.voted[True] or not now.calls:
        return set()
    return {place for place, name in enumerate(life.names) if name not in now.calls[0].tied}


def _order(one: Position, names: Sequence[str], says: Decision) -> Order:
    if one.choice != "agree" or (says.method == "choice" and len(set(one.ballot)) != 1):
        return ()
    places = dict.fromkeys(names.index(name) for name in one.ballot if name in names)
    return tuple(places) if says.method == "ranked" else tuple(sorted(places))


def _points(one: Position, names: Sequence[str], says: Decision) -> Paper:
    """What one gave to each; more than the rule lets one give counts for nothing, as in the vote."""
    given = {name: points for name, points in one.scores if name in names and points > 0}
    if one.choice != "agree":
        given = {}
    elif says.method == "score":
        given = {name: points for name, points in given.items() if points <= (says.highest or 0)}
    elif sum(given.values()) > (says.points or 0):
        given = {}
    return Paper((), tuple(sorted((names.index(name), points) for name, points in given.items())))
