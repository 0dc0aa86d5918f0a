"""Proposals put to an item, so that everybody takes a position from their own page."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.live import refusals
from toadlane.live.models import Live, PutProposal
from toadlane.live.verbs.standing import changed, only_here, run_of
from toadlane.proposals.models import Proposal

MOST = 10
"""On one item."""


@transaction.atomic
def put_proposal(*, live: Live, item: UUID, proposal: Proposal, by: Participant, at: Moment) -> PutProposal:
    """Put a proposal to an item that was taken up: whoever is there may. It is decided by its own rule.

    Faults `live.no-item`, `.no-proposal`, `.decides-nothing`.
    """
    row = only_here(live, by)
    if not row.meeting.decides:
        raise refusals.decides_nothing()
    run = run_of(row, item, by)
    if run is None or proposal.coop_id != row.coop_id:
        raise refusals.no_proposal()
    found = PutProposal.objects.filter(run=run, proposal=proposal).first()
    if found is not None:
        return found
    if PutProposal.objects.filter(run=run).count() >= MOST:
        raise refusals.too_many()
    put = PutProposal.objects.create(coop=row.coop, run=run, proposal=proposal, put_by=by, put_at=at.instant)
    changed(row)
    return put


@transaction.atomic
def take_off_proposal(
    *,
    live: Live,
    item: UUID,
    proposal: UUID,
    by: Participant,
    at: Moment,  # noqa: ARG001 - every verb is told when
) -> Live:
    """Take it off again; the proposal and where people stand stay as they are."""
    row = only_here(live, by)
    run = run_of(row, item, by)
    gone, _kinds = PutProposal.objects.filter(run=run, proposal=proposal).delete()
    if gone:
        changed(row)
    return row
