"""What the API of opening balances takes and gives. Amounts are exact decimal strings, days ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.books.opening.rows import BECAUSE_LONGEST
from toadlane.coops.api import Amount, AmountIn, Click, Day, PersonKey, Year

KindName = Literal[
    "paid-in",
    "qualified-notice",
    "nonqualified-notice",
    "losses",
    "instalment",
    "redemption",
    "buy-in-due",
    "collective",
    "fund",
    "tax",
    "bank",
    "other-assets",
    "other-debts",
]
FundName = Annotated[str, Field(max_length=63, description="of a fund, as the charter names it; else empty")]
Seen = Annotated[
    int, Field(ge=0, le=2**31 - 1, description="the version you looked at; 0 when there is none")
]
LINES_AT_ONCE = 5_000


class LineIn(Schema):
    """One amount: a notice has a year, what is owed a day, a fund a name, a member's kind a person."""

    kind: KindName
    amount: AmountIn
    person: PersonKey | None = None
    year: Year | None = None
    due_on: Day | None = None
    name: FundName = ""


class LineOut(Schema):
    """One amount as it is kept; `place` is the cell it was read from."""

    kind: KindName
    amount: Amount
    person: str
    year: int | None
    due_on: dt.date | None
    name: str
    place: str


class BalanceOut(Schema):
    """owned = owed + members + common, but for `difference`."""

    owned: Amount
    owed: Amount
    members: Amount
    common: Amount
    difference: Amount


class TroubleOut(Schema):
    """One thing to put right: where, what, what now. Told to the bookkeeper alone."""

    where: str
    says: str
    next_step: str
    code: str


class DraftOut(Schema):
    """Balances being put together; `fingerprint` is what a decision names. Lines as far as you may see."""

    first_year: int
    version: int
    stood_on: dt.date
    fingerprint: str
    ready: bool
    balance: BalanceOut
    lines: list[LineOut]
    troubles: list[TroubleOut]


class PostedOut(Schema):
    """Balances that are posted."""

    opening: UUID
    entry: UUID
    authority: UUID
    attempt: int
    first_year: int
    stood_on: dt.date
    posted_on: dt.date
    fingerprint: str
    lines: list[LineOut]


class OpeningOut(Schema):
    """How far the opening balances are: a draft, or posted, or neither."""

    draft: DraftOut | None
    posted: PostedOut | None


class DraftIn(Schema):
    """The whole draft; what was there before is replaced."""

    first_year: Year
    lines: Annotated[list[LineIn], Field(max_length=LINES_AT_ONCE)]
    seen: Seen
    key: Click


class DiscardIn(Schema):
    """Give the draft up."""

    seen: Seen
    key: Click


class PostIn(Schema):
    """Post on a confirmed decision."""

    authority: UUID
    key: Click


class TakeBackIn(Schema):
    """Take back on a confirmed decision."""

    authority: UUID
    because: Annotated[str, Field(min_length=1, max_length=BECAUSE_LONGEST)]
    key: Click


class ReversalOut(Schema):
    """The entry that takes the balances back."""

    entry: UUID
