"""Having something decided and seeing what it does, as JSON."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Status

from toadlane.coops.access import absent
from toadlane.coops.api import Slug, participant_at
from toadlane.proposals import asking, reads
from toadlane.proposals.api import draft_out
from toadlane.proposals.deed_shapes import DeedAskedIn, DeedOut, deed_out
from toadlane.proposals.deeds import doing_of
from toadlane.proposals.draft_views import own, refuse_strangers
from toadlane.proposals.shapes import ProposalDraftOut

router = Router()


@router.post("/asking", response={201: ProposalDraftOut}, summary="Have something decided: a draft filled in")
def ask(request: HttpRequest, coop: Path[Slug], body: DeedAskedIn) -> Status[ProposalDraftOut]:
    """Bound to what it would do as things stand now; nobody is asked until you raise it."""
    place = participant_at(request, coop)
    refuse_strangers(place)
    kept = asking.ask(by=place.member, at=place.moment, **body.dict())
    return Status(201, draft_out(kept, place))


@router.get("/drafts/{draft}/does", response=DeedOut, summary="What one of your drafts would do")
def draft_does(request: HttpRequest, coop: Path[Slug], draft: UUID) -> DeedOut:
    """Absent where it changes nothing by itself."""
    place = participant_at(request, coop)
    found = deed_out(doing_of(own(place, draft), place))
    if found is None:
        raise absent()
    return found


@router.get("/{proposal}/does", response=DeedOut, summary="What a proposal does, and how far that is")
def proposal_does(request: HttpRequest, coop: Path[Slug], proposal: UUID) -> DeedOut:
    """Absent where it changes nothing by itself."""
    place = participant_at(request, coop)
    row = reads.proposal_at(place, proposal)
    found = deed_out(doing_of(row, place, row.outcome if hasattr(row, "outcome") else None))
    if found is None:
        raise absent()
    return found
