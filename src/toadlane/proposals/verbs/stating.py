"""Saying what came of it in a few words: who looks after it, when to look again, who does what by when."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import outcome_refusals, refusals
from toadlane.proposals.choosing import may_state
from toadlane.proposals.life import GONE, life_of
from toadlane.proposals.models import (
    LONGEST,
    Action,
    ActionOver,
    AgreementEnded,
    Outcome,
    Proposal,
    Statement,
)
from toadlane.proposals.verbs.drafting import person
from toadlane.proposals.verbs.running import bring_up_to
from toadlane.record.verbs import append

MOST: Final = 50
"""Actions of one outcome."""


@transaction.atomic
def state_outcome(
    *,
    proposal: Proposal,
    text: str,
    owner: str = "",
    review_on: dt.date | None = None,
    by: Participant,
    at: Moment,
    key: str,
) -> Statement:
    """Say what came of it: `owner` is a key, or ""; the day to look again is never later than the rule's.

    Said again, the latest holds, and the earlier stays readable. Faults: `proposals.not-concluded`,
    `.not-stating`, `.nothing-said`, `.long`, `.owner`, `.not-in-force`, `.review-past`, `.review-late`.
    """
    text = as_kept(text)
    content: dict[str, Json] = {
        "owner": owner or None,
        "proposal": str(proposal.pk),
        "review_on": review_on.isoformat() if review_on else None,
        "text": text,
    }
    taken, outcome = _begun(proposal, "state", content, by=by, at=at, key=key)
    if outcome is None:
        return Statement.objects.get(coop=by.coop, pk=taken.result)
    if not text and not owner and not review_on:
        raise outcome_refusals.nothing_said()
    if len(text) > LONGEST["words"]:
        raise refusals.too_long(LONGEST["words"])
    last = outcome.statements.order_by("-nth").first()
    _refuse_day(outcome, review_on, last.review_on if last else None, at)
    stated = Statement.objects.create(
        coop=by.coop,
        outcome=outcome,
        nth=last.nth + 1 if last else 1,
        text=text,
        owner=_here(by, owner, at),
        review_on=review_on,
        written_by=by,
        written_at=at.instant,
    )
    what: dict[str, Json] = {**content, "statement": str(stated.pk)}
    append(kind="proposal.stated.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    taken.keep(stated.pk)
    return stated


@transaction.atomic
def add_action(
    *,
    proposal: Proposal,
    text: str,
    who: str,
    due_on: dt.date | None = None,
    by: Participant,
    at: Moment,
    key: str,
) -> Action:
    """Somebody, `who` by their key, does something because of it.

    Faults: `proposals.not-concluded`, `.not-stating`, `.action`, `.long`, `.owner`, `.actions`.
    """
    text = as_kept(text)
    content: dict[str, Json] = {
        "due_on": due_on.isoformat() if due_on else None,
        "proposal": str(proposal.pk),
        "text": text,
        "who": who,
    }
    taken, outcome = _begun(proposal, "action", content, by=by, at=at, key=key)
    if outcome is None:
        return Action.objects.get(coop=by.coop, pk=taken.result)
    doing = _here(by, who, at)
    if not text or "\n" in text or doing is None:
        raise outcome_refusals.no_action()
    if len(text) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])
    if outcome.actions.count() >= MOST:
        raise outcome_refusals.too_many_actions(MOST)
    action = Action.objects.create(
        coop=by.coop,
        outcome=outcome,
        text=text,
        who=doing,
        due_on=due_on,
        added_by=by,
        added_at=at.instant,
    )
    what: dict[str, Json] = {**content, "action": str(action.pk)}
    append(kind="proposal.action.v1", what=what, by=by, at=at, subject=str(action.pk))
    taken.keep(action.pk)
    return action


@transaction.atomic
def end_action(
    *, proposal: Proposal, action: UUID, done: bool, because: str, by: Participant, at: Moment, key: str
) -> ActionOver:
    """An action is done, or let go: says whoever does it, or whoever may say what came of it.

    Faults: `proposals.not-stating`, `.action-over`, `.long`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    because = as_kept(because)
    content: dict[str, Json] = {"action": str(action), "because": because, "done": done}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.action-over", by=by, content=content)
    if not taken.first:
        return ActionOver.objects.get(coop=by.coop, pk=taken.result)
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    rows = Action.objects.select_related("who", "over", "outcome__proposal")
    found = rows.filter(coop=by.coop, outcome__proposal=proposal, pk=action).first()
    if found is None:
        raise absent()
    theirs = found.who_id == by.pk and by.stage_on(at.day) not in GONE
    if not theirs and not may_state(life_of(proposal), by, at.day):
        raise outcome_refusals.not_stating()
    if hasattr(found, "over"):
        raise outcome_refusals.action_over()
    if len(because) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])
    over = ActionOver.objects.create(
        coop=by.coop, action=found, done=done, because=because, by=by, happened_at=at.instant
    )
    append(kind="proposal.action-over.v1", what=content, by=by, at=at, subject=str(found.pk))
    taken.keep(over.pk)
    return over


def _begun(
    proposal: Proposal, verb: str, content: dict[str, Json], *, by: Participant, at: Moment, key: str
) -> tuple[keys.Taken, Outcome | None]:
    """The key of the click and the outcome; without it where the click was sent before."""
    if by.coop_id != proposal.coop_id:
        raise absent()
    taken = keys.take(coop=by.coop, key=key, verb=f"proposals.{verb}", by=by, content=content)
    if not taken.first:
        return taken, None
    life = bring_up_to(proposal=proposal, at=at)
    if not hasattr(life.row, "outcome"):
        raise outcome_refusals.not_concluded()
    if not may_state(life, by, at.day):
        raise outcome_refusals.not_stating()
    return taken, life.row.outcome


def _here(by: Participant, key: str, at: Moment) -> Participant | None:
    """Somebody who takes part now; nobody where none is named. Fault `proposals.owner`."""
    found = person(by, key)
    if found is not None and found.stage_on(at.day) in GONE:
        raise outcome_refusals.not_here()
    return found


def _refuse_day(outcome: Outcome, day: dt.date | None, before: dt.date | None, at: Moment) -> None:
    if day is None:
        return
    if not outcome.passed or AgreementEnded.objects.filter(outcome=outcome).exists():
        raise outcome_refusals.nothing_to_review()
    if day < at.day and day != before:
        raise outcome_refusals.review_past()
    if outcome.review_on is not None and day > outcome.review_on:
        raise outcome_refusals.review_late(outcome.review_on, outcome.article)
