"""Bringing the hours of a file in and taking them out again, chunk by chunk, so that nobody waits long."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Generator
from contextlib import closing
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext_noop
from uuid_utils import uuid7

from bylaws.kernel.faults import Fault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.work import bulk, files, spool
from toadlane.work.bulk import Row
from toadlane.work.gate import Gate
from toadlane.work.models import HoursImport

State = HoursImport.State
Reached = Callable[[int], None]

FIRST_CHUNK, SMALLEST, LARGEST = 2_000, 500, 20_000
HELD_S = 0.1
"""How long a chunk may keep other writers waiting; chunks shrink and grow by it."""


def bring_in(source: HoursImport, gate: Gate, *, copies: bool, reached: Reached) -> None:
    """Write the hours of a file, unseen by everyone. Begun again after a crash, it goes on where it was."""
    size, done = FIRST_CHUNK, 0
    with closing(_rows(source, gate, copies=copies)) as rows:
        while chunk := list(islice(rows, size)):
            size = _next_size(len(chunk), bulk.write(chunk))
            done += len(chunk)
            reached(done)


def take_out(source: HoursImport, *, reached: Reached) -> None:
    """Remove whatever there is of an import, unseen by everyone."""
    size, done, removed = FIRST_CHUNK, 0, 1
    while removed:
        began = time.monotonic()
        removed = bulk.remove_some(source.pk, size)
        size = _next_size(size, time.monotonic() - began)
        done += removed
        reached(done)


def _next_size(size: int, took: float) -> int:
    """Twice or half as many next time, to stay near the time others can bear."""
    if took < HELD_S / 2:
        return min(size * 2, LARGEST)
    return max(size // 2, SMALLEST) if took > HELD_S else size


def _rows(source: HoursImport, gate: Gate, *, copies: bool) -> Generator[Row, None, None]:
    """The rows that may be brought in, as the table keeps them."""
    coop, own, stops = source.coop_id.hex, source.pk.hex, gate.stops
    days = gate.days
    keys = {key: pk.hex for key, pk in Participant.objects.filter(coop=source.coop).values_list("key", "pk")}
    for person, kind, ordinal, start, seconds, note, mark, nth in spool.in_order(source):
        day = dt.date.fromordinal(ordinal)
        if stops(person, kind, day) or (nth > 1 and not copies):
            continue
        who, on = keys[person], days[day].text
        yield uuid7().hex, coop, who, kind, on, start, seconds, note, own, mark, nth


def settle_in(source: HoursImport, expected: tuple[int, int], *, by: Participant, at: Moment) -> None:
    """From here on the hours count. Refused when something has changed since the file was looked at.

    `expected` are the entries and seconds that were looked at. Counting what is written comes before the
    transaction: nobody else touches entries that nobody sees.
    """
    written = bulk.count(source.pk)
    if written != expected:
        raise moved(source)
    source.entries, source.seconds = written
    bulk.to_the_disk()
    with transaction.atomic():
        settle(source, State.IN, at=at)
        append(kind="hours.imported.v1", what=what(source), by=by, at=at, subject=str(source.pk))
        files.forget(source)


def settle(source: HoursImport, state: HoursImport.State, *, at: Moment) -> None:
    """Say where the import is from now on, unless days of it are sealed."""
    source.state, source.settled_at = state, at.instant
    with bulk.refused_if_sealed():
        source.save(update_fields=["state", "settled_at", "entries", "seconds"])


def what(source: HoursImport) -> dict[str, Json]:
    """What the record says of an import: its file's digest and how much of it counts."""
    return {
        "digest": source.digest,
        "entries": source.entries,
        "from": str(source.from_day),
        "import": str(source.pk),
        "seconds": source.seconds,
        "until": str(source.until),
    }


def give_back(source: HoursImport) -> None:
    """Leave nothing half done: what was written goes, and the file can be looked at again."""
    take_out(source, reached=lambda _: None)
    HoursImport.objects.filter(pk=source.pk, state=State.COMING).update(state=State.PREVIEWED)


def moved(source: HoursImport) -> Fault:
    """The fault for hours that are no longer those that were looked at."""
    return RecordMoved(
        gettext_noop("Since “{file}” was looked at, something it depends on has changed."),
        code="hours-import.moved",
        next_step=gettext_noop(
            "Look at the file again: stages, the charter, seals or other imports may differ now."
        ),
        file=source.file_name,
    )
