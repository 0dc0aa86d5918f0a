"""One member's account as it stands on a day: what it holds, how it moved, what would come of leaving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, Q, QuerySet, Sum, UUIDField

from bylaws.charter.charter import Charter
from bylaws.facts.people import Person
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained
from bylaws.surplus.buy_in import BuyInStatus, buy_in
from bylaws.surplus.leaving import ExitStatement, leaving
from toadlane.books.models import Posting
from toadlane.books.reads import Account, accounts_of, holdings_of
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.work.reads import people_of


@dataclass(frozen=True, slots=True)
class Statement:
    """What an account holds on a day, each day its capital moved, and what the co-op holds in common."""

    held: Account
    sums: Mapping[str, int]
    """What each of its parts holds in the journal, in minor units."""
    moved: list[tuple[dt.date, int]]
    """Days in order, and by how much the capital moved: minor units, credits below zero."""
    collective: Money


def _by_day(coop: Any, key: Any, on: Any) -> QuerySet[Any, Any]:
    """What each day added to someone's accounts and to the collective one."""
    rows = Posting.objects.filter(Q(person=key) | Q(account="collective"), coop=coop)
    rows = rows.filter(entry__happened_on__lte=on).order_by("entry__happened_on", "account")
    return rows.values_list("account", "entry__happened_on").annotate(sum=Sum("minor"))


BY_DAY = Question(_by_day, coop=UUIDField(), key=CharField(), on=DateField())


def statement(participant: Participant, on: dt.date) -> Statement:
    """An account from the journal up to a day."""
    coop, key = participant.coop, participant.key
    sums: dict[str, int] = {}
    moved: dict[dt.date, int] = {}
    for account, day, minor in BY_DAY(coop=coop.pk, key=key, on=on):
        sums[account] = sums.get(account, 0) + int(minor)
        if account not in {"collective", f"member/{key}/payable"}:
            moved[day] = moved.get(day, 0) + int(minor)
    collective = Money(-sums.pop("collective", 0), coop.currency)
    return Statement(accounts_of(coop, on, {key: sums})[key], sums, list(moved.items()), collective)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the buy-in stands, None for whoever owes none; and what leaving would come to, or why not."""

    buy_in: Explained[BuyInStatus] | None
    leaving: Explained[ExitStatement] | None
    silent: Fault | None


def outlook(participant: Participant, stated: Statement, at: Moment) -> Outlook:
    """What the charter makes of an account on a day; it may be silent on both."""
    try:
        charter = charter_of(participant.coop)
    except Fault as fault:
        return Outlook(None, None, fault)
    who = people_of(participant.coop, only=participant)[participant.key]
    status = _buy_in(who, stated.held.paid_in, charter, at)
    try:
        return Outlook(status, _leaving(who.key, stated, status, charter, at), None)
    except Fault as fault:
        return Outlook(status, None, fault)


def _buy_in(who: Person, paid: Money, charter: Charter, at: Moment) -> Explained[BuyInStatus] | None:
    try:
        return buy_in(who, paid, charter=charter, on=at.day)
    except Fault:
        return None


def _leaving(
    key: str, stated: Statement, status: Explained[BuyInStatus] | None, charter: Charter, at: Moment
) -> Explained[ExitStatement]:
    owes = status.value.overdue if status else Money(0, stated.collective.currency)
    holdings = holdings_of(stated.sums, key, owes)
    return leaving(holdings, notice_on=at.day, charter=charter, collective=stated.collective)
