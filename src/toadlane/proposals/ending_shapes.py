"""The shapes of the API of how proposals end, and of what was agreed."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Click, Day, PersonKey
from toadlane.proposals.models import LONGEST

SortKey = Literal["since", "-since", "title", "-title", "review", "-review"]


class SameAsIn(Schema):
    """The proposal that failed."""

    before: UUID
    key: Click


class SameAsOut(Schema):
    """Who says that it is the same as what failed, and who seconds it; each takes so many as are `needed`."""

    before: UUID
    failed_on: dt.date
    needed: int
    said: list[str]
    seconded: list[str]


class PullBackIn(Schema):
    """Why it needs work."""

    because: str = Field(min_length=1, max_length=LONGEST["because"])
    key: Click


class AsItIsIn(Schema):
    """Whether you would leave it as it is."""

    yes: bool
    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class RuleOutIn(Schema):
    """Whose objection, and why it is ruled out."""

    whose: PersonKey
    because: str = Field(min_length=1, max_length=LONGEST["because"])
    key: Click


class StatementIn(Schema):
    """What came of it, who looks after it, and when it is looked at again; one of them at least."""

    text: str = Field("", max_length=LONGEST["words"])
    owner: PersonKey | None = None
    review_on: Day | None = None
    key: Click


class ActionIn(Schema):
    """Who does what by when."""

    text: str = Field(min_length=1, max_length=LONGEST["because"])
    who: PersonKey
    due_on: Day | None = None
    key: Click


class ActionOverIn(Schema):
    """Whether it is done, or let go."""

    done: bool
    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class StopOut(Schema):
    """A stop on the way: a notice, an attempt, a pause; pulled back, or taken out. `until` is an instant."""

    what: str
    when: Literal["over", "now", "ahead"]
    rule: str
    article: str
    attempt: int
    last: int
    attempts: int
    came_to: str
    until: dt.datetime | None


class AsItIsOut(Schema):
    """Who would leave it as it is, of how many, and how many it takes; 0 where it cannot be ended so."""

    said: list[str]
    of: int
    needed: int


class ObjectionOut(Schema):
    """An objection that stands; `met` is “integrated”, “ruled-out” or missing."""

    person: str
    met: str | None
    met_by: str | None
    because: str


class ProposalStatementOut(Schema):
    """What was said of an outcome; the latest holds."""

    text: str
    owner: str | None
    review_on: dt.date | None
    written_by: str
    written_at: dt.datetime


class ProposalActionOut(Schema):
    """What somebody does because of it; `done` is missing while it is not over."""

    id: UUID
    text: str
    who: str
    due_on: dt.date | None
    done: bool | None


class AgreementsAsked(Schema):
    """Which agreements, and in which order; without one, the latest first and in lots."""

    state: Literal["in-force", "review", "ended"] | None = None
    q: str = Field("", max_length=200, description="words in it")
    sort: SortKey | None = None
    before: UUID | None = Field(None, description="the `id` of the last one you have, for the next lot")


class AgreementOut(Schema):
    """What was agreed; `decision` is what it lets happen. `ended_by` and `ends` are proposals."""

    id: UUID
    proposal: UUID
    title: str
    text: str
    article: str
    state: Literal["in-force", "review", "ended"]
    since: dt.date
    review_on: dt.date | None
    ended_on: dt.date | None
    ended_by: UUID | None
    ends: UUID | None
    chosen: list[str]
    decision: UUID | None
    statement: ProposalStatementOut | None
    actions: list[ProposalActionOut]
