"""Money that goes to members: what is owed to them, never more, each payment an entry of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from uuid_utils.compat import uuid7

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.money import Money, total
from bylaws.record.canonical import Json
from bylaws.surplus.closing import Posting as Line
from bylaws.surplus.leaving import part_may_go
from toadlane.books import journal
from toadlane.books.amounts import within
from toadlane.books.models import CloseStep, Payout
from toadlane.books.owed import Claim, Owed, digest, owed
from toadlane.books.owed_words import words
from toadlane.books.payment_rows import LONGEST, Payment, PaymentPart
from toadlane.books.verbs.correcting import BECAUSE_LONGEST
from toadlane.books.verbs.standing import hold, only_bookkeepers, refuse_closed_day
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append

PAID = "payment"
LEAVING, LEAVING_INTEREST = "leaving/", "leaving/interest"
INTEREST_PAID = "interest-paid"
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class How:
    """When and how money went: a day, a method, and what it can be found by at the bank."""

    paid_on: dt.date
    method: str
    reference: str = ""
    again: bool = False
    """It is known that a payment like it stands already, and this is another one."""

    def said(self) -> dict[str, Json]:
        """As it is kept."""
        return {
            "again": self.again,
            "method": self.method,
            "paid_on": self.paid_on.isoformat(),
            "reference": self.reference,
        }


@transaction.atomic
def pay(
    *, participant: Participant, source: str, amount: Money, how: How, by: Participant, at: Moment, key: str
) -> Payment:
    """Pay someone all or a part of what is owed to them for one source, the earliest part first."""
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    within(amount)
    content: dict[str, Json] = {
        "amount": amount.decimal(),
        "participant": participant.key,
        "source": source,
        **how.said(),
    }
    taken = keys.take(coop=coop, key=key, verb="books.pay", by=by, content=content)
    if not taken.first:
        return Payment.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    refuse_unusable(coop, how, at)
    _refuse_more(owed(coop, at.day, only=participant), participant, source, amount, how)
    [payment] = _write(coop, {participant: [(source, amount)]}, how, by=by, at=at)
    taken.keep(payment.pk)
    return payment


@transaction.atomic
def pay_several(
    *,
    coop: Coop,
    scope: str,
    expected: str,
    how: How,
    by: Participant,
    at: Moment,
    key: str,
    but_not: Sequence[str] = (),
) -> list[Payment]:
    """Pay everyone what is due of one source, or of everything, on one day; one payment for each person.

    `expected` is the digest (`owed.digest`) of what was looked at: when anything has changed since,
    nothing is paid and it is shown anew.
    """
    only_bookkeepers(coop, by, at)
    left_out: list[Json] = [*sorted(but_not)]
    content: dict[str, Json] = {"but_not": left_out, "expected": expected, "scope": scope, **how.said()}
    taken = keys.take(coop=coop, key=key, verb="books.pay-several", by=by, content=content)
    if not taken.first:
        return list(Payment.objects.filter(coop=coop, run=taken.result).order_by("pk"))
    hold(coop)
    refuse_unusable(coop, how, at)
    due = owed(coop, at.day).payable(scope, how.paid_on, but_not=but_not)
    if not due:
        raise InputFault(
            gettext_noop("Nothing of this is due and unpaid on {day}."),
            code="payment.nothing-due",
            next_step=gettext_noop("Look at what is owed: it may be paid already, or wait for its release."),
            day=how.paid_on.isoformat(),
        )
    if digest(due) != expected:
        raise RecordMoved(
            gettext_noop("What is due has changed since you looked at it."),
            code="payment.changed",
            next_step=gettext_noop("Look at the payments as they are now, and record them then."),
        )
    payments = _write(coop, _by_person(coop, due), how, by=by, at=at)
    taken.keep(payments[0].run)
    return payments


def refuse_unusable(coop: Coop, how: How, at: Moment) -> None:
    """A day that has come and whose year is open, a method there is, and a reference in one line."""
    if how.paid_on > at.day:
        raise InputFault(
            gettext_noop("{day} has not come yet."),
            code="payment.future",
            next_step=gettext_noop("Record a payment once the money has gone, on the day it went."),
            day=how.paid_on.isoformat(),
        )
    refuse_closed_day(coop, how.paid_on)
    if how.method not in Payment.Method.values:
        raise InputFault(
            gettext_noop("“{method}” is not a way to pay."),
            code="payment.method",
            next_step=gettext_noop("Choose one of {known}."),
            method=how.method[:60],
            known=", ".join(Payment.Method.values),
        )
    if len(how.reference) > LONGEST["reference"] or _NOT_TEXT.search(how.reference):
        raise InputFault(
            gettext_noop("The reference is not one line of up to {longest} letters."),
            code="payment.reference",
            next_step=gettext_noop("Write what it can be found by at the bank, such as the cheque's number."),
            longest=LONGEST["reference"],
        )


def refuse_twice(coop: Coop, sums: Mapping[Participant, Money], how: How, *, received: bool) -> None:
    """Somebody may be about to record what is recorded: same person, amount, day and reference."""
    if how.again:
        return
    alike = Payment.objects.filter(coop=coop, paid_on=how.paid_on, reference=how.reference.strip())
    standing = alike.filter(received=received, entry__reversed_by=None, participant__in=sums)
    known = {(key, minor) for key, minor in standing.values_list("participant_id", "amount_minor")}
    for who, amount in sums.items():
        if (who.pk, amount.minor) in known:
            raise InputFault(
                gettext_noop("{amount} for {name} on {day} with this reference is recorded already."),
                code="payment.looks-twice",
                next_step=gettext_noop("If it is another payment, say so and send it again."),
                amount=str(amount),
                name=who.name,
                day=how.paid_on.isoformat(),
            )


def _refuse_more(standing: Owed, who: Participant, source: str, amount: Money, how: How) -> None:
    """Not more than is owed of the source, not before it was owed, and not before it is released."""
    claims = standing.of(who.key, source)
    still = standing.sum(claims)
    free = standing.sum(claim for claim in claims if not claim.waits)
    if amount.minor <= 0 or amount > still:
        raise InputFault(
            gettext_noop("{open} is owed to {name} for it, and {amount} is not a part of that."),
            code="payment.more-than-owed",
            next_step=gettext_noop("Pay an amount above zero and up to {open}."),
            open=str(still),
            name=who.name,
            amount=str(amount),
        )
    if amount > free:
        raise _not_released(who.coop, source, free)
    since = max(claim.since for claim in claims)
    if how.paid_on < since:
        raise InputFault(
            gettext_noop("It is owed only since {since}."),
            code="payment.before-debt",
            next_step=gettext_noop("Date the payment on that day or later."),
            since=since.isoformat(),
        )


def _not_released(coop: Coop, source: str, free: Money) -> Refused:
    year = source.partition("/")[2]
    steps = CloseStep.objects.filter(coop=coop, close__year=int(year), close__reversal=None, to="members")
    article = steps.values_list("article", flat=True).first()
    return Refused(
        gettext_noop("Only {free} of it may be paid now: the rest waits until the members release it."),
        code="payment.not-released",
        next_step=gettext_noop("Pay up to {free}, or have the members release the instalment first."),
        article=article,
        free=str(free),
    )


def refuse_unsaid(because: str) -> None:
    """A reversal says why, in one line of text."""
    if not 0 < len(because) <= BECAUSE_LONGEST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("The reversal does not say why in one line of text."),
            code="payment.because",
            next_step=gettext_noop("Say in up to {longest} letters what happened, as in “cheque returned”."),
            longest=BECAUSE_LONGEST,
        )


Parts = Mapping[Participant, Sequence[tuple[str, Money]]]


def _by_person(coop: Coop, due: Iterable[Claim]) -> dict[Participant, list[tuple[str, Money]]]:
    """What each person is paid for each source, in order of keys."""
    sums: dict[str, dict[str, Money]] = {}
    for claim in due:
        held = sums.setdefault(claim.person, {})
        held[claim.source] = held[claim.source] + claim.open if claim.source in held else claim.open
    people = {who.key: who for who in Participant.objects.filter(coop=coop, key__in=sums)}
    return {people[key]: sorted(sums[key].items()) for key in sorted(sums)}


def _write(coop: Coop, parts: Parts, how: How, *, by: Participant, at: Moment) -> list[Payment]:
    """One payment and one entry for each person; one entry in the record for them all."""
    sums = {who: total([amount for _source, amount in of], coop.currency) for who, of in parts.items()}
    refuse_twice(coop, sums, how, received=False)
    _refuse_waiting_leavers(coop, parts)
    run = uuid7()
    payments = [
        write(run, who, of, how, by=by, lines=_lines(who, of), kind=PAID, text=_paid_for(of))
        for who, of in parts.items()
    ]
    told: list[Json] = [
        {"entry": str(one.entry_id), "amount": one.amount.decimal(), "participant": one.participant.key}
        for one in payments
    ]
    what: dict[str, Json] = {"paid": told, "run": str(run), **how.said()}
    append(kind="payments.made.v1", what=what, by=by, at=at, subject=str(run))
    return payments


def write(
    run: UUID,
    who: Participant,
    parts: Sequence[tuple[str, Money]],
    how: How,
    *,
    by: Participant,
    lines: Iterable[Line],
    kind: str,
    text: str,
    received: bool = False,
) -> Payment:
    """A payment with its balanced entry and its parts, inside the verb's transaction."""
    coop = who.coop
    entry = journal.post(coop=coop, kind=kind, text=text, lines=lines, happened_on=how.paid_on, by=by)
    payment = Payment.objects.create(
        coop=coop,
        run=run,
        participant=who,
        received=received,
        paid_on=how.paid_on,
        method=how.method,
        reference=how.reference.strip(),
        amount_minor=sum(amount.minor for _source, amount in parts),
        entry=entry,
        by=by.key,
    )
    PaymentPart.objects.bulk_create(
        PaymentPart(coop=coop, payment=payment, participant=who, source=source, minor=amount.minor)
        for source, amount in parts
    )
    return payment


def _lines(who: Participant, parts: Sequence[tuple[str, Money]]) -> list[Line]:
    """What was owed is owed no more, interest for waiting is an expense, and the bank has less."""
    currency = who.coop.currency
    whole = total([amount for _source, amount in parts], currency)
    interest = total([amount for source, amount in parts if source == LEAVING_INTEREST], currency)
    lines = [Line(f"member/{who.key}/payable", whole - interest), Line(INTEREST_PAID, interest)]
    return [*lines, Line("bank", -whole)]


def _refuse_waiting_leavers(coop: Coop, parts: Parts) -> None:
    """Those who left wait while the collective account would hold less than the charter asks."""
    leaving = {
        who: [amount for source, amount in of if source.startswith(LEAVING)] for who, of in parts.items()
    }
    if not any(leaving.values()):
        return
    charter = charter_of(coop)
    left = Money(-journal.balances(coop, person="").get("collective", 0), coop.currency)
    for who, amounts in leaving.items():
        if amounts:
            told = Payout.objects.filter(coop=coop, kind=Payout.Kind.LEAVING, parts__participant=who)
            told = told.filter(entry__reversed_by=None)
            notice_on = told.latest("happened_on").about_on
            amount = total(amounts, coop.currency)
            part_may_go(amount, notice_on=notice_on, charter=charter, collective=left)
            left = left - amount


def _paid_for(parts: Sequence[tuple[str, Money]]) -> str:
    """Without whom: the accounts say it, and a name can change."""
    return _("Paid: {what}").format(what=", ".join(words(source) for source, _amount in parts))[:300]
