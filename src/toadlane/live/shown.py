"""What the page of a meeting that is held is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bylaws.decisions.phases import State
from bylaws.meetings.timers import Timer
from toadlane.coops.models import Participant
from toadlane.live.models import (
    Attendance,
    CapturedAction,
    CapturedDecision,
    GoRound,
    Note,
    PutProposal,
    Run,
)
from toadlane.meetings.planned_rows import Item
from toadlane.proposals import words
from toadlane.proposals.life import Life
from toadlane.proposals.models import Outcome, Position


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who is invited, with when they were there."""

    participant: Participant
    rows: Sequence[Attendance]

    @property
    def now(self) -> Attendance | None:
        """Where they are now."""
        return next((row for row in self.rows if row.left_at is None), None)

    @property
    def is_here(self) -> bool:
        """Whether they are in the room or online."""
        return self.now is not None and self.now.came_at is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda, as far as it came, with what was written on it."""

    item: Item | None
    run: Run | None
    sees: bool
    notes: Sequence[Note] = ()
    decisions: Sequence[CapturedDecision] = ()
    actions: Sequence[CapturedAction] = ()

    @property
    def is_written(self) -> bool:
        """Whether anything is written on it that whoever looks may see."""
        return bool(self.notes or self.decisions or self.actions)

    @property
    def timer(self) -> Timer:
        """Its timer; what is written on no item only counts."""
        spent = dt.timedelta(seconds=self.run.spent_s if self.run else 0)
        since = self.run.since if self.run else None
        if self.item is None:
            return Timer(None, spent, since)
        return Timer.of_an_item(self.item.minutes, spent=spent, since=since)


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal that is put to the item at hand, and what whoever looks can say to it here."""

    put: PutProposal
    life: Life
    now: State
    stances: Sequence[Position.Stance]
    mine: Position | None
    outcome: Outcome | None
    elsewhere: bool
    noted: bool
    on_paper: bool

    @property
    def phase(self) -> str:
        """In words."""
        return words.phase(self.now.phase, chooses=bool(self.life.options))

    @property
    def counts(self) -> object:
        """How many stand where, while that is no secret."""
        return self.now.counts


@dataclass(frozen=True, slots=True)
class InRound:
    """A round that is on, and who is still to be heard, the next one first."""

    round: GoRound
    waiting: Sequence[Participant]
    heard: int
    passed: Sequence[Participant]

    @property
    def timer(self) -> Timer:
        """Of the turn at hand."""
        each = dt.timedelta(seconds=self.round.seconds) if self.round.seconds else None
        return Timer(each, since=self.round.turn_at)
