"""What people do with money: state a year's figures, look at a close, close, correct, receive a buy-in."""

from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from uuid_utils import uuid7

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.record.canonical import Json
from bylaws.surplus.close import close_year as reckon
from bylaws.surplus.closing import Closing, MemberShare
from bylaws.surplus.closing import Posting as Line
from bylaws.surplus.result import closing_as_json
from toadlane.books import bulk, journal, years
from toadlane.books.amounts import within
from toadlane.books.models import (
    BUY_IN,
    ClosePreview,
    CloseReversal,
    CloseStep,
    JournalEntry,
    YearClose,
    YearFigures,
)
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append
from toadlane.work.verbs import lift_seal, seal_hours

BOOKKEEPER = "bookkeeper"
CLOSE = "close-year"
CORRECT = "correct-close"
BECAUSE_LONGEST = 200
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@transaction.atomic
def state_figures(
    *, coop: Coop, year: int, surplus: Money, tax: Money, by: Participant, at: Moment, key: str
) -> YearFigures:
    """State what the books say about a year; stated again until the year is closed."""
    _only_bookkeepers(coop, by, at)
    within(surplus), within(tax)
    said: dict[str, Json] = {"surplus": surplus.decimal(), "tax": tax.decimal(), "year": year}
    taken = keys.take(coop=coop, key=key, verb="books.state-figures", by=by, content=said)
    _hold(coop)
    if not taken.first:
        return YearFigures.objects.get(coop=coop, year=year)
    years.period_of(coop, year)  # refuses what is no year of this co-op's
    _refuse_closed(coop, year)
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
    _only_bookkeepers(coop, by, at)
    taken = keys.take(coop=coop, key=key, verb="books.preview", by=by, content={"year": year})
    _hold(coop)
    _refuse_closed(coop, year)
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


@bulk.no_cycles()
@transaction.atomic
def close_year(
    *, coop: Coop, year: int, authority: Authority, by: Participant, at: Moment, key: str
) -> YearClose:
    """Close a year as decided: post the entry, seal the hours, write the allocations. All or nothing.

    What is reckoned now must be what was decided on, or the decision is asked for again.
    """
    _only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk), "year": year}
    taken = keys.take(coop=coop, key=key, verb="books.close", by=by, content=content)
    if not taken.first:
        return YearClose.objects.get(coop=coop, pk=taken.result)
    _hold(coop)
    attempt = _refuse_closed(coop, year)
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
        kind="close",
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


@transaction.atomic
def correct_close(
    *, close: YearClose, authority: Authority, because: str, by: Participant, at: Moment, key: str
) -> CloseReversal:
    """Put a close right: reverse its entry, citing it, and open its hours, so that it can be done anew."""
    _only_bookkeepers(close.coop, by, at)
    _refuse_unsaid(because)
    content = {"because": because, "close": str(close.pk), "authority": str(authority.pk)}
    taken = keys.take(coop=close.coop, key=key, verb="books.correct", by=by, content=content)
    if not taken.first:
        return CloseReversal.objects.get(close=close)
    _hold(close.coop)
    if CloseReversal.objects.filter(close=close).exists():
        raise RecordMoved(
            "This close of {year} has been corrected already.",
            code="correction.done",
            next_step="Look at the year again.",
            year=close.year,
        )
    _refuse_later_close(close)
    refuse_open_ended(authority)
    use_authority(
        authority=authority,
        matter=CORRECT,
        subject=str(close.year),
        fingerprint=close.fingerprint,
        by=by,
        at=at,
    )
    text = _("Correction of the close of {year}: {because}").format(year=close.year, because=because)[:300]
    entry = journal.reverse(close.entry, text=text, on=at.day, by=by, authority=authority)
    reversal = CloseReversal.objects.create(
        coop=close.coop,
        close=close,
        entry=entry,
        authority=authority,
        because=because,
        by=by.key,
        reversed_on=at.day,
    )
    lift_seal(coop=close.coop, period=Period(close.from_day, close.until), by=by, at=at)
    append(
        kind="close.corrected.v1",
        what={"because": because, "close": str(close.pk), "entry": str(entry.pk)},
        by=by,
        at=at,
        subject=str(close.year),
    )
    return reversal


@transaction.atomic
def receive_buy_in(
    *, participant: Participant, amount: Money, on: dt.date, by: Participant, at: Moment, key: str
) -> JournalEntry:
    """Receive money a member pays towards the buy-in."""
    coop = participant.coop
    _only_bookkeepers(coop, by, at)
    within(amount)
    content = {"amount": amount.decimal(), "on": on.isoformat(), "participant": participant.key}
    taken = keys.take(coop=coop, key=key, verb="books.receive-buy-in", by=by, content=content)
    if not taken.first:
        return JournalEntry.objects.get(coop=coop, pk=taken.result)
    if amount.minor <= 0 or on > at.day:
        raise InputFault(
            "A payment received is above zero and not in the future.",
            code="buy-in.payment",
            next_step="Check the amount and the day.",
        )
    entry = journal.post(
        coop=coop,
        kind=BUY_IN,
        text=_("Buy-in received from {name}").format(name=participant.key),
        lines=[Line("bank", amount), Line(f"member/{participant.key}/paid-in", -amount)],
        happened_on=on,
        by=by,
    )
    append(kind="buy-in.received.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(entry.pk)
    return entry


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
        raise _moved(closing.facts.year) from None
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
    people = dict(Participant.objects.filter(coop=close.coop).values_list("key", "pk"))
    alike = bulk.alike(close)
    bulk.write(
        "books_allocation",
        "id, coop_id, recorded_at, close_id, participant_id, step,"
        " share_minor, cash_minor, to_buy_in_minor, notice_minor, notice_kind, instalments",
        (
            (
                *(uuid7().hex, *alike, people[share.person].hex, share.step),
                *(share.share.minor, share.cash.minor, share.to_buy_in.minor, share.notice.minor),
                *(share.notice_kind or "", _instalments(share)),
            )
            for share in closing.parts.shares
        ),
    )


def _instalments(share: MemberShare) -> str:
    """As JSON: days, minor units, and whether each waits for the members' release."""
    each = (
        f'["{one.due_on.isoformat()}", {one.amount.minor}, {"true" if one.gated else "false"}]'
        for one in share.instalments
    )
    return f"[{', '.join(each)}]"


def _only_bookkeepers(coop: Coop, by: Participant, at: Moment) -> None:
    if by.coop_id != coop.pk:
        raise absent()
    if BOOKKEEPER not in by.roles_on(at.day):
        raise Refused(
            "This is for whoever holds the role of bookkeeper on {day}.",
            code="books.not-bookkeeper",
            next_step="Ask the bookkeeper, or have the members give you the role.",
            day=at.day.isoformat(),
        )


def _refuse_unsaid(because: str) -> None:
    """The words stand in the journal and in every export: one line of text, and not none."""
    if not 0 < len(because.strip()) <= len(because) <= BECAUSE_LONGEST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("The correction does not say why in one line of text."),
            code="correction.because",
            next_step=gettext_noop("Say in a sentence of up to {longest} letters what was wrong."),
            longest=BECAUSE_LONGEST,
        )


def _hold(coop: Coop) -> None:
    """Let one act on the co-op's money at a time: whoever comes second waits here."""
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)


def _refuse_closed(coop: Coop, year: int) -> int:
    """The number of the next attempt to close a year; refused while a close of it stands."""
    closes = YearClose.objects.filter(coop=coop, year=year).select_related("reversal")
    for close in closes:
        if not hasattr(close, "reversal"):
            raise _moved(year)
    return len(closes) + 1


def _refuse_later_close(close: YearClose) -> None:
    later = YearClose.objects.filter(coop=close.coop, from_day__gte=close.until, reversal=None)
    if later.exists():
        raise Refused(
            "A later year is closed on top of {year}.",
            code="correction.later-close",
            next_step="Correct the later years first, newest first; then this one.",
            year=close.year,
        )


def _moved(year: int) -> RecordMoved:
    return RecordMoved(
        "{year} is closed already.",
        code="close.already",
        next_step="Look at the close; if it is wrong, correct it by a reversal.",
        year=year,
    )
