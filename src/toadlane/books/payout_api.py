"""Releases, notices paid back and leaving as JSON: what each comes to, and carrying it out as decided."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from bylaws.kernel.money import Money, total
from toadlane.books import payouts, verbs
from toadlane.books.amounts import exact
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Payout
from toadlane.books.payment_shapes import ReversalIn
from toadlane.books.payout_pages import carried_out
from toadlane.books.payouts import Part
from toadlane.books.shapes import WrittenOut
from toadlane.books.verbs import releasing
from toadlane.coops.access import Place
from toadlane.coops.api import Amount, AmountIn, Click, Day, PersonKey, Slug, Year, participant_at
from toadlane.decisions.reads import authority_at

router = Router()
SOLVENT = "the members found what the exit rule asks them to find before anything is paid back"


class LookedAtOut(Schema):
    """What an act comes to: `subject` and `fingerprint` are what a decision on it names."""

    subject: str
    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    article: str
    sum: Amount
    parts: list[PayoutPartOut]


class PayoutPartOut(Schema):
    """An amount owed to a person from a day on, and how it was held, such as “qualified-notice/2020”."""

    person: PersonKey
    held: str
    due_on: dt.date
    amount: Amount


class PayoutOut(Schema):
    """A payout that was carried out; `reversed_on` when it was taken back."""

    payout: UUID
    entry: UUID
    kind: str
    about_on: dt.date
    article: str
    carried_out_on: dt.date
    sum: Amount
    parts: list[PayoutPartOut]
    reversed_on: dt.date | None


class DecidedIn(Schema):
    """A confirmed decision to act on."""

    authority: UUID
    key: Click


class ReleaseIn(DecidedIn):
    """Release the instalments of a year due on a day, with so much cash there."""

    due_on: Day
    available: AmountIn


class RedemptionIn(DecidedIn):
    """Pay back the notices due on a day, as far as the money reaches."""

    on: Day
    available: AmountIn


class DepartureIn(DecidedIn):
    """Pay out someone who gave notice on a day and has left."""

    notice_on: Day
    solvent: bool = Field(default=False, description=SOLVENT)


class ReleasedOut(Schema):
    """A release that was done."""

    release: UUID
    year: int
    due_on: dt.date
    amount: Amount


@router.get("/years/{year}/release", response=LookedAtOut, summary="What releasing an instalment comes to")
def read_release(
    request: HttpRequest,
    coop: Path[Slug],
    year: Path[Year],
    due_on: Query[Day],
    available: Query[AmountIn],
) -> LookedAtOut:
    """Refused, citing the article, when the cash does not reach."""
    place = participant_at(request, coop, ACCOUNTS)
    close = releasing.standing_close(place.coop, year)
    cash = exact(available, place.coop.currency)
    found = releasing.releasable(place.coop, year, due_on, cash, place.moment.day)
    return LookedAtOut(
        subject=releasing.subject_of_release(year, due_on),
        fingerprint=releasing.fingerprint_of_release(close, due_on, found.value, cash),
        article=found.reason.article or "",
        sum=found.value.decimal(),
        parts=[],
    )


@router.post("/years/{year}/release", response={201: ReleasedOut}, summary="Release an instalment as decided")
def release_instalments(
    request: HttpRequest, coop: Path[Slug], year: Path[Year], body: ReleaseIn
) -> Status[ReleasedOut]:
    """For the bookkeeper; it can be paid then."""
    place = participant_at(request, coop, ACCOUNTS)
    done = verbs.release_instalments(
        coop=place.coop,
        year=year,
        due_on=body.due_on,
        available=exact(body.available, place.coop.currency),
        authority=authority_at(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    amount = Money(done.amount_minor, place.coop.currency)
    return Status(201, ReleasedOut(release=done.pk, year=year, due_on=done.due_on, amount=amount.decimal()))


@router.get("/redemption", response=LookedAtOut, summary="What paying notices back comes to")
def read_redemption(
    request: HttpRequest, coop: Path[Slug], on: Query[Day], available: Query[AmountIn]
) -> LookedAtOut:
    """The oldest first, as far as the money reaches; refused, citing the article, when none is due."""
    place = participant_at(request, coop, MEMBER_MONEY)
    found = payouts.redemption(place.coop, on=on, available=exact(available, place.coop.currency))
    return _looked(place, on.isoformat(), found.fingerprint, found.article, found.parts)


@router.post("/redemption", response={201: WrittenOut}, summary="Pay notices back as decided")
def redeem_notices(request: HttpRequest, coop: Path[Slug], body: RedemptionIn) -> Status[WrittenOut]:
    """For the bookkeeper; they are owed in money then."""
    place = participant_at(request, coop, ACCOUNTS)
    done = verbs.redeem_notices(
        coop=place.coop,
        on=body.on,
        available=exact(body.available, place.coop.currency),
        authority=authority_at(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, WrittenOut(entry=done.entry_id))


@router.get("/payouts", response=list[PayoutOut], summary="Payouts that were carried out, newest first")
def list_payouts(request: HttpRequest, coop: Path[Slug]) -> list[PayoutOut]:
    """Notices paid back and leavers paid out, taken back or not, with the parts that you may see."""
    place = participant_at(request, coop, ACCOUNTS)
    return [
        PayoutOut(
            payout=one.payout.pk,
            entry=one.payout.entry_id,
            kind=one.payout.kind,
            about_on=one.payout.about_on,
            article=one.payout.article,
            carried_out_on=one.payout.happened_on,
            sum=one.sum.decimal(),
            parts=[
                PayoutPartOut(
                    person=part.participant.key, held=part.held, due_on=part.due_on, amount=amount.decimal()
                )
                for part, _words, amount in one.parts
            ],
            reversed_on=one.reversed_on,
        )
        for one in carried_out(place)
    ]


@router.post(
    "/payouts/{payout}/reversal", response={201: WrittenOut}, summary="Take a payout back by a reversal"
)
def reverse_payout(
    request: HttpRequest, coop: Path[Slug], payout: Path[UUID], body: ReversalIn
) -> Status[WrittenOut]:
    """For the bookkeeper, before anything is paid on it; writes the entry that cites the first."""
    place = participant_at(request, coop, ACCOUNTS)
    held = place.find(Payout.objects.select_related("coop", "entry"), pk=payout)
    entry = verbs.reverse_payout(
        payout=held, because=body.because, on=body.on, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, WrittenOut(entry=entry.pk))


@router.get("/accounts/{person}/departure", response=LookedAtOut, summary="What a leaver is paid")
def read_departure(
    request: HttpRequest,
    coop: Path[Slug],
    person: Path[PersonKey],
    notice_on: Query[Day],
    solvent: Query[bool] = False,  # noqa: FBT002 - it is named in the address
) -> LookedAtOut:
    """By the exit rule of the day of the notice; one's own also after leaving."""
    place = participant_at(request, coop)
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    found = payouts.departure(about, notice_on=notice_on, at=place.moment, solvent=solvent)
    return _looked(place, person, found.fingerprint, found.article, found.parts)


@router.post(
    "/accounts/{person}/departure", response={201: WrittenOut}, summary="Pay out a leaver as decided"
)
def pay_out_leaver(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: DepartureIn
) -> Status[WrittenOut]:
    """For the bookkeeper; the account is owed in money then, in parts."""
    place = participant_at(request, coop, ACCOUNTS)
    done = verbs.pay_out_leaver(
        participant=place.someone(person),
        notice_on=body.notice_on,
        solvent=body.solvent,
        authority=authority_at(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, WrittenOut(entry=done.entry_id))


def _looked(
    place: Place, subject: str, fingerprint: str, article: str, parts: tuple[Part, ...]
) -> LookedAtOut:
    return LookedAtOut(
        subject=subject,
        fingerprint=fingerprint,
        article=article,
        sum=total([part.amount for part in parts], place.coop.currency).decimal(),
        parts=[
            PayoutPartOut(
                person=part.person, held=part.held, due_on=part.due_on, amount=part.amount.decimal()
            )
            for part in parts
        ],
    )
