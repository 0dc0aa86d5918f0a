"""Closing a document until a day to all but those named, and opening it before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.closures import holding
from toadlane.coops.models import Closure, ClosureLifted, ClosureNamed, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.meetings.models import Document
from toadlane.meetings.roles import only_bringers
from toadlane.privacy.limits import BECAUSE_SAID, CLOSED_AT_MOST
from toadlane.record.verbs import append


@transaction.atomic
def close_document(
    *,
    document: Document,
    because: str,
    opens_on: dt.date,
    named: Collection[Participant],
    by: Participant,
    at: Moment,
    key: str,
) -> Closure:
    """Close a document to all but those named and whoever closes it; on its day it opens by itself.

    That it is there, why, and the day it opens, everybody sees who would see it open. Faults:
    `closure.because`, `.day`, `.closed`, `.people`; `not-there` where it is not theirs to see.
    """
    only_bringers(document.coop, by, at)
    _refuse_unseen(document, by, at)
    because = " ".join(because.split())
    people = sorted({who.key for who in named} | {by.key})
    content: dict[str, Json] = {
        "because": because,
        "document": str(document.thread),
        "named": [*people],
        "opens_on": opens_on.isoformat(),
    }
    taken = keys.take(coop=by.coop, key=key, verb="privacy.close-document", by=by, content=content)
    if not taken.first:
        return Closure.objects.get(coop=by.coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=by.coop_id)
    _refuse_amiss(document, because, opens_on, named, at)
    closure = Closure.objects.create(
        coop=document.coop,
        thing=document.thread,
        open_as=document.information_class,
        because=because,
        opens_on=opens_on,
        by=by,
        happened_on=at.day,
    )
    for who in {one.pk: one for one in (*named, by)}.values():
        ClosureNamed.objects.create(coop=document.coop, closure=closure, participant=who)
    append(kind="document.closed.v1", what=content, by=by, at=at, subject=str(document.thread))
    taken.keep(closure.pk)
    return closure


@transaction.atomic
def open_document(*, document: Document, by: Participant, at: Moment, key: str) -> ClosureLifted:
    """Open a closed document before its day, to whom it was open before. Fault `closure.open`."""
    only_bringers(document.coop, by, at)
    _refuse_unseen(document, by, at)
    content: dict[str, Json] = {"document": str(document.thread)}
    taken = keys.take(coop=by.coop, key=key, verb="privacy.open-document", by=by, content=content)
    if not taken.first:
        return ClosureLifted.objects.get(coop=by.coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=by.coop_id)
    found = holding(document.coop, at.day).filter(thing=document.thread).first()
    if found is None:
        raise RecordMoved(
            gettext_noop("This document is open already."),
            code="closure.open",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    lifted = ClosureLifted.objects.create(coop=found.coop, closure=found, by=by, happened_on=at.day)
    append(kind="document.opened.v1", what=content, by=by, at=at, subject=str(document.thread))
    taken.keep(lifted.pk)
    return lifted


def _refuse_unseen(document: Document, by: Participant, at: Moment) -> None:
    if not sight_on(by, at.day).may_see(document):
        raise absent()


def _refuse_amiss(
    document: Document, because: str, opens_on: dt.date, named: Collection[Participant], at: Moment
) -> None:
    if not 0 < len(because) <= BECAUSE_SAID or not because.isprintable():
        raise InputFault(
            gettext_noop("Say why it is closed, in up to {longest} letters."),
            code="closure.because",
            next_step=gettext_noop("Everybody reads it: “a matter of personnel” says enough."),
            longest=BECAUSE_SAID,
        )
    if not at.day < opens_on <= at.day + CLOSED_AT_MOST:
        raise InputFault(
            gettext_noop("A document can be closed until a day within a year from now."),
            code="closure.day",
            next_step=gettext_noop("Give a day from tomorrow on; it can be closed anew then."),
        )
    if any(who.coop_id != document.coop_id for who in named):
        raise absent()
    if holding(document.coop, at.day).filter(thing=document.thread).exists():
        raise RecordMoved(
            gettext_noop("This document is closed already."),
            code="closure.closed",
            next_step=gettext_noop("Open it first, then close it anew."),
        )
