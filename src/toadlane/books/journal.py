"""Writing balanced entries, and asking accounts what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet, Sum
from uuid_utils import uuid7

from bylaws.kernel.faults import RecordBroken
from bylaws.kernel.money import Money
from bylaws.surplus.closing import Posting as Line
from toadlane.books import bulk
from toadlane.books.models import CLOSE, JournalEntry, Posting, YearClose
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority

MEMBER = "member"


def post(
    *,
    coop: Coop,
    kind: str,
    text: str,
    lines: Iterable[Line],
    happened_on: dt.date,
    by: Participant,
    authority: Authority | None = None,
    reverses: JournalEntry | None = None,
) -> JournalEntry:
    """Write one entry with its lines, inside the verb's transaction; it balances or nothing is written."""
    rows = [line for line in lines if line.amount]
    if sum(line.amount.minor for line in rows):
        raise RecordBroken(
            "The entry “{text}” does not balance.",
            code="journal.unbalanced",
            next_step="Report it; nothing was posted.",
            text=text,
        )
    entry = JournalEntry.objects.create(
        coop=coop,
        kind=kind,
        text=text,
        happened_on=happened_on,
        by=by.key,
        authority=authority,
        reverses=reverses,
    )
    alike = bulk.alike(entry)
    bulk.write(
        "books_posting",
        "id, coop_id, recorded_at, entry_id, account, person, minor",
        ((uuid7().hex, *alike, line.account, owner(line.account), line.amount.minor) for line in rows),
    )
    return entry


def reverse(
    entry: JournalEntry, *, text: str, on: dt.date, by: Participant, authority: Authority | None = None
) -> JournalEntry:
    """Write the entry that takes another back, line by line."""
    currency = entry.coop.currency
    lines = [Line(row.account, Money(-row.minor, currency)) for row in entry.postings.order_by("account")]
    return post(
        coop=entry.coop,
        kind=f"{entry.kind}-reversed",
        text=text,
        lines=lines,
        happened_on=on,
        by=by,
        authority=authority,
        reverses=entry,
    )


def owner(account: str) -> str:
    """The key of the participant an account belongs to; empty for the co-op's own."""
    parts = account.split("/")
    return parts[1] if parts[0] == MEMBER else ""


def balances(coop: Coop, *, person: str | None = None, through: dt.date | None = None) -> dict[str, int]:
    """What each account holds in minor units, in one query: debits above zero, credits below.

    `through` leaves out what happened after that day.
    """
    rows: QuerySet[Posting] = Posting.objects.filter(coop=coop)
    if person is not None:
        rows = rows.filter(person=person)
    if through is not None:
        rows = rows.filter(entry__happened_on__lte=through)
    return _sums(rows)


def put_right(coop: Coop, day: dt.date) -> dict[str, int]:
    """What each account held when a day began, had everything been written at once as it stands now.

    An entry that was reversed counts as never made; a close made in the place of another counts from the
    day the year was first closed (docs/adr/0007). One query, in minor units as `balances` has them.
    """
    first = YearClose.objects.filter(coop=coop, attempt=1, closed_on__lt=day).values("year")
    closes = YearClose.objects.filter(coop=coop, reversal=None, year__in=first).values("entry")
    stands = Q(entry__reverses=None, entry__reversed_by=None, entry__happened_on__lt=day)
    rows = Posting.objects.filter((stands & ~Q(entry__kind=CLOSE)) | Q(entry__in=closes), coop=coop)
    return _sums(rows)


def _sums(rows: QuerySet[Posting]) -> dict[str, int]:
    summed = rows.order_by("account").values_list("account").annotate(sum=Sum("minor"))
    return {account: int(total) for account, total in summed if total}


def held(sums: Mapping[str, int], *prefixes: str) -> int:
    """What the co-op holds or owes on accounts that begin so: credits above zero, in minor units."""
    return -sum(minor for account, minor in sums.items() if account.startswith(prefixes))
