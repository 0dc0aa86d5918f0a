"""The texts of a proposal and suggested changes, over the API."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, Slug, participant_at
from toadlane.proposals import reads, suggestion_reads, verbs
from toadlane.proposals.models import LONGEST
from toadlane.proposals.shapes import ProposalTextIn

router = Router()


class ProposalVersionOut(Schema):
    """One text of a proposal."""

    revision: int
    title: str
    text: str
    because: str
    written_by: str
    written_at: dt.datetime


class SuggestionOut(Schema):
    """A suggested change; `accepted` is missing until it is answered."""

    id: UUID
    revision: int
    title: str
    text: str
    because: str
    by: str
    at: dt.datetime
    accepted: bool | None
    answer: str | None


class SuggestionAnswerIn(Schema):
    """Accepted, or declined with a reason."""

    accepted: bool = Field(strict=True)
    because: str = Field("", max_length=LONGEST["because"])
    key: Click


@router.get("/{proposal}/versions", response=list[ProposalVersionOut], summary="Every text of a proposal")
def list_versions(request: HttpRequest, coop: Path[Slug], proposal: UUID) -> list[ProposalVersionOut]:
    """The first first."""
    place = participant_at(request, coop)
    return [
        ProposalVersionOut(
            revision=one.nth,
            title=one.title,
            text=one.text,
            because=one.because,
            written_by=one.written_by.key,
            written_at=one.written_at,
        )
        for one in suggestion_reads.versions(reads.proposal_at(place, proposal))
    ]


@router.get("/{proposal}/suggestions", response=list[SuggestionOut], summary="Suggested changes")
def list_suggestions(request: HttpRequest, coop: Path[Slug], proposal: UUID) -> list[SuggestionOut]:
    """Those that wait for an answer first; the latest fifty."""
    return suggestions_out(participant_at(request, coop), proposal)


@router.post(
    "/{proposal}/suggestions", response={201: list[SuggestionOut]}, summary="Suggest a change of the text"
)
def suggest_change(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalTextIn
) -> Status[list[SuggestionOut]]:
    """For whoever may speak about it; it changes nothing until it is accepted."""
    place = participant_at(request, coop)
    row = reads.proposal_at(place, proposal)
    verbs.suggest(proposal=row, by=place.member, at=place.moment, **body.dict())
    return Status(201, suggestions_out(place, proposal))


@router.post(
    "/{proposal}/suggestions/{suggestion}/answer",
    response={201: list[SuggestionOut]},
    summary="Accept a suggested change, or decline it",
)
def answer_change(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, suggestion: UUID, body: SuggestionAnswerIn
) -> Status[list[SuggestionOut]]:
    """For those who wrote it; accepted, the text is changed and everybody asked anew."""
    place = participant_at(request, coop)
    reads.proposal_at(place, proposal)
    found = suggestion_reads.suggestion_at(place, suggestion)
    verbs.answer_suggestion(suggestion=found, by=place.member, at=place.moment, **body.dict())
    return Status(201, suggestions_out(place, proposal))


def suggestions_out(place: Place, proposal: UUID) -> list[SuggestionOut]:
    """All of them."""
    row = reads.proposal_at(place, proposal)
    found = [one.row for one in suggestion_reads.suggestions(row, 0)]
    return [
        SuggestionOut(
            id=one.pk,
            revision=one.revision.nth,
            title=one.title,
            text=one.text,
            because=one.because,
            by=one.by.key,
            at=one.happened_at,
            accepted=one.answer.accepted if hasattr(one, "answer") else None,
            answer=one.answer.because if hasattr(one, "answer") else None,
        )
        for one in found
    ]
