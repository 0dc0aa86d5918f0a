"""An agreement ends when a later proposal is adopted that was raised to end or replace it."""

from __future__ import annotations

from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions.lapsing import let_lapse
from toadlane.proposals import refusals
from toadlane.proposals.models import DECISIONS, AgreementEnded, Outcome, Proposal
from toadlane.proposals.said import number_of
from toadlane.record.verbs import append


def agreement(by: Participant, key: str, at: Moment) -> Proposal | None:
    """What a proposal would end or replace, if it was adopted and holds. Fault `proposals.not-in-force`."""
    if not key:
        return None
    if not sight_on(by, at.day).may_see_class(DECISIONS):
        raise absent()
    rows = Proposal.objects.select_related("outcome__ended").filter(coop=by.coop, outcome__passed=True)
    number = number_of(key)
    found = rows.filter(pk=number).first() if number else None
    if found is None:
        raise absent()
    if hasattr(found.outcome, "ended"):
        raise refusals.not_in_force()
    return found


def end_what_it_ends(outcome: Outcome, at: Moment) -> AgreementEnded | None:
    """End what an adopted proposal was to end; what has ended before stays as it ended then.

    What it let happen and nobody has done yet is not done any more.
    """
    row = outcome.proposal
    if not outcome.passed or row.ends_id is None:
        return None
    Proposal.objects.select_for_update(no_key=True).get(pk=row.ends_id)
    agreed = Outcome.objects.select_related("authority").get(proposal=row.ends_id)
    if AgreementEnded.objects.filter(outcome=agreed).exists():
        return None
    ended = AgreementEnded.objects.create(
        coop=row.coop,
        outcome=agreed,
        because=outcome.revision.title,
        decided_by=outcome,
        by=row.raised_by,
        happened_on=outcome.ended_on,
    )
    append(
        kind="proposal.agreement-ended.v1",
        what={"by": str(row.pk), "proposal": str(agreed.proposal_id)},
        by=None,
        at=at,
        subject=str(agreed.proposal_id),
        coop=row.coop,
    )
    if agreed.authority is not None:
        let_lapse(authority=agreed.authority, because=outcome.revision.title, by=row.raised_by, at=at)
    return ended
