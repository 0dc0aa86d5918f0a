"""Recording members' consents to written notices, and their end."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.books.consent_rows import NOTE_LONGEST
from toadlane.books.models import ConsentEnded, ConsentGiven
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@transaction.atomic
def record_consent(
    *,
    participant: Participant,
    how: str,
    given_on: dt.date,
    by: Participant,
    at: Moment,
    key: str,
    year: int | None = None,
    note: str = "",
) -> ConsentGiven:
    """Record that someone consented; `year` is the fiscal year a cheque was paid for, and None otherwise."""
    coop = participant.coop
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {
        "given_on": given_on.isoformat(),
        "how": how,
        "note": note,
        "participant": participant.key,
        "year": year,
    }
    taken = keys.take(coop=coop, key=key, verb="books.consent", by=by, content=content)
    if not taken.first:
        return ConsentGiven.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    _refuse_unusable(how, given_on, year, note, at)
    if year is not None:
        charter_of(coop).for_year(year)  # refuses what is no year of this co-op's
    alike = ConsentGiven.objects.filter(coop=coop, participant=participant, how=how, given_on=given_on)
    if alike.filter(year=year, ended=None).exists():
        raise RecordMoved(
            gettext_noop("This consent of {name} is recorded already."),
            code="consent.recorded",
            next_step=gettext_noop("There is nothing left to do."),
            name=participant.name,
        )
    given = ConsentGiven.objects.create(
        coop=coop,
        participant=participant,
        how=how,
        given_on=given_on,
        year=year,
        note=note.strip(),
        by=by.key,
    )
    append(kind="consent.recorded.v1", what=content, by=by, at=at, subject=str(given.pk))
    taken.keep(given.pk)
    return given


@transaction.atomic
def end_consent(
    *, consent: ConsentGiven, ended_on: dt.date, by: Participant, at: Moment, key: str, mistaken: bool = False
) -> ConsentEnded:
    """Record that a consent was revoked or lapsed; `mistaken` when it never was."""
    coop = consent.coop
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {
        "consent": str(consent.pk),
        "ended_on": ended_on.isoformat(),
        "mistaken": mistaken,
    }
    taken = keys.take(coop=coop, key=key, verb="books.end-consent", by=by, content=content)
    if not taken.first:
        return ConsentEnded.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    if ConsentEnded.objects.filter(consent=consent).exists():
        raise RecordMoved(
            gettext_noop("This consent has been ended already."),
            code="consent.ended-already",
            next_step=gettext_noop("If there is a new one, record it."),
        )
    if not consent.given_on <= ended_on <= at.day:
        raise InputFault(
            gettext_noop("A consent of {given} ends on that day or later, and not in the future."),
            code="consent.end-day",
            next_step=gettext_noop("Enter the day on which it was revoked or lapsed."),
            given=consent.given_on.isoformat(),
        )
    ended = ConsentEnded.objects.create(
        coop=coop, consent=consent, ended_on=ended_on, mistaken=mistaken, by=by.key
    )
    append(kind="consent.ended.v1", what=content, by=by, at=at, subject=str(consent.pk))
    taken.keep(ended.pk)
    return ended


def _refuse_unusable(how: str, given_on: dt.date, year: int | None, note: str, at: Moment) -> None:
    if how not in ConsentGiven.How.values:
        raise InputFault(
            gettext_noop("There is no such way to consent."),
            code="consent.how",
            next_step=gettext_noop("Choose one of {known}."),
            known=", ".join(ConsentGiven.How.values),
        )
    if given_on > at.day:
        raise InputFault(
            gettext_noop("{day} has not come yet."),
            code="consent.future",
            next_step=gettext_noop("Enter the day it was signed, received or cashed."),
            day=given_on.isoformat(),
        )
    if (how == ConsentGiven.How.CHEQUE) != (year is not None):
        raise InputFault(
            gettext_noop("A cheque is a consent to one fiscal year's notice; the other ways name no year."),
            code="consent.year",
            next_step=gettext_noop("Name the year for a cheque, and leave it out otherwise."),
        )
    if len(note) > NOTE_LONGEST or _NOT_TEXT.search(note):
        raise InputFault(
            gettext_noop("The note is not one line of up to {longest} letters."),
            code="consent.note",
            next_step=gettext_noop("Say where the paper is kept, in a few words."),
            longest=NOTE_LONGEST,
        )
