"""Money that comes from members.

The record's list is open to more people than a member's money is: an entry about one member's money has
the journal entry for its subject, never the member.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from bylaws.surplus.closing import Posting as Line
from toadlane.books.amounts import within
from toadlane.books.models import BUY_IN, JournalEntry, Payment
from toadlane.books.verbs.paying import How, refuse_twice, refuse_unusable, write
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append


@transaction.atomic
def receive_buy_in(
    *,
    participant: Participant,
    amount: Money,
    on: dt.date,
    by: Participant,
    at: Moment,
    key: str,
    method: str = Payment.Method.OTHER,
    reference: str = "",
    again: bool = False,
) -> JournalEntry:
    """Receive money a member pays towards the buy-in; `again` when one like it stands already."""
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    within(amount)
    how = How(on, method, reference, again)
    content: dict[str, Json] = {
        "amount": amount.decimal(),
        "on": on.isoformat(),
        "participant": participant.key,
        **how.said(),
    }
    taken = keys.take(coop=coop, key=key, verb="books.receive-buy-in", by=by, content=content)
    if not taken.first:
        return JournalEntry.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    if amount.minor <= 0 or on > at.day:
        raise InputFault(
            "A payment received is above zero and not in the future.",
            code="buy-in.payment",
            next_step="Check the amount and the day.",
        )
    refuse_unusable(coop, how, at)
    refuse_twice(coop, {participant: amount}, how, received=True)
    payment = write(
        uuid7(),
        participant,
        [(BUY_IN, amount)],
        how,
        by=by,
        lines=[Line("bank", amount), Line(f"member/{participant.key}/paid-in", -amount)],
        kind=BUY_IN,
        text=_("Buy-in received"),
        received=True,
    )
    append(kind="buy-in.received.v1", what=content, by=by, at=at, subject=str(payment.entry_id))
    taken.keep(payment.entry_id)
    return payment.entry
