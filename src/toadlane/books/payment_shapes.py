"""What the API of payments takes and gives. Amounts are exact decimal strings, days ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.books.payment_rows import LONGEST
from toadlane.books.verbs import BECAUSE_LONGEST
from toadlane.coops.api import Amount, AmountIn, Click, Day, PersonKey

Source = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST["source"], description="what it is for, such as “share/2025”"),
]
Reference = Annotated[
    str,
    Field(max_length=LONGEST["reference"], description="what it can be found by at the bank, in one line"),
]
Method = Literal["bank", "cheque", "cash", "other"]


class HowIn(Schema):
    """When and how money went; `again` when a payment like it stands and this is another one."""

    on: Day
    method: Method
    reference: Reference = ""
    again: bool = False
    key: Click


class PaymentIn(HowIn):
    """One payment to one person."""

    participant: PersonKey
    source: Source
    amount: AmountIn


class PaymentRunIn(HowIn):
    """Everything due of a scope on a day; `expected` is the digest of what was looked at."""

    scope: Source
    expected: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    but_not: Annotated[list[PersonKey], Field(max_length=1000)] = []


class ReversalIn(Schema):
    """Take a payment or a payout back."""

    because: Annotated[str, Field(min_length=1, max_length=BECAUSE_LONGEST)]
    on: Day
    key: Click


class ClaimOut(Schema):
    """One part of what is owed to somebody: open = amount - paid. While it waits, it may not be paid."""

    person: PersonKey
    source: str
    due_on: dt.date
    amount: Amount
    paid: Amount
    open: Amount
    waits: bool


class OwedBackOut(Schema):
    """What somebody was paid beyond what stands, in your language why, and owes back to the co-op."""

    person: PersonKey
    source: str
    amount: Amount
    because: str


class PayableOut(Schema):
    """What would be paid in one go on a day, and the digest to send along."""

    digest: str
    sum: Amount
    claims: list[ClaimOut]


class PartOut(Schema):
    """What a payment was for."""

    source: str
    amount: Amount


class PaymentOut(Schema):
    """A payment; `received` from the person, or else to them; `reversed_on` when it was taken back."""

    payment: UUID
    run: UUID
    entry: UUID
    person: PersonKey
    received: bool
    paid_on: dt.date
    method: str
    reference: str
    amount: Amount
    parts: list[PartOut]
    reversed_on: dt.date | None
