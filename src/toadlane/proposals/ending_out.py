"""How proposals end, in the shapes of the API."""

from __future__ import annotations

from typing import Any

from toadlane.proposals.agreements import Agreement
from toadlane.proposals.ending_reads import Ends
from toadlane.proposals.ending_shapes import (
    AgreementOut,
    AsItIsOut,
    ObjectionOut,
    ProposalActionOut,
    ProposalStatementOut,
    SameAsOut,
    StopOut,
)
from toadlane.proposals.life import Objection
from toadlane.proposals.models import Action, Outcome, Position, Statement
from toadlane.proposals.sameness import Sameness
from toadlane.proposals.shapes import MarkShape, StandOut


def ends_out(ends: Ends) -> dict[str, Any]:
    """What `ProposalOut` says of its end."""
    leaving, me = ends.leaving.value, ends.shown.me.key
    said = [one for one in leaving.said if ends.shown.sees_positions or one == me]
    found = ends.agreement
    return {
        "course": [stop_out(one) for one in ends.course],
        "as_it_is": AsItIsOut(said=said, of=leaving.of, needed=leaving.needed),
        "objections": [objection_out(one) for one in ends.objections],
        "earlier": [position_out(one) for one in ends.earlier],
        "same_as": same_out(ends.sameness) if ends.sameness else None,
        "statement": statement_out(found.stated) if found and found.stated else None,
        "actions": [action_out(one) for one in ends.actions],
    }


def same_out(found: Sameness) -> SameAsOut:
    """Who says that it is the same as what failed."""
    return SameAsOut(
        before=found.before.proposal,
        failed_on=found.before.failed_on,
        needed=found.needed,
        said=sorted(one.key for one in found.said),
        seconded=sorted(one.key for one in found.seconded),
    )


def stop_out(one: Any) -> StopOut:
    """One stop on the way."""
    names = StopOut.model_fields
    return StopOut(**{name: getattr(one, name) for name in names})


def objection_out(one: Objection) -> ObjectionOut:
    """An objection that stands."""
    met = one.met
    return ObjectionOut(
        person=one.position.participant.key,
        met=met.kind if met else None,
        met_by=met.participant.key if met else None,
        because=met.because if met else "",
    )


def position_out(row: Position, *, counts: bool = False) -> StandOut:
    """Where somebody stands, or stood before."""
    return StandOut(
        person=row.participant.key,
        stance=row.stance,
        ballot=[MarkShape(option=nth, points=points) for nth, points in row.ballot],
        because=row.words.content if hasattr(row, "words") else "",
        review_on=row.review_on,
        revision=row.revision.nth,
        taken_at=row.taken_at,
        channel=row.channel,
        spoken_by=row.spoken_by.key if row.spoken_by else None,
        entered_by=row.entered_by.key if row.entered_by else None,
        witness=row.witness.key if row.witness else None,
        counts=counts,
    )


def statement_out(one: Statement) -> ProposalStatementOut:
    """What was said of an outcome."""
    return ProposalStatementOut(
        text=one.text,
        owner=one.owner.key if one.owner else None,
        review_on=one.review_on,
        written_by=one.written_by.key,
        written_at=one.written_at,
    )


def action_out(one: Action) -> ProposalActionOut:
    """What somebody does because of it."""
    done = one.over.done if hasattr(one, "over") else None
    return ProposalActionOut(id=one.pk, text=one.text, who=one.who.key, due_on=one.due_on, done=done)


def ended_by(one: Outcome | None) -> Any:
    """The proposal that ended an agreement; None while it holds."""
    return one.ended.decided_by.proposal_id if one is not None and hasattr(one, "ended") else None


def agreement_out(found: Agreement) -> AgreementOut:
    """Something that was agreed."""
    one = found.outcome
    return AgreementOut(
        id=one.pk,
        proposal=one.proposal_id,
        title=one.revision.title,
        text=one.revision.text,
        article=one.article,
        state=found.state,
        since=one.ended_on,
        review_on=found.look_on,
        ended_on=one.ended.happened_on if found.state == "ended" else None,
        ended_by=ended_by(one),
        ends=one.proposal.ends_id,
        chosen=one.chosen,
        decision=one.authority_id,
        statement=statement_out(found.stated) if found.stated else None,
        actions=[action_out(each) for each in found.actions],
    )
