"""Taking a document back, and erasing what was in it; the digests stay in the record."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import files
from toadlane.meetings.described import refuse_unless_text
from toadlane.meetings.models import (
    Document,
    DocumentErasure,
    DocumentWithdrawal,
    DocumentWords,
    FoundText,
)
from toadlane.meetings.reads import current
from toadlane.meetings.roles import only_bringers
from toadlane.meetings.verbs.correcting import standing
from toadlane.record.verbs import append


@transaction.atomic
def withdraw(
    *, document: Document, because: str, by: Participant, at: Moment, key: str
) -> DocumentWithdrawal:
    """Take a document back and say why; it leaves the list, and its page says so.

    Faults: `document.because`, `document.moved`, `document.withdrawn`.
    """
    only_bringers(document.coop, by, at)
    because = " ".join(because.split())
    content: dict[str, Json] = {"because": because, "document": str(document.thread)}
    taken = keys.take(coop=document.coop, key=key, verb="meetings.withdraw", by=by, content=content)
    if not taken.first:
        return DocumentWithdrawal.objects.get(coop=document.coop, pk=taken.result)
    refuse_unless_text(because, "because", needed=True)
    held = standing(document.coop, document.pk)
    withdrawal = DocumentWithdrawal.objects.create(
        coop=held.coop, document=held, by=by, because=because, happened_on=at.day
    )
    append(kind="document.withdrawn.v1", what=content, by=by, at=at, subject=str(held.thread))
    taken.keep(withdrawal.pk)
    return withdrawal


@transaction.atomic
def erase(*, document: Document, by: Participant, at: Moment, key: str) -> DocumentErasure:
    """Erase the words and the files of a withdrawn document, of all its versions; their digests stay.

    A file that another document has too stays for that one. Fault `document.stands` unless withdrawn.
    """
    only_bringers(document.coop, by, at)
    content: dict[str, Json] = {"document": str(document.thread)}
    taken = keys.take(coop=document.coop, key=key, verb="meetings.erase", by=by, content=content)
    if not taken.first:
        return DocumentErasure.objects.get(coop=document.coop, pk=taken.result)
    files.hold(document.coop)
    held = current(document.coop).get(pk=document.pk)
    if not hasattr(held, "withdrawal"):
        raise InputFault(
            gettext_noop("Only a withdrawn document can be erased."),
            code="document.stands",
            next_step=gettext_noop("Withdraw it first, and say why."),
        )
    if hasattr(held, "erasure"):
        raise RecordMoved(
            gettext_noop("This document has been erased already."),
            code="document.erased",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    erasure = DocumentErasure.objects.create(coop=held.coop, document=held, by=by, happened_on=at.day)
    versions = Document.objects.filter(coop=held.coop, thread=held.thread)
    DocumentWords.objects.filter(document__in=versions).delete()
    kept = set(versions.values_list("digest", "form"))
    gone = kept - files.wanted(held.coop, kept)
    FoundText.objects.filter(coop=held.coop, digest__in=[digest for digest, _ in gone]).delete()
    digests: list[Json] = [*sorted(digest for digest, _ in kept)]
    what: dict[str, Json] = {**content, "digests": digests}
    append(kind="document.erased.v1", what=what, by=by, at=at, subject=str(held.thread))
    transaction.on_commit(lambda: files.forget(held.coop, kept))
    taken.keep(erasure.pk)
    return erasure
