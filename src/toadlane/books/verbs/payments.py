"""Money that comes from members.

The record's list is open to more people than a member's money is: an entry about one member's money has
the journal entry for its subject, never the member.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.surplus.closing import Posting as Line
from toadlane.books import journal
from toadlane.books.amounts import within
from toadlane.books.models import BUY_IN, JournalEntry
from toadlane.books.verbs.standing import hold, only_bookkeepers, refuse_closed_day
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append


@transaction.atomic
def receive_buy_in(
    *, participant: Participant, amount: Money, on: dt.date, by: Participant, at: Moment, key: str
) -> JournalEntry:
    """Receive money a member pays towards the buy-in."""
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    within(amount)
    content = {"amount": amount.decimal(), "on": on.isoformat(), "participant": participant.key}
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
    refuse_closed_day(coop, on)
    entry = journal.post(
        coop=coop,
        kind=BUY_IN,
        text=_("Buy-in received from {name}").format(name=participant.key),
        lines=[Line("bank", amount), Line(f"member/{participant.key}/paid-in", -amount)],
        happened_on=on,
        by=by,
    )
    append(kind="buy-in.received.v1", what=content, by=by, at=at, subject=str(entry.pk))
    taken.keep(entry.pk)
    return entry
