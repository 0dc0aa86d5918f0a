"""What people do with what is kept about themselves: take it along, and ask to have it put right."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import translation

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.port import wake
from toadlane.keeping.models import Correction, OwnFile
from toadlane.keeping.own import making, refusals
from toadlane.keeping.own.refusals import FILE
from toadlane.members.standing import only_founders
from toadlane.people.models import Person
from toadlane.record.verbs import append

State = OwnFile.State
AT_ONCE: Final = dt.timedelta(minutes=1)
"""Asked twice within so long, the first file serves."""
LONGEST: Final = 2000
OPEN_MOST: Final = 20


@transaction.atomic
def take_own(*, only: Coop | None, by: Person, at: dt.datetime, key: str) -> OwnFile:
    """Have everything about oneself made into a file: of one co-op, or of all and the account.

    Each co-op's record keeps that it was taken. Asked twice within a minute, or with the same key, it
    is one file. Faults `key.unusable`, and `not-there` for a co-op they take no part in.
    """
    keys.refuse_unusable(key)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    taking_part = list(Participant.objects.filter(person=person).select_related("coop").order_by("pk"))
    told = [who for who in taking_part if only is None or who.coop_id == only.pk]
    if only is not None and not told:
        raise absent()
    mine = OwnFile.objects.filter(person=person)
    there = mine.filter(key=key).first() or (
        mine.filter(only=only, asked_at__gt=at - AT_ONCE, removed_at=None).exclude(state=State.FAILED).first()
    )
    if there is not None:
        return there
    language = translation.get_language() or "en"
    row = OwnFile.objects.create(person=person, only=only, key=key, language=language, asked_at=at)
    _enqueue(row)
    for who in told:
        what: dict[str, Json] = {"participant": who.key}
        moment = Moment.of(at, coop=who.coop)
        append(kind="own.taken.v1", what=what, by=who, at=moment, subject=who.key)
    return row


@transaction.atomic
def remove_own(*, file: OwnFile, by: Person, at: dt.datetime) -> OwnFile:
    """Remove one's file before its days are over; doing it twice is doing it once."""
    row = OwnFile.objects.select_for_update(no_key=True).filter(pk=file.pk, person=by).first()
    if row is None:
        raise absent()
    if row.state in {State.WAITING, State.RUNNING}:
        raise FILE.being_made()
    if row.removed_at is None:
        making.remove(row, at)
    return row


@transaction.atomic
def ask_correction(*, of: str, text: str, by: Participant, at: Moment, key: str) -> Correction:
    """Say that something kept about oneself is wrong where one cannot change it.

    Whoever enters people here reads it on *Today*. Faults `correction.text`, `correction.many`.
    """
    said = text.strip()
    content: dict[str, Json] = {"of": of, "text": said}
    taken = keys.take(coop=by.coop, key=key, verb="keeping.ask-correction", by=by, content=content)
    if not taken.first:
        return Correction.objects.get(coop=by.coop, pk=taken.result)
    if not 0 < len(said) <= LONGEST or of not in Correction.Of.values or "\x00" in said:
        raise refusals.no_words(LONGEST)
    waiting = Correction.objects.filter(participant=by, state=Correction.State.OPEN)
    if waiting.count() >= OPEN_MOST:
        raise refusals.too_many(OPEN_MOST)
    row = Correction.objects.create(coop=by.coop, participant=by, of=of, text=said, asked_at=at.instant)
    what: dict[str, Json] = {"correction": str(row.pk), "of": of}
    append(kind="correction.asked.v1", what=what, by=by, at=at, subject=by.key)
    taken.keep(row.pk)
    return row


@transaction.atomic
def answer_correction(
    *, correction: Correction, done: bool, answer: str, by: Participant, at: Moment, key: str
) -> Correction:
    """Say what came of it: put right, or why it stays as it is.

    For whoever enters people here. Faults `correction.text`, `correction.answered`.
    """
    only_founders(correction.coop, by, at)
    said = answer.strip()
    content: dict[str, Json] = {"answer": said, "correction": str(correction.pk), "done": done}
    coop = correction.coop
    taken = keys.take(coop=coop, key=key, verb="keeping.answer-correction", by=by, content=content)
    if not taken.first:
        return Correction.objects.get(coop=coop, pk=taken.result)
    if len(said) > LONGEST or "\x00" in said or not (done or said):
        raise refusals.no_answer(LONGEST)
    held = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    if held.state != Correction.State.OPEN:
        raise refusals.answered()
    held.state = Correction.State.DONE if done else Correction.State.DECLINED
    held.answer, held.answered_by, held.answered_at = said, by, at.instant
    held.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    what: dict[str, Json] = {"correction": str(held.pk), "done": done}
    append(kind="correction.answered.v1", what=what, by=by, at=at, subject=correction.participant.key)
    taken.keep(held.pk)
    return held


def _enqueue(row: OwnFile) -> None:
    from toadlane.keeping.tasks import make_own  # noqa: PLC0415 — the task calls back into this room

    row.task = UUID(str(make_own.enqueue(str(row.pk)).id))
    row.save(update_fields=["task"])
    transaction.on_commit(wake.set)
