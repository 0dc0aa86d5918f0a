"""The rows that say what is owed, asked for everyone or, as the page of an account does, for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import DateField, Q, QuerySet, Sum, UUIDField

from toadlane.books.models import CloseStep, YearClose
from toadlane.books.opening.rows import OpeningDue
from toadlane.books.payment_rows import PaymentPart, Release
from toadlane.books.payout_rows import PayoutPart
from toadlane.coops.models import Coop, Participant
from toadlane.coops.prepared import Question

Row = tuple[Any, ...]


class Rows:
    """What stood on a day in one co-op: everybody's, or one person's."""

    def __init__(self, ask: Callable[[Any, Any], QuerySet[Any, Row]]) -> None:
        self._everyones = Question(ask, coop=UUIDField(), on=DateField())
        self._ones = Question(
            lambda coop, on, who: ask(coop, on).filter(participant=who),
            coop=UUIDField(),
            on=DateField(),
            who=UUIDField(),
        )

    def rows(self, coop: Coop, on: dt.date, only: Participant | None) -> Iterable[Row]:
        """One query either way."""
        if only is None:
            return self._everyones(coop=coop.pk, on=on)
        return self._ones(coop=coop.pk, on=on, who=only.pk)


def standing_on(on: Any) -> Q:
    """Closes that stood on a day."""
    return (Q(close__reversal=None) | Q(close__reversal__reversed_on__gt=on)) & Q(close__closed_on__lte=on)


def _openings(coop: Any, on: Any) -> QuerySet[Any, Row]:
    standing = Q(opening__reversal=None) | Q(opening__reversal__reversed_on__gt=on)
    rows = OpeningDue.objects.filter(standing, coop=coop, opening__posted_on__lte=on)
    return rows.values_list("participant__key", "kind", "opening__stood_on", "due_on", "minor")


def _payouts(coop: Any, on: Any) -> QuerySet[Any, Row]:
    """Payouts taken back too; whose day of that comes last in the row."""
    rows = PayoutPart.objects.filter(coop=coop, payout__happened_on__lte=on).order_by("payout__happened_on")
    told = ("participant__key", "payout__kind", "held", "payout__happened_on", "due_on", "minor")
    return rows.values_list(*told, "payout__entry__reversed_by__happened_on")


def _paid(coop: Any, on: Any) -> QuerySet[Any, Row]:
    back = Q(payment__entry__reversed_by=None) | Q(payment__entry__reversed_by__happened_on__gt=on)
    rows = PaymentPart.objects.filter(back, coop=coop, payment__received=False, payment__paid_on__lte=on)
    return rows.order_by().values_list("participant__key", "source").annotate(sum=Sum("minor"))


def _with_interest(coop: Any, on: Any) -> QuerySet[Any, Row]:
    rows = CloseStep.objects.filter(standing_on(on), coop=coop, to="interest", amount_minor__gt=0)
    return rows.values_list("close_id")


FIRST_CLOSED = Question(
    lambda coop: YearClose.objects.filter(coop=coop, attempt=1).values_list("year", "closed_on"),
    coop=UUIDField(),
)
RELEASED = Question(
    lambda coop, on: Release.objects.filter(coop=coop, released_on__lte=on).values_list("close_id", "due_on"),
    coop=UUIDField(),
    on=DateField(),
)
OPENINGS, PAYOUTS, PAID = Rows(_openings), Rows(_payouts), Rows(_paid)
WITH_INTEREST = Question(_with_interest, coop=UUIDField(), on=DateField())
