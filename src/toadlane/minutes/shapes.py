"""Minutes in the shapes of the API."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Click, Day, PersonKey, one_of
from toadlane.minutes.joined import AT_ONCE
from toadlane.minutes.models import LONGEST, ActionStep, Part
from toadlane.minutes.verbs.correcting import ATTENDANCE, Suggested
from toadlane.minutes.verbs.drafting import Worded

A_PART: Any = Field(json_schema_extra={"enum": list(Part.values)})
A_PART_OR_WHO: Any = Field(json_schema_extra={"enum": [*Part.values, ATTENDANCE]})
TEXT: Any = Field("", max_length=LONGEST["text"])
BECAUSE: Any = Field("", max_length=LONGEST["because"])


class MinutesLineOut(Schema):
    """One thing that was discussed, decided or promised."""

    id: UUID
    part: str
    title: str
    text: str
    who: str | None
    due_on: dt.date | None
    proposal: UUID | None
    edition: int


class MinutesCorrectionOut(Schema):
    """A correction; `text` is null where its words were erased, `accepted` while it waits for an answer.

    `late`: after the time for corrections; `carried_out`: it changed the text, and does not stand beside it.
    """

    id: UUID
    part: str
    line: UUID | None
    by: str
    text: str | None
    because: str | None
    whose: str | None
    there: bool | None
    late: bool
    accepted: bool | None
    carried_out: bool
    answer: str


class MinutesNotedOut(Schema):
    """An approval that somebody else noted; it counts after the day `until`, null once it does."""

    who: str
    noted_by: str
    meeting: UUID | None
    until: dt.date | None


class MinutesOut(Schema):
    """The minutes of a meeting, or of a closed session of it, as they stand now.

    `approved_by` and `lacks` count what counts today; `contested_by` said that what was noted is not theirs.
    """

    id: UUID
    meeting: UUID
    session: int
    title: str
    phase: str
    edition: int
    present: list[str]
    apologies: list[str]
    guests: str
    quorum: list[str]
    none: list[str]
    missing: list[str]
    lines: list[MinutesLineOut]
    corrections: list[MinutesCorrectionOut]
    window_to: dt.date | None
    entitled: list[str]
    approved_by: list[str]
    lacks: int
    noted: list[MinutesNotedOut]
    contested_by: list[str]
    may_contest: bool
    may_approve: bool
    why: str
    digest: str | None
    entry: UUID | None


class MinutesAttendanceIn(Schema):
    """Who was there."""

    there: list[PersonKey] = Field(max_length=2_000)
    apologies: list[PersonKey] = Field([], max_length=2_000)
    guests: str = Field("", max_length=LONGEST["guests"])


class MinutesLineIn(Schema):
    """A line; with `line` and its `edition`, another text of that line."""

    part: str = A_PART
    text: str = TEXT
    title: str = Field("", max_length=LONGEST["title"])
    who: str = Field("", max_length=60)
    due_on: Day | None = None
    proposal: UUID | None = None
    line: UUID | None = None
    edition: int = Field(0, ge=0, le=1_000_000)
    key: Click

    def handed(self) -> dict[str, Any]:
        """As the verb takes it."""
        worded = Worded(self.part, self.text, self.title, self.who, self.due_on, self.proposal)
        return {"worded": worded, "line": self.line, "edition": self.edition, "key": self.key}


class MinutesNoneIn(Schema):
    """That there was nothing of a part, or was after all."""

    part: str = A_PART
    none: bool = True


class MinutesStrikeIn(Schema):
    """Which line should not be there."""

    line: UUID


class MinutesCorrectionIn(Schema):
    """What should stand otherwise."""

    part: str = A_PART_OR_WHO
    text: str = TEXT
    because: str = BECAUSE
    line: UUID | None = None
    whose: str = Field("", max_length=60)
    there: bool = True
    key: Click

    def handed(self) -> dict[str, Any]:
        """As the verb takes it."""
        said = Suggested(self.part, self.text, self.because, self.line, self.whose, self.there)
        return {"suggested": said, "key": self.key}


class MinutesAnswerIn(Schema):
    """Accepted or declined; `text` is what stands then, where it is not what was suggested."""

    correction: UUID
    accepted: bool
    because: str = BECAUSE
    text: str | None = Field(None, max_length=LONGEST["text"])
    edition: int | None = Field(None, ge=0, le=1_000_000)
    key: Click


class MinutesApprovalIn(Schema):
    """Which edition was read."""

    edition: int = Field(ge=1, le=1_000_000)


class MinutesTogetherIn(Schema):
    """In which later meeting, and who consented there."""

    meeting: UUID
    those: list[PersonKey] = Field(max_length=2_000)
    key: Click


class MinutesClosedIn(Schema):
    """A closed session, and who was in it."""

    title: str = Field(max_length=LONGEST["title"])
    there: list[PersonKey] = Field(max_length=2_000)
    key: Click


class MeetingActionOut(Schema):
    """Something somebody does; `id` is null for what a proposal led to, which is done there."""

    id: UUID | None
    text: str
    who: str | None
    due_on: dt.date | None
    over_on: dt.date | None
    done: bool
    where: str
    url: str


class MeetingActionIn(Schema):
    """What became of an action."""

    what: str = one_of(ActionStep.What)
    who: str = Field("", max_length=60)
    due_on: Day | None = None
    because: str = BECAUSE
    key: Click


class MeetingDecidedOut(Schema):
    """Something that was decided, in a meeting or by a proposal."""

    title: str
    text: str
    on: dt.date
    where: str
    state: str
    proposal: UUID | None
    minutes: UUID | None
    url: str


class MeetingFoundOut(Schema):
    """One thing that was found."""

    kind: str
    text: str
    on: dt.date
    where: str
    there: list[str]
    why: str
    url: str


class MeetingsAsked(Schema):
    """What is looked for; empty asks for nothing. A page with fewer than 500 is the last."""

    q: str = Field("", max_length=200)
    series: str = Field("", max_length=36)
    year: int | None = Field(None, ge=1, le=9998)
    who: str = Field("", max_length=60)
    state: str = Field("", max_length=10)
    kind: str = Field("", max_length=10)
    sort: str = Field("", max_length=10)
    page: int = Field(1, ge=1, le=10_000)

    @property
    def slice(self) -> slice:
        """Which of them, of all in their order."""
        return slice((self.page - 1) * AT_ONCE, self.page * AT_ONCE)
