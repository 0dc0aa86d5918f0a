"""The course of an import, from the first look to the last entry; at once, or as a job with its progress."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.work import incoming, reading, spool
from toadlane.work.gate import Gate
from toadlane.work.looking import Look
from toadlane.work.models import HoursImport, TimeEntry

State = HoursImport.State
Reached = Callable[[int], None]


def nobody_waits(_: int) -> None:
    """For work that is done at once."""


def look(source: HoursImport, *, by: Participant, at: Moment, reached: Reached = nobody_waits) -> None:
    """Look through the file and keep what was found."""
    imported = TimeEntry.objects.filter(coop=source.coop, source__isnull=False)
    with spool.made(source) as rows:
        seen = Look(source, reading.gate_of(source, today=at.day), rows)
        for done in seen.through(known=imported.exists()):
            reached(done)
        source.found = seen.told()
    source.from_day = seen.days.from_day if seen.days else None
    source.until = seen.days.until if seen.days else None
    source.state = State.PREVIEWED
    with transaction.atomic():
        source.save(update_fields=["found", "from_day", "until", "state"])
        append(
            kind="hours-import.previewed.v1",
            what={"digest": source.digest, "import": str(source.pk), "rows": source.found["rows"]},
            by=by,
            at=at,
            subject=str(source.pk),
        )


def bring_in(
    source: HoursImport, *, copies: bool, by: Participant, at: Moment, reached: Reached = nobody_waits
) -> None:
    """Write the hours, and only when all are there let them count.

    After a fault they have to go: with the transaction around this, or by `incoming.give_back`.
    """
    gate = reading.gate_of(source, today=at.day)
    if not spool.there(source):
        read_again(source, gate)
    incoming.bring_in(source, gate, copies=copies, reached=reached)
    incoming.settle_in(source, expected(source, copies=copies), by=by, at=at)


def read_again(source: HoursImport, gate: Gate) -> None:
    """Make the spool of a file that was looked through and has lost it."""
    with spool.made(source) as rows:
        for _ in Look(source, gate, rows).through(known=False):
            pass


def expected(source: HoursImport, *, copies: bool) -> tuple[int, int]:
    """The entries and seconds that a look has found to be new."""
    lines = source.found["new"] + (source.found["copies"] if copies else [])
    return sum(entries for _, _, entries, _ in lines), sum(seconds for *_, seconds in lines)


def take_out(source: HoursImport, *, at: Moment, reached: Reached = nobody_waits) -> None:
    """Remove what there is of the import."""
    incoming.take_out(source, reached=reached)
    source.state, source.settled_at = State.UNDONE, at.instant
    source.save(update_fields=["state", "settled_at"])
