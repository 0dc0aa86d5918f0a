"""Closing a year: one entry, its steps, everyone's part, and the seal on its hours."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from uuid_utils import uuid7

from bylaws.kernel.periods import Period
from bylaws.record.canonical import Json
from bylaws.surplus.close import close_year as reckon
from bylaws.surplus.closing import Closing, MemberShare
from toadlane.books import bulk, journal, years
from toadlane.books.models import CLOSE as ENTRY
from toadlane.books.models import CloseStep, JournalEntry, YearClose
from toadlane.books.verbs.standing import (
    closed_already,
    hold,
    only_bookkeepers,
    refuse_closed,
    refuse_overtaken,
)
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append
from toadlane.work.sums import hexadecimal, people_by_key
from toadlane.work.verbs import seal_hours

CLOSE = "close-year"


@bulk.no_cycles()
@transaction.atomic
def close_year(
    *, coop: Coop, year: int, authority: Authority, by: Participant, at: Moment, key: str
) -> YearClose:
    """Close a year as decided: post the entry, seal the hours, write the allocations. All or nothing.

    What is reckoned now must be what was decided on, or the decision is asked for again.
    """
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk), "year": year}
    taken = keys.take(coop=coop, key=key, verb="books.close", by=by, content=content)
    if not taken.first:
        return YearClose.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    attempt = refuse_closed(coop, year)
    refuse_overtaken(coop, year)
    reckoning = years.gather(coop, year, at)
    refuse_open_ended(authority)
    use_authority(
        authority=authority,
        matter=CLOSE,
        subject=str(year),
        fingerprint=reckoning.fingerprint,
        by=by,
        at=at,
    )
    closing = reckon(reckoning.charter, reckoning.facts)
    entry = journal.post(
        coop=coop,
        kind=ENTRY,
        text=_("Close of {year}").format(year=year),
        lines=closing.postings,
        happened_on=at.day,
        by=by,
        authority=authority,
    )
    close = _write(coop, closing, reckoning, entry, authority, by=by, at=at, attempt=attempt)
    seal_hours(coop=coop, period=closing.period, by=by, at=at, cells=closing.facts.cells)
    append(
        kind="year.closed.v1",
        what={
            "attempt": attempt,
            "authority": str(authority.pk),
            "close": str(close.pk),
            "entry": str(entry.pk),
            "fingerprint": reckoning.fingerprint,
            "texts": reckoning.texts,
            "year": year,
        },
        by=by,
        at=at,
        subject=str(year),
    )
    taken.keep(close.pk)
    return close


def _write(
    coop: Coop,
    closing: Closing,
    reckoning: years.Reckoning,
    entry: JournalEntry,
    authority: Authority,
    *,
    by: Participant,
    at: Moment,
    attempt: int,
) -> YearClose:
    try:
        with transaction.atomic():
            close = YearClose.objects.create(
                coop=coop,
                year=closing.facts.year,
                attempt=attempt,
                from_day=closing.period.from_day,
                until=_end(closing.period),
                closed_on=at.day,
                surplus_minor=closing.facts.surplus.minor,
                tax_minor=closing.facts.tax.minor,
                currency=closing.currency,
                by=by.key,
                fingerprint=reckoning.fingerprint,
                texts=reckoning.texts,
                facts=reckoning.kept,
                authority=authority,
                entry=entry,
            )
    except IntegrityError:
        raise closed_already(closing.facts.year) from None
    _write_steps(close, closing)
    _write_allocations(close, closing)
    return close


def _end(period: Period) -> dt.date:
    """The day after the year; a fiscal year always has one."""
    return period.from_day + dt.timedelta(days=period.days())


def _write_steps(close: YearClose, closing: Closing) -> None:
    CloseStep.objects.bulk_create(
        CloseStep(
            coop=close.coop,
            close=close,
            number=line.number,
            to=line.to,
            name=line.name or "",
            amount_minor=line.amount.minor,
            left_minor=line.left.minor,
            article=line.article,
            recorded_at=close.recorded_at,
        )
        for line in closing.parts.steps
    )


def _write_allocations(close: YearClose, closing: Closing) -> None:
    people = {key: hexadecimal(kept) for kept, key in people_by_key(close.coop).items()}
    alike = bulk.alike(close)
    bulk.write(
        "books_allocation",
        "id, coop_id, recorded_at, close_id, participant_id, step,"
        " share_minor, cash_minor, to_buy_in_minor, notice_minor, notice_kind, instalments",
        (
            (
                *(uuid7().hex, *alike, people[share.person], share.step),
                *(share.share.minor, share.cash.minor, share.to_buy_in.minor, share.notice.minor),
                *(share.notice_kind or "", _instalments(share)),
            )
            for share in closing.parts.shares
        ),
    )


def _instalments(share: MemberShare) -> str:
    """As JSON: days, minor units, and whether each waits for the members' release."""
    each = [
        f'["{_iso(due_on)}", {amount.minor}, {"true" if gated else "false"}]'
        for due_on, amount, gated in share.instalments
    ]
    return f"[{', '.join(each)}]"


@lru_cache(maxsize=512)  # everyone is paid on the same days
def _iso(day: dt.date) -> str:
    return day.isoformat()
