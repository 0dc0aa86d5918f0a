"""What the API of the money room takes and gives. Amounts are exact decimal strings, days ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.books.verbs import BECAUSE_LONGEST
from toadlane.coops.api import Amount, AmountIn, Click, Day, PersonKey

Account = Annotated[str, Field(description="such as “bank”, “collective” or “member/ada/payable”")]


class YearOut(Schema):
    """A fiscal year and where it stands: open, closed, or corrected and open again."""

    year: int
    state: Literal["open", "closed", "corrected"]
    surplus: Amount | None
    closed_on: dt.date | None


class FiguresIn(Schema):
    """What the books say about a year: the surplus before tax, below zero for a loss, and the tax."""

    surplus: AmountIn
    tax: AmountIn
    key: Click


class FiguresOut(Schema):
    """Figures as stated."""

    year: int
    surplus: Amount
    tax: Amount


class PreviewIn(Schema):
    """Ask for a preview."""

    key: Click


class ClosureIn(Schema):
    """Close a year on a confirmed decision."""

    authority: UUID
    key: Click


class ClosureOut(Schema):
    """A close that was done."""

    close: UUID
    year: int
    attempt: int
    closed_on: dt.date
    entry: UUID


class CorrectionIn(ClosureIn):
    """Reverse a close on a confirmed decision."""

    because: Annotated[str, Field(min_length=1, max_length=BECAUSE_LONGEST)]


class BuyInIn(Schema):
    """Money received towards a buy-in; `again` when one like it stands and this is another one."""

    participant: PersonKey
    amount: AmountIn
    on: Day
    method: Literal["bank", "cheque", "cash", "other"] = "other"
    reference: Annotated[str, Field(max_length=80)] = ""
    again: bool = False
    key: Click


class WrittenOut(Schema):
    """The journal entry that was written."""

    entry: UUID


class AccountOut(Schema):
    """A member's account on a day: capital = paid_in + notices - losses; payable is owed in money.

    `owes_back` is what they were paid beyond what is theirs, and owe to the co-op. Both are what their
    account comes to in all, so one of them is zero; `/owed` and `/owed/back` tell each debt by itself.
    """

    person: PersonKey
    capital: Amount
    paid_in: Amount
    notices: Amount
    losses: Amount
    payable: Amount
    owes_back: Amount


class PostingOut(Schema):
    """One line of an entry: debits above zero, credits below."""

    account: Account
    amount: Amount


class JournalEntryOut(Schema):
    """One balanced entry; `hidden` is what the lines come to that are not open to you."""

    entry: UUID
    happened_on: dt.date
    kind: str
    text: str
    authority: UUID | None
    reverses: UUID | None
    lines: list[PostingOut]
    hidden: Amount | None


class StepOut(Schema):
    """One step of the waterfall; step 0 is surplus from others' work."""

    number: int
    to: str
    name: str | None
    amount: Amount
    left: Amount
    article: str
    divisible: bool


class BasisOut(Schema):
    """A weight in one base; a share of one is “n/d”."""

    by: str
    weight: str


class InstalmentOut(Schema):
    """One payment; a gated one waits for the members' release."""

    due_on: dt.date
    amount: Amount
    gated: bool


class ShareOut(Schema):
    """What one step gives one person: share = cash + to_buy_in + notice."""

    step: int
    basis: list[BasisOut]
    share: Amount
    cash: Amount
    retained: Amount
    to_buy_in: Amount
    notice: Amount
    notice_kind: str | None
    instalments: list[InstalmentOut]


class PersonOut(Schema):
    """One person's part of a year, all steps together."""

    person: PersonKey
    name: str
    share: Amount
    cash: Amount
    retained: Amount
    to_buy_in: Amount
    notices: Amount
    interest: Amount
    loss: Amount
    shares: list[ShareOut]


class ReasonOut(Schema):
    """One step of an argument; `code` names its sentence, `values` are exact."""

    code: str
    values: dict[str, Any]
    article: str | None = None
    parts: list[ReasonOut] = []


class PersonYearOut(PersonOut):
    """The same with the reasons."""

    why: ReasonOut


class NoteOut(Schema):
    """Something worth knowing about a close."""

    code: str
    day: dt.date


class ResultOut(Schema):
    """What a close comes to, as far as you may see it: as `bylaws close-year --json` gives it."""

    format: str
    year: int
    from_day: dt.date = Field(alias="from")
    until: dt.date
    closed_on: dt.date
    currency: str
    surplus: Amount
    tax: Amount
    steps: list[StepOut]
    people: list[PersonOut]
    entry: list[PostingOut]
    notes: list[NoteOut]


class PreviewOut(Schema):
    """A preview: its fingerprint is what a decision names."""

    year: int
    fingerprint: str
    made_on: dt.date
    result: ResultOut
