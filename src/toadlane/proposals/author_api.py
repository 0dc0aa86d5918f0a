"""Writing a draft together, over the API."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, PersonKey, Slug, participant_at
from toadlane.proposals import authors, verbs
from toadlane.proposals.draft_views import own

router = Router()


class WriterIn(Schema):
    """Whom to ask."""

    person: PersonKey
    key: Click


class WriterAnswerIn(Schema):
    """Whether you write along."""

    agrees: bool = Field(strict=True)


class WriterOut(Schema):
    """Somebody who was asked; `agreed` once they do."""

    person: str
    agreed: bool


@router.get("/drafts/{draft}/writers", response=list[WriterOut], summary="Who writes a draft along")
def list_writers(request: HttpRequest, coop: Path[Slug], draft: UUID) -> list[WriterOut]:
    """Besides whoever began it."""
    return writers_out(participant_at(request, coop), draft)


@router.post("/drafts/{draft}/writers", response={201: list[WriterOut]}, summary="Ask somebody to")
def ask_writer(
    request: HttpRequest, coop: Path[Slug], draft: UUID, body: WriterIn
) -> Status[list[WriterOut]]:
    """For whoever began it; they read it at once."""
    place = participant_at(request, coop)
    verbs.invite_writer(draft=draft, person_key=body.person, by=place.member, at=place.moment, key=body.key)
    return Status(201, writers_out(place, draft))


@router.post("/drafts/{draft}/writers/answer", response={204: None}, summary="Write along, or do not")
def answer_asking(request: HttpRequest, coop: Path[Slug], draft: UUID, body: WriterAnswerIn) -> Status[None]:
    """For whoever was asked; also to leave it later."""
    place = participant_at(request, coop)
    verbs.answer_invitation(draft=draft, agrees=body.agrees, by=place.member, at=place.moment)
    return Status(204, None)


@router.delete("/drafts/{draft}/writers/{person}", response={204: None}, summary="Go on without somebody")
def part_with(request: HttpRequest, coop: Path[Slug], draft: UUID, person: Path[PersonKey]) -> Status[None]:
    """For whoever began it; what they wrote stays."""
    place = participant_at(request, coop)
    verbs.part_with_writer(draft=draft, person_key=person, by=place.member, at=place.moment)
    return Status(204, None)


def writers_out(place: Place, draft: UUID) -> list[WriterOut]:
    """Everybody who was asked."""
    rows = authors.writers_of(own(place, draft))
    return [WriterOut(person=one.participant.key, agreed=one.agreed_at is not None) for one in rows]
