"""What pages and the API ask of trust runs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bylaws.kernel.faults import InputFault
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare.comparing import Comparison, compare
from toadlane.books import reads
from toadlane.books.trust.rows import TrustRun
from toadlane.books.trust.sheet import Understood, understood
from toadlane.coops.models import Coop
from toadlane.ui.faults import Told, told


@dataclass(frozen=True)
class Seen:
    """A run as it stands: the close, what was understood, and the comparison or what stands in its way."""

    run: TrustRun
    closing: Closing
    understood: Understood
    comparison: Comparison | None
    fault: Told | None


def runs(coop: Coop, year: int | None = None) -> QuerySet[TrustRun]:
    """The runs of a co-op, or of one of its years, newest first; without their tables."""
    rows = TrustRun.objects.filter(coop=coop).select_related("coop").order_by("-pk")
    return rows.defer("table") if year is None else rows.filter(year=year).defer("table")


def is_reckoned(coop: Coop, year: int) -> bool:
    """Whether there is a close or a preview of a year to compare with."""
    closed = reads.standing_closes(coop).filter(year=year).exists()
    return closed or reads.preview(coop, year) is not None


def look(run: TrustRun) -> Seen | None:
    """A run compared with its year as it is closed, or previewed; None where it is neither any more."""
    closing = reads.reckoned_year(run.coop, run.year)
    if closing is None:
        return None
    names = {key: who.name for key, who in closing.facts.people.items()}
    found = understood(run, names, closing.currency)
    if found.open or not any(found.amounts.values()):
        return Seen(run, closing, found, None, None)
    try:
        return Seen(run, closing, found, compare(closing, found.theirs(run, closing.currency)), None)
    except InputFault as fault:
        return Seen(run, closing, found, None, told(fault))
