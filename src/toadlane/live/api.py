"""A meeting that is held, as JSON: the same verbs as the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import get_language
from ninja import Path, Router, Status

from toadlane.coops.access import Place
from toadlane.coops.api import Slug, participant_at
from toadlane.live import reads, verbs, version
from toadlane.live.acts import act
from toadlane.live.models import CapturedAction, CapturedDecision, Live
from toadlane.live.shapes import (
    ActionAnewIn,
    ActionCapturedIn,
    ActionCapturedOut,
    DecisionAnewIn,
    DecisionCapturedIn,
    DecisionCapturedOut,
    HeldMeetingOut,
    MeetingActIn,
    OpenMeetingIn,
    ParagraphAnewIn,
    ParagraphIn,
    ParagraphOut,
    PutToItemIn,
    RoundBeginIn,
    action_out,
    decision_out,
    live_out,
    note_out,
)
from toadlane.proposals import reads as proposals

router = Router()


@router.get("/{meeting}/live", response={200: HeldMeetingOut, 304: None}, summary="A meeting that is held")
def read_live(
    request: HttpRequest, response: HttpResponse, coop: Path[Slug], meeting: Path[UUID]
) -> Status[Any]:
    """As it stands; ask again with its ETag, and nothing comes (304) while nothing changed."""
    found = version.current_tag(coop, request.user.pk, meeting, get_language() or "")
    if found and request.headers.get("If-None-Match") == quote_etag(found):
        return Status(304, None)
    hall = reads.hall(participant_at(request, coop), meeting)
    response["ETag"] = quote_etag(found)
    return Status(200, live_out(hall))


@router.post("/{meeting}/live", response={201: HeldMeetingOut}, summary="Open a meeting")
def open_meeting(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: OpenMeetingIn
) -> Status[HeldMeetingOut]:
    """For whoever is invited; whoever opens it is there."""
    place = participant_at(request, coop)
    found = reads.hall(place, meeting)
    verbs.open_meeting(meeting=found.meeting, how=body.how, by=place.member, at=place.moment)
    return Status(201, live_out(reads.hall(place, meeting)))


@router.post("/{meeting}/live/acts", response={201: HeldMeetingOut}, summary="Do something in a meeting")
def act_in_meeting(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: MeetingActIn
) -> Status[HeldMeetingOut]:
    """Be there, lead through the agenda, speak in turn, be heard in a round, end it."""
    place, live = _going(request, coop, meeting)
    said = {**body.dict(), "who": body.who or ""}
    act(live=live, by=place.member, at=place.moment, **said)
    return Status(201, live_out(reads.hall(place, meeting)))


@router.post("/{meeting}/live/rounds", response={201: HeldMeetingOut}, summary="Begin a go-round")
def begin_round(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: RoundBeginIn
) -> Status[HeldMeetingOut]:
    """By whoever leads. Of a private one nothing is kept."""
    place, live = _going(request, coop, meeting)
    verbs.begin_round(live=live, by=place.member, at=place.moment, **body.dict())
    return Status(201, live_out(reads.hall(place, meeting)))


@router.post("/{meeting}/live/proposals", response={201: HeldMeetingOut}, summary="Put a proposal to an item")
def put_proposal(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: PutToItemIn
) -> Status[HeldMeetingOut]:
    """Everybody takes their own position, by `/proposals/{proposal}/position`."""
    place, live = _going(request, coop, meeting)
    row = proposals.proposal_at(place, body.proposal)
    common: dict[str, Any] = {"live": live, "item": body.item, "by": place.member, "at": place.moment}
    if body.put:
        verbs.put_proposal(proposal=row, **common)
    else:
        verbs.take_off_proposal(proposal=row.pk, **common)
    return Status(201, live_out(reads.hall(place, meeting)))


@router.post("/{meeting}/live/notes", response={201: ParagraphOut}, summary="Write a paragraph")
def write_note(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: ParagraphIn
) -> Status[ParagraphOut]:
    """Also after the end, until the minutes are agreed."""
    place, live = _going(request, coop, meeting)
    made = verbs.write_note(live=live, by=place.member, at=place.moment, **body.dict())
    return Status(201, note_out(made))


@router.put("/{meeting}/live/notes/{note}", response=ParagraphOut, summary="Write a paragraph anew")
def rewrite_note(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], note: Path[UUID], body: ParagraphAnewIn
) -> ParagraphOut:
    """If somebody did meanwhile, yours is kept beside theirs: another `id` comes back, with `beside`."""
    place = participant_at(request, coop)
    row, _earlier = reads.note_at(reads.going(place, meeting)[0], note)
    common: dict[str, Any] = {"note": row, "version": body.version, "by": place.member, "at": place.moment}
    if body.struck:
        return note_out(verbs.strike_note(struck=True, **common))
    return note_out(verbs.rewrite_note(text=body.text, key=body.key, **common))


@router.post("/{meeting}/live/decisions", response={201: DecisionCapturedOut}, summary="Note a decision")
def capture_decision(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: DecisionCapturedIn
) -> Status[DecisionCapturedOut]:
    """In the moment; it can be put right until the minutes are agreed."""
    place, live = _going(request, coop, meeting)
    made = verbs.capture_decision(live=live, by=place.member, at=place.moment, **body.dict())
    return Status(201, decision_out(made))


@router.put(
    "/{meeting}/live/decisions/{decision}", response=DecisionCapturedOut, summary="Put a decision right"
)
def rewrite_decision(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], decision: Path[UUID], body: DecisionAnewIn
) -> DecisionCapturedOut:
    """In other words, struck out, or put back."""
    place = participant_at(request, coop)
    row = reads.captured_at(reads.going(place, meeting)[0], CapturedDecision, decision)
    said = body.dict(exclude={"struck"})
    row = verbs.rewrite_decision(decision=row, by=place.member, at=place.moment, **said)
    return decision_out(verbs.strike(captured=row, struck=body.struck, by=place.member, at=place.moment))


@router.post("/{meeting}/live/actions", response={201: ActionCapturedOut}, summary="Note an action")
def capture_action(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], body: ActionCapturedIn
) -> Status[ActionCapturedOut]:
    """What, who, and by when."""
    place, live = _going(request, coop, meeting)
    made = verbs.capture_action(live=live, by=place.member, at=place.moment, **body.dict())
    return Status(201, action_out(made))


@router.put("/{meeting}/live/actions/{action}", response=ActionCapturedOut, summary="Put an action right")
def rewrite_action(
    request: HttpRequest, coop: Path[Slug], meeting: Path[UUID], action: Path[UUID], body: ActionAnewIn
) -> ActionCapturedOut:
    """In other words, for somebody else, by another day, struck out, or put back."""
    place = participant_at(request, coop)
    row = reads.captured_at(reads.going(place, meeting)[0], CapturedAction, action)
    said = body.dict(exclude={"struck"})
    row = verbs.rewrite_action(action=row, by=place.member, at=place.moment, **said)
    return action_out(verbs.strike(captured=row, struck=body.struck, by=place.member, at=place.moment))


def _going(request: HttpRequest, coop: str, meeting: UUID) -> tuple[Place, Live]:
    place = participant_at(request, coop)
    return place, reads.going(place, meeting)[1]
