"""A meeting that is held, in the shapes of the API."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Click, Day, PersonKey, one_of
from toadlane.live.going_rows import LONGEST
from toadlane.live.models import Attendance, CapturedAction, CapturedDecision, GoRound, Note, Run, Turn
from toadlane.live.reads import Hall
from toadlane.live.shown import Line
from toadlane.live.verbs.rounds import MOST_SECONDS

Version = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True, description="the one that was read")]
Paragraph = Annotated[str, Field(min_length=1, max_length=LONGEST["note"])]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST["text"])]
ACTS = Literal[
    "end",
    "attend",
    "leave",
    "take-up",
    "finish",
    "park",
    "next",
    "pause",
    "go-on",
    "close-session",
    "open-session",
    "let-in",
    "let-out",
    "ask",
    "take-back",
    "call",
    "spoken",
    "heard",
    "pass",
    "end-round",
]


class OpenMeetingIn(Schema):
    """How whoever opens it is there."""

    how: Literal["room", "online"] = "room"


class MeetingActIn(Schema):
    """One thing done in a meeting; done twice, it is done once.

    `after` is what whoever asks has before them: with “next” the item at hand, with “call” the turn of
    whoever speaks.
    """

    act: ACTS
    item: UUID | None = None
    after: UUID | None = None
    turn: UUID | None = None
    who: PersonKey | None = Field(None, description="somebody else; else oneself")
    how: Literal["room", "online", "apologies"] = "room"
    sort: Literal["speech", "reply", "point-of-order"] = "speech"


class RoundBeginIn(Schema):
    """A round among those who are there; a private one has no question."""

    sort: Literal["check-in", "reactions", "clearing", "check-out"]
    asks: str = Field("", max_length=LONGEST["asks"])
    private: bool = Field(default=True, strict=True)
    seconds: int | None = Field(None, ge=1, le=MOST_SECONDS, strict=True)


class PutToItemIn(Schema):
    """A proposal for an item that was taken up; `put` false takes it off."""

    item: UUID
    proposal: UUID
    put: bool = Field(default=True, strict=True)


class ParagraphIn(Schema):
    """A paragraph, on an item that was taken up or on the meeting as a whole."""

    text: Paragraph
    item: UUID | None = None
    key: Click


class ParagraphAnewIn(Schema):
    """A paragraph in other words, or struck out."""

    text: Paragraph
    version: Version
    struck: bool = Field(default=False, strict=True)
    key: Click


class DecisionCapturedIn(Schema):
    """What was decided, perhaps by a proposal that was put to the item."""

    text: Words
    item: UUID | None = None
    proposal: UUID | None = None
    key: Click


class DecisionAnewIn(Schema):
    """A decision in other words, or struck out."""

    text: Words
    version: Version
    struck: bool = Field(default=False, strict=True)


class ActionCapturedIn(Schema):
    """What somebody takes on."""

    text: Words
    who: PersonKey
    due_on: Day | None = None
    item: UUID | None = None
    key: Click


class ActionAnewIn(Schema):
    """An action in other words, for somebody else, by another day, or struck out."""

    text: Words
    who: PersonKey
    due_on: Day | None = None
    version: Version
    struck: bool = Field(default=False, strict=True)


class ThereOut(Schema):
    """From when until when somebody was there."""

    who: str
    how: str = one_of(Attendance.How)
    came_at: dt.datetime | None
    left_at: dt.datetime | None


class ParagraphOut(Schema):
    """A paragraph; `beside` is the one it is kept beside, because two wrote at once."""

    id: UUID
    text: str
    version: int
    by: str
    beside: UUID | None
    struck: bool


class DecisionCapturedOut(Schema):
    """A decision."""

    id: UUID
    text: str
    version: int
    proposal: UUID | None
    by: str
    struck: bool


class ActionCapturedOut(Schema):
    """An action."""

    id: UUID
    text: str
    version: int
    who: str
    due_on: dt.date | None
    struck: bool


class TakenUpOut(Schema):
    """An item, how far it came, and what was written on it; the meeting as a whole has no `item`."""

    item: UUID | None
    title: str
    state: str | None = one_of(Run.State)
    closed: bool
    seen: bool
    spent_s: int
    running_since: dt.datetime | None
    notes: list[ParagraphOut]
    decisions: list[DecisionCapturedOut]
    actions: list[ActionCapturedOut]


class StackTurnOut(Schema):
    """Somebody in the stack, and what put them there."""

    id: UUID
    who: str
    sort: str = one_of(Turn.Sort)
    because: str | None


class GoRoundOut(Schema):
    """A round that is on, and who is still to be heard, the next one first."""

    sort: str = one_of(GoRound.Sort)
    private: bool
    asks: str
    seconds: int | None
    waiting: list[str]


class HeldMeetingOut(Schema):
    """A meeting as it stands, as far as whoever asks may see it."""

    meeting: UUID
    title: str
    version: int | None
    opened_at: dt.datetime | None
    ended_at: dt.datetime | None
    agreed: bool
    leads: bool
    invited: int
    there: list[ThereOut]
    speaking: StackTurnOut | None
    stack: list[StackTurnOut]
    round: GoRoundOut | None
    items: list[TakenUpOut]


def live_out(found: Hall) -> HeldMeetingOut:
    """The whole of it."""
    live, speaking = found.live, found.speaking
    return HeldMeetingOut(
        meeting=found.meeting.pk,
        title=found.meeting.title,
        version=live.version if live else None,
        opened_at=live.opened_at if live else None,
        ended_at=live.ended_at if live else None,
        agreed=live is not None and live.sealed_at is not None,
        leads=found.leads,
        invited=len(found.invited),
        there=[
            ThereOut(who=one.participant.key, how=row.how, came_at=row.came_at, left_at=row.left_at)
            for one in found.people
            for row in one.rows
        ],
        speaking=turn_out(speaking, None) if speaking else None,
        stack=[turn_out(turn, place.because) for turn, place in found.stack],
        round=round_out(found),
        items=[line_out(line) for line in (found.whole, *found.agenda)],
    )


def turn_out(turn: Turn, because: str | None) -> StackTurnOut:
    """Somebody in the stack."""
    return StackTurnOut(id=turn.pk, who=turn.participant.key, sort=turn.sort, because=because)


def round_out(found: Hall) -> GoRoundOut | None:
    """The round that is on."""
    if found.round is None:
        return None
    row = found.round.round
    waiting = [one.key for one in found.round.waiting]
    return GoRoundOut(sort=row.sort, private=row.private, asks=row.asks, seconds=row.seconds, waiting=waiting)


def line_out(line: Line) -> TakenUpOut:
    """An item with what was written on it."""
    run = line.run
    return TakenUpOut(
        item=line.item.pk if line.item else None,
        title=line.item.title if line.item else "",
        state=run.state if run else None,
        closed=run is not None and run.closed,
        seen=line.sees,
        spent_s=run.spent_s if run else 0,
        running_since=run.since if run else None,
        notes=[note_out(one) for one in line.notes],
        decisions=[decision_out(one) for one in line.decisions],
        actions=[action_out(one) for one in line.actions],
    )


def note_out(row: Note) -> ParagraphOut:
    """A paragraph."""
    return ParagraphOut(
        id=row.pk,
        text=row.text,
        version=row.version,
        by=row.written_by.key,
        beside=row.beside_id,
        struck=row.struck_at is not None,
    )


def decision_out(row: CapturedDecision) -> DecisionCapturedOut:
    """A decision."""
    return DecisionCapturedOut(
        id=row.pk,
        text=row.text,
        version=row.version,
        proposal=row.proposal_id,
        by=row.written_by.key,
        struck=row.struck_at is not None,
    )


def action_out(row: CapturedAction) -> ActionCapturedOut:
    """An action."""
    return ActionCapturedOut(
        id=row.pk,
        text=row.text,
        version=row.version,
        who=row.who.key,
        due_on=row.due_on,
        struck=row.struck_at is not None,
    )
