"""What payments have waiting for someone, for *Today*: what is owed, and what they were just paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, QuerySet, Sum, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books.models import Payment, Posting
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.ui import figures

DAYS_NEW = 30


def _owed(coop: Any) -> QuerySet[Any, Any]:
    rows = Posting.objects.filter(coop=coop, account__startswith="member/", account__endswith="/payable")
    return rows.order_by().values_list("coop").annotate(sum=Sum("minor"))


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
        for _coop, minor in OWED(coop=coop.pk):
            if minor < 0:
                owed = figures.money(Money(-int(minor), coop.currency))
                yield Item(
                    title=_("%(amount)s is owed to members") % {"amount": owed},
                    verb=_("See to whom, by when"),
                    url=reverse("books:owed", args=[coop.slug]),
                )
    for minor, paid_on, run in PAID(who=participant.pk, since=at.day - dt.timedelta(days=DAYS_NEW)):
        told = {"amount": figures.money(Money(minor, coop.currency)), "day": figures.day(paid_on, "medium")}
        yield Item(
            title=_("%(amount)s was paid to you on %(day)s") % told,
            verb=_("See the receipt"),
            url=reverse("books:run", args=[coop.slug, run]),
        )
