"""Voting in secret: once, for good, and detached from whoever did.

Nothing here says what somebody voted: not the key of the click, which is taken for the proposal alone; not
the record, which learns at the close who voted, all at once; and no row but the box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from bylaws.decisions.phases import State
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import refusals, secret_refusals
from toadlane.proposals.boxes import code_of, new_code
from toadlane.proposals.choosing import (
    Ballot,
    as_marks,
    may_ask_secrecy,
    refuse_other_text,
    refuse_stance,
    takes_positions,
)
from toadlane.proposals.life import Life, life_of, named
from toadlane.proposals.models import OpenBox, Proposal, Step, Voted
from toadlane.proposals.verbs.running import bring_up_to, settle
from toadlane.record.verbs import append


@dataclass(frozen=True, slots=True)
class Cast:
    """The receipt of a vote; `code` is empty where this one did not go into the box."""

    code: str


@transaction.atomic
def cast_vote(
    *,
    proposal: Proposal,
    stance: str,
    by: Participant,
    at: Moment,
    key: str,
    receipt: str = "",
    ballot: Ballot = (),
    revision: int | None = None,
) -> Cast:
    """Put a ballot into the box of a secret vote. It cannot be changed; sent twice, it lies there once.

    `receipt` is the code that the ballot was shown with; without one it is made here. Faults: those of
    `take_position`, `proposals.open-vote`, `.voted`, `.receipt`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    code = code_of(receipt) if receipt else new_code()
    if not code:
        raise secret_refusals.no_receipt()
    taken = keys.take(
        coop=by.coop, key=key, verb="proposals.vote", by=by, content={"proposal": str(proposal.pk)}
    )
    life = bring_up_to(proposal=proposal, at=at)
    if not taken.first:
        return Cast(code if _lies_there(life, code) else "")
    marks = as_marks(ballot) if stance == "agree" else []
    now = _may_be_cast(life, stance, marks, by=by, at=at, revision=revision)
    if _lies_there(life, code):
        raise secret_refusals.receipt_taken()
    _put_in(life, now, (code, stance, marks), by=by, at=at)
    taken.keep("voted")
    settle(life_of(proposal), at)
    return Cast(code)


def _may_be_cast(
    life: Life, stance: str, marks: list[Any], *, by: Participant, at: Moment, revision: int | None
) -> State:
    """Where it stands, if somebody may put this into the box now."""
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    now = life.state(at.instant).value
    if life.attempt is None or not takes_positions(now):
        raise refusals.not_open()
    if not now.secret:
        raise secret_refusals.open_vote(now.article)
    if by.key in now.voted:
        raise secret_refusals.voted(now.article)
    refuse_other_text(life, revision, at)
    refuse_stance(life, stance, because="", review_on=None, marks=marks, of=by, at=at)
    return now


def _put_in(life: Life, now: State, said: tuple[str, str, list[Any]], *, by: Participant, at: Moment) -> None:
    """That somebody voted in one row, and what in another that says nothing of whom, when or where."""
    attempt, run_off = life.attempts[-1], now.phase == "run-off"
    code, stance, marks = said
    where: dict[str, Any] = {"coop": by.coop, "attempt": attempt, "run_off": run_off}
    Voted.objects.create(**where, participant=by, recorded_at=attempt.opened_at)
    box, _made = OpenBox.objects.select_for_update().get_or_create(**where)
    box.ballots = sorted([*box.ballots, [code, stance, [list(one) for one in named(marks, life.names)]]])
    if now.ends_at is None and set(now.silent) <= {by.key}:
        box.full_at = at.instant
    box.save()


def _lies_there(life: Life, code: str) -> bool:
    """Whether a ballot of that code lies in any box of the proposal, also of an attempt that is over."""
    boxes = [(one, run_off) for one in life.boxes.values() for run_off in (False, True)]
    return any(ballot.code == code for one, run_off in boxes for ballot in one.ballots(run_off=run_off))


@transaction.atomic
def ask_secrecy(*, proposal: Proposal, by: Participant, at: Moment, key: str) -> Step:
    """Somebody who decides asks that it be secret, before any position. Fault `proposals.no-secrecy`."""
    if by.coop_id != proposal.coop_id:
        raise absent()
    content: dict[str, Json] = {"proposal": str(proposal.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.secrecy", by=by, content=content)
    if not taken.first:
        return Step.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    now = life.state(at.instant).value
    if not may_ask_secrecy(life, now, life.elector_on(by.key, at.day)):
        raise secret_refusals.no_secrecy(now.article)
    step = Step.objects.create(
        coop=by.coop,
        proposal=proposal,
        kind=Step.Kind.SECRECY_ASKED,
        participant=by,
        happened_at=at.instant,
    )
    append(kind="proposal.secrecy-asked.v1", what=content, by=by, at=at, subject=str(proposal.pk))
    taken.keep(step.pk)
    settle(life_of(proposal), at)
    return step
