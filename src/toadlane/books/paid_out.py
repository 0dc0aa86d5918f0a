"""What was paid on a payout, and what of it stands in the way of taking the payout back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Sum

from toadlane.books.models import Payment, PaymentPart, Payout, PayoutPart


def payments_of(payout: Payout) -> QuerySet[PaymentPart]:
    """What was ever paid for the same as the parts of a payout, to the same people."""
    whose = Q(pk__in=[])
    for who, held in payout.parts.values_list("participant", "held").distinct():
        whose |= Q(participant=who, source=f"{payout.kind}/{held}")
    return PaymentPart.objects.filter(whose, coop=payout.coop_id, payment__received=False)


def latest_paid_on(payout: Payout) -> Payment | None:
    """The latest payment that has to be taken back before a payout can be; None where nothing is in the way.

    Another payout of the same notice can have been paid: only what that one does not cover is in the way.
    """
    standing = payments_of(payout).filter(payment__entry__reversed_by=None)
    paid = _sums(standing.values_list("participant", "source").annotate(sum=Sum("minor")))
    others = PayoutPart.objects.filter(
        coop=payout.coop_id, payout__kind=payout.kind, payout__entry__reversed_by=None
    )
    held = others.exclude(payout=payout).values_list("participant", "held").annotate(sum=Sum("minor"))
    covered = _sums((who, f"{payout.kind}/{how}", minor) for who, how, minor in held)
    beyond = [whose for whose, minor in paid.items() if minor > covered.get(whose, 0)]
    mine = Q(pk__in=[])
    for who, source in beyond:
        mine |= Q(parts__participant=who, parts__source=source)
    rows = Payment.objects.filter(mine, coop=payout.coop_id, received=False, entry__reversed_by=None)
    return rows.select_related("coop", "participant").order_by("-paid_on", "-pk").first()


def _sums(rows: Iterable[tuple[object, str, int]]) -> dict[tuple[object, str], int]:
    return {(who, source): int(minor) for who, source, minor in rows}
