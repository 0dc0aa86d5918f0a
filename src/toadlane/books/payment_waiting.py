"""What payments have waiting for someone, for *Today*: what is owed, and what they were just paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Q, QuerySet, Sum, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money, total
from toadlane.books.models import Payment, Posting
from toadlane.books.reads import accounts, accounts_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.ui import figures

DAYS_NEW = 30


def _owed(coop: Any) -> QuerySet[Any, Any]:
    """What each member is owed, and what they were paid out of an account beyond what it holds."""
    rows = Posting.objects.filter(coop=coop).exclude(person="").exclude(account__endswith="/losses")
    sums = rows.order_by().values_list("person", "account").annotate(sum=Sum("minor"))
    return sums.exclude(sum=0).filter(Q(account__endswith="/payable") | Q(sum__gt=0))


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
        yield from _owed_and_owed_back(coop, at.day)
    for minor, paid_on, run in PAID(who=participant.pk, since=at.day - dt.timedelta(days=DAYS_NEW)):
        told = {"amount": figures.money(Money(minor, coop.currency)), "day": figures.day(paid_on, "medium")}
        yield Item(
            title=_("%(amount)s was paid to you on %(day)s") % told,
            verb=_("See the receipt"),
            url=reverse("books:run", args=[coop.slug, run]),
        )


def _owed_and_owed_back(coop: Coop, on: dt.date) -> Iterable[Item]:
    """Two sums side by side: what one member owes back pays nothing of what is owed to another."""
    found: dict[str, dict[str, int]] = {}
    for person, account, minor in OWED(coop=coop.pk):
        found.setdefault(person, {})[account] = int(minor)
    overdrawn = any(len(sums) > 1 or f"member/{who}/payable" not in sums for who, sums in found.items())
    held = (accounts(coop, on) if overdrawn else accounts_of(coop, on, found)).values()
    owed = total([one.payable for one in held], coop.currency)
    back = total([one.owes_back for one in held], coop.currency)
    url = reverse("books:owed", args=[coop.slug])
    if owed:
        title = _("%(amount)s is owed to members") % {"amount": figures.money(owed)}
        yield Item(title=title, verb=_("See to whom, by when"), url=url)
    if back:
        title = _("%(amount)s is owed back by members") % {"amount": figures.money(back)}
        yield Item(title=title, verb=_("See by whom, and why"), url=url)
