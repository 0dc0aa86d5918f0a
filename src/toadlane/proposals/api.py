"""Proposals as JSON: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Status

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Slug, participant_at
from toadlane.proposals import origins, reads, verbs
from toadlane.proposals.again import seconding
from toadlane.proposals.draft_views import own, refuse_strangers
from toadlane.proposals.forms import NOT_ASKED
from toadlane.proposals.life import amount_of
from toadlane.proposals.models import ProposalDraft
from toadlane.proposals.one_api import done, line_out, origin_out, proposal_out
from toadlane.proposals.said import Asked
from toadlane.proposals.shapes import (
    ByRoleIn,
    ByRoleOut,
    OptionIn,
    OriginKey,
    OriginKind,
    PositionIn,
    ProposalBackIn,
    ProposalClickIn,
    ProposalDecisionIn,
    ProposalDraftIn,
    ProposalDraftOut,
    ProposalLineOut,
    ProposalOriginOut,
    ProposalOut,
    ProposalTextIn,
    SecondingOut,
)

router = Router()
MOST = 100


@router.get("", response=list[ProposalLineOut], summary="Every proposal that is not over")
def list_open(request: HttpRequest, coop: Path[Slug]) -> list[ProposalLineOut]:
    """Those that wait for your position first."""
    place = participant_at(request, coop)
    return [
        ProposalLineOut(needs_me=one.needs_me, **line_out(one.life.row, one.life.text.title, one.now))
        for one in reads.open_lines(place)
    ]


@router.post("/by-role", response={201: ByRoleOut}, summary="Decide alone by a role you hold")
def decide_by_role(request: HttpRequest, coop: Path[Slug], body: ByRoleIn) -> Status[ByRoleOut]:
    """For whoever holds a role that the charter entrusts with the matter (`may_decide`)."""
    place = participant_at(request, coop)
    made = verbs.decide_by_role(by=place.member, at=place.moment, **body.dict())
    return Status(201, ByRoleOut(id=made.pk, matter=made.matter, title=made.subject, article=made.article))


@router.get("/origins/{kind}/{key}", response=ProposalOriginOut, summary="What a proposal can be made of")
def read_origin(
    request: HttpRequest, coop: Path[Slug], kind: Path[OriginKind], key: Path[OriginKey]
) -> ProposalOriginOut:
    """A comment, a thread, or another thing that can become a proposal, quoted as a draft would begin."""
    place = _inside(request, coop)
    found = origins.asked(place.sight, kind, key, place.moment)
    if found is None:
        raise absent()
    place.shows(found.information_class)
    return ProposalOriginOut(
        kind=found.kind,
        key=found.key,
        label=found.label,
        quote=found.quote,
        is_narrower=origins.is_narrower(place.sight, found),
    )


@router.get("/drafts", response=list[ProposalDraftOut], summary="Your own drafts")
def list_drafts(request: HttpRequest, coop: Path[Slug]) -> list[ProposalDraftOut]:
    """Nobody else sees them."""
    place = participant_at(request, coop)
    return [draft_out(one, place) for one in reads.drafts(place)]


@router.post("/drafts", response={201: ProposalDraftOut}, summary="Begin a draft")
def begin_draft(request: HttpRequest, coop: Path[Slug], body: ProposalDraftIn) -> Status[ProposalDraftOut]:
    """For whoever may propose; the charter must have a way for the matter."""
    place = _inside(request, coop)
    kept = verbs.keep_draft(asked=asked(body), by=place.member, at=place.moment, key=body.key)
    return Status(201, draft_out(kept, place))


@router.get("/drafts/{draft}", response=ProposalDraftOut, summary="One of your drafts")
def read_draft(request: HttpRequest, coop: Path[Slug], draft: UUID) -> ProposalDraftOut:
    """Nobody else sees it."""
    place = participant_at(request, coop)
    return draft_out(own(place, draft), place)


@router.put("/drafts/{draft}", response=ProposalDraftOut, summary="Write a draft anew")
def write_draft(
    request: HttpRequest, coop: Path[Slug], draft: UUID, body: ProposalDraftIn
) -> ProposalDraftOut:
    """All of it."""
    place = _inside(request, coop)
    kept = verbs.keep_draft(
        asked=asked(body),
        by=place.member,
        at=place.moment,
        key=body.key,
        draft=own(place, draft).pk,
        edition=body.edition,
    )
    return draft_out(kept, place)


@router.post("/drafts/{draft}/dropping", response={204: None}, summary="Let a draft go")
def drop_draft(request: HttpRequest, coop: Path[Slug], draft: UUID, body: ProposalClickIn) -> Status[None]:
    """It is gone."""
    place = _inside(request, coop)
    verbs.drop_draft(draft=draft, by=place.member, at=place.moment, key=body.key)
    return Status(204, None)


@router.post("/drafts/{draft}/raising", response={201: ProposalOut}, summary="Raise a draft")
def raise_draft(
    request: HttpRequest, coop: Path[Slug], draft: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """The others are asked, by the charter's text of today."""
    place = _inside(request, coop)
    raised = verbs.raise_proposal(draft=draft, by=place.member, at=place.moment, key=body.key)
    return Status(201, proposal_out(place, raised.pk))


@router.get("/{proposal}", response=ProposalOut, summary="One proposal")
def read_proposal(request: HttpRequest, coop: Path[Slug], proposal: UUID) -> ProposalOut:
    """Where it stands at this moment; who decides; where everybody stands, as far as you may see it."""
    return proposal_out(participant_at(request, coop), proposal)


@router.post("/{proposal}/position", response={201: ProposalOut}, summary="Take a position, or another one")
def take_position(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: PositionIn
) -> Status[ProposalOut]:
    """For those who decide, while it is open; the latest counts."""
    marks = [(one.option, one.points) for one in body.ballot]
    said = {**body.dict(), "channel": "api", "ballot": marks}
    return done(request, coop, proposal, verbs.take_position, said)


@router.post("/{proposal}/withdrawal", response={201: ProposalOut}, summary="Take a proposal back")
def take_back(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalBackIn
) -> Status[ProposalOut]:
    """For whoever raised it."""
    return done(request, coop, proposal, verbs.take_back, body.dict())


@router.post("/{proposal}/text", response={201: ProposalOut}, summary="Change the text of a proposal")
def rewrite(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalTextIn
) -> Status[ProposalOut]:
    """For whoever raised it; everybody is asked anew."""
    return done(request, coop, proposal, verbs.rewrite, body.dict())


@router.post("/{proposal}/stepping-out", response={201: ProposalOut}, summary="Have no position in it")
def step_out(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalBackIn
) -> Status[ProposalOut]:
    """For somebody who decides and is concerned by it."""
    return done(request, coop, proposal, verbs.step_out, body.dict())


@router.post("/{proposal}/decision", response={201: ProposalOut}, summary="Decide what is entrusted to you")
def decide(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalDecisionIn
) -> Status[ProposalOut]:
    """For whoever the rule entrusts it to, or who has the casting vote."""
    return done(request, coop, proposal, verbs.decide, body.dict())


@router.post("/{proposal}/lot", response={201: ProposalOut}, summary="Have a lot drawn that settles a tie")
def draw_lot(
    request: HttpRequest, coop: Path[Slug], proposal: UUID, body: ProposalClickIn
) -> Status[ProposalOut]:
    """For those who decide; the seed is the commitment of the record's entry that calls it."""
    return done(request, coop, proposal, verbs.draw_lot, body.dict())


def asked(body: ProposalDraftIn) -> Asked:
    """A draft as it was sent."""
    apart = {*NOT_ASKED, "poll_days", "poll_points", "poll_secret", "options", "origin"}
    said = {name: str(value or "") for name, value in body.dict().items() if name not in apart}
    return Asked(
        **said,
        poll_days=body.poll_days,
        poll_points=body.poll_points,
        poll_secret=body.poll_secret,
        options=tuple((one.name, one.about) for one in body.options),
        origin_kind=body.origin.kind if body.origin else "",
        origin_key=body.origin.key if body.origin else "",
    )


def draft_out(row: ProposalDraft, place: Place) -> ProposalDraftOut:
    """A draft with its amount as it is written."""
    row.coop = place.coop
    amount = amount_of(row)
    return ProposalDraftOut(
        id=row.pk,
        matter=row.matter,
        amount=amount.decimal() if amount else None,
        acts=row.acts,
        subject=row.subject,
        fingerprint=row.fingerprint,
        about=row.concerns or None,
        ends=row.ends_id,
        poll=row.poll,
        poll_days=row.poll_days,
        poll_points=row.poll_points,
        poll_secret=row.poll_secret,
        options=[OptionIn(name=one["name"], about=one["about"]) for one in row.options],
        title=row.title,
        text=row.text,
        edition=row.edition,
        author=row.author.key,
        origin=origin_out(place, row),
        seconding=seconding_out(row, place),
    )


def seconding_out(row: ProposalDraft, place: Place) -> SecondingOut | None:
    """Who has to second a draft of what failed before; None where nobody does."""
    lacks = seconding(row, place.moment)
    if lacks is None:
        return None
    found = lacks.found.value
    return SecondingOut(
        failed_on=lacks.before.failed_on, needed=found.needed, seconders=sorted(found.seconded)
    )


def _inside(request: HttpRequest, coop: str) -> Place:
    place = participant_at(request, coop)
    refuse_strangers(place)
    return place
