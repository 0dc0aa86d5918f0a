"""How proposals end, as JSON: the same verbs as the buttons on their pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from toadlane.coops.api import Slug, participant_at
from toadlane.proposals import agreements as register
from toadlane.proposals import verbs
from toadlane.proposals.ending_out import agreement_out
from toadlane.proposals.ending_shapes import (
    ActionIn,
    ActionOverIn,
    AgreementOut,
    AgreementsAsked,
    AsItIsIn,
    PullBackIn,
    RuleOutIn,
    SameAsIn,
    StatementIn,
)
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.one_api import done
from toadlane.proposals.shapes import ProposalBackIn, ProposalClickIn, ProposalOut

router = Router()
MOST = 100


@router.get("/agreements", response=list[AgreementOut], summary="What was agreed, the latest first")
def list_agreements(
    request: HttpRequest, coop: Path[Slug], narrowed: Query[AgreementsAsked]
) -> list[AgreementOut]:
    """At most a hundred at once."""
    place = participant_at(request, coop, DECISIONS)
    rows = register.agreements(place, state=narrowed.state or "", said=narrowed.q, sort=narrowed.sort or "")
    if narrowed.before:
        rows = rows.filter(pk__lt=narrowed.before)
    if narrowed.sort is None:
        rows = rows.order_by("-pk")
    return [agreement_out(one) for one in register.shown(rows[:MOST], place)]


@router.post("/{proposal}/pulling-back", response={201: ProposalOut}, summary="Pull a proposal back")
def pull_back(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: PullBackIn
) -> Status[ProposalOut]:
    """For whoever raised it, to work on it."""
    return done(request, coop, proposal, verbs.pull_back, body.dict())


@router.post("/{proposal}/same-as", response={201: ProposalOut}, summary="Say that it failed before")
def name_the_same(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: SameAsIn
) -> Status[ProposalOut]:
    """For whoever decides; enough of them have it pulled back until others second it."""
    return done(request, coop, proposal, verbs.name_the_same, body.dict())


@router.post("/{proposal}/seconding", response={201: ProposalOut}, summary="Second it")
def second(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """For whoever decides, where enough say that it is the same as what failed."""
    return done(request, coop, proposal, verbs.second, body.dict())


@router.post("/{proposal}/opening-again", response={201: ProposalOut}, summary="Open it again")
def open_again(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """For whoever pulled it back."""
    return done(request, coop, proposal, verbs.open_again, body.dict())


@router.post("/{proposal}/as-it-is", response={201: ProposalOut}, summary="Say whether to leave it as it is")
def leave_as_it_is(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: AsItIsIn
) -> Status[ProposalOut]:
    """For those who decide; as many as the rule asks for end it, agreeing to disagree."""
    return done(request, coop, proposal, verbs.leave_as_it_is, body.dict())


@router.post(
    "/{proposal}/objection-met", response={201: ProposalOut}, summary="Say that your objection is met"
)
def meet_objection(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalBackIn
) -> Status[ProposalOut]:
    """For whoever objected, under a rule of consent."""
    return done(request, coop, proposal, verbs.meet_objection, body.dict())


@router.post("/{proposal}/objection-ruled-out", response={201: ProposalOut}, summary="Rule an objection out")
def rule_out(request: HttpRequest, coop: Path[Slug], proposal: UUID, body: RuleOutIn) -> Status[ProposalOut]:
    """For a facilitator, with the reason."""
    return done(request, coop, proposal, verbs.rule_out, body.dict())


@router.post("/{proposal}/statement", response={201: ProposalOut}, summary="Say what came of it")
def state_outcome(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: StatementIn
) -> Status[ProposalOut]:
    """For whoever raised it, decided on it or looks after it, once it is concluded."""
    said = {**body.dict(), "owner": body.owner or ""}
    return done(request, coop, proposal, verbs.state_outcome, said)


@router.post("/{proposal}/actions", response={201: ProposalOut}, summary="Say who does what because of it")
def add_action(request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ActionIn) -> Status[ProposalOut]:
    """They are told."""
    return done(request, coop, proposal, verbs.add_action, body.dict())


@router.post(
    "/{proposal}/actions/{action}/over", response={201: ProposalOut}, summary="Say that an action is over"
)
def end_action(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, action: UUID, body: ActionOverIn
) -> Status[ProposalOut]:
    """For whoever does it, and for whoever may say what came of it."""
    return done(request, coop, proposal, verbs.end_action, {**body.dict(), "action": action})
