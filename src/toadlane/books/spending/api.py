"""Payments to others as JSON: the same verbs as the pages. To have one decided, `POST proposals/asking`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from bylaws.kernel.money import Money
from toadlane.books.models import ACCOUNTS, Spending
from toadlane.books.payment_shapes import HowIn, ReversalIn
from toadlane.books.spending import reads, verbs
from toadlane.books.spending.rows import LONGEST
from toadlane.books.verbs import How
from toadlane.coops.access import Place
from toadlane.coops.api import Amount, AmountIn, Click, Day, Slug, participant_at
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import whole

router = Router()
MOST = 100


class SpendingIn(Schema):
    """What is to be paid; `account` is “expenses” or a fund, such as “fund/education”."""

    payee: Annotated[str, Field(min_length=1, max_length=LONGEST["payee"])]
    purpose: Annotated[str, Field(min_length=1, max_length=LONGEST["purpose"])]
    amount: AmountIn
    account: str = Field("", max_length=LONGEST["account"])
    due_on: Day | None = None
    key: Click


class SpendingStandingOut(Schema):
    """Decided, and not paid yet; `decision` is what is paid by it."""

    decision: UUID
    payee: str
    purpose: str
    amount: Amount
    account: str
    due_on: dt.date | None
    article: str
    decided_on: dt.date
    proposal: UUID | None
    alone: bool


class SpendingOut(Schema):
    """A payment to others, and the decision it cites."""

    id: UUID
    decision: UUID
    payee: str
    purpose: str
    amount: Amount
    account: str
    paid_on: dt.date
    method: str
    reference: str
    entry: UUID
    reversed_on: dt.date | None


class SpendingsAsked(Schema):
    """Which payments."""

    before: UUID | None = Field(None, description="the `id` of the last one you have, for the next lot")


@router.get(
    "/spendings", response=list[SpendingOut], summary="What was paid to others, latest recorded first"
)
def list_spendings(
    request: HttpRequest, coop: Path[Slug], narrowed: Query[SpendingsAsked]
) -> list[SpendingOut]:
    """At most a hundred at once."""
    place = participant_at(request, coop, ACCOUNTS)
    rows = reads.spendings(place).order_by("-pk")
    if narrowed.before:
        rows = rows.filter(pk__lt=narrowed.before)
    return [spending_out(one) for one in rows[:MOST]]


@router.get(
    "/spendings/standing", response=list[SpendingStandingOut], summary="What is decided and waits to be paid"
)
def list_standing_spendings(request: HttpRequest, coop: Path[Slug]) -> list[SpendingStandingOut]:
    """The earliest decided first."""
    place = participant_at(request, coop, ACCOUNTS)
    return [standing_out(one) for one in reads.standing(place)]


@router.post("/spendings/alone", response={201: SpendingStandingOut}, summary="Decide a payment alone")
def decide_spending_alone(
    request: HttpRequest, coop: Path[Slug], body: SpendingIn
) -> Status[SpendingStandingOut]:
    """For whoever may raise matters, up to the limit that the charter leaves to whoever meets it."""
    place = participant_at(request, coop, ACCOUNTS)
    said = body.dict()
    given = {name: str(said[name] or "") for name in ("payee", "purpose", "amount", "account", "due_on")}
    decided = verbs.decide_alone(given=given, by=place.member, at=place.moment, key=body.key)
    return Status(201, standing_out(reads.of_decision(decided)))


@router.post(
    "/spendings/standing/{decision}/payment",
    response={201: SpendingOut},
    summary="Record that what was decided was paid",
)
def pay_spending(request: HttpRequest, coop: Path[Slug], decision: UUID, body: HowIn) -> Status[SpendingOut]:
    """For the bookkeeper; once."""
    place = participant_at(request, coop, ACCOUNTS)
    made = verbs.pay_for(
        authority=found(place, decision),
        how=How(body.on, body.method, body.reference, body.again),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, spending_out(made))


@router.post("/spendings/{spending}/reversal", response={201: SpendingOut}, summary="Take a payment back")
def take_spending_back(
    request: HttpRequest, coop: Path[Slug], spending: UUID, body: ReversalIn
) -> Status[SpendingOut]:
    """For the bookkeeper; it can be paid anew on the same decision."""
    place = participant_at(request, coop, ACCOUNTS)
    held = place.find(reads.spendings(place), pk=spending)
    verbs.reverse_spending(
        spending=held, because=body.because, on=body.on, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, spending_out(reads.spendings(place).get(pk=held.pk)))


def found(place: Place, decision: UUID) -> Authority:
    """The decision, if it is there for whoever asks."""
    return place.find(whole().select_related("coop"), pk=decision)


def standing_out(one: reads.Standing) -> SpendingStandingOut:
    """One that waits."""
    facts = one.deed.facts
    return SpendingStandingOut(
        decision=one.authority.pk,
        payee=facts["payee"],
        purpose=facts["purpose"],
        amount=one.amount.decimal(),
        account=facts["account"],
        due_on=dt.date.fromisoformat(facts["due_on"]) if facts["due_on"] else None,
        article=one.authority.article,
        decided_on=one.authority.decided_on,
        proposal=one.authority.proposal,
        alone=one.authority.alone,
    )


def spending_out(row: Spending) -> SpendingOut:
    """One that went."""
    back = getattr(row.entry, "reversed_by", None)
    return SpendingOut(
        id=row.pk,
        decision=row.authority_id,
        payee=row.payee,
        purpose=row.purpose,
        amount=Money(row.amount_minor, row.coop.currency).decimal(),
        account=row.account,
        paid_on=row.paid_on,
        method=row.method,
        reference=row.reference,
        entry=row.entry_id,
        reversed_on=back.happened_on if back else None,
    )
