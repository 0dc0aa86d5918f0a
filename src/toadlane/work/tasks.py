"""The long part of large imports, as work for the queue. Each may be killed anywhere and begun again."""

from __future__ import annotations

import datetime as dt
import time
from uuid import UUID

from bylaws.kernel.faults import Fault
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.jobs.port import Tracker, job
from toadlane.work import course, incoming
from toadlane.work.models import HoursImport

State = HoursImport.State
SAID_EVERY_S = 1.0


@job
def look(tracker: Tracker, source: str, at: str) -> None:
    """Look through a large file."""
    found = _source(tracker, source, State.UPLOADED)
    if found is not None:
        course.look(found, by=_who(tracker), at=_at(tracker.coop, at), reached=_told(tracker, found))


@job
def bring_in(tracker: Tracker, source: str, at: str, copies: str) -> None:
    """Bring the hours of a large file in."""
    found = _source(tracker, source, State.COMING)
    if found is None:
        return
    who, when = _who(tracker), _at(tracker.coop, at)
    try:
        course.bring_in(found, copies=copies == "in", by=who, at=when, reached=_told(tracker, found))
    except Fault:
        incoming.give_back(found)
        raise


@job
def take_out(tracker: Tracker, source: str, at: str) -> None:
    """Remove the hours of a large import that is undone, or was never finished."""
    found = _source(tracker, source, State.GOING)
    if found is not None:
        course.take_out(found, at=_at(tracker.coop, at), reached=_told(tracker, found))


def _source(tracker: Tracker, source: str, state: HoursImport.State) -> HoursImport | None:
    """The import, if it still is where this work begins: begun again after its end, there is none."""
    those = HoursImport.objects.select_related("coop").filter(coop=tracker.coop, state=state)
    return those.filter(pk=UUID(source)).first()


def _who(tracker: Tracker) -> Participant:
    return Participant.objects.select_related("coop").get(coop=tracker.coop, key=tracker.row.asked_by)


def _at(coop: Coop, instant: str) -> Moment:
    return Moment.of(dt.datetime.fromisoformat(instant), coop=coop)


def _told(tracker: Tracker, source: HoursImport) -> course.Reached:
    """Says how far it is, but not so often that saying it takes time."""
    of = source.found.get("rows") or source.entries
    said = time.monotonic()

    def reached(done: int) -> None:
        nonlocal said
        if done == of or time.monotonic() - said > SAID_EVERY_S:
            said = time.monotonic()
            tracker.reached(done, of=max(of, done))

    return reached
