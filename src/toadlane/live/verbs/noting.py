"""Notes, paragraph by paragraph: two scribes never overwrite each other."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.going_rows import LONGEST
from toadlane.live.models import Live, Note, NoteEdition, Run
from toadlane.live.verbs.standing import changed, fitting, held, only_let_in, run_of

MOST = 2_000
"""Paragraphs of one meeting."""


@transaction.atomic
def write_note(
    *, live: Live, text: str, by: Participant, at: Moment, key: str, item: UUID | None = None
) -> Note:
    """Write a paragraph, on an item that was taken up or on none; also after the end, until it is agreed.

    Faults `live.text`, `.no-item`, `.agreed`, `.too-many`.
    """
    said = fitting(text, LONGEST["note"])
    content = {"live": str(live.pk), "item": str(item) if item else None, "text": said}
    taken = keys.take(coop=by.coop, key=key, verb="live.note", by=by, content=content)
    if not taken.first:  # whatever was agreed or closed since
        return Note.objects.get(coop=by.coop, pk=taken.result)
    row = held(live, by, after=True)
    run = run_of(row, item, by)
    note = _put(row, run, said, by, at)
    taken.keep(note.pk)
    return note


@transaction.atomic
def rewrite_note(*, note: Note, version: int, text: str, by: Participant, at: Moment, key: str) -> Note:
    """Write a paragraph anew; `version` is the one that was read.

    Where somebody else wrote it anew or struck it out meanwhile, this text is kept beside theirs, and what
    comes back has `beside` set: whoever sent it is told, and nobody's words are lost.
    """
    said = fitting(text, LONGEST["note"])
    content: dict[str, Json] = {"note": str(note.pk), "version": version, "text": said}
    taken = keys.take(coop=by.coop, key=key, verb="live.rewrite", by=by, content=content)
    if not taken.first:
        return Note.objects.get(coop=by.coop, pk=taken.result)
    row = held(note.live, by, after=True)
    now = _note(note, by)
    if now.text == said and now.struck_at is None:
        kept = now
    elif now.version != version or now.struck_at is not None:
        kept = _put(row, now.run, said, by, at, beside=now)
    else:
        kept = _anew(now, said, by, at)
        changed(row)
    taken.keep(kept.pk)
    return kept


@transaction.atomic
def strike_note(*, note: Note, version: int, struck: bool, by: Participant, at: Moment) -> Note:
    """Strike a paragraph out as it was read, or put it back; `live.moved` where it says something else."""
    row = held(note.live, by, after=True)
    now = _note(note, by)
    if (now.struck_at is not None) == struck:
        return now
    if now.version != version:
        raise refusals.moved()
    now.struck_at = at.instant if struck else None
    now.save(update_fields=["struck_at"])
    changed(row)
    return now


def _note(note: Note, by: Participant) -> Note:
    found = Note.objects.select_related("run", "written_by").filter(pk=note.pk, coop=by.coop_id).first()
    if found is None:
        raise absent()
    if found.run is not None:
        only_let_in(found.run, by)
    return found


def _anew(note: Note, text: str, by: Participant, at: Moment) -> Note:
    NoteEdition.objects.create(
        coop=note.coop,
        note=note,
        nth=note.version,
        text=note.text,
        written_by=note.written_by,
        written_at=note.written_at,
    )
    note.text, note.version = text, note.version + 1
    note.written_by, note.written_at = by, at.instant
    note.save(update_fields=["text", "version", "written_by", "written_at"])
    return note


def _put(
    live: Live, run: Run | None, text: str, by: Participant, at: Moment, *, beside: Note | None = None
) -> Note:
    if Note.objects.filter(live=live).count() >= MOST:
        raise refusals.too_many()
    note = Note(
        coop=live.coop, live=live, run=run, text=text, written_by=by, written_at=at.instant, beside=beside
    )
    note.first = beside.first if beside else note.pk
    note.save()
    changed(live)
    return note
