"""Ending a proposal without a decision: taken back, pulled back to be worked on, or left as it is."""

from __future__ import annotations

from django.db import transaction

from bylaws.decisions.as_it_is import as_it_is
from bylaws.decisions.days import day_ending
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import ending_refusals, refusals
from toadlane.proposals.choosing import steers
from toadlane.proposals.models import Attempt, Proposal, Step
from toadlane.proposals.sameness import refuse_unseconded
from toadlane.proposals.verbs.running import open_attempt
from toadlane.proposals.verbs.steps import again, begun, follow, refuse_long, write

Kind = Step.Kind


@transaction.atomic
def take_back(*, proposal: Proposal, because: str, by: Participant, at: Moment, key: str) -> Step:
    """Whoever raised it takes it back, and says why; it is over, and may be raised anew.

    Faults: `proposals.closed`, `.not-yours`, `.long`.
    """
    return _taken_out(Kind.WITHDRAWN, proposal, as_kept(because), by=by, at=at, key=key)


@transaction.atomic
def pull_back(*, proposal: Proposal, because: str, by: Participant, at: Moment, key: str) -> Step:
    """Whoever raised it pulls it back to be worked on, before the close; they open it again.

    Faults: those of `take_back`, `proposals.because`, `.pulled-back`.
    """
    because = as_kept(because)
    if not because:
        raise ending_refusals.no_because()
    return _taken_out(Kind.PULLED_BACK, proposal, because, by=by, at=at, key=key)


@transaction.atomic
def open_again(*, proposal: Proposal, by: Participant, at: Moment, key: str) -> Attempt:
    """What was pulled back is asked again, of those who are there now, on its text as it is now.

    Faults: `proposals.closed`, `.not-yours`, `.not-pulled-back`, `.notice`, `.unseconded`.
    """
    taken, life = begun(proposal, "open-again", {"proposal": str(proposal.pk)}, by=by, at=at, key=key)
    if life is None:
        return Attempt.objects.get(coop=by.coop, pk=taken.result)
    if not steers(life, by, at.day):
        raise refusals.not_yours()
    now = life.state(at.instant).value
    if now.phase != "pulled-back":
        raise ending_refusals.not_pulled_back()
    if now.opens_at is not None and at.instant < now.opens_at:
        raise ending_refusals.notice_runs(day_ending(now.opens_at, by.coop.time_zone), now.article)
    refuse_unseconded(life, now, at)
    attempt = open_attempt(life, now, at.instant, by=by)
    taken.keep(attempt.pk)
    follow(life, at)
    return attempt


@transaction.atomic
def leave_as_it_is(
    *, proposal: Proposal, yes: bool, because: str, by: Participant, at: Moment, key: str
) -> Step:
    """Somebody who decides would leave it as it is, or would not any more; enough of them end it so.

    Faults: `proposals.closed`, `.as-it-is`, `.no-part`, `.long`.
    """
    because = as_kept(because)
    content: dict[str, Json] = {"because": because, "proposal": str(proposal.pk), "yes": yes}
    taken, life = begun(proposal, Kind.AS_IT_IS.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    refuse_long(because)
    said = life.would_leave()
    found = as_it_is(life.proposal(), {*said, by.key} if yes else {*said} - {by.key}, at=at.instant)
    if life.row.poll or not found.value.needed:
        raise ending_refusals.not_left_as_it_is(found.reason.article)
    if by.key not in as_it_is(life.proposal(), {by.key}, at=at.instant).value.said:
        raise refusals.no_part(found.reason.article)
    step = write(
        life,
        Kind.AS_IT_IS,
        what={**content, "first": yes and not said},
        by=by,
        at=at,
        because=because,
        yes=yes,
    )
    if found.value.holds:
        write(life, Kind.AGREED_TO_DISAGREE, what={"proposal": str(proposal.pk)}, by=by, at=at)
    taken.keep(step.pk)
    follow(life, at)
    return step


def _taken_out(
    kind: Step.Kind, proposal: Proposal, because: str, *, by: Participant, at: Moment, key: str
) -> Step:
    content: dict[str, Json] = {"because": because, "proposal": str(proposal.pk)}
    taken, life = begun(proposal, kind.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    if not steers(life, by, at.day):
        raise refusals.not_yours()
    refuse_long(because)
    if kind == Kind.PULLED_BACK and life.state(at.instant).value.phase == "pulled-back":
        raise ending_refusals.pulled_back()
    step = write(life, kind, what=content, by=by, at=at, because=because)
    taken.keep(step.pk)
    follow(life, at)
    return step
