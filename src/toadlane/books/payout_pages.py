"""What pages show of payouts that were carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bylaws.kernel.money import Money, total
from toadlane.books.models import Payout, PayoutPart
from toadlane.books.owed_words import words
from toadlane.coops.access import Place
from toadlane.coops.models import Participant


@dataclass(frozen=True, slots=True)
class PaidOut:
    """One payout, and the parts of it that the reader may see."""

    payout: Payout
    parts: tuple[tuple[PayoutPart, str, Money], ...]
    """Each part, what it is for in words, and how much."""

    @property
    def sum(self) -> Money:
        """What the parts come to."""
        return total([amount for _part, _words, amount in self.parts], self.payout.coop.currency)

    @property
    def reversed_on(self) -> dt.date | None:
        """The day it was taken back, if it was."""
        back = getattr(self.payout.entry, "reversed_by", None)
        return back.happened_on if back is not None else None


def carried_out(
    place: Place, *, kind: str = "", about: Participant | None = None, only: Payout | None = None
) -> list[PaidOut]:
    """Payouts of a kind, or to someone, newest first, as far as the reader may see them; two queries."""
    rows = place.visible(PayoutPart.objects.filter(coop=place.coop)).select_related("participant")
    rows = rows.filter(payout__kind=kind) if kind else rows
    rows = rows.filter(participant=about) if about is not None else rows
    rows = rows.filter(payout=only) if only is not None else rows
    parts: dict[UUID, list[PayoutPart]] = {}
    for row in rows.order_by("due_on", "participant__name", "pk"):
        parts.setdefault(row.payout_id, []).append(row)
    payouts = Payout.objects.filter(pk__in=parts).select_related("coop", "entry__reversed_by", "authority")
    return [_told(payout, parts[payout.pk]) for payout in payouts.order_by("-happened_on", "-pk")]


def _told(payout: Payout, parts: Sequence[PayoutPart]) -> PaidOut:
    currency = payout.coop.currency
    return PaidOut(
        payout,
        tuple((part, words(f"{payout.kind}/{part.held}"), Money(part.minor, currency)) for part in parts),
    )
