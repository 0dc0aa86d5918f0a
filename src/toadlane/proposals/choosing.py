"""Which positions somebody can take now, by the rule that is open and their part in it."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.allowed import choices
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import BY_ONE
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import refusals
from toadlane.proposals.life import Life, elector_of
from toadlane.proposals.models import Elector, Position

Stance = Position.Stance


def takes_positions(now: State) -> bool:
    """Whether positions can be taken at this moment, and not only from the second call on."""
    return now.open and now.opens_at is None


def stances(now: State, elector: Elector | None) -> list[Stance]:
    """What somebody can say, in the order of the page; nothing for those who have no position."""
    if elector is None or now.says is None or not takes_positions(now):
        return []
    if elector.participant.key not in now.voices:
        return []
    known = choices(now.says, elector_of(elector))
    return [one for one in Stance if one.value in known]


def may_decide(now: State, elector: Elector | None) -> bool:
    """Whether somebody can decide it alone now, as the one it is entrusted to, or by a casting vote."""
    if elector is None or not elector.decider or now.says is None:
        return False
    return now.phase == "tied" or (now.says.method in BY_ONE and takes_positions(now))


def asks_why(says: Decision, stance: str) -> bool:
    """Whether the rule takes this position only with a reason."""
    return stance == Stance.BLOCK and says.blocks == "with-reason"


def refuse_stance(
    life: Life, stance: str, *, because: str, review_on: dt.date | None, by: Participant, at: Moment
) -> None:
    """Faults `proposals.no-part`, `.stance`, `.reason`, `.review`."""
    now = life.state(at.instant).value
    offered = stances(now, life.elector(by.key))
    if not offered or now.says is None or by.stage_on(at.day) in {None, FORMER}:
        raise refusals.no_part(now.article)
    if stance not in offered:
        raise refusals.no_such_stance(now.article)
    if asks_why(now.says, stance) and not because:
        raise refusals.no_reason(now.article)
    if stance == Stance.RESERVATION and (review_on is None or review_on < at.day):
        raise refusals.review_day()
