"""What the books say about a year, and a look at its close."""

from __future__ import annotations

from django.db import transaction

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from bylaws.surplus.close import close_year as reckon
from bylaws.surplus.result import closing_as_json
from toadlane.books import bulk, years
from toadlane.books.amounts import within
from toadlane.books.models import ClosePreview, YearFigures
from toadlane.books.verbs.standing import hold, only_bookkeepers, refuse_closed, refuse_overtaken
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append


@transaction.atomic
def state_figures(
    *, coop: Coop, year: int, surplus: Money, tax: Money, by: Participant, at: Moment, key: str
) -> YearFigures:
    """State what the books say about a year; stated again until the year is closed."""
    only_bookkeepers(coop, by, at)
    within(surplus), within(tax)
    said: dict[str, Json] = {"surplus": surplus.decimal(), "tax": tax.decimal(), "year": year}
    taken = keys.take(coop=coop, key=key, verb="books.state-figures", by=by, content=said)
    hold(coop)
    if not taken.first:
        return YearFigures.objects.get(coop=coop, year=year)
    years.period_of(coop, year)  # refuses what is no year of this co-op's
    refuse_closed(coop, year)
    if tax.minor < 0:
        raise InputFault(
            "The tax is below zero.",
            code="figures.tax",
            next_step="State the tax as an amount of zero or more.",
        )
    figures, _made = YearFigures.objects.update_or_create(
        coop=coop,
        year=year,
        defaults={
            "surplus_minor": surplus.minor,
            "tax_minor": tax.minor,
            "stated_by": by.key,
            "stated_on": at.day,
        },
    )
    append(kind="figures.stated.v1", what=said, by=by, at=at, subject=str(year))
    return figures


@bulk.no_cycles()
@transaction.atomic
def preview_close(*, coop: Coop, year: int, by: Participant, at: Moment, key: str) -> ClosePreview:
    """Reckon a close without doing it, and keep it for members to look at."""
    only_bookkeepers(coop, by, at)
    taken = keys.take(coop=coop, key=key, verb="books.preview", by=by, content={"year": year})
    hold(coop)
    refuse_closed(coop, year)
    refuse_overtaken(coop, year)
    if not taken.first:
        return ClosePreview.objects.get(coop=coop, year=year)
    reckoning = years.gather(coop, year, at)
    closing = reckon(reckoning.charter, reckoning.facts)
    preview, _made = ClosePreview.objects.update_or_create(
        coop=coop,
        year=year,
        defaults={
            "made_on": at.day,
            "made_by": by.key,
            "fingerprint": reckoning.fingerprint,
            "facts": reckoning.kept,
            "result": closing_as_json(closing),
        },
    )
    append(
        kind="close.previewed.v1",
        what={"fingerprint": reckoning.fingerprint, "year": year},
        by=by,
        at=at,
        subject=str(year),
    )
    return preview
