"""A spreadsheet of Lantern's year with three errors in it, as a bookkeeper would have made it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Coop

HOUR, FIRST_TRIED = 3600, 40
CENT = Decimal("0.01")


def trusted() -> dict[str, str]:
    """A run of Lantern's 2024 for whoever looks at its page, and the spreadsheet in it."""
    from toadlane.books.trust.verbs import begin_trust_run
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant

    coop = Coop.objects.get(slug="lantern")
    table = spreadsheet(coop)
    run = begin_trust_run(
        coop=coop,
        year=2024,
        file_name="results-2024.csv",
        content=table.encode(),
        sheet="",
        by=Participant.objects.get(coop=coop, key="ada"),
        at=now(coop),
        key="trust",
    )
    return {"trust": str(run.pk), "trust sheet": table}


def spreadsheet(coop: Coop) -> str:
    """Every member rounded alone, some hours too few for Ada, and Eli's open buy-in forgotten."""
    from toadlane.books.reads import reckoned_year

    closing = reckoned_year(coop, 2024)
    if closing is None:
        raise LookupError("Lantern's 2024 is not closed")
    parts = {key: own[0] for key, own in closing.by_person.items()}
    shares = rounded_alone(
        {key: part.weights[0][1] for key, part in parts.items()}, closing.distributed().minor
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", "Patronage", "Buy-in"])
    for key, part in parts.items():
        offset = "0.00" if key == "eli" else part.to_buy_in.decimal()
        writer.writerow([closing.facts.people[key].name, shares[key], offset])
    return out.getvalue()


def rounded_alone(weights: Mapping[str, Fraction], pot: int) -> dict[str, Decimal]:
    """Everybody's share rounded by itself, with as many hours too few for Ada as make it lose a cent."""
    for hours in range(FIRST_TRIED, 10 * FIRST_TRIED):
        said = {**weights, "ada": weights["ada"] - hours * HOUR}
        whole = sum(said.values(), Fraction(0))
        shares = {key: _rounded(pot * weight / whole) for key, weight in said.items()}
        if sum(shares.values()) < pot * CENT:
            return shares
    raise LookupError("no hours lose a cent")


def _rounded(cents: Fraction) -> Decimal:
    return (Decimal(cents.numerator) / Decimal(cents.denominator) * CENT).quantize(CENT, ROUND_HALF_UP)
