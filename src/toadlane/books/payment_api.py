"""Payments as JSON: what is owed, paying one and several, taking a payment back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from bylaws.kernel.money import Money
from toadlane.books import payment_pages as pages
from toadlane.books import payment_shapes as shapes
from toadlane.books import verbs
from toadlane.books.amounts import exact
from toadlane.books.export_api import router as exported
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Payment
from toadlane.books.owed import DUE, Claim, digest, owed
from toadlane.books.payout_api import router as payouts
from toadlane.books.shapes import WrittenOut
from toadlane.books.spending.api import router as spendings
from toadlane.books.tax_api import router as taxes
from toadlane.coops.access import absent
from toadlane.coops.api import Day, Slug, participant_at

router = Router()
router.add_router("", payouts)
router.add_router("", taxes)
router.add_router("", exported)
router.add_router("", spendings)
MOST = 100


@router.get("/owed", response=list[shapes.ClaimOut], summary="What is owed to whom by when")
def list_owed(request: HttpRequest, coop: Path[Slug]) -> list[shapes.ClaimOut]:
    """What is not paid yet, by day, as far as you may see it."""
    place = participant_at(request, coop, ACCOUNTS)
    return [_claim(claim) for claim in pages.seen(place).open]


@router.get("/owed/back", response=list[shapes.OwedBackOut], summary="What members owe back to the co-op")
def list_owed_back(request: HttpRequest, coop: Path[Slug]) -> list[shapes.OwedBackOut]:
    """What was paid beyond what stands, and why, as far as you may see it; it comes off nothing by itself."""
    place = participant_at(request, coop, ACCOUNTS)
    return [
        shapes.OwedBackOut(person=one.person, source=one.source, amount=one.amount.decimal(), because=one.why)
        for one in pages.seen(place).over
    ]


@router.get("/owed/payable", response=shapes.PayableOut, summary="What can be paid in one go on a day")
def read_payable(
    request: HttpRequest, coop: Path[Slug], on: Query[Day], scope: Query[shapes.Source] = DUE
) -> shapes.PayableOut:
    """Of a source such as “share/2025”, of a kind such as “share”, or of everything (“due”)."""
    place = participant_at(request, coop, ACCOUNTS)
    place.require_class(MEMBER_MONEY)
    standing = owed(place.coop, place.moment.day)
    due = standing.payable(scope, on)
    claims = [_claim(claim) for claim in due]
    return shapes.PayableOut(digest=digest(due), sum=standing.sum(due).decimal(), claims=claims)


@router.get("/payments", response=list[shapes.PaymentOut], summary="Payments, latest recorded first")
def list_payments(
    request: HttpRequest, coop: Path[Slug], before: Query[UUID | None] = None
) -> list[shapes.PaymentOut]:
    """At most a hundred at once; `before` is the last `payment` you have, for the next lot."""
    place = participant_at(request, coop, ACCOUNTS)
    rows = pages.payments(place).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_payment(row) for row in rows[:MOST]]


@router.post("/payments", response={201: shapes.PaymentOut}, summary="Record one payment")
def pay(request: HttpRequest, coop: Path[Slug], body: shapes.PaymentIn) -> Status[shapes.PaymentOut]:
    """For the bookkeeper: all or a part of what is owed to one person for one source."""
    place = participant_at(request, coop, ACCOUNTS)
    payment = verbs.pay(
        participant=place.someone(body.participant),
        source=body.source,
        amount=exact(body.amount, place.coop.currency),
        how=_how(body),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, _payment(pages.whole().get(pk=payment.pk)))


@router.post(
    "/payment-runs", response={201: list[shapes.PaymentOut]}, summary="Record several payments in one go"
)
def pay_several(
    request: HttpRequest, coop: Path[Slug], body: shapes.PaymentRunIn
) -> Status[list[shapes.PaymentOut]]:
    """For the bookkeeper: everyone is paid what is due, all or nobody."""
    place = participant_at(request, coop, ACCOUNTS)
    payments = verbs.pay_several(
        coop=place.coop,
        scope=body.scope,
        expected=body.expected,
        how=_how(body),
        by=place.member,
        at=place.moment,
        key=body.key,
        but_not=body.but_not,
    )
    rows = pages.whole().filter(coop=place.coop, run=payments[0].run).order_by("pk")
    return Status(201, [_payment(row) for row in rows])


@router.get("/payment-runs/{run}", response=list[shapes.PaymentOut], summary="What was recorded in one go")
def read_run(request: HttpRequest, coop: Path[Slug], run: Path[UUID]) -> list[shapes.PaymentOut]:
    """As far as you may see it; one's own also after leaving."""
    place = participant_at(request, coop)
    rows = list(pages.payments(place).filter(run=run).order_by("pk"))
    if not rows:
        raise absent()
    return [_payment(row) for row in rows]


@router.post(
    "/payments/{payment}/reversal", response={201: WrittenOut}, summary="Take a payment back by a reversal"
)
def reverse_payment(
    request: HttpRequest, coop: Path[Slug], payment: Path[UUID], body: shapes.ReversalIn
) -> Status[WrittenOut]:
    """For the bookkeeper; writes the entry that cites the first."""
    place = participant_at(request, coop, ACCOUNTS)
    held = place.find(pages.whole(), pk=payment)
    entry = verbs.reverse_payment(
        payment=held, because=body.because, on=body.on, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, WrittenOut(entry=entry.pk))


def _how(body: shapes.HowIn) -> verbs.How:
    return verbs.How(body.on, body.method, body.reference, body.again)


def _claim(claim: Claim) -> shapes.ClaimOut:
    return shapes.ClaimOut(
        person=claim.person,
        source=claim.source,
        due_on=claim.due_on,
        amount=claim.amount.decimal(),
        paid=claim.paid.decimal(),
        open=claim.open.decimal(),
        waits=claim.waits,
    )


def _payment(row: Payment) -> shapes.PaymentOut:
    currency = row.coop.currency
    return shapes.PaymentOut(
        payment=row.pk,
        run=row.run,
        entry=row.entry_id,
        person=row.participant.key,
        received=row.received,
        paid_on=row.paid_on,
        method=row.method,
        reference=row.reference,
        amount=row.amount.decimal(),
        parts=[
            shapes.PartOut(source=part.source, amount=Money(part.minor, currency).decimal())
            for part in row.parts.all()
        ],
        reversed_on=pages.Paid(row, "").reversed_on,
    )
