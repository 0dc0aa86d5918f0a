"""Letters with notices: who is due one now is written one, in a fixed number of questions for all of them.

A round is one transaction for one co-op: its notices are claimed, its letters put into the outbox, and
what became of each is noted. Killed in the middle, nothing of it happened; two workers at once claim
different notices; and the outbox, whose letters are keyed, hands each over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from uuid_utils.compat import uuid7

from toadlane.coops.models import FORMER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight, sights_on
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.mail.outbox import Draft
from toadlane.notices import kinds, letters
from toadlane.notices.models import Notice, hours_of
from toadlane.notices.timing import When, due
from toadlane.people.proving import is_proven

Went = Notice.Went
READERS_A_ROUND: Final = 200
LOTS: Final = 500
TOO_OLD: Final = dt.timedelta(days=7)
"""What only informs is not written about so long after its hour; it stays in the list."""
LOOK_AGAIN: Final = dt.timedelta(hours=6)
"""For what binds and whose reader cannot be written to yet."""
KEY: Final = "notices:"


def due_now(now: dt.datetime) -> QuerySet[Notice]:
    """Notices whose hour has come."""
    return Notice.objects.filter(went=Went.WAITING, send_at__lte=now)


def post(now: dt.datetime) -> None:
    """Write every letter that is due."""
    for coop in Coop.objects.filter(pk__in=due_now(now).order_by().values("coop")).order_by("slug"):
        while post_round(coop, now):
            pass


@dataclass(slots=True)
class Sorted:
    """What becomes of the notices of a round."""

    drafts: list[Draft] = field(default_factory=list)
    held: list[UUID] = field(default_factory=list)
    later: dict[dt.datetime, list[UUID]] = field(default_factory=dict)


@transaction.atomic
def post_round(coop: Coop, now: dt.datetime) -> int:
    """The letters of up to two hundred readers of one co-op; how many notices were looked at."""
    batch = uuid7()
    mine = due_now(now).filter(coop=coop)
    readers = mine.order_by("participant").values("participant").distinct()[:READERS_A_ROUND]
    claimed = mine.filter(participant__in=readers).update(batch=batch, went=Went.WRITTEN, send_at=None)
    if not claimed:
        return 0
    found = Notice.objects.filter(batch=batch).select_related("about", "participant__person__rhythm")
    outcome = sort_out(coop, list(found.order_by("participant", "told_at", "pk")), batch, now)
    outbox.write_all(kind=Letter.Kind.NOTICE, drafts=outcome.drafts, at=now)
    for keys in lots(outcome.held):
        Notice.objects.filter(pk__in=keys).update(went=Went.HELD, batch=None)
    for instant, those in outcome.later.items():
        for keys in lots(those):
            Notice.objects.filter(pk__in=keys).update(went=Went.WAITING, send_at=instant, batch=None)
    return claimed


def sort_out(coop: Coop, notices: Sequence[Notice], batch: UUID, now: dt.datetime) -> Sorted:
    """A letter for each reader who may be written to now, with what they may see now."""
    by_reader = {
        reader: list(same) for reader, same in groupby(notices, key=lambda notice: notice.participant)
    }
    sights = sights_on(list(by_reader), coop=coop, on=Moment.of(now, coop=coop).day)
    outcome, going = Sorted(), dict[Participant, list[Notice]]()
    for reader, told in by_reader.items():
        for notice in told:
            notice.coop = coop
            notice.participant = reader
        reader.coop = coop
        ready = sift(reader, told, sights[reader.pk], now, outcome)
        if ready:
            going[reader] = ready
    more = kinds.more_of([notice for ready in going.values() for notice in ready])
    for reader, ready in going.items():
        outcome.drafts.append(letters.draft(reader, ready, key=f"{KEY}{batch}:{reader.pk}", more=more))
    return outcome


def sift(
    reader: Participant, told: Iterable[Notice], sight: Sight, now: dt.datetime, outcome: Sorted
) -> list[Notice]:
    """Those that go into the letter; of the others it is noted what becomes of them."""
    ready: list[Notice] = []
    writable = may_be_written_to(reader)
    for notice in told:
        if not may_still_go(notice, sight, now):
            outcome.held.append(notice.pk)
            continue
        again = now + LOOK_AGAIN if not writable else awake(notice, now)
        if again > now:
            outcome.later.setdefault(again, []).append(notice.pk)
        else:
            ready.append(notice)
    return ready


def may_still_go(notice: Notice, sight: Sight, now: dt.datetime) -> bool:
    """Whether it is still for this reader: seen, not over, and not old news; leavers get only what binds."""
    if not sight.may_see(notice):
        return False
    if notice.of_kind.binding:
        return True
    here = sight.participant is not None and has_stage(sight)
    over = notice.needed_by is not None and notice.needed_by <= now
    return here and not over and now - notice.told_at < TOO_OLD + LONGEST_WAIT


LONGEST_WAIT: Final = dt.timedelta(days=7)
"""Until somebody's weekly letter."""
GONE: Final = frozenset({FORMER})


def has_stage(sight: Sight) -> bool:
    """Whether they take part today: they are somebody here, and not one who left."""
    return bool(sight.audiences - {"world"}) and not GONE & sight.audiences


@transaction.atomic
def may_leave_late(letter: Letter) -> bool:
    """Whether all that a letter tells, which had to wait for a server, is for its reader still.

    Where it is not, that is held back, and the rest is written anew.
    """
    now = timezone.now()
    batch, reader = letter.key.removeprefix(KEY).split(":")
    told = Notice.objects.filter(batch=UUID(batch), participant=UUID(reader))
    found = list(told.select_related("coop", "about", "participant__person__rhythm"))
    if not found:
        return False
    who, coop = found[0].participant, found[0].coop
    sight = Sight.of(who, coop=coop, on=Moment.of(now, coop=coop).day)
    for one in found:
        one.coop, one.participant = coop, who
    same = who.person is not None and who.person.email == letter.to
    held = [one.pk for one in found if not (same and may_still_go(one, sight, now))]
    if not held:
        return True
    told.filter(pk__in=held).update(went=Went.HELD, batch=None)
    told.update(went=Went.WAITING, send_at=now, batch=None)
    return False


def may_be_written_to(reader: Participant) -> bool:
    """Whoever signs in, at an address that is known to be theirs: a letter is for nobody else's eyes."""
    person = reader.person
    return person is not None and person.is_active and is_proven(person)


def awake(notice: Notice, now: dt.datetime) -> dt.datetime:
    """Now, or the end of the quiet hours in which the queue came to it."""
    needed_by = notice.needed_by if notice.of_kind.binding else None
    hours = hours_of(notice.participant)
    return due(When.AT_ONCE, told_at=now, hours=hours, needed_by=needed_by) or now


def lots(keys: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    """As many at a time as any database compares."""
    return (keys[at : at + LOTS] for at in range(0, len(keys), LOTS))
