"""Dues that come in: a payment in the books, for one month, quarter or year."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from uuid_utils.compat import uuid7

from bylaws.charter.kinds.dues import Dues
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.membership.dues import Owed, account_of
from bylaws.record.canonical import Json
from bylaws.surplus.closing import Posting
from toadlane.books.amounts import within
from toadlane.books.verbs import How
from toadlane.books.verbs.paying import refuse_twice, refuse_unusable, write
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.dues.models import DuesPaid
from toadlane.dues.reads import line_of
from toadlane.dues.told import kept_from
from toadlane.dues.verbs.bands import the_rule
from toadlane.members.standing import AHEAD
from toadlane.record.verbs import append

DUES = "dues"


@transaction.atomic
def receive_dues(
    *,
    participant: Participant,
    due_for: dt.date,
    amount: Money,
    how: How,
    by: Participant,
    at: Moment,
    key: str,
) -> DuesPaid:
    """Somebody paid dues for the time that `due_for` lies in: all that is open of it, or a part.

    The money goes to the account the charter names: the collective one, or a fund. It is taken back as any
    payment is. Faults `dues.not-kept`, `dues.time`, `dues.more`, and those of payments.
    """
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    within(amount)
    content: dict[str, Json] = {
        "amount": amount.decimal(),
        "due_for": due_for.isoformat(),
        "participant": participant.key,
        **how.said(),
    }
    taken = keys.take(coop=coop, key=key, verb="dues.receive", by=by, content=content)
    if not taken.first:
        return DuesPaid.objects.select_related("coop").get(coop=coop, pk=taken.result)
    hold(coop)
    rule = the_rule(coop, at.day)
    owed = _owed(participant, due_for, at)
    _refuse_more(owed, amount, rule)
    refuse_unusable(coop, how, at)
    refuse_twice(coop, {participant: amount}, how, received=True)
    payment = write(
        uuid7(),
        participant,
        [(f"{DUES}/{owed.period.from_day.isoformat()}", amount)],
        how,
        by=by,
        lines=[Posting("bank", amount), Posting(account_of(rule.says), -amount)],
        kind=DUES,
        text=_("Dues received"),
        received=True,
    )
    row = DuesPaid.objects.create(
        coop=coop,
        participant=participant,
        payment=payment,
        due_for=owed.period.from_day,
        paid_on=how.paid_on,
        amount_minor=amount.minor,
    )
    what = content | {"due_for": owed.period.from_day.isoformat(), "whole": amount == owed.open}
    append(kind="dues.received.v1", what=what, by=by, at=at, subject=str(payment.entry_id))
    taken.keep(row.pk)
    return row


def _owed(participant: Participant, due_for: dt.date, at: Moment) -> Owed:
    """What is owed for the time a day lies in, also where that is still to come."""
    if kept_from(participant.coop) is None:
        raise InputFault(
            gettext_noop("Nobody said yet from which day dues are kept here."),
            code="dues.not-kept",
            next_step=gettext_noop("Say it on the page of dues, and then enter what comes in."),
        )
    found = line_of(participant, max(at.day, due_for)).found if due_for <= at.day + AHEAD else None
    owed = next((one for one in found.value.owed if due_for in one.period), None) if found else None
    if owed is None:
        raise InputFault(
            gettext_noop("{name} owes no dues for {day}."),
            code="dues.time",
            next_step=gettext_noop(
                "Choose a time in which they are a member, from the day dues are kept on."
            ),
            name=participant.name,
            day=due_for.isoformat(),
        )
    return owed


def _refuse_more(owed: Owed, amount: Money, rule: Rule[Dues]) -> None:
    if 0 < amount.minor <= owed.open.minor:
        return
    raise InputFault(
        gettext_noop("{open} is open for this time, and {amount} is no part of it."),
        code="dues.more",
        next_step=gettext_noop("Enter up to that; what is more pays for the time after it."),
        article=rule.article,
        open=str(owed.open),
        amount=str(amount),
    )
