"""Meetings to come as JSON: what is sent and what is answered."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Click, Day, Instant, one_of
from toadlane.meetings.arranging import PARTS, Frame, Hours, ItemWanted, Wanted
from toadlane.meetings.coming_back import Rhythm
from toadlane.meetings.plan_reads import Shown
from toadlane.meetings.planned_rows import (
    MOST,
    Aim,
    Fate,
    Invited,
    Item,
    Meeting,
    Presence,
    Purpose,
    Series,
    State,
)


class AgendaItemIn(Schema):
    """Something to be put on an agenda."""

    title: str = Field(max_length=MOST["title"])
    minutes: int = Field(10, ge=1, le=MOST["minutes"])
    aim: str = Field(Aim.DISCUSS, json_schema_extra={"enum": list(Aim.values)})
    about: str = Field("", max_length=MOST["about"])
    owner: str = Field("", max_length=60, description="a participant's key, or nobody")

    def wanted(self) -> ItemWanted:
        """As the verbs take it."""
        return ItemWanted(self.title, self.minutes, self.aim, self.about, self.owner)


class FrameIn(Schema):
    """What a meeting is, whenever it is."""

    title: str = Field(max_length=MOST["title"])
    about: str = Field("", max_length=MOST["about"])
    purpose: str = Field(Purpose.BUSINESS, json_schema_extra={"enum": list(Purpose.values)})
    who: list[str] = Field(max_length=20, description="stages whose people are invited")
    zone: str = Field("", max_length=64, description="empty: the co-op's own")
    presence: str = Field(Presence.EITHER, json_schema_extra={"enum": list(Presence.values)})
    place: str = Field("", max_length=MOST["place"])
    link: str = Field("", max_length=MOST["link"])
    decides: bool = True
    unpaid: bool = False
    logged_as: str = Field("", max_length=63, description="the kind of work its time is logged as, or none")
    parts: list[str] = Field(list(PARTS), max_length=12)

    def frame(self) -> Frame:
        """As the verbs take it."""
        said: dict[str, Any] = {name: getattr(self, name) for name in FrameIn.model_fields}
        return Frame(**{**said, "who": tuple(self.who), "parts": tuple(self.parts)})


class MeetingIn(FrameIn):
    """A meeting to be planned."""

    starts_at: Instant
    ends_at: Instant
    all_day: bool = False
    items: list[AgendaItemIn] = Field([], max_length=MOST["items"])
    also: list[str] = Field([], max_length=500, description="keys of people asked by name")
    key: Click

    def wanted(self) -> Wanted:
        """As the verb takes it."""
        named = {name: getattr(self, name) for name in FrameIn.model_fields}
        return Wanted(
            FrameIn(**named).frame(),
            Hours(self.starts_at, self.ends_at, self.all_day),
            tuple(one.wanted() for one in self.items),
            tuple(self.also),
        )


class RhythmIn(Schema):
    """How a series comes back: “P7D”, “P42D”, “P1M” …, from a day on, at an hour of the clock on the wall."""

    every: str = Field(max_length=20)
    from_day: Day
    starts: str = Field("10:00", max_length=5, description="“10:00”; empty for whole days")
    lasts: int = Field(60, ge=1, le=MOST["minutes"], description="minutes")
    days: int = Field(1, ge=1, le=MOST["days"])
    weekdays: list[int] = Field([], max_length=7, description="0 is Monday")
    monthly_by: str = Field("date", json_schema_extra={"enum": ["date", "weekday"]})

    def rhythm(self, notice: str = "") -> Rhythm:
        """As the verbs take it."""
        said: dict[str, Any] = {name: getattr(self, name) for name in RhythmIn.model_fields}
        return Rhythm(**{**said, "weekdays": tuple(self.weekdays)}, notice=notice)


class SeriesIn(FrameIn, RhythmIn):
    """A meeting that comes back."""

    items: list[AgendaItemIn] = Field([], max_length=MOST["items"])
    key: Click


class CharterSeriesIn(Schema):
    """A meeting of the charter begins to come back."""

    rule: str = Field(max_length=63, description="the name the charter gives it")
    from_day: Day
    starts: str = Field("10:00", max_length=5)
    key: Click


class SeriesMoveIn(RhythmIn):
    """Another rhythm from one of its meetings on, whose new day is `from_day`."""

    from_nth: int = Field(ge=1)
    because: str = Field("", max_length=MOST["because"])
    key: Click


class SeriesEndIn(Schema):
    """From one of its meetings on there are no more."""

    from_nth: int = Field(ge=1)
    because: str = Field("", max_length=MOST["because"])
    key: Click


class MeetingMoveIn(Schema):
    """Another time or place for one meeting."""

    starts_at: Instant
    ends_at: Instant
    all_day: bool = False
    presence: str = Field(Presence.EITHER, json_schema_extra={"enum": list(Presence.values)})
    place: str = Field("", max_length=MOST["place"])
    link: str = Field("", max_length=MOST["link"])
    because: str = Field("", max_length=MOST["because"])
    key: Click


class MeetingCancelIn(Schema):
    """It is not held."""

    because: str = Field("", max_length=MOST["because"])
    key: Click


class MeetingUndoIn(Schema):
    """Back to before the last change of this edition."""

    edition: int = Field(ge=0)
    key: Click


class MeetingKeyIn(Schema):
    """Nothing but the key."""

    key: Click


class AttendanceAnswerIn(Schema):
    """Whether one comes."""

    says: str = one_of(Invited.Answer)
    note: str = Field("", max_length=MOST["note"])


class AgendaPutIn(AgendaItemIn):
    """An item to be put last."""

    key: Click


class AgendaChangeIn(AgendaItemIn):
    """An item said anew."""

    edition: int = Field(ge=0, strict=True, description="the one that was read")


class AgendaOrderIn(Schema):
    """The items in their order; those not named stand last."""

    order: list[UUID] = Field(max_length=MOST["items"])


class AgendaFateIn(Schema):
    """What became of an item."""

    fate: str = Field(json_schema_extra={"enum": [Fate.OPEN, Fate.DONE, Fate.DROPPED]})


class MeetingPartIn(Schema):
    """Who takes a part."""

    role: str = Field(max_length=63)
    to: str = Field(max_length=60, description="a participant's key")
    key: Click


class MeetingAskIn(Schema):
    """People asked by name."""

    who: list[str] = Field(max_length=500)
    key: Click


class AgendaItemOut(Schema):
    """One item, with the minutes that are its own."""

    id: UUID
    title: str
    about: str
    minutes: int
    aim: str = one_of(Aim)
    owner: str | None
    standing: str
    fate: str = one_of(Fate)
    carried_from: UUID | None
    edition: int
    begins: int
    ends: int
    fits: bool


class MeetingPartOut(Schema):
    """A part, who has it or whose turn it is, and how often they had it of the times they could."""

    role: str
    who: str | None
    taken: bool
    times: int
    of: int
    last: dt.date | None
    article: str | None


class InvitedOut(Schema):
    """Somebody who is invited, why, and what they answered."""

    who: str
    because: str
    answer: str
    note: str


class MeetingLineOut(Schema):
    """A meeting in a list."""

    id: UUID
    title: str
    state: str = one_of(State)
    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day: bool
    zone: str
    presence: str = one_of(Presence)
    place: str
    series: UUID | None
    nth: int | None
    own: bool
    edition: int


class MeetingOut(MeetingLineOut):
    """A meeting with everything that is on it; people by key."""

    about: str
    purpose: str = one_of(Purpose)
    link: str
    article: str
    decides: bool
    unpaid: bool
    logged_as: str
    answer_by: dt.datetime | None
    items: list[AgendaItemOut]
    parts: list[MeetingPartOut]
    invited: list[InvitedOut]


class SeriesOut(Schema):
    """A series, and how it comes back."""

    id: UUID
    title: str
    rule: str
    article: str
    every: str
    from_day: dt.date
    from_nth: int
    starts: str
    lasts: int
    days: int
    weekdays: list[int]
    monthly_by: str
    zone: str
    notice: str
    ended_on: dt.date | None
    edition: int


def line_out(row: Meeting) -> dict[str, Any]:
    """A meeting as a line of a list."""
    named = [name for name in MeetingLineOut.model_fields if name not in {"id", "series"}]
    return {"id": row.pk, "series": row.series_id, **{name: getattr(row, name) for name in named}}


def meeting_out(shown: Shown) -> MeetingOut:
    """A meeting with everything."""
    row = shown.meeting
    same = ("about", "purpose", "link", "article", "decides", "unpaid", "logged_as", "answer_by")
    return MeetingOut(
        **line_out(row),
        **{name: getattr(row, name) for name in same},
        items=[item_out(one, box) for one, box in zip(shown.items, shown.plan.boxes, strict=True)],
        parts=[
            MeetingPartOut(
                role=one.turn.part,
                who=one.turn.who,
                taken=one.taken is not None,
                times=one.turn.times,
                of=one.turn.of,
                last=one.turn.last,
                article=one.why.article,
            )
            for one in shown.parts
        ],
        invited=[
            InvitedOut(who=one.participant.key, because=one.because, answer=one.answer, note=one.note)
            for one in shown.invited
        ],
    )


def item_out(item: Item, box: Any) -> AgendaItemOut:
    """An item with its minutes."""
    same = ("title", "about", "minutes", "aim", "standing", "fate", "edition")
    return AgendaItemOut(
        id=item.pk,
        **{name: getattr(item, name) for name in same},
        owner=item.owner.key if item.owner else None,
        carried_from=item.carried_from_id,
        begins=box.begins,
        ends=box.ends,
        fits=box.fits,
    )


def series_out(row: Series) -> SeriesOut:
    """A series."""
    named = [name for name in SeriesOut.model_fields if name != "id"]
    return SeriesOut(id=row.pk, **{name: getattr(row, name) for name in named})
