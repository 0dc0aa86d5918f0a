"""Items are taken up, finished, parked and taken up again; their timers run meanwhile."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.models import Attendance, LetIn, Live, Run
from toadlane.live.verbs.standing import at_hand, changed, invited_one, only_leading, only_let_in
from toadlane.meetings.planned_rows import Fate, Item

State = Run.State


@transaction.atomic
def take_up(*, live: Live, item: UUID, by: Participant, at: Moment) -> Run:
    """Make an item the one at hand, also one that was done or parked; the one before it is parked.

    Fault `live.no-item`.
    """
    row = only_leading(live, by)
    found = _item(row, item)
    now = at_hand(row)
    if now is not None and now.item_id == found.pk:
        return now
    if now is not None:
        _leave(now, State.PARKED, at)
    run = Run.objects.filter(live=row, item=found).first() or Run(
        coop=row.coop, live=row, item=found, taken_up_at=at.instant
    )
    run.state, run.since = State.ON, at.instant
    run.save()
    _becomes(found, Fate.OPEN)
    changed(row)
    return run


@transaction.atomic
def finish(*, live: Live, item: UUID, by: Participant, at: Moment) -> Live:
    """An item is done, whether it was at hand or not; done twice, it is done."""
    row = only_leading(live, by)
    return _put_away(row, _item(row, item), State.DONE, at)


@transaction.atomic
def park(*, live: Live, item: UUID, by: Participant, at: Moment) -> Live:
    """An item waits; what is not taken up again is carried over."""
    row = only_leading(live, by)
    return _put_away(row, _item(row, item), State.PARKED, at)


@transaction.atomic
def go_on(*, live: Live, after: UUID | None, by: Participant, at: Moment) -> Live:
    """The item at hand is done, and the next one that was not taken up yet comes to hand.

    `after` is the item that whoever asks has at hand: pressed by two at once, it goes on by one.
    Fault `live.moved`.
    """
    row = only_leading(live, by)
    now = at_hand(row)
    if (now.item_id if now else None) != after:
        raise refusals.moved()
    taken = Run.objects.filter(live=row).values("item")
    waiting = Item.objects.filter(meeting=row.meeting_id, fate=Fate.OPEN).exclude(pk__in=taken)
    following = waiting.order_by("order", "id").first()
    if now is not None:
        _put_away(row, now.item, State.DONE, at)
    if following is not None:
        Run.objects.create(coop=row.coop, live=row, item=following, since=at.instant, taken_up_at=at.instant)
        changed(row)
    return row


@transaction.atomic
def hold_timer(*, live: Live, runs: bool, by: Participant, at: Moment) -> Live:
    """Stop the timer of the item at hand, or let it run on."""
    row = only_leading(live, by)
    run = at_hand(row)
    if run is None or (run.since is not None) == runs:
        return row
    if runs:
        run.since = at.instant
        run.save(update_fields=["since"])
    else:
        stop(run, at)
    changed(row)
    return row


@transaction.atomic
def close_session(*, live: Live, closed: bool, by: Participant, at: Moment) -> Run:
    """The item at hand is among those who are there now, or open to everybody who sees the meeting.

    Opened again, what was written on it is open too: whoever leads says so knowingly.
    """
    row = only_leading(live, by)
    run = at_hand(row)
    if run is None:
        raise refusals.moved()
    if run.closed == closed:
        return run
    if run.closed:
        only_let_in(run, by)
    run.closed = closed
    run.save(update_fields=["closed"])
    LetIn.objects.filter(run=run).delete()
    if closed:
        here = Attendance.objects.filter(live=row, left_at=None, came_at__isnull=False)
        LetIn.objects.bulk_create(
            LetIn(coop=row.coop, run=run, participant_id=who, since=at.instant)
            for who in here.values_list("participant", flat=True)
        )
    changed(row)
    return run


@transaction.atomic
def let_in(*, live: Live, who: str, inside: bool, by: Participant, at: Moment) -> Run:
    """Let somebody into the closed session at hand, or not any more; by whoever leads and is in it."""
    row = only_leading(live, by)
    run = at_hand(row)
    if run is None or not run.closed:
        raise refusals.moved()
    only_let_in(run, by)
    person = invited_one(row, who)
    if inside:
        LetIn.objects.get_or_create(
            run=run, participant=person, defaults={"coop": row.coop, "since": at.instant}
        )
    elif person.pk != by.pk:
        LetIn.objects.filter(run=run, participant=person).delete()
    changed(row)
    return run


def stop(run: Run, at: Moment) -> None:
    """Its timer stops, and what it ran is kept."""
    if run.since is not None:
        run.spent_s += max(dt.timedelta(), at.instant - run.since) // dt.timedelta(seconds=1)
        run.since = None
        run.save(update_fields=["spent_s", "since"])


def _item(live: Live, item: UUID) -> Item:
    found = Item.objects.filter(meeting=live.meeting_id, pk=item, fate__in=[Fate.OPEN, Fate.DONE]).first()
    if found is None:
        raise refusals.no_item()
    return found


def _put_away(live: Live, item: Item, state: Run.State, at: Moment) -> Live:
    defaults = {"coop": live.coop, "state": state, "taken_up_at": at.instant}
    run, _new = Run.objects.get_or_create(live=live, item=item, defaults=defaults)
    _leave(run, state, at)
    _becomes(item, Fate.DONE if state == State.DONE else Fate.OPEN)
    changed(live)
    return live


def _leave(run: Run, state: Run.State, at: Moment) -> None:
    stop(run, at)
    run.state = state
    run.save(update_fields=["state"])


def _becomes(item: Item, fate: Fate) -> None:
    if item.fate != fate:
        item.fate = fate
        item.save(update_fields=["fate"])
