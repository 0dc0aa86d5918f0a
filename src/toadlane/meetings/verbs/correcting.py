"""Putting right what is said of a document, or its file: each time a new version that replaces the last."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.files.formats import form_of, usable_name
from toadlane.files.limits import BYTES_OF_ONE
from toadlane.meetings import files, texts
from toadlane.meetings.described import Described, Shared, usable, written
from toadlane.meetings.models import Document
from toadlane.meetings.reads import current, same_file
from toadlane.meetings.roles import only_bringers
from toadlane.meetings.verbs.gathering import find, refuse_full
from toadlane.record.verbs import append


@transaction.atomic
def correct(
    *,
    document: Document,
    described: Described,
    shared: Shared,
    by: Participant,
    at: Moment,
    key: str,
) -> Document:
    """Say anew what a document is; `document` is the version that was looked at.

    Faults: those of `described.usable`, `document.moved`, `document.withdrawn`, `document.same`.
    """
    only_bringers(document.coop, by, at)
    content: dict[str, Json] = {
        "described": described.said(),
        "shared": shared.said(),
        "version": str(document.pk),
    }
    taken = keys.take(coop=document.coop, key=key, verb="meetings.correct", by=by, content=content)
    if not taken.first:
        return current(document.coop).get(pk=taken.result)
    held = standing(document.coop, document.pk)
    words, said = usable(described, shared, by=by, at=at)
    if (words, said) == as_described(held):
        raise InputFault(
            gettext_noop("Nothing was changed: it says this already."),
            code="document.same",
            next_step=gettext_noop("Change what is wrong, or leave it as it is."),
        )
    corrected = next_version(held, words, said, by=by, at=at)
    told, what = written(corrected, words, said, held.words.file_name)
    corrected.save()
    told.save()
    append(kind="document.corrected.v1", what=what, by=by, at=at, subject=str(corrected.thread))
    taken.keep(corrected.pk)
    return corrected


def replace_file(
    *, document: Document, file: BinaryIO, name: str, by: Participant, at: Moment, key: str
) -> Document:
    """Give a document a better file; what is said of it stays, and the old file stays with its version.

    Faults: those of `formats.form_of`, `document.twice`, `.full`, `.moved`, `.withdrawn`.
    """
    only_bringers(document.coop, by, at)
    called = usable_name(name)
    file.seek(0)
    data = file.read(BYTES_OF_ONE + 1)
    form = form_of(called, data)
    with files.workbench() as bench:
        laid = files.lay(data, form, bench)
        done = False
        try:
            replaced = _replace(document, laid, called, texts.found_in(form, data), by=by, at=at, key=key)
            done = True
        finally:
            if not done:
                files.forget(document.coop, [(laid.digest, laid.form)])
    return replaced


@transaction.atomic
def _replace(
    document: Document, laid: files.Laid, name: str, text: str, *, by: Participant, at: Moment, key: str
) -> Document:
    coop = document.coop
    content: dict[str, Json] = {"digest": laid.digest, "name": name, "version": str(document.pk)}
    taken = keys.take(coop=coop, key=key, verb="meetings.replace-file", by=by, content=content)
    if not taken.first:
        return current(coop).get(pk=taken.result)
    held = standing(coop, document.pk)
    twice = same_file(by, at, laid.digest)
    if twice is not None:
        raise InputFault(
            gettext_noop("You brought this file already, as “{title}”."),
            code="document.twice",
            next_step=gettext_noop("Choose the better file."),
            title=twice.words.title,
        )
    refuse_full(coop, laid.size)
    files.keep(coop, laid)
    described, shared = as_described(held)
    replaced = next_version(held, described, shared, by=by, at=at)
    replaced.digest, replaced.size, replaced.form = laid.digest, laid.size, laid.form
    words, what = written(replaced, described, shared, name)
    replaced.save()
    words.save()
    find(replaced, text)
    append(kind="document.file-replaced.v1", what=what, by=by, at=at, subject=str(replaced.thread))
    taken.keep(replaced.pk)
    return replaced


def standing(coop: Coop, version: UUID) -> Document:
    """The version, if it still stands, held by this transaction; faults `document.moved`, `.withdrawn`."""
    files.hold(coop)
    held = current(coop).get(pk=version)
    if Document.objects.filter(replaces=held).exists():
        raise moved()
    if hasattr(held, "withdrawal"):
        raise withdrawn(held)
    return held


def moved() -> Fault:
    """The fault for a version that somebody has replaced."""
    return RecordMoved(
        gettext_noop("Somebody has changed this document since you opened it."),
        code="document.moved",
        next_step=gettext_noop("Look at it as it is now, and change what is still wrong."),
    )


def withdrawn(held: Document) -> Fault:
    """The fault for a document that no longer stands."""
    return RecordMoved(
        gettext_noop("{name} has withdrawn this document."),
        code="document.withdrawn",
        next_step=gettext_noop("Bring it anew if it should stand."),
        name=held.withdrawal.by.name,
    )


def as_described(held: Document) -> tuple[Described, Shared]:
    """What is said of a version."""
    words = held.words
    described = Described(words.title, held.happened_on, held.kind, words.article, words.text)
    return described, Shared(held.information_class, held.about, tuple(words.tags))


def next_version(
    held: Document, described: Described, shared: Shared, *, by: Participant, at: Moment
) -> Document:
    """A version that follows, with the same file."""
    return Document(
        coop=held.coop,
        thread=held.thread,
        replaces=held,
        information_class=shared.information_class,
        about=shared.about,
        kind=described.kind,
        happened_on=described.happened_on,
        digest=held.digest,
        size=held.size,
        form=held.form,
        entered_on=at.day,
        entered_by=by,
    )
