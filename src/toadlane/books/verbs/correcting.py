"""Putting a close right by an entry that takes it back."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.periods import Period
from toadlane.books import journal, years
from toadlane.books.models import CloseReversal, YearClose
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append
from toadlane.work.verbs import lift_seal

CORRECT = "correct-close"
BECAUSE_LONGEST = 200
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@transaction.atomic
def correct_close(
    *, close: YearClose, authority: Authority, because: str, by: Participant, at: Moment, key: str
) -> CloseReversal:
    """Put a close right: reverse its entry, citing it, and open its hours, so that it can be done anew."""
    only_bookkeepers(close.coop, by, at)
    _refuse_unsaid(because)
    content = {"because": because, "close": str(close.pk), "authority": str(authority.pk)}
    taken = keys.take(coop=close.coop, key=key, verb="books.correct", by=by, content=content)
    if not taken.first:
        return CloseReversal.objects.get(close=close)
    hold(close.coop)
    if CloseReversal.objects.filter(close=close).exists():
        raise RecordMoved(
            "This close of {year} has been corrected already.",
            code="correction.done",
            next_step="Look at the year again.",
            year=close.year,
        )
    refuse_later_close(close)
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


def _refuse_unsaid(because: str) -> None:
    """The words stand in the journal and in every export: one line of text, and not none."""
    if not 0 < len(because.strip()) <= len(because) <= BECAUSE_LONGEST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("The correction does not say why in one line of text."),
            code="correction.because",
            next_step=gettext_noop("Say in a sentence of up to {longest} letters what was wrong."),
            longest=BECAUSE_LONGEST,
        )


def because_of(authority: Authority) -> str:
    """Why, as a decision says it: its first line of words, as the journal can hold it."""
    lines = (" ".join(_NOT_TEXT.sub(" ", line).split()) for line in authority.text.splitlines())
    return next(filter(None, lines), "")[:BECAUSE_LONGEST].strip()


def refuse_later_close(close: YearClose) -> None:
    """Nothing is taken from under a later year."""
    later = years.closed_after(close.coop, close.year)
    if later:
        raise Refused(
            gettext_noop("A later year is closed on top of {year}: {later}."),
            code="correction.later-close",
            next_step=gettext_noop("Correct the later years first, newest first; then this one."),
            year=close.year,
            later=", ".join(map(str, later)),
        )
