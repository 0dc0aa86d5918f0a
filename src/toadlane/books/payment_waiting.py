"""What payments have waiting for someone, for *Today*: what is owed, and what they were just paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Exists, Q, QuerySet, Sum, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books.models import CloseReversal, Payment, PayoutPart, Posting
from toadlane.books.owed import owed
from toadlane.books.payouts import INTEREST
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.ui import figures

DAYS_NEW = 30


def _owed(coop: Any) -> QuerySet[Any, Any]:
    """What each member's accounts tell of it; whether a correction or interest asks for a closer look."""
    rows = Posting.objects.filter(coop=coop).exclude(person="").exclude(account__endswith="/losses")
    asks_each = Exists(CloseReversal.objects.filter(coop=coop)) | Exists(
        PayoutPart.objects.filter(coop=coop, held=INTEREST)
    )
    sums = rows.order_by().values("account").annotate(asks_each=asks_each, sum=Sum("minor"))
    told = sums.exclude(sum=0).filter(Q(account__endswith="/payable") | Q(sum__gt=0))
    return told.values_list("account", "asks_each", "sum")


def _paid(who: Any, since: Any) -> QuerySet[Any, Any]:
    rows = Payment.objects.filter(participant=who, received=False, paid_on__gte=since)
    rows = rows.filter(entry__reversed_by=None).order_by("-paid_on", "-pk")
    return rows.values_list("amount_minor", "paid_on", "run")[:1]


OWED = Question(_owed, coop=UUIDField())
PAID = Question(_paid, who=UUIDField(), since=DateField())


def items(participant: Participant, at: Moment, *, bookkeeper: bool) -> Iterable[Item]:
    """For the bookkeeper, what is owed to members; for everyone, the last that was paid to them."""
    coop = participant.coop
    if bookkeeper:
        yield from owed_and_owed_back(coop, at.day)
    for minor, paid_on, run in PAID(who=participant.pk, since=at.day - dt.timedelta(days=DAYS_NEW)):
        told = {"amount": figures.money(Money(minor, coop.currency)), "day": figures.day(paid_on, "medium")}
        yield Item(
            title=_("%(amount)s was paid to you on %(day)s") % told,
            verb=_("See the receipt"),
            url=reverse("books:run", args=[coop.slug, run]),
        )


def owed_and_owed_back(coop: Coop, on: dt.date) -> Iterable[Item]:
    """Two sums side by side: what somebody owes back pays nothing of what is owed."""
    url = reverse("books:owed", args=[coop.slug])
    open_sum, back = _sums(coop, on)
    if open_sum:
        title = _("%(amount)s is owed to members") % {"amount": figures.money(open_sum)}
        yield Item(title=title, verb=_("See to whom, by when"), url=url)
    if back:
        title = _("%(amount)s is owed back by members") % {"amount": figures.money(back)}
        yield Item(title=title, verb=_("See by whom, and why"), url=url)


def _sums(coop: Coop, on: dt.date) -> tuple[Money, Money]:
    """What is owed, and owed back: the accounts tell it while nobody can have both, else each debt."""
    rows = OWED(coop=coop.pk)
    if any(asks_each or not account.endswith("/payable") for account, asks_each, _minor in rows):
        standing = owed(coop, on)
        return standing.whole, standing.back
    sums = [int(minor) for _account, _asks_each, minor in rows]
    return Money(-sum(minor for minor in sums if minor < 0), coop.currency), Money(
        sum(minor for minor in sums if minor > 0), coop.currency
    )
