"""The shapes of the way in, as the API tells and hears them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.candidacy.course_rows import BECAUSE_AT_MOST
from toadlane.candidacy.evaluation_rows import CONTENT_AT_MOST, EVALUATORS_AT_MOST, LINE_AT_MOST
from toadlane.coops.api import Amount, Click, Day, PersonKey

Seconds = Annotated[int, Field(ge=0, description="whole seconds")]
Evaluators = Annotated[list[PersonKey], Field(min_length=1, max_length=EVALUATORS_AT_MOST)]


class TalkOut(Schema):
    """An evaluation: `state` is held, overdue, due or to-come; its outcome is told to whoever may see it."""

    due_on: dt.date
    state: str
    arranged_for: dt.date | None
    held_on: dt.date | None
    evaluators: list[str]
    outcome: str | None
    line: str
    words: UUID | None = Field(description="what was said, where you may read it")


class WhereOut(Schema):
    """Where somebody stands; what the charter does not ask at this stage is null."""

    person: str
    stage: str
    since: dt.date
    returns_to: str | None
    next_stage: str | None
    decided_as: str | None
    ready: bool
    earliest: dt.date | None
    full_on: dt.date | None
    days_done: int | None
    days_left: int | None
    seconds_needed: Seconds | None
    seconds_done: Seconds | None
    room: bool | None
    evaluations: list[TalkOut]
    place: str | None
    place_state: str | None
    buy_in: Amount | None
    rights: list[str]
    rights_after: list[str]
    mentor: str | None
    explanation: list[str]


class WayInLine(Schema):
    """Somebody on the way in, in the list of all."""

    person: str
    name: str
    stage: str
    since: dt.date
    ready: bool
    full_on: dt.date | None
    next_evaluation: dt.date | None
    mentor: str


class MentorIn(Schema):
    """Who goes along with them, from when."""

    mentor: PersonKey
    from_day: Day
    key: Click


class MentorEndIn(Schema):
    """From which day nobody does."""

    on: Day
    key: Click


class MentorOut(Schema):
    """Who goes along with them."""

    mentor: str
    valid_from: dt.date
    valid_until: dt.date | None


class StayIn(Schema):
    """Days at the place the charter names; `until` may come later."""

    from_day: Day
    until: Day | None = None
    key: Click


class StayOut(Schema):
    """Days at the place."""

    id: UUID
    place: str
    valid_from: dt.date
    valid_until: dt.date | None


class LetOffIn(Schema):
    """Members let somebody off the place of work, and why."""

    decision: UUID
    from_day: Day
    because: str = Field(min_length=1, max_length=BECAUSE_AT_MOST)
    key: Click


class LetOffOut(Schema):
    """An exception from the place of work."""

    id: UUID
    from_day: dt.date
    rule: str
    because: str


class ArrangementIn(Schema):
    """When an evaluation that is due is held, and by whom."""

    due_on: Day
    on: Day
    by_whom: Evaluators
    key: Click


class ArrangementOut(Schema):
    """As it is arranged."""

    due_on: dt.date
    on: dt.date
    by_whom: list[str]


class EvaluationIn(Schema):
    """How an evaluation went; `views` are self, peers, role, body or clients."""

    held_on: Day
    by_whom: Evaluators
    views: list[str] = Field([], max_length=10)
    outcome: str = Field(max_length=20, description="goes-well, with-care or not-yet")
    line: str = Field("", max_length=LINE_AT_MOST, description="what members are told")
    content: str = Field("", max_length=CONTENT_AT_MOST, description="for whom it is about, and evaluators")
    key: Click


class EvaluationOut(Schema):
    """That it was held."""

    id: UUID
    held_on: dt.date
    outcome: str
    views: list[str]


class EvaluationWordsOut(Schema):
    """What was said."""

    held_on: dt.date
    outcome: str
    content: str


class StepAsked(Schema):
    """From which day."""

    from_day: Day | None = None


class NextStepOut(Schema):
    """The next step from a day on: what is missing, by which articles it is decided, and the fingerprint."""

    person: str
    to: str
    from_day: dt.date
    matter: str
    articles: list[str]
    missing: list[str]
    reasons: list[str]
    may_be_decided: bool
    fingerprint: str
    buy_in: Amount | None


class NextStepIn(Schema):
    """To which stage, from when, by which decision; `because` where an exception lets them off something."""

    to: str = Field(min_length=1, max_length=40)
    from_day: Day
    decision: UUID
    because: str = Field("", max_length=BECAUSE_AT_MOST)
    key: Click


class AdmissionOut(Schema):
    """A step that was taken."""

    id: UUID
    person: str
    from_stage: str
    to_stage: str
    from_day: dt.date
    decision: UUID
    excepted: list[str]
    because: str
