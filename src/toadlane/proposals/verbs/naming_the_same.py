"""A proposal under a new title is the same as one that failed: who decides says so, and others second it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.proposals import refusals, same_refusals
from toadlane.proposals.models import DECISIONS, Proposal, Step
from toadlane.proposals.proxies import voices_on
from toadlane.proposals.sameness import sameness, to_name
from toadlane.proposals.verbs.steps import again, begun, follow, write

Kind = Step.Kind


@transaction.atomic
def name_the_same(*, proposal: Proposal, before: UUID, by: Participant, at: Moment, key: str) -> Step:
    """Somebody who decides says that it is the same as one that failed.

    Once as many say so as it takes to second what is raised again, it is pulled back, and can be opened again
    as soon as so many second it. Faults: `proposals.closed`, `.no-part`, `.not-the-same`, `.same-said`,
    `.not-open`.
    """
    content: dict[str, Json] = {"before": str(before), "proposal": str(proposal.pk)}
    taken, life = begun(proposal, Kind.SAME_AS.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    now = life.state(at.instant).value
    if not now.open:
        raise refusals.not_open()
    if by.key not in now.voices or not life.is_here(by.key, at.day):
        raise refusals.no_part(now.article)
    if any(one.kind == Kind.SAME_AS and one.participant_id == by.pk for one in life.steps):
        raise same_refusals.said_already()
    known = to_name(life) if sight_on(by, at.day).may_see_class(DECISIONS) else []
    if by.pk == proposal.raised_by_id or before not in {one.proposal for one in known}:
        raise same_refusals.not_the_same(now.article)
    step = write(life, Kind.SAME_AS, what=content, by=by, at=at, options=[str(before)])
    life.steps.append(step)
    found = sameness(life, now, at)
    if found is not None and not found.may_open:
        what: dict[str, Json] = {"because": "", "proposal": str(proposal.pk)}
        write(life, Kind.PULLED_BACK, what=what, by=by, at=at)
    taken.keep(step.pk)
    follow(life, at)
    return step


@transaction.atomic
def second(*, proposal: Proposal, by: Participant, at: Moment, key: str) -> Step:
    """Somebody else who decides seconds it, where enough say that it is the same as what failed.

    Faults: `proposals.closed`, `.no-part`, `.not-to-second`.
    """
    content: dict[str, Json] = {"proposal": str(proposal.pk)}
    taken, life = begun(proposal, Kind.SECONDED.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    now = life.state(at.instant).value
    found = sameness(life, now, at)
    if found is None or not found.holds or by.pk == proposal.raised_by_id or by in found.seconded:
        raise same_refusals.not_to_second()
    if by.key not in voices_on(life, now, at) or not life.is_here(by.key, at.day):
        raise refusals.no_part(now.article)
    step = write(life, Kind.SECONDED, what=content, by=by, at=at)
    taken.keep(step.pk)
    follow(life, at)
    return step
