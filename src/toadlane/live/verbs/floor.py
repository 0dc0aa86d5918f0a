"""The stack: people ask to speak, and are called in the order that `bylaws.meetings.speaking` says."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bylaws.meetings.leading import LEADING
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.models import Live, Turn
from toadlane.live.order import in_order
from toadlane.live.verbs.standing import at_hand, changed, how_leads, only_here, only_leading

Sort = Turn.Sort


@transaction.atomic
def ask_to_speak(*, live: Live, by: Participant, at: Moment, sort: str = Sort.SPEECH) -> Turn:
    """Ask for the floor; whoever waits already keeps their place, and may make it a point of order."""
    row = only_here(live, by)
    if sort not in Sort.values:
        raise refusals.no_choice()
    mine = Turn.objects.filter(live=row, participant=by, done_at=None).first()
    if mine is not None and (mine.called_at is not None or mine.sort == sort):
        return mine
    if mine is None:
        mine = Turn(coop=row.coop, live=row, participant=by, asked_at=at.instant)
    mine.sort, mine.run = sort, at_hand(row)
    mine.save()
    changed(row)
    return mine


@transaction.atomic
def take_back(*, live: Live, by: Participant, at: Moment) -> Live:  # noqa: ARG001 - every verb is told when
    """Not to speak after all."""
    row = only_here(live, by)
    gone, _kinds = Turn.objects.filter(live=row, participant=by, done_at=None, called_at=None).delete()
    if gone:
        changed(row)
    return row


@transaction.atomic
def call_next(*, live: Live, after: UUID | None, by: Participant, at: Moment) -> Live:
    """Whoever speaks is done, and the next one is called.

    `after` is the turn of whoever speaks now, as the page of the caller shows it: pressed by two at once,
    nobody is passed over. Fault `live.moved`.
    """
    row = only_leading(live, by)
    rows = list(Turn.objects.filter(live=row).select_related("participant"))
    now = next((one for one in rows if one.called_at and one.done_at is None), None)
    if (now.pk if now else None) != after:
        raise refusals.moved()
    if now is not None:
        _done(now, at)
    run = at_hand(row)
    waiting = in_order(rows, run.pk if run else None)
    if waiting:
        waiting[0][0].called_at = at.instant
        waiting[0][0].save(update_fields=["called_at"])
    if now is not None or waiting:
        changed(row)
    return row


@transaction.atomic
def have_spoken(*, live: Live, turn: UUID, by: Participant, at: Moment) -> Live:
    """Whoever speaks is done: they say so themselves, or whoever leads."""
    row = only_here(live, by)
    now = Turn.objects.filter(live=row, pk=turn, called_at__isnull=False, done_at=None).first()
    if now is None:
        return row
    if now.participant_id != by.pk and how_leads(row, by) not in LEADING:
        raise refusals.not_leading()
    _done(now, at)
    changed(row)
    return row


def _done(turn: Turn, at: Moment) -> None:
    turn.done_at = at.instant
    turn.save(update_fields=["done_at"])
