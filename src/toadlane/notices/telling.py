"""Telling people: a notice for each of them, once, with the hour at which its letter may leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from toadlane.coops.models import FORMER, Coop, Participant, StagePeriod
from toadlane.jobs.port import wake
from toadlane.notices import kinds
from toadlane.notices.models import Choice, Notice, hours_of
from toadlane.notices.timing import When, due

Went = Notice.Went
READER = "{reader}"
"""Stands in an address for whoever reads it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told to whom: `words` is the code of one of the kind's sentences, `values` fill it.

    A reader who may not see `information_class` is not told, unless it is `about` themselves; that is
    looked at anew when the list is shown and when the letter is written. `subject` names what it is about,
    so that `take_back` finds it once that is settled. `url` is a page of the co-op; with `of_each`, what is
    told is about each reader themselves, and “{reader}” in it is their key.
    """

    kind: str
    to: Iterable[Participant]
    words: str
    information_class: str
    url: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    about: Participant | None = None
    of_each: bool = False
    subject: str = ""
    needed_by: dt.datetime | None = None
    except_for: str = ""
    """The key of whoever did it, who need not be told."""


@transaction.atomic
def tell(telling: Telling, *, coop: Coop, at: dt.datetime, key: str) -> None:
    """Tell each of them once, however often it is asked with this key.

    Inside the verb's own transaction, or from the queue: a crash leaves all of it or nothing.
    """
    kind = kinds.kind(telling.kind)
    wanted = {one.pk for one in telling.to if one.coop_id == coop.pk and one.key != telling.except_for}
    readers = (
        Participant.objects.filter(pk__in=wanted).select_related("coop", "person__rhythm").order_by("key")
    )
    chosen = dict(
        Choice.objects.filter(coop=coop, kind=kind.key, participant__in=wanted).values_list(
            "participant", "when"
        )
    )
    made = [
        _notice(telling, reader, how_soon(kind, chosen.get(reader.pk, "")), at=at, key=key)
        for reader in readers
    ]
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    if any(one.went == Went.WAITING for one in made):
        transaction.on_commit(wake.set)


def how_soon(kind: kinds.Kind, chosen: str) -> When:
    """What somebody chose, where the kind still offers it; else what is usual."""
    return When(chosen) if chosen in kind.offered else kind.usual


def _notice(telling: Telling, reader: Participant, when: When, *, at: dt.datetime, key: str) -> Notice:
    notice = Notice(
        coop=reader.coop,
        participant=reader,
        kind=telling.kind,
        code=telling.words,
        values=dict(telling.values),
        information_class=telling.information_class,
        about=reader if telling.of_each else telling.about,
        subject=telling.subject,
        path=telling.url.replace(READER, reader.key).removeprefix(f"/c/{reader.coop.slug}/"),
        key=key,
        told_at=at,
        needed_by=telling.needed_by,
    )
    schedule(notice, when)
    return notice


def schedule(notice: Notice, when: When, *, since: dt.datetime | None = None) -> None:
    """Set the hour of its letter, by what its reader chose; what binds comes before it is needed."""
    binding = notice.of_kind.binding
    hours = hours_of(notice.participant)
    needed_by = notice.needed_by if binding else None
    notice.send_at = due(when, told_at=since or notice.told_at, hours=hours, needed_by=needed_by)
    notice.went = Went.WAITING if notice.send_at else Went.LISTED


@transaction.atomic
def take_back(kind: str, *, coop: Coop, subject: str, at: dt.datetime, of: str = "") -> None:
    """It is settled, for all or for one: no letter leaves about it any more, and nobody has it unread."""
    rows = Notice.objects.filter(coop=coop, kind=kind, subject=subject)
    rows = rows.filter(participant__key=of) if of else rows
    rows.filter(went=Went.WAITING).update(went=Went.HELD, send_at=None)
    rows.filter(read_at__isnull=True).update(read_at=at)


def here_on(coop: Coop, day: dt.date, *, stage: str = "") -> models.QuerySet[Participant]:
    """Who takes part on a day, in whatever stage or in the one that is named."""
    stages = StagePeriod.objects.on(day).filter(coop=coop).exclude(stage=FORMER)
    named = stages.filter(stage=stage) if stage else stages
    return Participant.objects.filter(coop=coop, pk__in=named.values("participant"))
