"""What the pages of payments to others ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bylaws.kernel.money import Money
from toadlane.books.spending.rows import SPEND, Spending
from toadlane.coops.access import Place, absent
from toadlane.decisions.deeds import deed_on
from toadlane.decisions.models import READY, Authority, Deed


@dataclass(frozen=True, slots=True)
class Standing:
    """One payment that is decided and has not gone."""

    authority: Authority
    deed: Deed
    amount: Money


def spendings(place: Place) -> QuerySet[Spending]:
    """What was paid, the latest first."""
    rows = Spending.objects.select_related("coop", "authority", "entry__reversed_by")
    return place.visible(rows).order_by("-paid_on", "-pk")


def of_authority(authority: Authority) -> list[Spending]:
    """What was paid on one decision, the latest first."""
    rows = Spending.objects.select_related("coop", "entry__reversed_by").filter(authority=authority)
    return list(rows.order_by("-nth"))


def standing(place: Place) -> list[Standing]:
    """What is decided and waits to be paid, the earliest decided first."""
    ready = Authority.objects.filter(READY, coop=place.coop, matter=SPEND).exclude(fingerprint="")
    deeds = {
        (one.subject, one.fingerprint): one for one in Deed.objects.filter(coop=place.coop, matter=SPEND)
    }
    found = []
    for one in place.visible(ready).order_by("decided_on", "pk"):
        deed = deeds.get((one.subject, one.fingerprint))
        if deed is not None:
            amount = Money.parse(deed.facts["amount"], place.coop.currency)
            found.append(Standing(one, deed, amount))
    return found


def of_decision(authority: Authority) -> Standing:
    """One that was just decided."""
    deed = deed_on(authority)
    if deed is None:
        raise absent()
    return Standing(authority, deed, Money.parse(deed.facts["amount"], authority.coop.currency))
