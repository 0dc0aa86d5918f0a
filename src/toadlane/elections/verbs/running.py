"""What comes by itself: the list is closed and put to the vote, and whoever was elected is seated.

The job does it in time, and so does whoever acts or looks; when they come changes nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from bylaws.membership.posts import Post
from bylaws.membership.terms import may_take
from bylaws.record.canonical import Json
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.verbs import use_authority
from toadlane.elections import words
from toadlane.elections.calling import body_of
from toadlane.elections.models import Elected, Election, ElectionStep
from toadlane.elections.standing import (
    RULE_GONE,
    SHORT,
    Candidate,
    Standing,
    Step,
    rule_of,
    standing_of,
    why_not_yet,
)
from toadlane.elections.verbs.ordering import in_order
from toadlane.elections.verbs.refilling import fill_those_due
from toadlane.proposals.models import Outcome, Proposal
from toadlane.proposals.polling import chooses
from toadlane.proposals.verbs.electing import ELECT, Ballot, put_to_vote
from toadlane.proposals.verbs.running import catch_up
from toadlane.record.verbs import append
from toadlane.roles import held
from toadlane.roles.held import Held
from toadlane.roles.verbs import Ground, Way, write

ORIGIN = "election"


@transaction.atomic
def bring_up_to(*, election: Election, at: Moment) -> Standing:
    """Write down all that came by itself until a moment; done twice, it is done once."""
    Election.objects.select_for_update(no_key=True).get(pk=election.pk)
    row = Election.objects.select_related("coop", "called_by").get(pk=election.pk)
    standing = standing_of(row)
    if standing.ended is None and not standing.steps and at.instant >= standing.list_closes_at:
        _close_list(standing)
        standing = standing_of(row)
    proposal = standing.proposal
    if standing.ended is None and proposal is not None:
        if not hasattr(proposal, "outcome"):
            catch_up(proposal, at)
            proposal = Proposal.objects.select_related("outcome").get(pk=proposal.pk)
        if hasattr(proposal, "outcome") and why_not_yet(proposal.outcome, at) is None:
            _finish(standing, proposal.outcome, at)
            standing = standing_of(row)
    if Step.OVER in standing.steps:
        fill_those_due(standing, at)
    return standing


def is_due(standing: Standing, at: Moment) -> bool:
    """Whether anything of it comes now; for whoever looks."""
    if standing.ended is not None:
        return False
    proposal = standing.proposal
    if proposal is None:
        return at.instant >= standing.list_closes_at
    waking = getattr(proposal, "waking", None)
    return hasattr(proposal, "outcome") or (
        waking is not None and (waking.next_at or at.instant) <= at.instant
    )


def _close_list(standing: Standing) -> None:
    """Nominations are over: those who stand are put to the vote, at the instant the list closed."""
    row = standing.row
    if standing.namings:  # whoever leads it proposes somebody
        return
    closed = Moment.of(standing.list_closes_at, coop=row.coop)
    if standing.without_candidates:
        _step(standing, Step.NOBODY_STANDS, closed)
        return
    found = held.held_in(row.coop, closed.day)
    of, rule = held.post_in(found, row.post), rule_of(found.text, row.rule) if found else None
    if found is None or of is None or rule is None or not chooses(rule.says):
        _step(standing, Step.CALLED_OFF, closed, because=RULE_GONE)
        return
    standing_for_it = [one for one in standing.standing if _still_may(found, of, row, one)]
    if not standing_for_it:
        _step(standing, Step.NOBODY_STANDS, closed)
        return
    keys: list[Json] = [one.who.key for one in standing_for_it]
    subject = subject_of(row)
    with override(row.coop.language):
        title = words.title(row.post)
        text = _text(row, len(keys))
    ballot = Ballot(
        rule=row.rule,
        article=row.article,
        seats=row.seats,
        names=[str(key) for key in keys],
        title=title,
        text=text,
        subject=subject,
        fingerprint=fingerprint(row, keys),
        within=body_of(found, row.post),
        origin=(ORIGIN, str(row.pk), title),
    )
    proposal = put_to_vote(ballot, by=row.called_by, at=closed)
    _step(standing, Step.PUT_TO_VOTE, closed, proposal=proposal, candidates=keys)


def subject_of(row: Election) -> str:
    """What the decision is about, as people read it."""
    return f"{row.post[:SHORT]}, {row.from_day.isoformat()}"


def fingerprint(row: Election, keys: list[Json]) -> str:
    """What exactly is voted on: what is filled, from when, how many seats, and who stands."""
    said: dict[str, Json] = {
        "candidates": keys,
        "election": str(row.pk),
        "from_day": row.from_day.isoformat(),
        "post": row.post,
        "rule": row.rule,
        "seats": row.seats,
    }
    return fingerprint_of(said)


def _still_may(found: Held, of: Post, row: Election, one: Candidate) -> bool:
    return may_take(found.people[one.who.key], of, found.tenures, on=row.from_day).value


def _text(row: Election, candidates: int) -> str:
    """What the proposal says; who stands is on the ballot, and what they say on the page of the election."""
    told = gettext("We fill this: {post}. Seats: {seats}. Candidates: {candidates}. From {day} on.")
    said = told.format(
        post=words.post_title(row.post), seats=row.seats, candidates=candidates, day=row.from_day.isoformat()
    )
    return "\n\n".join(part for part in (said, row.says) if part)


def _finish(standing: Standing, outcome: Outcome, at: Moment) -> None:
    """Whoever was elected holds it from its first day, as far as the charter still lets them."""
    row = standing.row
    Coop.objects.select_for_update(no_key=True).get(pk=row.coop_id)
    elected = standing.ballot if standing.without_candidates else outcome.chosen
    chosen = [key for key in elected if key in standing.ballot] if outcome.passed else []
    if outcome.authority is not None:
        use_authority(
            authority=outcome.authority,
            matter=ELECT,
            subject=outcome.authority.subject,
            fingerprint=outcome.authority.fingerprint,
            by=row.called_by,
            at=at,
            used_for=words.title(row.post),
        )
    people = {one.key: one for one in Participant.objects.filter(coop=row.coop, key__in=chosen)}
    order, seed = in_order(standing, chosen, at)
    seated = [_seat(row, people[key], nth, at) for nth, key in enumerate(order, 1)]
    told: list[Json] = [
        {"person": one.participant.key, "seated": one.period_id is not None} for one in seated
    ]
    _step(standing, Step.OVER, at, elected=told, seed=seed)


def _seat(row: Election, who: Participant, nth: int, at: Moment) -> Elected:
    """One of them; with what stands in the way, where anything does since they were put on the list."""
    found, on = held.held_in(row.coop, at.day), max(row.from_day, at.day)
    of = held.post_in(found, row.post)
    period, because = None, GONE
    if found is not None and of is not None:
        asked = may_take(found.people[who.key], of, found.tenures, on=on)
        because = ", ".join(part.code for part in asked.reason.parts if part.code in AGAINST)
        if asked.value:
            with override(row.coop.language):
                ground = Ground(words.title(row.post), election=row.pk)
            period = write(found, of, who, on=on, way=Way.CHOSEN, by=row.called_by, at=at, ground=ground)
    return Elected.objects.create(
        coop=row.coop, election=row, participant=who, nth=nth, period=period, because=because
    )


GONE = "posts.unknown"
"""The charter was amended, and has no such role or body any more."""
AGAINST = frozenset({"post.not-open-to", "post.held-already", "post.full", "post.terms-done"})


def _step(
    standing: Standing,
    kind: ElectionStep.Kind,
    at: Moment,
    *,
    because: str = "",
    proposal: Proposal | None = None,
    candidates: list[Json] | None = None,
    **what: Json,
) -> None:
    row = standing.row
    said: dict[str, Any] = {"coop": row.coop, "election": row, "kind": kind, "because": because}
    ElectionStep.objects.create(
        **said, proposal=proposal, candidates=candidates or [], happened_at=at.instant
    )
    told: dict[str, Json] = {"election": str(row.pk), **what}
    if candidates:
        told["candidates"] = candidates
    if proposal is not None:
        told["proposal"] = str(proposal.pk)
    if because:
        told["because"] = because
    append(kind=f"election.{kind.value}.v1", what=told, by=None, at=at, subject=str(row.pk), coop=row.coop)
