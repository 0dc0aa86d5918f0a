"""Positions that somebody else wrote down, from paper or from a call: who may, and who contests them."""

from __future__ import annotations

import datetime as dt

from bylaws.decisions.attempt import TO_CONTEST
from bylaws.decisions.phases import State
from toadlane.coops.models import KEEPS_PAPERS, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.proposals.life import Life
from toadlane.proposals.models import Position, Step
from toadlane.proposals.parts import NONE


def keeps_papers(sight: Sight) -> bool:
    """Whether somebody enters what was said on paper or by phone."""
    return bool(KEEPS_PAPERS & sight.audiences)


def entered_for(life: Life, now: State, who: Participant, at: Moment) -> Position | None:
    """The position that was entered for somebody and can still be contested."""
    mine = life.stands().get(who.key)
    if mine is None or mine.entered_by_id is None:
        return None
    closed = None if now.open else now.closed_at
    return mine if closed is None or at.instant < closed + TO_CONTEST else None


def has_contested(life: Life, who: Participant) -> bool:
    """Whether somebody said that a position entered for them is not theirs: then none is entered any more."""
    return any(one.kind == Step.Kind.CONTESTED and one.participant_id == who.pk for one in life.steps)


def to_enter(life: Life, now: State, keeper: Participant) -> list[Participant]:
    """Those for whom a position can be entered: they decide, and did not speak themselves on this text."""
    stands = life.stands()
    people = [one.participant for one in life.here if one.participant.key in now.voices]
    return [
        one
        for one in people
        if one.pk != keeper.pk and not has_contested(life, one) and not _own(life, stands.get(one.key))
    ]


def _own(life: Life, row: Position | None) -> bool:
    said = row is not None and row.spoken_by_id is None and row.entered_by_id is None
    return said and row is not None and row.revision_id == life.text.pk


def may_witness(life: Life, on: dt.date) -> list[Participant]:
    """Whoever takes part in it or is heard, and is here: others are not even told of it."""
    there = [one.participant for one in life.here if one.part != NONE]
    return [one for one in there if life.is_here(one.key, on)]
