"""Writing into the book, and giving its entries their order."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Max
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import SALT_BYTES, commit
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Insertion
from toadlane.record.models import Entry, Opening, Sequenced, Unsequenced

entry_recorded = Signal()
"""Sent on commit with `entry=`; rooms above listen, and nothing is sent for what was rolled back."""

entry_written = Signal()
"""Sent with `entry=` inside the verb's transaction: what a listener keeps is kept with it or not at all."""

BATCH = 500
KEEP_ENTRY, KEEP_OPENING, KEEP_WAITING = Insertion(Entry), Insertion(Opening), Insertion(Unsequenced)
# In one statement: on SQLite whoever writes waits meanwhile, so that no row goes by way of Python.
GIVE_PLACES = """INSERT INTO record_sequenced (entry_id, coop_id, place, recorded_at)
 SELECT e.id, e.coop_id, %s + ROW_NUMBER() OVER (ORDER BY e.recorded_at, e.id), %s
 FROM record_unsequenced w JOIN record_entry e ON e.id = w.entry_id
 WHERE w.coop_id = %s ORDER BY e.recorded_at, e.id LIMIT %s"""


def append(
    *,
    kind: str,
    what: Mapping[str, Json],
    by: Participant | None,
    at: Moment,
    subject: str = "",
    coop: Coop | None = None,
) -> Entry:
    """Write one entry, inside the transaction of the verb that did it.

    `kind` is a name of ours, such as `hours.closed.v1`; `what` holds text, whole numbers, yes and no,
    lists and objects, with people by their keys; `subject` names the thing it is about, so that its
    history can be found. `by` is None for what the house does by itself; then say which `coop`.
    """
    own = coop or (by.coop if by else None)
    if own is None:
        raise RecordBroken(
            gettext_noop("An entry belongs to no co-op."),
            code="record.no-coop",
            next_step=gettext_noop("Say by whom or in which co-op. Nothing was changed."),
        )
    refuse_outside_transaction()
    entry = Entry(coop=own, kind=kind, subject=subject, actor=by.key if by else "", happened_at=at.instant)
    content = canonical(envelope(entry, what))
    salt = secrets.token_bytes(SALT_BYTES)
    entry.commitment = commit(content, salt=salt)
    KEEP_ENTRY(entry)
    of_it = {"coop_id": own.pk, "entry_id": entry.pk, "salt": salt, "canonical": content}
    with connection.cursor() as cursor:
        KEEP_OPENING.write(cursor, of_it)
        KEEP_WAITING.write(cursor, of_it)
    entry_written.send(sender=Entry, entry=entry)
    transaction.on_commit(lambda: entry_recorded.send_robust(sender=Entry, entry=entry))
    return entry


def envelope(entry: Entry, what: Mapping[str, Json]) -> dict[str, Json]:
    """Everything the commitment vouches for: the content, and all that is told about it."""
    return {
        "actor": entry.actor,
        "coop": str(entry.coop_id),
        "entry": str(entry.pk),
        "happened_at": as_text(entry.happened_at),
        "kind": entry.kind,
        "recorded_at": as_text(entry.recorded_at),
        "subject": entry.subject,
        "what": dict(what),
    }


def as_text(instant: dt.datetime) -> str:
    """An instant in one spelling, in UTC to the microsecond."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def refuse_outside_transaction() -> None:
    """What was done and its entry are kept together or not at all."""
    if not connection.in_atomic_block:
        raise RecordBroken(
            gettext_noop("An entry was about to be written outside a transaction."),
            code="record.outside-transaction",
            next_step=gettext_noop("Append inside the transaction of the verb. Nothing was changed."),
        )


@transaction.atomic
def sequence(*, coop: Coop, at_most: int = BATCH) -> int:
    """Give the waiting entries of one co-op their places, oldest first; how many got one.

    Writers never wait for this: only sequencers of one co-op queue, on its row. An entry that commits
    late gets a later place, whatever its clock said.
    """
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    highest = Sequenced.objects.filter(coop=coop).aggregate(place=Max("place"))["place"]
    last = -1 if highest is None else highest
    own, now = Coop._meta.pk.get_db_prep_value(coop.pk, connection), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(GIVE_PLACES, [last, connection.ops.adapt_datetimefield_value(now), own, at_most])
        given: int = cursor.rowcount
    placed = Sequenced.objects.filter(coop=coop, place__gt=last)
    Unsequenced.objects.filter(entry__in=placed.values("entry")).delete()
    return given


def sequence_all() -> int:
    """The same for every co-op with waiting entries, one batch each; how many entries got a place."""
    coops = Coop.objects.filter(pk__in=Unsequenced.objects.values("coop"))
    return sum(sequence(coop=coop) for coop in coops)


@transaction.atomic
def erase(*, entry: Entry, because: str, by: Participant, at: Moment) -> Entry:
    """Take away what opens an entry's commitment; the commitment stays, and says nothing any more.

    Writes an entry of its own, so that everybody can see that something was erased, by whom and why.
    """
    Opening.objects.filter(entry=entry).delete()
    return append(
        kind="record.erased.v1",
        what={"because": because, "entry": str(entry.pk)},
        subject=entry.subject,
        by=by,
        at=at,
        coop=entry.coop,
    )
