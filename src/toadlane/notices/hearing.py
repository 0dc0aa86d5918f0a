"""What was done becomes notices: the record is heard, so that no verb has to think of whom to tell.

An entry of a kind that somebody listens to is noted in the verb's own transaction; the queue then asks the
listener whom it concerns. Nothing is lost by a crash between the two, and nothing is told twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from toadlane.jobs.port import wake
from toadlane.notices.models import Untold
from toadlane.notices.telling import Telling, take_back, tell
from toadlane.record.models import Entry
from toadlane.record.reads import content

NEWS_FOR: Final = dt.timedelta(days=30)
"""What happened longer ago is being brought in, and no news."""
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Settled:
    """What was told of a subject needs nobody any more, or one reader, by their key."""

    kind: str
    subject: str
    of: str = ""


Said = Mapping[str, Any]
Listener = Callable[[Entry, Said], Iterable[Telling | Settled]]
_listeners: dict[str, dict[str, Listener]] = {}


def hear(entry_kind: str, name: str, listener: Listener) -> None:
    """Called by a room when the application starts: `listener(entry, what)` says who is told what of it."""
    _listeners.setdefault(entry_kind, {})[name] = listener


def note(entry: Entry, **_sent: Any) -> None:
    """In the transaction of the verb: people are to be told of this, if anybody listens."""
    if entry.kind in _listeners and entry.recorded_at - entry.happened_at < NEWS_FOR:
        Untold.objects.create(coop=entry.coop, entry=entry)
        transaction.on_commit(wake.set)


def anything_untold() -> bool:
    """Looked at often, so it asks one small question."""
    return Untold.objects.filter(tries__lt=TRIES).exists()


def work_off() -> None:
    """Tell of everything that waits; one whose listener fails stands last, and is left after three tries."""
    tried: set[UUID] = set()
    while True:
        row = Untold.objects.filter(tries__lt=TRIES).exclude(pk__in=tried).order_by("tries", "pk").first()
        if row is None:
            return
        tried.add(row.pk)
        Untold.objects.filter(pk=row.pk).update(tries=row.tries + 1)
        tell_of(row)


def take_up_again(now: dt.datetime) -> None:
    """What was given up is tried anew, for it may have been mended; what is no news any more goes."""
    given_up = Untold.objects.filter(tries__gte=TRIES)
    given_up.filter(entry__recorded_at__lt=now - NEWS_FOR).delete()
    given_up.update(tries=0)


@transaction.atomic
def tell_of(row: Untold) -> None:
    """All who are to be told of one entry, or nobody; one worker alone has it in hand."""
    held = Untold.objects.select_for_update(skip_locked=True, of=("self",)).select_related("entry__coop")
    found = held.filter(pk=row.pk).first()
    if found is None:
        return
    tell_whom_it_concerns(found.entry)
    found.delete()


def heard() -> tuple[str, ...]:
    """The kinds of entries that somebody listens to."""
    return tuple(_listeners)


@transaction.atomic
def tell_whom_it_concerns(entry: Entry) -> None:
    """Ask every listener of one entry, and do as it says; done twice, it is done once."""
    said = content(entry)
    for name, listener in _listeners.get(entry.kind, {}).items():
        for order, told in enumerate(listener(entry, said["what"]) if said else ()):
            if isinstance(told, Settled):
                take_back(told.kind, coop=entry.coop, subject=told.subject, of=told.of, at=timezone.now())
            else:
                key = f"{entry.pk}:{name}:{order}"
                tell(told, coop=entry.coop, at=entry.happened_at, key=key)
