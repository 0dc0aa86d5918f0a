"""The shapes of the API of proposals."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import A_KEY, AmountIn, Click, Day, PersonKey, one_of
from toadlane.proposals.ending_shapes import (
    AsItIsOut,
    ObjectionOut,
    ProposalActionOut,
    ProposalStatementOut,
    SameAsOut,
    StopOut,
)
from toadlane.proposals.models import LONGEST, Position
from toadlane.proposals.polling import LONGEST_DAYS, MOST, MOST_POINTS


class OptionIn(Schema):
    """One option; of a poll for a time, its name is a day and a time, and a zone if it is another."""

    name: str = Field(min_length=1, max_length=LONGEST["option"])
    about: str = Field("", max_length=LONGEST["option_about"])


class OptionOut(Schema):
    """One option; `points` are what it has where that may be seen, `could`: yes, if need be and no."""

    option: int
    name: str
    about: str
    starts_at: dt.datetime | None
    points: int | None
    could: list[int] | None
    chosen: bool


class MarkShape(Schema):
    """The number of an option with its points: one where there are none to give."""

    option: int = Field(ge=1, le=MOST)
    points: int = Field(1, ge=0, le=MOST_POINTS)


OriginKind = Annotated[str, Field(max_length=60, pattern=A_KEY, description="“comment”, “thread”, …")]
OriginKey = Annotated[str, Field(max_length=LONGEST["origin_key"], pattern=r"^[A-Za-z0-9_-]+$")]


class OriginShape(Schema):
    """What it is made of, such as a comment or the thread it began, by its key."""

    kind: OriginKind
    key: OriginKey


class OriginOut(OriginShape):
    """The same, with what it was called then; null where you may not see it."""

    label: str


class ProposalOriginOut(OriginOut):
    """Something that can become a proposal, in the words a draft begins with.

    `is_narrower`: fewer people see it than see a proposal.
    """

    quote: str
    is_narrower: bool


class ProposalDraftIn(Schema):
    """A proposal as it is written; `acts`, `subject` and `fingerprint` say what it lets happen."""

    matter: str = Field(
        max_length=LONGEST["matter"], pattern=r"^[a-z0-9][a-z0-9-]*$", description="such as “policy”"
    )
    title: str = Field(max_length=LONGEST["title"])
    text: str = Field(max_length=LONGEST["text"])
    amount: AmountIn | None = None
    acts: str = Field("", max_length=LONGEST["acts"], description="such as “close-year”")
    subject: str = Field("", max_length=LONGEST["subject"], description="such as “2025”")
    fingerprint: str = Field("", max_length=64, description="of what exactly would be done")
    about: PersonKey | None = Field(None, description="whom it is about")
    edition: int | None = Field(None, ge=1, le=2**31 - 1, description="the one that was edited")
    ends: UUID | None = Field(None, description="the proposal whose agreement it ends or replaces")
    poll: Literal["choice", "approval", "score", "dots", "ranked", "times"] | None = Field(
        None, description="asks in a poll, which binds nobody; leave `matter` as “poll”"
    )
    poll_days: int | None = Field(7, ge=1, le=LONGEST_DAYS, description="null: until all have answered")
    poll_points: int | None = Field(None, ge=1, le=MOST_POINTS)
    poll_secret: bool = False
    options: list[OptionIn] = Field([], max_length=MOST, description="what there is to choose from, in order")
    origin: OriginShape | None = Field(None, description="of a new draft, what it is made of; it keeps it")
    key: Click


class SecondingOut(Schema):
    """It failed before, and so many others have to write it along; `seconders` do, by their keys."""

    failed_on: dt.date
    needed: int
    seconders: list[str]


class ProposalDraftOut(Schema):
    """One of your drafts."""

    id: UUID
    matter: str
    amount: str | None
    acts: str
    subject: str
    fingerprint: str
    about: str | None
    ends: UUID | None
    poll: str
    poll_days: int | None
    poll_points: int | None
    poll_secret: bool
    options: list[OptionIn]
    title: str
    text: str
    edition: int
    author: str
    origin: OriginOut | None
    seconding: SecondingOut | None


class ProposalClickIn(Schema):
    """Nothing but the click."""

    key: Click


class PositionIn(Schema):
    """Where you stand; `revision` is the number of the text you have read."""

    stance: str = one_of(Position.Stance)
    ballot: list[MarkShape] = Field(
        [], max_length=MOST, description="with “agree”, where something is chosen"
    )
    because: str = Field("", max_length=LONGEST["words"])
    review_on: Day | None = None
    revision: int | None = Field(None, ge=1, le=10_000)
    key: Click


class ProposalBackIn(Schema):
    """Why it is taken back."""

    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class ProposalTextIn(Schema):
    """Another text, and what is new in it."""

    title: str = Field(max_length=LONGEST["title"])
    text: str = Field(max_length=LONGEST["text"])
    because: str = Field("", max_length=LONGEST["because"])
    revision: int | None = Field(None, ge=1, le=10_000, description="of the text that was changed")
    key: Click


class ProposalDecisionIn(Schema):
    """Yes or no, and why."""

    yes: bool
    option: str = Field("", max_length=LONGEST["option"], description="of a tie of options, for which")
    because: str = Field("", max_length=LONGEST["because"])
    key: Click


class ProposalPartsOut(Schema):
    """What every list of proposals tells."""

    id: UUID
    title: str
    matter: str
    phase: str
    rule: str
    article: str
    attempt: int
    attempts: int
    ends_at: dt.datetime | None
    next_at: dt.datetime | None
    raised_by: str


class ProposalLineOut(ProposalPartsOut):
    """A proposal in the list; `needs_me`: your position is missing."""

    needs_me: bool


class ElectorOut(Schema):
    """Somebody who was there when it opened: their part, and why."""

    person: str
    part: str
    may_block: bool
    why: str


class StandOut(Schema):
    """Where somebody stands. `counts`: whether the rule counts it; what was changed since does not."""

    person: str
    stance: str
    ballot: list[MarkShape]
    because: str
    review_on: dt.date | None
    revision: int
    taken_at: dt.datetime
    channel: str
    spoken_by: str | None
    entered_by: str | None
    witness: str | None
    counts: bool


class ProxyOut(Schema):
    """Who named whom to speak for them, and what became of it."""

    giver: str
    holder: str
    named_at: dt.datetime
    stage: Literal["asked", "holds", "declined", "taken-back", "given-back", "spoke", "concerned"]


class ProposalOut(ProposalPartsOut):
    """A proposal. `choices` are the positions you can take; `counts` are missing where they are secret.

    `course` is where it is on its way; `earlier` are positions that were changed since.
    `voted`: of a secret vote who voted, in the order of their keys, where you may see that. `final_at`: from
    when nothing entered from paper can be contested any more. `proxies`: as far as you may see them.
    """

    text: str
    revision: int
    amount: str | None
    acts: str
    subject: str
    fingerprint: str
    about: str | None
    ends: UUID | None
    ended_by: UUID | None
    origin: OriginOut | None
    raised_on: dt.date
    coauthors: list[str]
    choices: list[str]
    electors: list[ElectorOut]
    counts: dict[str, int] | None
    secret: bool
    voted: list[str]
    poll: str
    options: list[OptionOut]
    chosen: list[str]
    positions: list[StandOut]
    outcome: str | None
    ended_at: dt.datetime | None
    review_on: dt.date | None
    decision: UUID | None
    course: list[StopOut]
    as_it_is: AsItIsOut
    objections: list[ObjectionOut]
    earlier: list[StandOut]
    same_as: SameAsOut | None
    final_at: dt.datetime | None
    proxies_at_most: int
    proxies: list[ProxyOut]
    statement: ProposalStatementOut | None
    actions: list[ProposalActionOut]


class ByRoleIn(Schema):
    """What whoever holds a role decides alone."""

    matter: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1, max_length=10_000)
    key: Click


class ByRoleOut(Schema):
    """The decision, and the article of the role."""

    id: UUID
    matter: str
    title: str
    article: str
