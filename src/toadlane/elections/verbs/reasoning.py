"""An election without candidates: naming somebody with reasons, changing it, and proposing for consent."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import override

from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.elections import refusals, words
from toadlane.elections.calling import CONSENTS, body_of
from toadlane.elections.models import LONGEST, Election, ElectionStep, Naming, NamingWords
from toadlane.elections.standing import Standing, Step, rule_of
from toadlane.elections.verbs.beginning import begun, written
from toadlane.elections.verbs.naming import may_reason, refuse_unless_may_stand
from toadlane.elections.verbs.running import ORIGIN, fingerprint, subject_of
from toadlane.proposals.verbs.electing import Ballot, put_to_vote
from toadlane.proposals.ways import may_raise
from toadlane.roles import held
from toadlane.roles.held import Held


@transaction.atomic
def name_with_reasons(
    *, election: Election, person: str, because: str, by: Participant, at: Moment, key: str
) -> Naming:
    """Name whom one would have, and why; once in each of the two rounds. One may name oneself.

    Faults: `elections.name`, `.round` (none is open, or said already), `.why`, `.long`, `.may-not-stand`.
    """
    because = as_kept(because)
    taken, standing = begun(election, "reason", by=by, at=at, key=key, because=because, person=person)
    if not taken.first:
        return Naming.objects.select_related("participant").get(coop=by.coop, pk=taken.result)
    nth = standing.round_at(at.instant)
    if not nth or any(one.by_id == by.pk and one.nth == nth for one in standing.namings):
        raise refusals.no_round()
    found = held.require(by.coop, at.day)
    if not may_reason(found, standing, by, at):
        raise refusals.may_not_name()
    _refuse_words(because, LONGEST["why"])
    who = None if "\x00" in person else Participant.objects.filter(coop=by.coop, key=person).first()
    if who is None:
        raise absent()
    refuse_unless_may_stand(found, standing, who)
    row = Naming.objects.create(
        coop=by.coop, election=election, participant=who, by=by, nth=nth, happened_at=at.instant
    )
    NamingWords.objects.create(coop=by.coop, naming=row, participant=who, by=by, content=because)
    written("election.reasoned.v1", standing, by=by, at=at, person=who.key, round=nth)
    taken.keep(row.pk)
    return row


@transaction.atomic
def propose(
    *, election: Election, people: Sequence[str], because: str, by: Participant, at: Moment, key: str
) -> ElectionStep:
    """Propose whomever the reasons speak for, as many as there are seats at most, for the others to consent.

    For whoever called it once both rounds are over, or anybody who may raise a matter where they no longer
    may. Faults: `elections.over`, `.propose`, `.whom`, `.why`, `.long`, `.may-not-stand`, `.no-ballot`.
    """
    because, chosen = as_kept(because), sorted(set(people))
    said: dict[str, Json] = {"because": because, "people": [*chosen]}
    taken, standing = begun(election, "propose", by=by, at=at, key=key, **said)
    if not taken.first:
        return ElectionStep.objects.get(coop=by.coop, pk=taken.result)
    found = held.require(by.coop, at.day)
    if standing.ended is not None or standing.proposal is not None:
        raise refusals.over()
    if not may_propose(found, standing, by, at):
        raise refusals.not_proposing()
    named = {one.participant.key: one.participant for one in standing.namings}
    if not chosen or len(chosen) > election.seats or not set(chosen) <= set(named):
        raise refusals.not_among()
    _refuse_words(because, LONGEST["why"])
    for person in chosen:
        refuse_unless_may_stand(found, standing, named[person])
    rule = rule_of(found.text, election.rule)
    if rule is None or rule.says.method not in CONSENTS:
        raise refusals.not_elected(election.article, words.post_title(election.post))
    names = ", ".join(named[person].name for person in chosen)
    ballot = _ballot(standing, chosen, names, because, body_of(found, election.post))
    proposal = put_to_vote(ballot, by=by, at=at)
    step = ElectionStep.objects.create(
        coop=by.coop,
        election=election,
        kind=Step.PUT_TO_VOTE,
        proposal=proposal,
        candidates=chosen,
        happened_at=at.instant,
    )
    what: dict[str, Json] = {"candidates": [*chosen], "proposal": str(proposal.pk)}
    written("election.put-to-vote.v1", standing, by=by, at=at, **what)
    taken.keep(step.pk)
    return step


def may_propose(found: Held, standing: Standing, by: Participant, at: Moment) -> bool:
    """Whether both rounds are over, and somebody called it, or stands in for whoever did."""
    if not standing.without_candidates or standing.steps or at.instant < standing.list_closes_at:
        return False
    caller = standing.row.called_by
    leads = by.pk == caller.pk or not may_raise(found.text, caller.stage_on(at.day))
    return leads and may_raise(found.text, by.stage_on(at.day))


def _ballot(standing: Standing, chosen: Sequence[str], names: str, because: str, within: str) -> Ballot:
    row, keys = standing.row, list[Json](chosen)
    with override(row.coop.language):
        title = words.proposed(row.post, names)
    return Ballot(
        rule=row.rule,
        article=row.article,
        seats=row.seats,
        names=(),
        title=title,
        text=because,
        subject=subject_of(row),
        fingerprint=fingerprint(row, keys),
        within=within,
        origin=(ORIGIN, str(row.pk), title),
    )


def _refuse_words(because: str, longest: int) -> None:
    if not because:
        raise refusals.no_why()
    if len(because) > longest:
        raise refusals.too_long(longest)
