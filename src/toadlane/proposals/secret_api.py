"""Secret votes as JSON: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from toadlane.coops.api import Click, Slug, one_of, participant_at
from toadlane.proposals import reads, secrecy, verbs
from toadlane.proposals.models import Position
from toadlane.proposals.one_api import proposal_out
from toadlane.proposals.polling import MOST
from toadlane.proposals.shapes import MarkShape, ProposalClickIn, ProposalOut

router = Router()


class VoteIn(Schema):
    """A ballot. With a `receipt` of yours a vote whose answer was lost can be sent again and is told."""

    stance: str = one_of(Position.Stance)
    ballot: list[MarkShape] = Field(
        [], max_length=MOST, description="with “agree”, where something is chosen"
    )
    receipt: str = Field("", max_length=40, description="sixteen digits and letters; made here without one")
    revision: int | None = Field(None, ge=1, le=10_000)
    key: Click


class ReceiptOut(Schema):
    """The code on your ballot; empty where this one did not go into the box. It is told once."""

    receipt: str


class BallotOut(Schema):
    """One ballot after the close, by its code."""

    receipt: str
    stance: str
    marks: list[tuple[str, int]]


class BoxOut(Schema):
    """A box after its close: the root that stands in the record, and its ballots by their codes."""

    attempt: int
    run_off: bool
    root: str
    ballots: list[BallotOut]


@router.post("/{proposal}/vote", response={201: ReceiptOut}, summary="Vote in a secret vote, for good")
def vote(request: HttpRequest, coop: Path[Slug], proposal: UUID, body: VoteIn) -> Status[ReceiptOut]:
    """For those who decide, once, while it is open."""
    place = participant_at(request, coop)
    row = reads.proposal_at(place, proposal)
    said = {**body.dict(), "ballot": [(one.option, one.points) for one in body.ballot]}
    cast = verbs.cast_vote(proposal=row, by=place.member, at=place.moment, **said)
    return Status(201, ReceiptOut(receipt=cast.code))


@router.post("/{proposal}/secrecy", response={201: ProposalOut}, summary="Ask that a vote be secret")
def ask_for_secrecy(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """For those who decide, before the first position, where the rule lets them."""
    place = participant_at(request, coop)
    row = reads.proposal_at(place, proposal)
    verbs.ask_secrecy(proposal=row, by=place.member, at=place.moment, key=body.key)
    return Status(201, proposal_out(place, proposal))


@router.get(
    "/{proposal}/ballots", response=list[BoxOut], summary="Every ballot of a secret vote, by its code"
)
def list_ballots(request: HttpRequest, coop: Path[Slug], proposal: UUID) -> list[BoxOut]:
    """After the close, where five or more voted."""
    place = participant_at(request, coop)
    found = reads.shown(place, reads.proposal_at(place, proposal))
    return [
        BoxOut(
            attempt=box.attempt.nth,
            run_off=box.run_off,
            root=box.root,
            ballots=[
                BallotOut(receipt=one.code, stance=one.choice, marks=list(one.marks)) for one in box.ballots
            ],
        )
        for box in secrecy.published(place, found)
    ]
