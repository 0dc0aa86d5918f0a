"""What becomes of an objection: whoever raised it says that it is met, or whoever leads rules it out."""

from __future__ import annotations

from django.db import transaction

from bylaws.decisions.tally import ANSWERED
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import ending_refusals
from toadlane.proposals.choosing import takes_positions
from toadlane.proposals.models import Proposal, Step
from toadlane.proposals.verbs.steps import again, begun, follow, refuse_long, write
from toadlane.talk.subjects import kind_of

Kind = Step.Kind


@transaction.atomic
def meet_objection(*, proposal: Proposal, because: str, by: Participant, at: Moment, key: str) -> Step:
    """Whoever objected says that their objection is met, and may say by what.

    Faults: `proposals.closed`, `.no-objection`, `.long`.
    """
    return _handle(Kind.INTEGRATED, proposal, by.key, because, by=by, at=at, key=key)


@transaction.atomic
def rule_out(*, proposal: Proposal, whose: str, because: str, by: Participant, at: Moment, key: str) -> Step:
    """Whoever leads talks rules somebody else's objection out, with their name and the reason.

    Faults: `proposals.because`, `.not-leading`, and those of `meet_objection`.
    """
    if not as_kept(because):
        raise ending_refusals.no_because()
    if whose == by.key or not leads(by, at):
        raise ending_refusals.not_leading()
    return _handle(Kind.RULED_OUT, proposal, whose, because, by=by, at=at, key=key)


def leads(who: Participant, at: Moment) -> bool:
    """Whether they hold a role that leads talks."""
    return bool(kind_of("proposal").facilitators & sight_on(who, at.day).audiences)


def _handle(
    kind: Step.Kind,
    proposal: Proposal,
    whose: str,
    because: str,
    *,
    by: Participant,
    at: Moment,
    key: str,
) -> Step:
    because = as_kept(because)
    content: dict[str, Json] = {"because": because, "proposal": str(proposal.pk), "whose": whose}
    taken, life = begun(proposal, kind.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    refuse_long(because)
    now = life.state(at.instant).value
    stands = next((one for one in life.objections() if one.position.participant.key == whose), None)
    answered = now.says is not None and now.says.method in ANSWERED
    may = answered and takes_positions(now) and life.is_here(by.key, at.day)
    if not may or stands is None or stands.met is not None:
        raise ending_refusals.no_objection(now.article)
    objector = stands.position.participant
    step = write(life, kind, what=content, by=by, at=at, because=because, whose=objector)
    taken.keep(step.pk)
    follow(life, at)
    return step
