"""Who of those elected comes first, where that gives the longer term: of those level a lot says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from bylaws.record.canonical import Json
from toadlane.coops.moment import Moment
from toadlane.elections import counting
from toadlane.elections.models import Election
from toadlane.elections.standing import Standing
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.lots import drawn_by
from toadlane.record.verbs import append
from toadlane.roles import held

Rank = tuple[int, tuple[Fraction, ...]]
"""In which round somebody was elected, and with how many votes then and in each before; less goes first."""


def in_order(standing: Standing, chosen: Sequence[str], at: Moment) -> tuple[list[str], str]:
    """The keys of those elected as they are seated, and from what a lot among them was drawn, if one was.

    Where so few voted in secret that no ballot is kept, nobody can tell who was level: the order stays.
    """
    row, proposal = standing.row, standing.proposal
    of = held.post_in(held.held_in(row.coop, at.day), row.post)
    if proposal is None or of is None or of.parts <= 1:
        return [*chosen], ""
    life = life_of(proposal)
    ranks = _ranks(life, standing, at)
    many = Counter(ranks.values())
    level = [key for key in chosen if key in ranks and many[ranks[key]] > 1]
    if not level or not {*chosen} <= ranks.keys():
        return [*chosen], ""
    order, seed = _drawn(row, life, level, at)
    place = {key: nth for nth, key in enumerate(order)}
    return sorted(chosen, key=lambda key: (ranks[key], place.get(key, 0))), seed


def _ranks(life: Life, standing: Standing, at: Moment) -> Mapping[str, Rank]:
    """The rank of each who was elected; the same for all where they were consented to together."""
    if standing.without_candidates:
        return dict.fromkeys(standing.ballot, (0, ()))
    now = life.state(at.instant).value
    papers = counting.papers(life, now, title="")
    if papers is None or now.says is None:
        return {}
    counted = counting.counted(papers, counting.method_of(now.says, standing.row.seats), life)
    return {
        life.names[one]: (nth, tuple(-stage.votes[one] for stage in counted.rounds[nth::-1]))
        for nth, stage in enumerate(counted.rounds)
        for one in stage.elected
    }


def _drawn(row: Election, life: Life, level: Sequence[str], at: Moment) -> tuple[list[str], str]:
    """Those level by the lot that settled the vote, or by one that nobody could foresee."""
    before = counting.drawn_last(life)
    if {*level} <= {*before}:
        return before, ""
    what: dict[str, Json] = {"election": str(row.pk), "level": [*level]}
    called = append(
        kind="election.lot-called.v1", what=what, by=None, at=at, subject=str(row.pk), coop=row.coop
    )
    seed = bytes(called.commitment).hex()
    return drawn_by(life, seed, level), seed
