"""Where a matter is on its way: what is over, what runs, and what would come after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bylaws.decisions.phases import State
from bylaws.decisions.proposal import Proposal

What = Literal["notice", "attempt", "pause", "pulled-back", "taken"]
When = Literal["over", "now", "ahead"]
ENDS: frozenset[str] = frozenset({"withdrawn", "agreed-to-disagree"})


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way. `attempt` to `last` of `attempts` by a rule; `came_to` what came of it.

    `until`: the instant it ended or ends, where that is known.
    """

    what: What
    when: When
    rule: str
    article: str
    attempt: int
    attempts: int
    last: int
    came_to: str = ""
    until: dt.datetime | None = None


def course(proposal: Proposal, stands: State) -> tuple[Stop, ...]:
    """The stops of a matter in their order, as it stands: each attempt, each pause, and each rule ahead."""
    return (*_over(proposal, stands), *_now(stands), *_ahead(proposal, stands))


def _over(proposal: Proposal, stands: State) -> Iterator[Stop]:
    legs = {leg.rule: leg for leg in proposal.route.legs}
    for one in stands.made:
        leg = legs[one.rule]
        nth = one.attempt
        yield Stop(
            "attempt", "over", leg.rule, leg.article, nth, leg.attempts, nth, one.outcome, one.closed_at
        )


def _now(stands: State) -> Iterator[Stop]:
    """Where it is: nothing where the last attempt was the end of it."""
    at = (stands.rule, stands.article, stands.attempt, stands.attempts, stands.attempt)
    if stands.phase in ENDS:
        yield Stop("taken", "now", *at, stands.phase, stands.closed_at)
    elif stands.phase == "pulled-back":
        yield Stop("pulled-back", "now", *at, until=stands.opens_at)
    elif stands.phase == "cooling":
        yield Stop("pause", "now", *at, until=stands.opens_at)
    elif stands.phase == "talk":
        yield Stop("notice", "now", *at, until=stands.opens_at)
    elif stands.open or stands.phase == "tied":
        yield Stop("attempt", "now", *at, stands.phase, stands.ends_at)


def _ahead(proposal: Proposal, stands: State) -> Iterator[Stop]:
    """What would come if each attempt failed: the rest by this rule, then the rules it falls back to."""
    if stands.over:
        return
    legs = proposal.route.legs
    here = next(n for n, leg in enumerate(legs) if leg.rule == stands.rule)
    begun = stands.open or stands.phase == "tied"
    nth = stands.attempt + 1 if begun else stands.attempt
    for leg in legs[here:]:
        if nth <= leg.attempts:
            yield Stop("attempt", "ahead", leg.rule, leg.article, nth, leg.attempts, leg.attempts)
        nth = 1
