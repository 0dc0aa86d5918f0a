"""Speaking for another, and entering what came on paper, as JSON: the same verbs as the pages."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from toadlane.coops.api import Click, PersonKey, Slug
from toadlane.proposals import verbs
from toadlane.proposals.one_api import done
from toadlane.proposals.shapes import PositionIn, ProposalClickIn, ProposalOut

router = Router()


class ProxyNameIn(Schema):
    """Whom you ask to speak for you."""

    holder: PersonKey
    key: Click


class ProxyAnswerIn(Schema):
    """Whether you speak for somebody who asked you."""

    giver: PersonKey
    accepts: bool
    key: Click


class ProxyEndIn(Schema):
    """Whose proxy ends: your own key, or that of whoever you speak for."""

    giver: PersonKey
    key: Click


class PositionForIn(PositionIn):
    """Where somebody stands for whom you speak."""

    giver: PersonKey


class PositionEnteredIn(PositionIn):
    """Where somebody stands who said so on paper or by phone, and who else was there."""

    whose: PersonKey
    witness: PersonKey
    channel: Literal["paper", "phone"] = Field("paper")


@router.post("/{proposal}/proxy", response={201: ProposalOut}, summary="Ask somebody to speak for you")
def name_proxy(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProxyNameIn
) -> Status[ProposalOut]:
    """Where the charter lets one speak for another, and not in a secret vote; they accept or decline."""
    return done(request, coop, proposal, verbs.name_proxy, body.dict())


@router.post("/{proposal}/proxy/answer", response={201: ProposalOut}, summary="Accept or decline a proxy")
def answer_proxy(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProxyAnswerIn
) -> Status[ProposalOut]:
    """For whoever was named; for no more people than the charter says."""
    return done(request, coop, proposal, verbs.answer_proxy, body.dict())


@router.post(
    "/{proposal}/proxy/end", response={201: ProposalOut}, summary="Take a proxy back, or give it back"
)
def end_proxy(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProxyEndIn
) -> Status[ProposalOut]:
    """What was said by it counts no more."""
    return done(request, coop, proposal, verbs.end_proxy, body.dict())


@router.post("/{proposal}/position-for", response={201: ProposalOut}, summary="Say where somebody stands")
def speak_for(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: PositionForIn
) -> Status[ProposalOut]:
    """For whoever holds their proxy; what they say themselves before the close counts."""
    return done(request, coop, proposal, verbs.speak_for, {**_said(body), "channel": "api"})


@router.post(
    "/{proposal}/position-entered",
    response={201: ProposalOut},
    summary="Enter a position from paper or a call",
)
def enter_position(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: PositionEnteredIn
) -> Status[ProposalOut]:
    """For whoever keeps papers; whose it is, is told, and can put it right."""
    return done(request, coop, proposal, verbs.enter_position, _said(body))


@router.post(
    "/{proposal}/contesting", response={201: ProposalOut}, summary="Say that an entered position is not yours"
)
def contest(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """Until two days after the close."""
    return done(request, coop, proposal, verbs.contest, body.dict())


def _said(body: PositionIn) -> dict[str, Any]:
    return {**body.dict(), "ballot": [(one.option, one.points) for one in body.ballot]}
