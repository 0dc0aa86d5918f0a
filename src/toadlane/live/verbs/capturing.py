"""Decisions and actions, noted in the moment; they can be put right until the minutes are agreed."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.going_rows import LONGEST
from toadlane.live.models import CapturedAction, CapturedDecision, Live, PutProposal
from toadlane.live.verbs.standing import changed, held, invited_one, line, only_let_in, run_of
from toadlane.meetings.inviting import day_of

MOST = 500
"""Of each in one meeting."""
Captured = CapturedDecision | CapturedAction
Row = TypeVar("Row", CapturedDecision, CapturedAction)


@transaction.atomic
def capture_decision(
    *,
    live: Live,
    text: str,
    by: Participant,
    at: Moment,
    key: str,
    item: UUID | None = None,
    proposal: UUID | None = None,
) -> CapturedDecision:
    """Note what was decided, perhaps by a proposal that was put to the item.

    Faults `live.text`, `.no-item`, `.no-proposal`, `.decides-nothing`, `.agreed`.
    """
    said = line(text, LONGEST["text"])
    content = {
        "live": str(live.pk),
        "item": str(item) if item else None,
        "proposal": str(proposal) if proposal else None,
        "text": said,
    }
    taken = keys.take(coop=by.coop, key=key, verb="live.decision", by=by, content=content)
    if not taken.first:
        return CapturedDecision.objects.get(coop=by.coop, pk=taken.result)
    row = held(live, by, after=True)
    if not row.meeting.decides:
        raise refusals.decides_nothing()
    run = run_of(row, item, by)
    if proposal and not PutProposal.objects.filter(run__live=row, proposal=proposal).exists():
        raise refusals.no_proposal()
    _room(CapturedDecision, row)
    made = CapturedDecision.objects.create(
        coop=row.coop,
        live=row,
        run=run,
        text=said,
        proposal_id=proposal,
        written_by=by,
        written_at=at.instant,
    )
    changed(row)
    taken.keep(made.pk)
    return made


@transaction.atomic
def capture_action(
    *,
    live: Live,
    text: str,
    who: str,
    by: Participant,
    at: Moment,
    key: str,
    due_on: dt.date | None = None,
    item: UUID | None = None,
) -> CapturedAction:
    """Note what somebody takes on, by when. Faults `live.text`, `.nobody`, `.day`, `.no-item`, `.agreed`."""
    said = line(text, LONGEST["text"])
    content = {
        "live": str(live.pk),
        "item": str(item) if item else None,
        "text": said,
        "who": who,
        "due_on": due_on.isoformat() if due_on else None,
    }
    taken = keys.take(coop=by.coop, key=key, verb="live.action", by=by, content=content)
    if not taken.first:
        return CapturedAction.objects.get(coop=by.coop, pk=taken.result)
    row = held(live, by, after=True)
    run = run_of(row, item, by)
    _room(CapturedAction, row)
    made = CapturedAction.objects.create(
        coop=row.coop,
        live=row,
        run=run,
        text=said,
        who=invited_one(row, who),
        due_on=_day(row, due_on),
        written_by=by,
        written_at=at.instant,
    )
    changed(row)
    taken.keep(made.pk)
    return made


@transaction.atomic
def rewrite_decision(
    *, decision: CapturedDecision, version: int, text: str, by: Participant, at: Moment
) -> CapturedDecision:
    """Say it in other words; fault `live.moved` where somebody did meanwhile."""
    row, now = _one(decision, by)
    said = line(text, LONGEST["text"])
    if now.text == said:
        return now
    return _kept(row, now, version, by, at, text=said)


@transaction.atomic
def rewrite_action(
    *,
    action: CapturedAction,
    version: int,
    text: str,
    who: str,
    by: Participant,
    at: Moment,
    due_on: dt.date | None = None,
) -> CapturedAction:
    """Another text, another person or another day; fault `live.moved` where somebody was first."""
    row, now = _one(action, by)
    wanted = {"text": line(text, LONGEST["text"]), "who": invited_one(row, who), "due_on": _day(row, due_on)}
    if all(getattr(now, name) == value for name, value in wanted.items()):
        return now
    return _kept(row, now, version, by, at, **wanted)


@transaction.atomic
def strike(*, captured: Row, struck: bool, by: Participant, at: Moment) -> Row:
    """Strike it out, or put it back; done twice it is done once."""
    row, now = _one(captured, by)
    if (now.struck_at is not None) != struck:
        now.struck_at = at.instant if struck else None
        now.save(update_fields=["struck_at"])
        changed(row)
    return now


def _one(captured: Row, by: Participant) -> tuple[Live, Row]:
    row = held(captured.live, by, after=True)
    model = type(captured)
    found = model.objects.select_related("run").filter(pk=captured.pk, coop=by.coop_id).first()
    if found is None:
        raise absent()
    if found.run is not None:
        only_let_in(found.run, by)
    return row, found


def _kept(live: Live, now: Row, version: int, by: Participant, at: Moment, **wanted: object) -> Row:
    if now.version != version:
        raise refusals.moved()
    for name, value in wanted.items():
        setattr(now, name, value)
    now.version, now.written_by, now.written_at = now.version + 1, by, at.instant
    now.save()
    changed(live)
    return now


def _room(model: type[Captured], live: Live) -> None:
    if model.objects.filter(live=live).count() >= MOST:
        raise refusals.too_many()


def _day(live: Live, due_on: dt.date | None) -> dt.date | None:
    if due_on is not None and due_on < day_of(live.meeting):
        raise refusals.too_early(due_on.isoformat())
    return due_on
