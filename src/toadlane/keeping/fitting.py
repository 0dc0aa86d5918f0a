"""What must hold of a co-op that was brought in, before it stays: its record, its books, its periods."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Sum

from toadlane.books.models import Posting
from toadlane.coops.models import Coop, RolePeriod, StagePeriod
from toadlane.keeping import exporting, proofs, refusals
from toadlane.record.models import Checkpoint, Opening, Sequenced


def fits_together(coop: Coop, said: dict[str, Any], file: Path) -> None:
    """Faults `import.record` and `import.taken`."""
    record_stands(coop, said, file)
    if Posting.objects.filter(coop=coop).values("entry").annotate(left=Sum("minor")).exclude(left=0).exists():
        raise refusals.taken(file, "rows/books.Posting.jsonl")
    for periods in (StagePeriod, RolePeriod):
        if overlap(coop, periods):
            raise refusals.taken(file, f"rows/{periods._meta.label}.jsonl")


def record_stands(coop: Coop, said: dict[str, Any], file: Path) -> None:
    """Every content opens its commitment, the order has no gap, and the head is the one that was told."""
    for opening in Opening.objects.filter(coop=coop).select_related("entry").iterator():
        entry = opening.entry
        told = {
            "entry": str(entry.pk),
            "coop": str(coop.pk),
            "kind": entry.kind,
            "subject": entry.subject,
            "actor": entry.actor,
        }
        parts = (bytes(entry.commitment), bytes(opening.salt), bytes(opening.canonical))
        if not proofs.stands(*parts, told):
            raise refusals.not_standing(file, str(entry.pk))
    places = list(Sequenced.objects.filter(coop=coop).order_by("place").values_list("place", flat=True))
    if places != list(range(len(places))):
        raise refusals.not_standing(file, "rows/record.Sequenced.jsonl")
    ordered = (
        Sequenced.objects.filter(coop=coop).order_by("place").values_list("entry__commitment", flat=True)
    )
    signed = Checkpoint.objects.filter(coop=coop).order_by("size").values_list("size", "root")
    if proofs.amiss([bytes(one) for one in ordered], [(size, bytes(root)) for size, root in signed]):
        raise refusals.not_standing(file, "rows/record.Checkpoint.jsonl")
    if asdict(exporting.head(coop, DEFAULT_DB_ALIAS)) != said.get("record"):
        raise refusals.not_standing(file, exporting.HEADER)


def overlap(coop: Coop, model: type[StagePeriod | RolePeriod]) -> bool:
    """Whether two periods that may not share a day do."""
    standing: Any = model.objects.filter(coop=coop)

    def whose(period: Any) -> tuple[Any, ...]:
        return tuple(str(getattr(period, f"{name}_id", getattr(period, name))) for name in model.apart)

    ordered = sorted(standing, key=lambda period: (whose(period), period.valid_from))
    for _, of_one in groupby(ordered, key=whose):
        lasting = [p for p in of_one if p.valid_until is None or p.valid_until > p.valid_from]
        if any((one.valid_until or dt.date.max) > later.valid_from for one, later in pairwise(lasting)):
            return True
    return False
