"""Taking back what moved money: a payment that bounced, a payout that should not have been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.books import journal
from toadlane.books.models import JournalEntry, Payment, Payout, Spending
from toadlane.books.paid_out import latest_paid_on, payments_of
from toadlane.books.verbs.paying import refuse_unsaid
from toadlane.books.verbs.standing import hold, only_bookkeepers, refuse_closed_day
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.record.verbs import append


def reverse_payout(
    *, payout: Payout, because: str, on: dt.date, by: Participant, at: Moment, key: str
) -> JournalEntry:
    """Take a payout back before anything is paid on it: an entry that cites the first, line by line.

    What it took from members' accounts is held there again, and is paid out anew only on a new decision.
    """

    def refuse() -> None:
        if is_reversed(payout):
            raise RecordMoved(
                gettext_noop("This payout has been taken back already, and a reversal is not reversed."),
                code="payout.reversed",
                next_step=gettext_noop("If it is owed after all, pay it out anew on a new decision."),
            )
        _refuse_paid(payout)
        _refuse_day(payout, on, at)

    return take_back(payout, "payout", refuse, because=because, on=on, by=by, at=at, key=key)


def reverse_payment(
    *, payment: Payment, because: str, on: dt.date, by: Participant, at: Moment, key: str
) -> JournalEntry:
    """Take a payment back, such as a cheque that bounced: an entry that cites the first, line by line."""

    def refuse() -> None:
        refuse_back(payment, on, at)

    return take_back(payment, "payment", refuse, because=because, on=on, by=by, at=at, key=key)


Paid = Payment | Spending
Went = Paid | Payout


@transaction.atomic
def take_back(
    went: Went,
    name: str,
    refuse: Callable[[], None],
    *,
    because: str,
    on: dt.date,
    by: Participant,
    at: Moment,
    key: str,
    authority: Authority | None = None,
) -> JournalEntry:
    """An entry that cites the first, line by line, once.

    `refuse` is asked what else stands in the way, when nobody else acts on the books.
    """
    coop, because = went.coop, because.strip()
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"because": because, "on": on.isoformat(), name: str(went.pk)}
    taken = keys.take(coop=coop, key=key, verb=f"books.reverse-{name}", by=by, content=content)
    if not taken.first:
        return JournalEntry.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    refuse_unsaid(because)
    refuse()
    refuse_closed_day(coop, on)
    text = _("Reversal: {text} – {because}").format(text=went.entry.text, because=because)[:300]
    entry = journal.reverse(went.entry, text=text, on=on, by=by, authority=authority)
    content |= {"entry": str(entry.pk), "of": str(went.entry_id)}
    append(kind=f"{name}.reversed.v1", what=content, by=by, at=at, subject=str(entry.pk))
    taken.keep(entry.pk)
    return entry


def is_reversed(went: Went) -> bool:
    """Whether it was taken back already."""
    return JournalEntry.objects.filter(reverses=went.entry_id).exists()


def refuse_back(paid: Paid, on: dt.date, at: Moment) -> None:
    """Money comes back once, on the day it went or later."""
    if is_reversed(paid):
        raise RecordMoved(
            gettext_noop("This payment has been reversed already, and a reversal is not reversed."),
            code="payment.reversed",
            next_step=gettext_noop("If the money went after all, record it as a new payment."),
        )
    if not paid.paid_on <= on <= at.day:
        raise InputFault(
            gettext_noop("A payment of {paid} is reversed on that day or later, and not in the future."),
            code="payment.reversal-day",
            next_step=gettext_noop("Enter the day on which the money came back."),
            paid=paid.paid_on.isoformat(),
        )


def _refuse_paid(payout: Payout) -> None:
    """What was paid is taken back first, the latest payment first."""
    last = latest_paid_on(payout)
    if last is not None:
        raise Refused(
            gettext_noop("{amount} was paid on it to {name} on {day}."),
            code="payout.paid",
            next_step=gettext_noop(
                "Take that payment back first (Payments, the receipt), and record it again afterwards as far "
                "as it is owed."
            ),
            amount=str(last.amount),
            name=last.participant.name,
            day=last.paid_on.isoformat(),
        )


def _refuse_day(payout: Payout, on: dt.date, at: Moment) -> None:
    """Not before it was carried out, nor before the money paid on it came back."""
    went = Payment.objects.filter(pk__in=payments_of(payout).values("payment"))
    back = went.aggregate(on=Max("entry__reversed_by__happened_on"))["on"]
    earliest = max(payout.happened_on, back or payout.happened_on)
    if not earliest <= on <= at.day:
        raise InputFault(
            gettext_noop("This payout is taken back on {earliest} or later, and not in the future."),
            code="payout.reversal-day",
            next_step=gettext_noop(
                "Enter a day on which it was carried out already, and all that was paid on it had come back."
            ),
            earliest=earliest.isoformat(),
        )
